// Finds out to whom the photos of a person really belong, and brings both together.

import { useState } from 'react';
import { Search } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { mergePeople } from '../../engine/said.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './merge-into.module.css';

interface Props {
  person: PersonCard;
  isOpen: boolean;
  onClose: () => void;
}

export function MergeInto({ person, isOpen, onClose }: Props) {
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      title={text.merging.intoTitle(person.name ?? text.peoplePage.unnamed.toLowerCase())}
      description={text.merging.intoBody}
      actions={<Button onClick={onClose}>{text.cancel}</Button>}
    >
      <Candidates person={person} onClose={onClose} />
    </Modal>
  );
}

function Candidates({ person, onClose }: { person: PersonCard; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const { items } = useCollection('people.list', { section: 'main' });
  const { value } = useQuery('people.suggest', { typed });
  const people = (typed.trim() === '' ? items.slice(0, 60) : (value?.people ?? [])).filter(
    ({ id }) => id !== person.id,
  );

  async function choose(into: number): Promise<void> {
    onClose();
    const merged = await mergePeople([person.id], into);
    if (merged !== undefined) go({ page: 'person', person: merged.id, view: 'photos' }, { replace: true });
  }

  return (
    <>
      <div className={styles['field']}>
        <Search aria-hidden />
        <input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label={text.merging.search}
          placeholder={text.merging.search}
          autoComplete="off"
        />
      </div>
      <ul className={styles['people']}>
        {people.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => void choose(other.id)}>
              <span>
                <FaceImage face={other.cover} />
              </span>
              <strong>{other.name ?? text.peoplePage.unnamed}</strong>
              <small>{text.photos(other.photos)}</small>
            </button>
          </li>
        ))}
        {people.length === 0 && <li className={styles['none']}>{text.merging.noneFound}</li>}
      </ul>
    </>
  );
}
