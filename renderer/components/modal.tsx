// A dialog above the page: a title, what it is about, and what can be done.

import { type FormEvent, type MouseEvent, type ReactNode, useRef } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { isBelowFold, useFinalFocus } from './focus.ts';
import styles from './modal.module.css';

export function Modal({
  isOpen,
  onClose,
  title,
  description,
  children,
  actions,
  onSubmit,
  size = 'small',
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** What Enter does. */
  onSubmit?: () => void;
  size?: 'small' | 'large';
}) {
  const finalFocus = useFinalFocus(isOpen);
  const popup = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  /** One reads a long dialog from its top; what would get the focus otherwise would scroll it down to itself. */
  const initialFocus = () => (isBelowFold(popup.current) ? heading.current : true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog opened by a form is inside it for React, though not on the screen.
    event.stopPropagation();
    if (isOpen) onSubmit?.();
  };
  /** While it fades away it still has the focus: what was pressed twice is done once. Enter and Space are clicks as well. */
  const click = (event: MouseEvent) => {
    if (isOpen) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup
          ref={popup}
          className={styles['popup']}
          data-size={size}
          initialFocus={initialFocus}
          finalFocus={finalFocus}
          onClickCapture={click}
        >
          <form onSubmit={submit}>
            <Dialog.Title ref={heading} className={styles['title']} tabIndex={-1}>
              {title}
            </Dialog.Title>
            {description !== undefined && (
              <Dialog.Description className={styles['description']}>{description}</Dialog.Description>
            )}
            {children}
            {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
