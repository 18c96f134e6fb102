// A wall of tiles that can be selected: by key, by a rectangle, and by a finger that stays on one.

import { type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { RubberBand } from './rubber-band.tsx';
import type { Selection } from './use-selection.ts';

/** As long as a system waits for its own menus. */
const HOLD_MS = 500;
/** A finger that moves more than this scrolls. */
const LEAST_SCROLL_PX = 10;

interface Props {
  selection: Selection;
  className?: string | undefined;
  children: ReactNode;
}

export function SelectableWall({ selection, className, children }: Props) {
  const hold = useHold(selection.hold);
  return (
    // Keys pressed on the tiles inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={className} onKeyDown={selection.press} {...hold}>
      <RubberBand onSelect={selection.touch} onEnd={selection.touched} />
      {children}
    </div>
  );
}

/** What can be dragged is dragged by a finger that stays. */
function useHold(onHold: (index: number) => void) {
  const press = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> }>(undefined);
  const isHeld = useRef(false);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  return {
    onPointerDown(event: PointerEvent) {
      end();
      isHeld.current = false;
      if (event.pointerType !== 'touch' || !event.isPrimary || !(event.target instanceof Element)) return;
      const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
      if (index === undefined || event.target.closest('[draggable=true]') !== null) return;
      const timer = setTimeout(() => {
        press.current = undefined;
        isHeld.current = true;
        onHold(Number(index));
      }, HOLD_MS);
      press.current = { x: event.clientX, y: event.clientY, timer };
    },
    onPointerMove(event: PointerEvent) {
      const { x, y } = press.current ?? {};
      if (x === undefined || y === undefined) return;
      if (Math.hypot(event.clientX - x, event.clientY - y) > LEAST_SCROLL_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    /** The system's own menu for a link would lie above what was selected. */
    onContextMenu(event: MouseEvent) {
      if (isHeld.current || press.current !== undefined) event.preventDefault();
    },
    /** The finger that lets go has not tapped. */
    onClickCapture(event: MouseEvent) {
      if (!isHeld.current) return;
      isHeld.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
