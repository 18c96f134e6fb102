// Keys of Review come before those of the window: Ctrl+Z takes back an answer and shows its pair again, Ctrl+Shift+Z the next.

import { useEffect, useEffectEvent, useRef } from 'react';
import { isTaken, turnOf } from '../../components/keyboard.tsx';

/** @param actions by keys in small letters; `undo` and `redo` by those that do so everywhere */
export function useReviewKeys(actions: Record<string, () => void>): void {
  /** Has the focus for no other reason than that it was clicked. */
  const clicked = useRef<Element>(null);
  useEffect(() => {
    const click = ({ target }: PointerEvent) => {
      clicked.current = target instanceof Element ? target.closest('button') : null;
    };
    window.addEventListener('pointerdown', click, { capture: true });
    return () => window.removeEventListener('pointerdown', click, { capture: true });
  }, []);
  // Of the pair that is on the screen: a listener that an effect exchanges answers the one before for some milliseconds.
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Tab') clicked.current = null;
    const turn = turnOf(event);
    const action = actions[turn ?? event.key.toLowerCase()];
    if (action === undefined || isTaken(event) || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && turn === undefined) return;
    // A button that Tab led to is pressed by Space; one that was clicked is not meant any more.
    if (event.key === ' ' && event.target instanceof HTMLButtonElement && event.target !== clicked.current) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
