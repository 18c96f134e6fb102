// An answer against an earlier one: both faces of the earlier one are shown, and the user says which of the two counts.

import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Modal } from '../../components/modal.tsx';
import { instant } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { AskedBack } from './use-review.ts';
import styles from './two-names.module.css';

type Contradiction = Extract<AskedBack, { outcome: 'contradiction' }>;

export function SaidBefore({
  asked,
  onInsist,
  onKeep,
  onClose,
}: {
  asked: Contradiction | undefined;
  onInsist: (said: Contradiction['said']) => void;
  onKeep: (earlier: Contradiction['earlier']['answer']) => void;
  onClose: () => void;
}) {
  return (
    <Modal
      isOpen={asked !== undefined}
      onClose={onClose}
      title={text.review.saidBeforeTitle}
      {...(asked && { description: text.review.saidBefore(asked.earlier.answer, instant(asked.earlier.at)) })}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          {asked && (
            <>
              <Button onClick={() => onKeep(asked.earlier.answer)}>{text.review.saidBeforeKeep}</Button>
              <Button look="primary" onClick={() => onInsist(asked.said)}>
                {text.review.saidBeforeInsist}
              </Button>
            </>
          )}
        </>
      }
    >
      {asked && (
        <div className={styles['faces']}>
          {[asked.earlier.left, asked.earlier.right].map(({ face, person }) => (
            <figure key={face}>
              <FaceImage face={face} />
              <figcaption>{person?.name ?? text.review.unnamed}</figcaption>
            </figure>
          ))}
        </div>
      )}
    </Modal>
  );
}
