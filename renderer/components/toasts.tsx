// Short messages at the edge of the screen: what was done, with Undo, or what went wrong.

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { sentenceOfError } from '../engine/outcome.ts';
import { text } from '../text/text.ts';
import styles from './toasts.module.css';

const manager = Toast.createToastManager();
let shown: string | undefined;
/** What the message that is shown offers to take back. */
let offered: number | undefined;

interface Offer {
  label: string;
  act: () => void;
  /** What is taken back by that. */
  action?: number;
}

/** One message at a time. @param action what it offers: to take back exactly what it tells, or to do it again */
export function sayDone(sentence: string, action?: Offer): void {
  show({
    title: sentence,
    timeout: action === undefined ? 4000 : 8000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(shown);
          action.act();
        },
      },
    }),
  });
  offered = action?.action;
}

/** It was taken back elsewhere: no message offers that any more. */
export function withdrawOffer(action: number): void {
  if (shown !== undefined && offered === action) manager.close(shown);
}

/** Something begins that the message would cover. */
export function dismissMessage(): void {
  if (shown !== undefined) manager.close(shown);
}

/** @param what was lost by it, in a sentence */
export function sayFailed(error: unknown, what?: string): void {
  const sentence = sentenceOfError(error);
  const title = what === undefined ? sentence : `${what} ${sentence}`;
  show({ title, type: 'error', priority: 'high', timeout: 8000 });
}

function show(message: Parameters<typeof manager.add>[0]): void {
  dismissMessage();
  shown = manager.add(message);
  offered = undefined;
}

export function Toasts({ children }: { children: React.ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={1}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={text.toasts.region}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']} swipeDirection={['down', 'left']}>
      <Toast.Content className={styles['content']}>
        <Toast.Title className={styles['title']} />
        {/* A message that is on its way out offers nothing any more: another one stands there already. */}
        {toast.transitionStatus !== 'ending' && <Toast.Action className={styles['action']} />}
        <Toast.Close className={styles['close']} aria-label={text.close}>
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
