// A list of any length of which only the rows in sight are on the page.

import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { usePlacement, useScroller } from './scroll.tsx';
import styles from './virtual-rows.module.css';

export interface Row {
  key: string;
  height: number;
}
export interface RowsHandle<R extends Row> {
  /** All rows, in sight or not. */
  rows: readonly R[];
  scrollTo(row: number): void;
}

export function VirtualRows<R extends Row>({
  layOut,
  children,
  onReach,
  onLaidOut,
  handle,
  label,
}: {
  /** The rows at a width in pixels; the same function for as long as nothing changed. */
  layOut: (width: number) => readonly R[];
  children: (row: R) => ReactNode;
  /** The last row that is in sight, or nearly, and the first. */
  onReach?: (last: R, first: R) => void;
  /** All rows, whenever they were laid out anew, and how far below the top of what scrolls the first one begins. */
  onLaidOut?: (rows: readonly R[], top: number) => void;
  handle?: Ref<RowsHandle<R>>;
  label: string;
}) {
  const list = useRef<HTMLElement>(null);
  const scroller = useScroller();
  const { width, top } = usePlacement(list);
  const rows = useMemo(() => (width === 0 ? [] : layOut(width)), [layOut, width]);
  // Another function means other rows: all of them are placed anew.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  // It returns other functions at every render; nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    // It would otherwise scroll to the top when it starts.
    initialOffset: () => scroller?.scrollTop ?? 0,
    estimateSize: (index) => rows[index]?.height ?? 0,
    getItemKey,
    scrollMargin: top,
    overscan: 4,
  });

  useLayoutEffect(() => {
    if (width > 0) onLaidOut?.(rows, top);
  }, [onLaidOut, rows, top, width]);
  useImperativeHandle(handle, () => ({ rows, scrollTo: (row) => virtualizer.scrollToIndex(row, { align: 'auto' }) }), [
    virtualizer,
    rows,
  ]);

  const shown = virtualizer.getVirtualItems();
  const first = rows[shown[0]?.index ?? -1];
  const last = rows[shown.at(-1)?.index ?? -1];
  useEffect(() => {
    if (first !== undefined && last !== undefined) onReach?.(last, first);
  }, [first, last, onReach]);

  return (
    <section ref={list} aria-label={label} className={styles['list']} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <div
              key={key}
              className={styles['row']}
              style={{ height: row.height, transform: `translateY(${start - top}px)` }}
            >
              {children(row)}
            </div>
          )
        );
      })}
    </section>
  );
}
