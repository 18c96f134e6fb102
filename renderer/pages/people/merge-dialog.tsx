// Asks who remains when several people turn out to be one.

import { useState } from 'react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Modal } from '../../components/modal.tsx';
import { mergePeople } from '../../commands/people.ts';
import { text } from '../../text/text.ts';
import styles from './merge-dialog.module.css';

export function MergeDialog({ people, onClose }: { people: PersonCard[]; onClose: (isMerged: boolean) => void }) {
  const [chosen, setInto] = useState(() => likeliest(people)?.id);
  const [isMerging, setIsMerging] = useState(false);
  // Another window may have taken away the one who was to stay.
  const into = people.some(({ id }) => id === chosen) ? chosen : likeliest(people)?.id;

  async function merge(): Promise<void> {
    if (into === undefined || isMerging) return;
    setIsMerging(true);
    const others = people.map(({ id }) => id).filter((id) => id !== into);
    const merged = await mergePeople(others, into);
    setIsMerging(false);
    onClose(merged !== undefined);
  }

  return (
    <Modal
      isOpen
      onClose={() => onClose(false)}
      onSubmit={() => void merge()}
      title={text.merging.title(people.length)}
      description={text.merging.body}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{text.cancel}</Button>
          <Button look="primary" type="submit" disabled={isMerging}>
            {text.merging.confirm}
          </Button>
        </>
      }
    >
      <ul className={styles['choices']}>
        {people.map((person) => (
          <li key={person.id}>
            <label>
              <input
                type="radio"
                name="into"
                value={person.id}
                checked={person.id === into}
                onChange={() => setInto(person.id)}
              />
              <span className={styles['face']}>
                <FaceImage face={person.cover} />
              </span>
              <strong>{person.name ?? text.peoplePage.unnamed}</strong>
              <span className={styles['count']}>{text.photos(person.photos)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** A name counts more than many photos. */
function likeliest(people: PersonCard[]): PersonCard | undefined {
  const weight = ({ name, faces }: PersonCard) => (name === null ? 0 : 1_000_000_000) + faces;
  return [...people].sort((a, b) => weight(b) - weight(a))[0];
}
