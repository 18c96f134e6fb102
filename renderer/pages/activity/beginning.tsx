// A long list shows its beginning: the rest comes a hundred at a time, when the user asks for it.

import { type MouseEvent, type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { focusSoon } from '../../components/focus.ts';
import { text } from '../../text/text.ts';
import styles from './activity.module.css';

const MORE_AT_ONCE = 100;

interface Loaded<Item> {
  items: readonly Item[];
  total: number | undefined;
  reach: (count: number) => void;
}

/** @param first how many are shown at first */
export function useBeginning<Item>(
  { items, total, reach }: Loaded<Item>,
  first: number,
): { shown: readonly Item[]; more: ReactNode } {
  const [count, setCount] = useState(first);
  const showMore = ({ currentTarget }: MouseEvent) => {
    const section = currentTarget.closest('section');
    // Whoever came here by keyboard goes on with the first that comes, not at the top of the page.
    focusSoon(() =>
      [...(section?.querySelectorAll('li') ?? [])]
        .slice(count)
        .map((item) => item.querySelector<HTMLElement>('a[href], button'))
        .find((each) => each !== null),
    );
    setCount(count + MORE_AT_ONCE);
    reach(count + MORE_AT_ONCE);
  };
  return {
    shown: items.slice(0, count),
    more: total !== undefined && total > count && (
      <div className={styles['more']}>
        <Button look="quiet" onClick={showMore}>
          {text.activity.showMore}
        </Button>
      </div>
    ),
  };
}
