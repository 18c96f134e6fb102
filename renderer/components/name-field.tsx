// Says who somebody is: a field that suggests the people who already have a name, and asks when a name is taken.

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { PersonCard } from '../../app/contract.ts';
import { mergeWithNamesake, namePerson } from '../commands/people.ts';
import { useSuggestions } from '../engine/suggestions.ts';
import { text } from '../text/text.ts';
import { Combobox } from './combobox/combobox.tsx';
import { PersonOption } from './combobox/person-option.tsx';
import { takeFocus } from './focus.ts';
import { Namesakes } from './namesakes.tsx';
import styles from './name-field.module.css';
import { UnseenSubmit } from './unseen-submit.tsx';

const MOST_SUGGESTIONS = 6;

/** A name is written next, in place of the one that is there. */
function takeFocusAndSelect(input: HTMLInputElement | null): void {
  takeFocus(input);
  input?.select();
}

interface Props {
  person: { id: number; name: string | null };
  /** The face that stands for the one who is named. */
  face: number;
  /** @param person who it is now: somebody else after a merge; undefined: nothing was said */
  onDone: (person?: PersonCard) => void;
  /** Escape, where that is something else than to say nothing. */
  onLeave?: () => void;
  align?: 'start' | 'center';
}

export function NameField({ person, face, onDone, onLeave = onDone, align = 'start' }: Props) {
  const [typed, setTyped] = useState(person.name ?? '');
  const [namesakes, setNamesakes] = useState<PersonCard[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const suggested = useSuggestions('people.suggest', { typed });

  async function once(work: () => Promise<void>): Promise<void> {
    if (isSaving) return;
    setIsSaving(true);
    await work();
    setIsSaving(false);
  }

  const setMessage = (name: string | null, ifTaken: 'ask' | 'keepBoth') =>
    once(async () => {
      const reply = await namePerson(person.id, name, ifTaken);
      if (reply?.outcome === 'taken') setNamesakes(reply.namesakes);
      else if (reply !== undefined) onDone(reply.person);
    });

  /** It is that very one, and nobody else of the same name. */
  const merge = (namesake: PersonCard) =>
    once(async () => {
      const merged = await mergeWithNamesake(person.id, namesake);
      if (merged !== undefined) onDone(merged);
    });

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const name = typed.trim();
    if (name === (person.name ?? '')) onDone();
    else void setMessage(name === '' ? null : name, 'ask');
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || namesakes.length > 0) return;
    event.stopPropagation();
    onLeave();
  }

  return (
    <form className={styles['form']} data-align={align} onSubmit={submit}>
      <Combobox
        text={typed}
        onText={setTyped}
        items={suggested?.people.filter(({ id }) => id !== person.id).slice(0, MOST_SUGGESTIONS)}
        keyOf={({ id }) => String(id)}
        onChoose={(chosen) => void merge(chosen)}
        list={text.naming.suggestions}
        align={align}
        field={{
          ref: takeFocusAndSelect,
          'aria-label': text.naming.label,
          placeholder: text.naming.placeholder,
          className: styles['input'],
          maxLength: 200,
          onKeyDown: cancel,
          onBlur: () => namesakes.length === 0 && !isSaving && typed === (person.name ?? '') && onDone(),
        }}
      >
        {(candidate) => <PersonOption person={candidate} />}
      </Combobox>
      <UnseenSubmit label={text.naming.save} />
      <Namesakes
        face={face}
        name={typed.trim()}
        namesakes={namesakes}
        onMerge={(namesake) => void merge(namesake)}
        onKeepBoth={() => void setMessage(typed.trim(), 'keepBoth')}
        onClose={() => setNamesakes([])}
      />
    </form>
  );
}
