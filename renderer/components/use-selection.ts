// Which tiles of a wall are selected: one by one, a range with Shift, by a rectangle, or all of them with Ctrl+A.

import { type KeyboardEvent, useRef } from 'react';

export type Selected<Item> = ReadonlyMap<number, Item>;

export function useSelection<Item extends { id: number }>(
  items: readonly Item[],
  selected: Selected<Item>,
  onSelect: (selected: Selected<Item>) => void,
) {
  /** Where a range that is chosen with Shift begins. */
  const anchor = useRef(0);
  /** What was selected when a rectangle was begun. */
  const before = useRef<Selected<Item>>(undefined);

  function toggle(index: number, isRange: boolean): void {
    const item = items[index];
    if (item === undefined) return;
    if (isRange) return extend(index);
    const next = new Map(selected);
    if (!next.delete(item.id)) next.set(item.id, item);
    anchor.current = index;
    onSelect(next);
  }

  function extend(index: number): void {
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    onSelect(new Map([...selected, ...items.slice(from, to + 1).map((item) => [item.id, item] as const)]));
  }

  /** X on a tile selects it, Ctrl+A everything that is loaded. */
  function press(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.matches('input:not([type=checkbox])')) return;
    const key = event.key.toLowerCase();
    if (key === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      onSelect(new Map(items.map((item) => [item.id, item])));
      return;
    }
    if (key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index !== undefined) toggle(Number(index), event.shiftKey);
  }

  function touch(places: number[], isMore: boolean): void {
    const touched = places.flatMap((place) => items[place] ?? []);
    before.current ??= isMore ? selected : new Map();
    onSelect(new Map([...before.current, ...touched.map((item) => [item.id, item] as const)]));
  }

  return {
    toggle,
    press,
    /** With Shift an arrow key takes along what it passes. */
    pass(from: number, to: number): void {
      if (selected.size === 0) anchor.current = from;
      extend(to);
    },
    touch,
    /** The rectangle is there no more. */
    touched: () => (before.current = undefined),
  };
}
