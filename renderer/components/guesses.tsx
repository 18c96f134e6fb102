// People with a name who look like one without: one click, and the photos are theirs.

import { useQuery } from '../engine/query.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { FaceImage } from './face.tsx';
import styles from './guesses.module.css';

const GUESSES_SHOWN = 3;
const LEAST_GUESS_PROBABILITY = 0.15;

export function Guesses({ person, onGuess }: { person: number; onGuess: (who: number) => void }) {
  const { value } = useQuery('people.alike', { person });
  const guesses = value?.people.filter(
    ({ person: { name }, probability }) => name !== null && probability >= LEAST_GUESS_PROBABILITY,
  );
  if (guesses === undefined || guesses.length === 0) return <div className={styles['guesses']} />;
  return (
    <div className={styles['guesses']}>
      {guesses.slice(0, GUESSES_SHOWN).map(({ person: { id, cover, name } }) => (
        <Button key={id} data-guess onClick={() => onGuess(id)}>
          <span className={styles['guess']}>
            <FaceImage face={cover} />
          </span>
          {text.namingPage.guess(name ?? '')}
        </Button>
      ))}
    </div>
  );
}
