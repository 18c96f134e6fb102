// Every photo by day, newest first, in rows of equal width; arrow keys move from photo to photo, and a scale leads to any month.

import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { arrowStep } from '../../components/arrow-step.ts';
import { focusSoon } from '../../components/focus.ts';
import { useLastPhoto } from '../../components/last-photo.ts';
import { usePhotoSelection } from '../../components/photo-selection.tsx';
import { PhotoTile } from '../../components/photo-tile.tsx';
import { SelectableWall } from '../../components/selectable-wall.tsx';
import { type RowsHandle, VirtualRows } from '../../components/virtual-rows.tsx';
import type { Day, useTimeline } from '../../engine/timeline.ts';
import { text } from '../../text/text.ts';
import { type Mark, marksOf, Scrubber } from './scrubber.tsx';
import { layOutTimeline, tilesOf, type TimelineRow, titleOf } from './timeline-rows.ts';
import styles from './timeline.module.css';
import { useAnchor } from './use-anchor.ts';

type Loaded = ReturnType<typeof useTimeline>;
type TileRow = TimelineRow & { kind: 'tiles' };

const NO_DAYS: readonly Day[] = [];
const PHOTOS_PAGE = { page: 'photos' } as const;
/** Photos that are loaded before and after those in sight. */
const PHOTOS_AROUND = 60;

export function Timeline({ days = NO_DAYS, shapes, places, cardAt, reach }: Loaded) {
  const handle = useRef<RowsHandle<TimelineRow>>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const keepPlace = useAnchor();
  const { selection, selected, isSelecting } = usePhotoSelection(cardAt);
  const layOut = useCallback((width: number) => layOutTimeline(days, shapes, width), [days, shapes]);
  const laidOut = useCallback(
    (rows: readonly TimelineRow[], top: number) => {
      const all = marksOf(rows, top);
      setMarks(all);
      keepPlace(all);
    },
    [keepPlace],
  );
  const reached = useCallback(
    (row: TimelineRow, first: TimelineRow) => {
      const [from, to] = [first, row].map((each) => (each.kind === 'tiles' ? each.from : undefined));
      if (to !== undefined || from !== undefined)
        reach((from ?? to ?? 0) - PHOTOS_AROUND, (to ?? from ?? 0) + PHOTOS_AROUND);
    },
    [reach],
  );

  function lead(to: number): void {
    handle.current?.scrollTo(rowOf(handle.current.rows, to));
    focusSoon(() => grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`));
  }

  useLastPhoto((photo) => {
    const place = places.get(photo);
    if (place !== undefined) lead(place);
  });

  function move(event: KeyboardEvent): void {
    const at = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = handle.current?.rows ?? [];
    const to = neighbour(rows, shapes, Number(at), event.key);
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey) selection.pass(Number(at), to);
    lead(to);
  }

  return (
    <div className={styles['timeline']}>
      {/* Keys pressed on the links inside arrive here. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} onKeyDown={move}>
        <SelectableWall selection={selection}>
          <VirtualRows layOut={layOut} onReach={reached} onLaidOut={laidOut} handle={handle} label={text.pages.photos}>
            {(row) =>
              row.kind === 'title' ? (
                <h2 className={styles['title']}>{titleOf(row)}</h2>
              ) : (
                <Tiles
                  row={row}
                  shapes={shapes}
                  cardAt={cardAt}
                  selected={selected}
                  isSelecting={isSelecting}
                  onToggle={selection.toggle}
                />
              )
            }
          </VirtualRows>
        </SelectableWall>
      </div>
      <Scrubber marks={marks} />
    </div>
  );
}

interface TilesProps extends Pick<Loaded, 'shapes' | 'cardAt'> {
  row: TileRow;
  selected: ReadonlyMap<number, unknown>;
  isSelecting: boolean;
  onToggle: (index: number, isRange: boolean) => void;
}

function Tiles({ row, shapes, cardAt, selected, isSelecting, onToggle }: TilesProps) {
  const tiles = useMemo(() => tilesOf(row, shapes), [row, shapes]);
  return tiles.map(({ index, start, width }) => {
    const card = cardAt(index);
    return (
      <PhotoTile
        key={index}
        photo={card}
        index={index}
        start={start}
        width={width}
        height={row.tileHeight}
        place={PHOTOS_PAGE}
        isSelected={card !== undefined && selected.has(card.id)}
        isSelecting={isSelecting}
        onToggle={onToggle}
      />
    );
  });
}

/** The photo that a key leads to: beside, in the next row where it is nearest, the first or the last. */
function neighbour(rows: readonly TimelineRow[], shapes: Float32Array, from: number, key: string): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return shapes.length - 1;
  const beside = from + arrowStep(key, 0);
  if (beside !== from) return beside >= 0 && beside < shapes.length ? beside : undefined;
  const step = arrowStep(key, 1);
  return step === 0 ? undefined : across(step);

  function across(step: number): number | undefined {
    const at = rowOf(rows, from);
    const middleOf = ({ start, width }: { start: number; width: number }) => start + width / 2;
    const here = tilesAt(at).find(({ index }) => index === from);
    let next = at + step;
    while (rows[next]?.kind === 'title') next += step;
    const [first, ...rest] = tilesAt(next);
    if (here === undefined || first === undefined) return undefined;
    const distance = (tile: typeof first) => Math.abs(middleOf(tile) - middleOf(here));
    return rest.reduce((best, tile) => (distance(tile) < distance(best) ? tile : best), first).index;
  }

  function tilesAt(row: number) {
    const found = rows[row];
    return found?.kind === 'tiles' ? tilesOf(found, shapes) : [];
  }
}

function rowOf(rows: readonly TimelineRow[], place: number): number {
  return rows.findIndex((row) => row.kind === 'tiles' && row.from <= place && place < row.to);
}
