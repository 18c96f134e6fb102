// Asks who somebody is: everybody in the library, found by typing, and where it makes sense somebody new.

import { useEffect, useEffectEvent, useState } from 'react';
import { Plus, Search } from 'lucide-react';
import type { PersonCard } from '../../app/contract.ts';
import { useCollection } from '../engine/collection.ts';
import { useQuery } from '../engine/query.ts';
import { isAlike } from '../text/alike.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { ListedCombobox } from './combobox/combobox.tsx';
import { PersonOption } from './combobox/person-option.tsx';
import { Modal } from './modal.tsx';
import field from './picker-field.module.css';
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

type Candidate = PersonCard | 'newcomer';

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
  // Not those for what was written before: Enter takes the first.
  const { value, error } = useQuery('people.suggest', { typed });
  /** For what was typed, Enter came before it was known who is called so. */
  const [awaited, setAwaited] = useState<string>();
  const people = (name === '' ? items.slice(0, MOST_PEOPLE) : (value?.people ?? [])).filter(({ id }) => id !== except);
  const isKnown = people.some((each) => each.name !== null && isAlike(each.name, name));
  const newcomer: Candidate[] = onNew !== undefined && name !== '' ? ['newcomer'] : [];
  const candidates = isKnown ? [...people, ...newcomer] : [...newcomer, ...people];
  const isSettled = name === '' || value !== undefined || error !== undefined;

  function choose(candidate: Candidate): void {
    if (isSettled) take(candidate);
    else setAwaited(typed);
  }

  function take(candidate: Candidate): void {
    onDone();
    if (candidate === 'newcomer') onNew?.(name);
    else onChoose(candidate);
  }

  const chooseFirst = useEffectEvent(() => {
    const [first] = candidates;
    if (awaited === typed && first !== undefined) take(first);
  });
  useEffect(() => {
    if (isSettled) chooseFirst();
  }, [isSettled]);

  return (
    <div className={field['field']}>
      <Search aria-hidden />
      <ListedCombobox
        text={typed}
        onText={onType}
        items={candidates}
        keyOf={(candidate) => (candidate === 'newcomer' ? candidate : String(candidate.id))}
        onChoose={choose}
        list={text.picker.list}
        none={text.picker.none}
        field={{
          'aria-label': text.picker.search,
          placeholder: onNew === undefined ? text.picker.search : text.picker.searchOrNew,
          maxLength: 200,
        }}
      >
        {(candidate) =>
          candidate === 'newcomer' ? (
            <>
              <span className={styles['plus']}>
                <Plus aria-hidden />
              </span>
              <strong>{isKnown ? text.picker.namesake(name) : text.picker.newcomer(name)}</strong>
            </>
          ) : (
            <PersonOption person={candidate} />
          )
        }
      </ListedCombobox>
    </div>
  );
}

const MOST_PEOPLE = 60;
