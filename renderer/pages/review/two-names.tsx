// Both faces have a name and were said to be one person: which name stays?

import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Modal } from '../../components/modal.tsx';
import { text } from '../../text/text.ts';
import styles from './two-names.module.css';

export function TwoNames({
  names,
  onKeep,
  onDifferent,
  onClose,
}: {
  names: { left: PersonCard; right: PersonCard } | undefined;
  onKeep: (person: number) => void;
  onDifferent: () => void;
  onClose: () => void;
}) {
  return (
    <Modal
      isOpen={names !== undefined}
      onClose={onClose}
      title={text.review.twoNamesTitle}
      description={text.review.twoNamesBody}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button onClick={onDifferent}>{text.review.twoNamesDifferent}</Button>
        </>
      }
    >
      {names !== undefined && (
        <div className={styles['names']}>
          {[names.left, names.right].map((person) => (
            <button key={person.id} type="button" onClick={() => onKeep(person.id)}>
              <FaceImage face={person.cover} />
              <strong>{person.name}</strong>
              <small>{text.photos(person.photos)}</small>
            </button>
          ))}
        </div>
      )}
    </Modal>
  );
}
