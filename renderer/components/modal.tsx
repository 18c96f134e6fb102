// A dialog above the page: a title, what it is about, and what can be done.

import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { useFinalFocus } from './focus.ts';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog opened by a form is inside it for React, though not on the screen.
    event.stopPropagation();
    onSubmit?.();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} data-size={size} finalFocus={finalFocus}>
          <form onSubmit={submit}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
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
