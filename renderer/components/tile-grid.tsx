// A grid of equal tiles, as many beside each other as fit: only those in sight are on the page, arrow keys walk it.

import { type KeyboardEvent, type ReactNode, useCallback, useRef } from 'react';
import { arrowStep } from './arrow-step.ts';
import { focusSoon } from './focus.ts';
import styles from './tile-grid.module.css';
import { type Row, type RowsHandle, VirtualRows } from './virtual-rows.tsx';

interface Props {
  total: number;
  /** How narrow a tile may get, in pixels, on a page that is wide or narrow. */
  narrowest: { wide: number; narrow: number };
  /** What a tile needs in height beyond its width. */
  extra?: number;
  label: string;
  /** Asked for when a tile is nearly in sight. */
  onReach: (count: number) => void;
  /** An arrow key was pressed with Shift. */
  onPass?: (from: number, to: number) => void;
  /** The tile at a place; undefined while it is not loaded. */
  children: (index: number) => ReactNode;
}

interface TileRow extends Row {
  first: number;
  columns: number;
}

/** Rows that are loaded before they are seen. */
const ROWS_AHEAD = 6;

export function TileGrid({ total, narrowest, extra = 0, label, onReach, onPass, children }: Props) {
  const handle = useRef<RowsHandle<TileRow>>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { wide, narrow } = narrowest;
  const layOut = useCallback(
    (width: number) => rowsOf(total, width, columnsIn(width, { wide, narrow }), extra),
    [total, wide, narrow, extra],
  );
  const reach = useCallback((row: TileRow) => onReach(row.first + row.columns * ROWS_AHEAD), [onReach]);

  function move(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.matches('input')) return;
    const from = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    const columns = handle.current?.rows[0]?.columns ?? 1;
    const step = arrowStep(event.key, columns);
    const to = Number(from ?? -1) + step;
    if (from === undefined || step === 0 || to < 0 || to >= total) return;
    event.preventDefault();
    if (event.shiftKey) onPass?.(Number(from), to);
    handle.current?.scrollTo(Math.floor(to / columns));
    focusSoon(() => grid.current?.querySelector<HTMLElement>(`[data-index="${to}"] :is(a, button)`));
  }

  return (
    // Keys pressed on the tiles inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={grid} className={styles['grid']} onKeyDown={move}>
      <VirtualRows layOut={layOut} onReach={reach} handle={handle} label={label}>
        {({ first, columns }) => (
          <div className={styles['row']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {Array.from({ length: Math.min(columns, total - first) }, (_, offset) => (
              <div key={first + offset} data-index={first + offset}>
                {children(first + offset)}
              </div>
            ))}
          </div>
        )}
      </VirtualRows>
    </div>
  );
}

function columnsIn(width: number, narrowest: Props['narrowest']): number {
  return Math.max(1, Math.floor(width / (width < 640 ? narrowest.narrow : narrowest.wide)));
}

function rowsOf(total: number, width: number, columns: number, extra: number): TileRow[] {
  const height = Math.round(width / columns) + extra;
  return Array.from({ length: Math.ceil(total / columns) }, (_, row) => ({
    key: String(row),
    height,
    first: row * columns,
    columns,
  }));
}
