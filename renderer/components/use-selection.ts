// Which tiles of a wall are selected: one by one, a range with Shift, by a rectangle, or all of them with Ctrl+A.

import {
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isTaken } from './keyboard.tsx';

export type Selected<Item> = ReadonlyMap<number, Item>;

/** What a wall shows, however much of it is loaded. */
export interface Wall<Item> {
  /** undefined: not loaded yet. */
  at(index: number): Item | undefined;
  /** All of them in their order, or as many as can be selected at once. */
  everything(): readonly Item[] | Promise<readonly Item[]>;
}

export type Selection = ReturnType<typeof useSelection>;

/**
 * What is selected of a list, as it is today: what leaves the list, be it by another window, is selected no more, so that
 * nothing is done to what is not seen.
 */
export function useSelected<Item extends { id: number }>(items: readonly Item[]) {
  const [kept, select] = useState<Selected<Item>>(new Map());
  const selected = useMemo(() => {
    if (kept.size === 0) return kept;
    const today = new Map(items.map((item) => [item.id, item]));
    return new Map([...kept.keys()].flatMap((id) => today.get(id) ?? []).map((item) => [item.id, item]));
  }, [kept, items]);
  // What comes back later is not selected behind the user's back.
  if (selected.size < kept.size) select(selected);
  return { selected, select };
}

/** @param onSelect the same function for as long as the wall is the same */
export function useSelection<Item extends { id: number }>(
  wall: Wall<Item>,
  selected: Selected<Item>,
  onSelect: Dispatch<SetStateAction<Selected<Item>>>,
) {
  /** Where a range that is chosen with Shift begins: its place changes as others come and go before it. */
  const anchor = useRef<{ id: number; place: number }>(undefined);
  /** What was selected when a rectangle was begun. */
  const before = useRef<Selected<Item>>(undefined);
  const shown = useRef(wall);
  useLayoutEffect(() => {
    shown.current = wall;
  });

  const extend = useCallback(
    async (index: number) => {
      const { at, everything } = shown.current;
      const start = anchor.current;
      const [from, to] = inOrder(start?.place ?? 0, index);
      const loaded = Array.from({ length: to - from + 1 }, (_, offset) => at(from + offset));
      const known = loaded.flatMap((item) => item ?? []);
      const isKnown = known.length === loaded.length && (start === undefined || at(start.place)?.id === start.id);
      const items = isKnown ? known : lookUp(await everything());
      onSelect((all) => new Map([...all, ...items.map((item) => [item.id, item] as const)]));

      function lookUp(all: readonly Item[]): readonly Item[] {
        const end = placeIn(all, at(index)?.id) ?? index;
        // Where the first one is gone, a range begins anew.
        const begin = start === undefined ? 0 : (placeIn(all, start.id) ?? end);
        const first = all[begin];
        if (first !== undefined && anchor.current === start) anchor.current = { id: first.id, place: begin };
        const [from, to] = inOrder(begin, end);
        return all.slice(from, to + 1);
      }
    },
    [onSelect],
  );

  const toggle = useCallback(
    (index: number, isRange: boolean) => {
      if (isRange) return void extend(index);
      const item = shown.current.at(index);
      if (item === undefined) return;
      anchor.current = { id: item.id, place: index };
      onSelect((all) => {
        const next = new Map(all);
        if (!next.delete(item.id)) next.set(item.id, item);
        return next;
      });
    },
    [extend, onSelect],
  );

  // Wherever the focus is: the page has one wall, and nothing else that could be meant.
  useEffect(() => {
    const selectAll = async (event: globalThis.KeyboardEvent) => {
      const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
      if (!isAll || event.shiftKey || event.altKey || event.defaultPrevented || isTaken(event)) return;
      event.preventDefault();
      const items = await shown.current.everything();
      onSelect(new Map(items.map((item) => [item.id, item])));
    };
    const press = (event: globalThis.KeyboardEvent) => void selectAll(event);
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onSelect]);

  /** X on a tile selects it. */
  function press(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.matches('input:not([type=checkbox])')) return;
    if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index !== undefined) toggle(Number(index), event.shiftKey);
  }

  function touch(places: number[], isMore: boolean): void {
    const touched = places.flatMap((place) => wall.at(place) ?? []);
    before.current ??= isMore ? selected : new Map();
    onSelect(new Map([...before.current, ...touched.map((item) => [item.id, item] as const)]));
  }

  return {
    toggle,
    press,
    /** With Shift an arrow key takes along what it passes. */
    pass(from: number, to: number): void {
      const first = wall.at(from);
      if (selected.size === 0) anchor.current = first && { id: first.id, place: from };
      void extend(to);
    },
    /** A finger that stays on a tile begins a selection, and the next one takes along all between. */
    hold(index: number): void {
      toggle(index, selected.size > 0);
    },
    touch,
    /** The rectangle is there no more. */
    touched: () => (before.current = undefined),
  };
}

function inOrder(one: number, other: number): [from: number, to: number] {
  return [Math.min(one, other), Math.max(one, other)];
}

function placeIn(all: readonly { id: number }[], id: number | undefined): number | undefined {
  const place = all.findIndex((item) => item.id === id);
  return place < 0 ? undefined : place;
}
