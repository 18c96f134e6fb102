// Selects what a rectangle touches that is drawn with the mouse, from anywhere on the page where nothing else begins.

import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './rubber-band.module.css';
import { useScroller } from './scroll.tsx';

interface Corner {
  /** Of the page, however far it is scrolled by now. */
  x: number;
  y: number;
}

/** A press that moves less than this is a click. */
const LEAST_DRAG_PX = 6;
/** Closer to an edge the page scrolls along. */
const EDGE_PX = 40;
const CONTROLS = 'a, button, input, textarea, select, label, summary, [role], [draggable=true]';

interface Props {
  /** The places of all tiles that it touches so far; `isMore`: those selected before stay. */
  onSelect: (places: number[], isMore: boolean) => void;
  onEnd: () => void;
}

export function RubberBand({ onSelect, onEnd }: Props) {
  const scroller = useScroller();
  const [band, setBand] = useState<{ left: number; top: number; width: number; height: number }>();
  const on = useRef({ onSelect, onEnd });
  useEffect(() => {
    on.current = { onSelect, onEnd };
  });

  useEffect(() => {
    if (scroller === null) return undefined;
    let start: Corner | undefined;
    let isDrawing = false;
    const down = (event: PointerEvent) => {
      const isFree = event.target instanceof Element && (event.target.closest(CONTROLS) ?? scroller) === scroller;
      if (!isFree || event.button !== 0 || event.pointerType === 'touch') return;
      start = { x: event.clientX, y: event.clientY + scroller.scrollTop };
    };
    const move = (event: PointerEvent) => {
      if (start === undefined) return;
      const [x, y] = [event.clientX, event.clientY + scroller.scrollTop];
      if (!isDrawing && Math.hypot(x - start.x, y - start.y) < LEAST_DRAG_PX) return;
      isDrawing = true;
      event.preventDefault();
      scrollAlong(scroller, event.clientY);
      const box = new DOMRect(
        Math.min(x, start.x),
        Math.min(y, start.y) - scroller.scrollTop,
        Math.abs(x - start.x),
        Math.abs(y - start.y),
      );
      setBand({ left: box.left, top: box.top, width: box.width, height: box.height });
      on.current.onSelect(placesIn(scroller, box), event.shiftKey || event.ctrlKey || event.metaKey);
    };
    const up = () => {
      if (isDrawing) on.current.onEnd();
      start = undefined;
      isDrawing = false;
      setBand(undefined);
    };
    scroller.addEventListener('pointerdown', down);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
    return () => {
      scroller.removeEventListener('pointerdown', down);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
  }, [scroller]);

  return band && createPortal(<div className={styles['band']} style={band} data-selecting />, document.body);
}

function placesIn(scroller: HTMLElement, box: DOMRect): number[] {
  return [...scroller.querySelectorAll<HTMLElement>('[data-index]')].flatMap((tile) => {
    const { left, right, top, bottom } = tile.getBoundingClientRect();
    const isTouched = left < box.right && right > box.left && top < box.bottom && bottom > box.top;
    return isTouched ? [Number(tile.dataset['index'])] : [];
  });
}

function scrollAlong(scroller: HTMLElement, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect();
  const over = Math.max(0, y - (bottom - EDGE_PX)) - Math.max(0, top + EDGE_PX - y);
  if (over !== 0) scroller.scrollBy({ top: over });
}
