// All photos of a list, newest first, loaded as one scrolls; arrow keys move from photo to photo.

import { type KeyboardEvent, useCallback, useRef } from 'react';
import type { PhotoCard } from '../../app/contract.ts';
import type { Place } from '../router.ts';
import { focusSoon } from './focus.ts';
import styles from './photo-grid.module.css';
import { layOut, type PhotoRow, type Tile } from './photo-rows.ts';
import { PhotoTile } from './photo-tile.tsx';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

interface Props {
  photos: readonly PhotoCard[];
  total: number;
  onReach: (count: number) => void;
  /** The page above which a photo opens. */
  place: Place;
  label: string;
}

export function PhotoGrid({ photos, total, onReach, place, label }: Props) {
  const handle = useRef<RowsHandle<PhotoRow<PhotoCard>>>(null);
  const grid = useRef<HTMLDivElement>(null);
  const rowsAt = useCallback((width: number) => layOut(photos, total, width), [photos, total]);

  const reach = useCallback(
    (row: PhotoRow<PhotoCard>) => {
      if (row.kind === 'rest') onReach(photos.length + 1000);
      else if (row.kind === 'tiles') onReach((row.tiles.at(-1)?.index ?? 0) + 100);
    },
    [onReach, photos.length],
  );

  function move(event: KeyboardEvent): void {
    const rows = handle.current?.rows ?? [];
    const from = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
    const to = from === undefined ? undefined : neighbour(rows, Number(from), event.key);
    if (to === undefined) return;
    event.preventDefault();
    handle.current?.scrollTo(rows.findIndex((row) => row.kind === 'tiles' && holds(row.tiles, to)));
    focusSoon(() => grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`));
  }

  return (
    // Keys pressed on the links inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={grid} onKeyDown={move}>
      <VirtualRows layOut={rowsAt} onReach={reach} handle={handle} label={label}>
        {(row) => <GridRow row={row} place={place} />}
      </VirtualRows>
    </div>
  );
}

function GridRow({ row, place }: { row: PhotoRow<PhotoCard>; place: Place }) {
  switch (row.kind) {
    case 'title':
      return <h2 className={styles['title']}>{row.title}</h2>;
    case 'rest':
      return <div className={styles['rest']} />;
    case 'tiles':
      return row.tiles.map(({ photo, index, left, width, height }) => (
        <PhotoTile
          key={photo.id}
          photo={photo.id}
          takenAt={photo.takenAt}
          index={index}
          start={left}
          width={width}
          height={height}
          place={place}
        />
      ));
  }
}

/** The photo that an arrow key leads to: beside, or in the next row where it is nearest. */
function neighbour(rows: readonly PhotoRow<PhotoCard>[], from: number, key: string): number | undefined {
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : undefined;
  const tileRows = rows.flatMap((row) => (row.kind === 'tiles' ? [row.tiles] : []));
  if (key === 'ArrowRight') return from < (tileRows.at(-1)?.at(-1)?.index ?? 0) ? from + 1 : undefined;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return undefined;
  const row = tileRows.findIndex((tiles) => holds(tiles, from));
  const here = tileRows[row]?.find(({ index }) => index === from);
  if (here === undefined) return undefined;
  const middle = here.left + here.width / 2;
  return tileRows[row + step]?.reduce((best, tile) =>
    Math.abs(tile.left + tile.width / 2 - middle) < Math.abs(best.left + best.width / 2 - middle) ? tile : best,
  ).index;
}

function holds(tiles: readonly Tile<PhotoCard>[], index: number): boolean {
  return tiles.some((tile) => tile.index === index);
}
