// Asks whether somebody who is called the same is the same person, and which of several.

import type { PersonCard } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { FaceImage } from './face.tsx';
import { Modal } from './modal.tsx';
import styles from './namesakes.module.css';

export function Namesakes({
  face,
  name,
  namesakes,
  onMerge,
  onKeepBoth,
  onClose,
}: {
  face: number;
  name: string;
  /** None: nothing is asked. */
  namesakes: readonly PersonCard[];
  onMerge: (namesake: PersonCard) => void;
  onKeepBoth: () => void;
  onClose: () => void;
}) {
  const [only, ...more] = namesakes;
  const isOne = more.length === 0;
  return (
    <Modal
      isOpen={only !== undefined}
      onClose={onClose}
      title={isOne ? text.naming.takenTitle(name) : text.naming.takenWhich(name)}
      description={isOne ? text.naming.takenBody(name) : text.naming.takenBySeveral(name)}
      actions={
        <>
          <Button onClick={onKeepBoth}>{isOne ? text.naming.takenKeep : text.naming.takenNone}</Button>
          {isOne && only !== undefined && (
            <Button look="primary" onClick={() => onMerge(only)}>
              {text.naming.takenMerge}
            </Button>
          )}
        </>
      }
    >
      {isOne && only !== undefined && (
        <div className={styles['taken']}>
          <FaceImage face={face} alt={text.naming.takenThis} />
          <FaceImage face={only.cover} alt={text.person.cover(name)} />
          <span>
            {only.name} · {text.photos(only.photos)}
          </span>
        </div>
      )}
      {!isOne && (
        <div className={styles['namesakes']}>
          {namesakes.map((namesake) => (
            <button key={namesake.id} type="button" onClick={() => onMerge(namesake)}>
              <FaceImage face={namesake.cover} />
              <span>
                {namesake.name} · {text.photos(namesake.photos)}
              </span>
            </button>
          ))}
        </div>
      )}
    </Modal>
  );
}
