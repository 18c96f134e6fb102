// Keeps the day that one looks at where it is, while photos come and go above it.

import { useCallback, useEffect, useRef } from 'react';
import { useScroller } from '../../components/scroll.tsx';
import type { Mark } from './scrubber.tsx';
import { placeOf } from './timeline-rows.ts';

/** @returns what is to be told whenever the days were laid out anew */
export function useAnchor(): (marks: readonly Mark[]) => void {
  const scroller = useScroller();
  const known = useRef<readonly Mark[]>([]);
  const anchor = useRef<{ day: string; below: number }>(undefined);

  useEffect(() => {
    const remember = () => {
      const mark = known.current.findLast(({ offset }) => offset <= (scroller?.scrollTop ?? 0));
      // At the very top one looks at whatever is newest.
      anchor.current = mark && scroller ? { day: mark.day, below: scroller.scrollTop - mark.offset } : undefined;
    };
    scroller?.addEventListener('scroll', remember, { passive: true });
    return () => scroller?.removeEventListener('scroll', remember);
  }, [scroller]);

  return useCallback(
    (marks) => {
      const before = known.current;
      known.current = marks;
      if (before.length === 0 || anchor.current === undefined || scroller === null) return;
      const { day, below } = anchor.current;
      // The newest day first: it stands now under the last title that is not older.
      const mark = marks.findLast((each) => placeOf(each.day) >= placeOf(day)) ?? marks[0];
      if (mark !== undefined) scroller.scrollTo({ top: mark.offset + below });
    },
    [scroller],
  );
}
