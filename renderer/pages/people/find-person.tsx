// Jumps to somebody by name: type a few letters, choose with the arrow keys.

import { useEffect, useRef, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { isTaken } from '../../components/keyboard.tsx';
import { PersonSuggestions } from '../../components/person-suggestions.tsx';
import { useQuery } from '../../engine/query.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './find-person.module.css';

const none: PersonCard[] = [];

export function FindPerson() {
  const [typed, setTyped] = useState('');
  const { value } = useQuery('people.suggest', { typed });
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTaken(event)) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <Autocomplete.Root
      items={value?.people ?? none}
      filter={null}
      autoHighlight
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(card: PersonCard) => card.name ?? ''}
    >
      <div className={styles['field']}>
        <Search aria-hidden />
        <Autocomplete.Input
          ref={input}
          className={styles['input']}
          aria-label={text.peoplePage.find}
          placeholder={text.peoplePage.find}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <PersonSuggestions onChoose={({ id }) => go({ page: 'person', person: id, view: 'photos' })} />
    </Autocomplete.Root>
  );
}
