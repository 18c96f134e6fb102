// A box to tick, or one of several to choose from: beside it what it means, below that a hint.

import type { ReactNode } from 'react';
import styles from './choice.module.css';

interface Props {
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  /** Those of which one is chosen share its name; without one it is a box to tick. */
  group?: string;
  hint?: string;
  /** What it is called where the words beside it do not say enough. */
  label?: string;
  children: ReactNode;
}

export function Choice({ isChosen, onChoose, group, hint, label, children }: Props) {
  return (
    <label className={styles['choice']}>
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={isChosen}
        aria-label={label}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <span>
        {children}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  );
}
