// One candidate: the face, who it is so far, and the two answers, by click or by S and D.

import type { KeyboardEvent } from 'react';
import { Check, X } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { FaceImage } from '../../components/face.tsx';
import { addressOf, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './alike-tile.module.css';

export type AlikeAnswer = 'same' | 'different';

const ALIKE_ANSWERS: readonly AlikeAnswer[] = ['different', 'same'];
const ANSWER_KEYS = new Map<string, AlikeAnswer | undefined>([
  ['s', 'same'],
  ['d', 'different'],
  [' ', undefined],
]);

export function AlikeTile({
  person,
  choice,
  onChoose,
}: {
  person: PersonCard;
  choice: AlikeAnswer | undefined;
  onChoose: (choice: AlikeAnswer | undefined) => void;
}) {
  const name = person.name ?? text.peoplePage.unnamed;
  const press = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (!ANSWER_KEYS.has(key) || (key === ' ' && isOnButton) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChoose(ANSWER_KEYS.get(key));
  };
  return (
    // Keys pressed on the link inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article className={styles['tile']} data-choice={choice} onKeyDown={press}>
      <a className={styles['face']} href={addressOf(personPlace(person.id))} aria-label={text.alike.visit(name)}>
        <FaceImage face={person.cover} shape="square" />
      </a>
      <p className={styles['name']} data-unnamed={person.name === null || undefined}>
        {name}
      </p>
      <p className={styles['count']}>{text.photos(person.photos)}</p>
      <div className={styles['answers']}>
        {ALIKE_ANSWERS.map((each) => (
          <button
            key={each}
            type="button"
            data-choice={each}
            aria-pressed={choice === each}
            aria-label={text.alike[each](name)}
            title={text.review[each]}
            onClick={() => onChoose(each)}
          >
            {each === 'same' ? <Check aria-hidden /> : <X aria-hidden />}
          </button>
        ))}
      </div>
    </article>
  );
}
