// Follows somebody who was just named to the place that the name gave them on the wall, with the focus.

import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** Who did not appear by then is somewhere else. */
const PATIENCE_MS = 3000;

/** @returns to be told who is to have the focus */
export function useFollow(wall: RefObject<HTMLElement | null>): (person: number) => void {
  const wanted = useRef<{ person: number; until: number }>(undefined);

  const focus = useCallback(() => {
    const { person, until } = wanted.current ?? { person: 0, until: 0 };
    const holder = document.activeElement;
    // Whoever moved the focus elsewhere meanwhile wants it there.
    const isFree =
      holder === null || holder === document.body || holder.id === 'content' || wall.current?.contains(holder);
    if (performance.now() > until || !isFree) wanted.current = undefined;
    else wall.current?.querySelector<HTMLElement>(`[data-person="${person}"] a`)?.focus();
  }, [wall]);

  // Whenever the wall is shown anew: perhaps they are there by then.
  useEffect(() => {
    if (wanted.current === undefined) return undefined;
    const frame = requestAnimationFrame(focus);
    return () => cancelAnimationFrame(frame);
  });

  return useCallback(
    (person) => {
      wanted.current = { person, until: performance.now() + PATIENCE_MS };
      requestAnimationFrame(focus);
    },
    [focus],
  );
}
