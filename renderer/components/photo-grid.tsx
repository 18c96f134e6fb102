// All photos of a list, newest first, loaded as one scrolls; arrow keys move from photo to photo.

import { type KeyboardEvent, memo, type MouseEvent, useCallback, useRef } from 'react';
import type { PhotoCard } from '../../app/contract.ts';
import { addressOf, go, type Place } from '../router.ts';
import { day } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './photo-grid.module.css';
import { layOut, type PhotoRow, type Tile } from './photo-rows.ts';
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
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus());
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
      return row.tiles.map((tile) => <PhotoTile key={tile.photo.id} tile={tile} place={place} />);
  }
}

const PhotoTile = memo(function PhotoTile({ tile, place }: { tile: Tile<PhotoCard>; place: Place }) {
  const { photo, index, left, width, height } = tile;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(place, { photo: photo.id });
  };
  return (
    <a
      href={addressOf(place, photo.id)}
      className={styles['tile']}
      style={{ transform: `translateX(${left}px)`, width, height }}
      data-index={index}
      onClick={open}
    >
      <img
        src={`media/thumbnail/${photo.id}`}
        alt={text.photosPage.open(photo.takenAt && day(photo.takenAt), index + 1)}
        decoding="async"
        draggable={false}
        onError={(event) => (event.currentTarget.dataset['failed'] = '')}
      />
    </a>
  );
});

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
