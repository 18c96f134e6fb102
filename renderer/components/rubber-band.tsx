// Selects what a rectangle touches that is drawn with the mouse, from anywhere on the page where nothing else begins, and
// from tiles that are never dragged themselves (`data-band`).

import { useEffect, useEffectEvent, useState } from 'react';
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
  const select = useEffectEvent(onSelect);
  const end = useEffectEvent(onEnd);

  useEffect(() => {
    if (scroller === null) return undefined;
    let start: Corner | undefined;
    let isDrawing = false;
    /** Whether the tile at a place is touched, also of those that were scrolled out of sight since. */
    let touched = new Map<number, boolean>();
    const down = (event: PointerEvent) => {
      const control = event.target instanceof Element ? event.target.closest(CONTROLS) : null;
      const isFree = control === null || control === scroller || control.matches('[data-band]');
      if (!isFree || event.button !== 0 || event.pointerType === 'touch') return;
      start = { x: event.clientX, y: event.clientY + scroller.scrollTop };
      touched = new Map();
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
      for (const [place, isTouched] of tilesIn(scroller, box)) touched.set(place, isTouched);
      const places = [...touched].flatMap(([place, isTouched]) => (isTouched ? [place] : []));
      select(places, event.shiftKey || event.ctrlKey || event.metaKey);
    };
    const up = () => {
      if (isDrawing) {
        end();
        swallowClick();
      }
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

/** The tiles on the page by their places, and whether the rectangle touches them. */
function tilesIn(scroller: HTMLElement, box: DOMRect): [place: number, isTouched: boolean][] {
  return [...scroller.querySelectorAll<HTMLElement>('[data-index]')].map((tile) => {
    const { left, right, top, bottom } = tile.getBoundingClientRect();
    const isTouched = left < box.right && right > box.left && top < box.bottom && bottom > box.top;
    return [Number(tile.dataset['index']), isTouched];
  });
}

/** A rectangle that ends on the tile where it began is no click on that. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true });
  // The click comes right behind the end of the press, or not at all.
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

function scrollAlong(scroller: HTMLElement, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect();
  const over = Math.max(0, y - (bottom - EDGE_PX)) - Math.max(0, top + EDGE_PX - y);
  if (over !== 0) scroller.scrollBy({ top: over });
}
