// What the user is asked back where an answer contradicts what is known: two names, an earlier answer, one photo.

import { OnePhoto } from './one-photo.tsx';
import { SaidBefore } from './said-before.tsx';
import { TwoNames } from './two-names.tsx';
import type { AskedBack, Review } from './use-review.ts';

interface Props {
  asked: AskedBack | undefined;
  answer: Review['answer'];
  /** The pair stays as it is. */
  onClose: () => void;
}

export function AskBackDialogs({ asked, answer, onClose }: Props) {
  return (
    <>
      <TwoNames
        names={asked?.outcome === 'twoNames' ? asked : undefined}
        onKeep={(keep) => void answer('same', { keep, insist: true })}
        onDifferent={() => void answer('different')}
        onClose={onClose}
      />
      <SaidBefore
        asked={asked?.outcome === 'contradiction' ? asked : undefined}
        onInsist={(said) => void answer(said, { insist: true })}
        onKeep={(earlier) => void answer(earlier)}
        onClose={onClose}
      />
      <OnePhoto
        photo={asked?.outcome === 'onePhoto' ? asked.photo : undefined}
        onSame={() => void answer('same', { insist: true })}
        onDifferent={() => void answer('different')}
        onClose={onClose}
      />
    </>
  );
}
