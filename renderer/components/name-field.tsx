// Says who somebody is: a field that suggests the people who already have a name, and asks when a name is taken.

import type { FormEvent, KeyboardEvent } from 'react';
import { useSuggestions } from '../engine/suggestions.ts';
import { text } from '../text/text.ts';
import { Combobox } from './combobox/combobox.tsx';
import { PersonOption } from './combobox/person-option.tsx';
import { Namesakes } from './namesakes.tsx';
import styles from './name-field.module.css';
import { UnseenSubmit } from './unseen-submit.tsx';
import { type Naming, useNaming } from './use-naming.ts';

const MOST_SUGGESTIONS = 6;

interface Props extends Naming {
  /** The face that stands for the one who is named. */
  face: number;
  /** Escape, where that is something else than to say nothing. */
  onLeave?: () => void;
  align?: 'start' | 'center';
}

export function NameField({ face, onLeave, align = 'start', ...asked }: Props) {
  const { person, onDone, inTurn } = asked;
  const { input, typed, change, said, namesakes, ...naming } = useNaming(asked);
  const suggested = useSuggestions('people.suggest', { typed });

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    naming.submit();
  }

  function press(event: KeyboardEvent): void {
    naming.press(event);
    if (event.key !== 'Escape' || namesakes.length > 0) return;
    event.stopPropagation();
    naming.giveUp();
    (onLeave ?? onDone)();
  }

  return (
    // Keys pressed in the field, and in the question above it, arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className={styles['form']} data-align={align} onSubmit={submit} onKeyDownCapture={naming.pressInQuestion}>
      <Combobox
        text={typed}
        onText={change}
        items={suggested?.people.filter(({ id }) => id !== person.id).slice(0, MOST_SUGGESTIONS)}
        keyOf={({ id }) => String(id)}
        onChoose={naming.submit}
        list={text.naming.suggestions}
        align={align}
        field={{
          ref: input,
          'aria-label': text.naming.label,
          placeholder: said?.text || text.naming.placeholder,
          className: styles['input'],
          maxLength: 200,
          readOnly: said !== undefined && inTurn === undefined,
          onKeyDown: press,
          onBlur: naming.leave,
        }}
      >
        {(candidate) => <PersonOption person={candidate} />}
      </Combobox>
      <UnseenSubmit label={text.naming.save} />
      <Namesakes
        face={face}
        name={said?.text ?? ''}
        namesakes={namesakes}
        onMerge={(namesake) => said && void naming.merge(said.text, namesake)}
        onKeepBoth={() => said && void naming.say(said.text, 'keepBoth')}
        onClose={() => said && naming.takeBack(said)}
      />
    </form>
  );
}
