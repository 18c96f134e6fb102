// Follows somebody who was just named to the place that the name gave them on the wall, with the focus.

import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** Who did not appear by then is somewhere else. */
const PATIENCE_MS = 3000;

/** @returns to be told who is to have the focus */
export function useFollow(wall: RefObject<HTMLElement | null>): (person: number) => void {
  const wanted = useRef<{ person: number; from: Element | null; until: number }>(undefined);

  const focus = useCallback(() => {
    if (wanted.current === undefined) return;
    const { person, from, until } = wanted.current;
    const holder = document.activeElement;
    const place = wall.current?.querySelector<HTMLElement>(`[data-person="${person}"] a`);
    // Whoever moved the focus elsewhere meanwhile wants it there: perhaps the next one is being named.
    const isFree = [null, document.body, from, place].includes(holder) || holder?.id === 'content';
    if (performance.now() > until || !isFree) wanted.current = undefined;
    else place?.focus();
  }, [wall]);

  // Whenever the wall is shown anew: perhaps they are there by then.
  useEffect(() => {
    if (wanted.current === undefined) return undefined;
    const frame = requestAnimationFrame(focus);
    return () => cancelAnimationFrame(frame);
  });

  return useCallback(
    (person) => {
      // The field that was written in may be there for a moment yet.
      wanted.current = { person, from: document.activeElement, until: performance.now() + PATIENCE_MS };
      requestAnimationFrame(focus);
    },
    [focus],
  );
}
