// Says who somebody is: a field that suggests the people who already have a name, and asks when a name is taken.

import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import type { PersonCard } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { mergeWithNamesake, namePerson } from '../commands/people.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { FaceImage } from './face.tsx';
import { Modal } from './modal.tsx';
import { PersonSuggestions } from './person-suggestions.tsx';
import styles from './name-field.module.css';

/** Whoever opened the field is about to write in it. */
function focus(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

interface Props {
  person: { id: number; name: string | null };
  /** The face that stands for the one who is named. */
  face: number;
  /** @param person who it is now: somebody else after a merge; undefined: nothing was said */
  onDone: (person?: PersonCard) => void;
  align?: 'start' | 'center';
}

export function NameField({ person, face, onDone, align = 'start' }: Props) {
  const [typed, setTyped] = useState(person.name ?? '');
  const [namesakes, setNamesakes] = useState<PersonCard[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const suggestions = useSuggestions(typed, person.id);

  async function once(work: () => Promise<void>): Promise<void> {
    if (isSaving) return;
    setIsSaving(true);
    await work();
    setIsSaving(false);
  }

  const say = (name: string | null, ifTaken: 'ask' | 'keepBoth') =>
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
    setIsOpen(false); // suggestions may come later
    const name = typed.trim();
    if (name === (person.name ?? '')) onDone();
    else void say(name === '' ? null : name, 'ask');
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || namesakes.length > 0) return;
    event.stopPropagation();
    onDone();
  }

  return (
    <form className={styles['form']} data-align={align} onSubmit={submit}>
      <Autocomplete.Root
        items={suggestions}
        filter={null}
        open={isOpen && suggestions.length > 0}
        onOpenChange={setIsOpen}
        value={typed}
        onValueChange={(value, { reason }) => reason !== 'item-press' && setTyped(value)}
        itemToStringValue={(card: PersonCard) => card.name ?? ''}
      >
        <Autocomplete.Input
          ref={focus}
          aria-label={text.naming.label}
          placeholder={text.naming.placeholder}
          className={styles['input']}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={cancel}
          onBlur={() => namesakes.length === 0 && !isSaving && typed === (person.name ?? '') && onDone()}
        />
        <PersonSuggestions align={align} onChoose={(chosen) => void merge(chosen)} />
      </Autocomplete.Root>
      <button type="submit" className={styles['submit']} tabIndex={-1} aria-label={text.naming.save} />
      <Taken
        face={face}
        name={typed.trim()}
        namesakes={namesakes}
        onMerge={(namesake) => void merge(namesake)}
        onKeepBoth={() => void say(typed.trim(), 'keepBoth')}
        onClose={() => setNamesakes([])}
      />
    </form>
  );
}

function Taken({
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

/** Those with a similar name, without the one who is being named. */
function useSuggestions(typed: string, person: number): PersonCard[] {
  const [people, setPeople] = useState<PersonCard[]>([]);
  useEffect(() => {
    let isCurrent = true;
    call('people.suggest', { typed }).then(
      (reply) => isCurrent && setPeople(reply.people.filter(({ id }) => id !== person).slice(0, 6)),
      // A name can be typed without suggestions just as well.
      () => isCurrent && setPeople([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [typed, person]);
  return people;
}
