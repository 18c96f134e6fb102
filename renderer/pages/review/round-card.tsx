// After twenty answers: what they brought, and a good moment to stop. The next pair is there already.

import { Coffee } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import styles from '../../components/news-card.module.css';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';

export interface Round {
  answered: number;
  /** How many questions fewer there are; it may be none, as answers can bring new ones. */
  fewer: number;
  /** Photos that found their person. */
  foundPhotos: number;
}

export function RoundCard({ round, important, onGoOn }: { round: Round; important: number; onGoOn: () => void }) {
  return (
    <section className={styles['card']} aria-label={text.review.roundTitle(round.answered)}>
      <Coffee aria-hidden />
      <output>
        <strong>{text.review.roundTitle(round.answered)}</strong>
        {text.review.round(round.fewer, round.foundPhotos).map((part) => (
          <span key={part}>, {part}</span>
        ))}
        . {important === 0 && text.review.nothingImportant}
      </output>
      <div>
        <Button onClick={() => go({ page: 'people', section: 'main' })}>{text.review.enough}</Button>
        <Button look="primary" onClick={onGoOn}>
          {text.review.goOn}
        </Button>
      </div>
    </section>
  );
}
