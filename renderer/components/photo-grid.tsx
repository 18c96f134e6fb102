// All photos of a list, newest first, loaded as one scrolls; arrow keys move from photo to photo, and photos can be selected.

import { type KeyboardEvent, useCallback, useRef } from 'react';
import type { PhotoCard } from '../../app/contract.ts';
import type { Place } from '../router.ts';
import { arrowStep } from './arrow-step.ts';
import { focusSoon } from './focus.ts';
import { useLastPhoto } from './last-photo.ts';
import styles from './photo-grid.module.css';
import { layOut, type PhotoRow, type Tile } from './photo-rows.ts';
import { usePhotoSelection } from './photo-selection.tsx';
import { PhotoTile } from './photo-tile.tsx';
import { SelectableWall } from './selectable-wall.tsx';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

interface Props {
  photos: readonly PhotoCard[];
  total: number;
  onReach: (count: number) => void;
  /** The page above which a photo opens. */
  place: Place;
  label: string;
  /** In the place of how long a video plays: when somebody is seen in it. */
  timesIn?: (video: number) => string | undefined;
}

export function PhotoGrid({ photos, total, onReach, place, label, timesIn }: Props) {
  const handle = useRef<RowsHandle<PhotoRow<PhotoCard>>>(null);
  const grid = useRef<HTMLDivElement>(null);
  const rowsAt = useCallback((width: number) => layOut(photos, total, width), [photos, total]);
  const { selection, selected, isSelecting } = usePhotoSelection((index) => photos[index]);

  const reach = useCallback(
    (row: PhotoRow<PhotoCard>) => {
      if (row.kind === 'rest') onReach(photos.length + 1000);
      else if (row.kind === 'tiles') onReach((row.tiles.at(-1)?.index ?? 0) + 100);
    },
    [onReach, photos.length],
  );

  function lead(to: number): void {
    handle.current?.scrollTo(handle.current.rows.findIndex((row) => row.kind === 'tiles' && holds(row.tiles, to)));
    focusSoon(() => grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`));
  }

  useLastPhoto((photo) => {
    const index = photos.findIndex(({ id }) => id === photo);
    if (index >= 0) lead(index);
  });

  function move(event: KeyboardEvent): void {
    const rows = handle.current?.rows ?? [];
    const from = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
    if (from === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = neighbour(rows, Number(from), event.key);
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey) selection.pass(Number(from), to);
    lead(to);
  }

  return (
    // Keys pressed on the links inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={grid} onKeyDown={move}>
      <SelectableWall selection={selection}>
        <VirtualRows layOut={rowsAt} onReach={reach} handle={handle} label={label}>
          {(row) => (
            <GridRow
              row={row}
              place={place}
              selected={selected}
              isSelecting={isSelecting}
              onToggle={selection.toggle}
              timesIn={timesIn}
            />
          )}
        </VirtualRows>
      </SelectableWall>
    </div>
  );
}

interface RowProps {
  row: PhotoRow<PhotoCard>;
  place: Place;
  selected: ReadonlyMap<number, unknown>;
  isSelecting: boolean;
  onToggle: (index: number, isRange: boolean) => void;
  timesIn: Props['timesIn'];
}

function GridRow({ row, place, selected, isSelecting, onToggle, timesIn }: RowProps) {
  switch (row.kind) {
    case 'title':
      return <h2 className={styles['title']}>{row.title}</h2>;
    case 'rest':
      return <div className={styles['rest']} />;
    case 'tiles':
      return row.tiles.map(({ photo, index, left, width, height }) => (
        <PhotoTile
          key={photo.id}
          photo={photo}
          index={index}
          start={left}
          width={width}
          height={height}
          place={place}
          isSelected={selected.has(photo.id)}
          isSelecting={isSelecting}
          onToggle={onToggle}
          times={timesIn?.(photo.id)}
        />
      ));
  }
}

/** The photo that a key leads to: beside, in the next row where it is nearest, the first, or the last that is loaded. */
function neighbour(rows: readonly PhotoRow<PhotoCard>[], from: number, key: string): number | undefined {
  const tileRows = rows.flatMap((row) => (row.kind === 'tiles' ? [row.tiles] : []));
  const last = tileRows.at(-1)?.at(-1)?.index;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const beside = from + arrowStep(key, 0);
  if (beside !== from) return beside >= 0 && beside <= (last ?? 0) ? beside : undefined;
  const step = arrowStep(key, 1);
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
