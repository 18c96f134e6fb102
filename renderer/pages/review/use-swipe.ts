// A swipe across the pair answers: to the left they are different, to the right the same.

import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';

/** From here on it is meant. */
const SWIPED_PX = 90;
/** Below this a finger only trembled while it tapped. */
const TAP_PX = 10;

/** @returns how far the pair has been moved, in pixels, and what to listen to: fingers and pens alone */
export function useSwipe(onSwipe: (direction: 'left' | 'right') => void) {
  const [offset, setOffset] = useState(0);
  const began = useRef<{ pointer: number; x: number }>(undefined);
  const hasMoved = useRef(false);

  function end(): void {
    began.current = undefined;
    setOffset(0);
  }

  return {
    offset,
    listeners: {
      onPointerDown(event: PointerEvent) {
        if (event.pointerType === 'mouse' || !event.isPrimary) return;
        began.current = { pointer: event.pointerId, x: event.clientX };
        hasMoved.current = false;
      },
      onPointerMove(event: PointerEvent) {
        if (began.current?.pointer !== event.pointerId) return;
        const moved = event.clientX - began.current.x;
        if (Math.abs(moved) > TAP_PX) hasMoved.current = true;
        setOffset(moved);
      },
      onPointerUp(event: PointerEvent) {
        if (began.current?.pointer !== event.pointerId) return;
        const moved = event.clientX - began.current.x;
        end();
        if (Math.abs(moved) >= SWIPED_PX) onSwipe(moved < 0 ? 'left' : 'right');
      },
      /** The page scrolls instead. */
      onPointerCancel: end,
      /** What was swiped was not tapped: no photo opens. A key opens it all the same: its click has no detail. */
      onClickCapture(event: MouseEvent) {
        if (!hasMoved.current || event.detail === 0) return;
        hasMoved.current = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
