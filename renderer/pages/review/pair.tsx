// The pair that is asked about, side by side; a swipe answers it, and it leans to where it would go.

import type { Question } from '../../../app/contract.ts';
import { text } from '../../text/text.ts';
import styles from './review.module.css';
import { Side } from './side.tsx';
import type { Review } from './use-review.ts';
import type { useSwipe } from './use-swipe.ts';

interface Props {
  question: Question;
  showsPhotos: boolean;
  swipe: ReturnType<typeof useSwipe>;
  answer: Review['answer'];
}

export function Pair({ question, showsPhotos, swipe: { offset, listeners }, answer }: Props) {
  const isOne = isWithin(question);
  return (
    <div
      className={styles['pair']}
      data-one={isOne || undefined}
      data-lean={offset === 0 ? undefined : offset < 0 ? 'different' : 'same'}
      style={{ translate: `${offset}px` }}
      {...listeners}
    >
      {isOne && (
        <p className={styles['together']}>
          <span>{text.review.together}</span>
        </p>
      )}
      {(['left', 'right'] as const).map((of) => (
        <Side
          key={of}
          of={of}
          side={question[of]}
          isHalf={isOne}
          showsPhoto={showsPhotos}
          shortcuts={of === 'left' ? ['Q', 'A'] : ['T', 'G']}
          onNotFace={() => void answer('notFace', { of })}
          onMirror={() => void answer('mirror', { of })}
        />
      ))}
    </div>
  );
}

/** Two faces of one person so far: it is asked whether they belong together at all. */
export function isWithin({ left, right }: Question): boolean {
  return left.person.id === right.person.id;
}
