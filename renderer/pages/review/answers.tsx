// The three answers to a pair, each with its key.

import type { ReactNode } from 'react';
import { Equal, HelpCircle, UnfoldHorizontal, User, Users } from 'lucide-react';
import { text } from '../../text/text.ts';
import styles from './review.module.css';
import type { Review } from './use-review.ts';

/** @param isOne both are one person so far */
export function Answers({ isOne, answer }: { isOne: boolean; answer: Review['answer'] }) {
  return (
    <fieldset className={styles['answers']} aria-label={text.review.answers}>
      <Choice
        look="different"
        shortcut="D"
        icon={isOne ? <Users /> : <UnfoldHorizontal />}
        onChoose={() => void answer('different')}
      >
        {isOne ? text.review.two : text.review.different}
      </Choice>
      <Choice
        look="unsure"
        shortcut={text.shortcuts.space}
        icon={<HelpCircle />}
        onChoose={() => void answer('unsure')}
      >
        {text.review.unsure}
      </Choice>
      <Choice look="same" shortcut="F" icon={isOne ? <User /> : <Equal />} onChoose={() => void answer('same')}>
        {isOne ? text.review.one : text.review.same}
      </Choice>
    </fieldset>
  );
}

function Choice({
  look,
  shortcut,
  icon,
  onChoose,
  children,
}: {
  look: 'same' | 'different' | 'unsure';
  shortcut: string;
  icon: ReactNode;
  onChoose: () => void;
  children: string;
}) {
  return (
    <button type="button" className={styles['choice']} data-look={look} onClick={onChoose}>
      <span aria-hidden className={styles['icon']}>
        {icon}
      </span>
      <span>{children}</span>
      <kbd aria-hidden>{shortcut}</kbd>
    </button>
  );
}
