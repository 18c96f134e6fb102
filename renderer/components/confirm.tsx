// Asks once more before something is done that cannot simply be clicked back.

import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { text } from '../text/text.ts';

export function Confirm({
  isOpen,
  title,
  children,
  action,
  look = 'danger',
  onConfirm,
  onClose,
}: {
  isOpen: boolean;
  title: string;
  /** What will happen, in a sentence or two. */
  children: string;
  /** What the button says that does it. */
  action: ReactNode;
  look?: 'danger' | 'primary';
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={() => {
        onClose();
        onConfirm();
      }}
      title={title}
      description={children}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look={look} type="submit">
            {action}
          </Button>
        </>
      }
    />
  );
}
