// Asks who somebody is: everybody in the library, found by typing, and where it makes sense somebody new.

import { useState } from 'react';
import { Plus, Search } from 'lucide-react';
import type { PersonCard } from '../../app/contract.ts';
import { useCollection } from '../engine/collection.ts';
import { useQuery } from '../engine/query.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { FaceImage } from './face.tsx';
import { Modal } from './modal.tsx';
import styles from './person-picker.module.css';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  /** Who cannot be meant. */
  except: number | null;
  onChoose: (person: PersonCard) => void;
  /** Left out where only somebody who is there already can be meant. */
  onNew?: (name: string) => void;
}

export function PersonPicker({ isOpen, onClose, title, description, ...choice }: Props) {
  const [typed, setTyped] = useState('');
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Modal
      isOpen={isOpen}
      onClose={close}
      title={title}
      description={description}
      actions={<Button onClick={close}>{text.cancel}</Button>}
    >
      {isOpen && <Candidates typed={typed} onType={setTyped} onDone={close} {...choice} />}
    </Modal>
  );
}

function Candidates({
  typed,
  onType,
  onDone,
  except,
  onChoose,
  onNew,
}: Pick<Props, 'except' | 'onChoose' | 'onNew'> & {
  typed: string;
  onType: (typed: string) => void;
  onDone: () => void;
}) {
  const name = typed.trim();
  const { items } = useCollection('people.list', { section: 'main' });
  const { value } = useQuery('people.suggest', { typed });
  const people = (name === '' ? items.slice(0, MOST) : (value?.people ?? [])).filter(({ id }) => id !== except);
  const isKnown = value?.isTaken ?? false;

  const choose = (action: () => void) => {
    onDone();
    action();
  };
  const newcomer = onNew !== undefined && name !== '' && (
    <li key="new">
      <button type="button" onClick={() => choose(() => onNew(name))}>
        <span className={styles['plus']}>
          <Plus aria-hidden />
        </span>
        <strong>{isKnown ? text.picker.namesake(name) : text.picker.newcomer(name)}</strong>
      </button>
    </li>
  );

  return (
    <>
      <div className={styles['field']}>
        <Search aria-hidden />
        <input
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={chooseFirst}
          aria-label={text.picker.search}
          placeholder={onNew === undefined ? text.picker.search : text.picker.searchOrNew}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <ul className={styles['people']}>
        {!isKnown && newcomer}
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => choose(() => onChoose(person))}>
              <span>
                <FaceImage face={person.cover} />
              </span>
              <strong>{person.name ?? text.peoplePage.unnamed}</strong>
              <small>{text.photos(person.photos)}</small>
            </button>
          </li>
        ))}
        {isKnown && newcomer}
        {people.length === 0 && newcomer === false && <li className={styles['none']}>{text.picker.none}</li>}
      </ul>
    </>
  );
}

const MOST = 60;

/** Enter takes the first of the list, as soon as something has been typed; the arrow leads into the list. */
function chooseFirst(event: React.KeyboardEvent<HTMLInputElement>): void {
  const first = event.currentTarget.form?.querySelector<HTMLButtonElement>('ul button');
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    first?.focus();
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    if (event.currentTarget.value.trim() !== '') first?.click();
  }
}
