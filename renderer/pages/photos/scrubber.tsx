// A scale of years and months at the side of the timeline: shows where one is, and leads anywhere by drag or by key.

import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useScroller } from '../../components/scroll.tsx';
import { briefMonth, month, year } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './scrubber.module.css';
import type { TimelineRow } from './timeline-rows.ts';

/** Where the photos of a day, or of several that share a title, begin. */
export interface Mark {
  /** Empty: those without a date. */
  day: string;
  /** In pixels, from the top of what scrolls. */
  offset: number;
}

/** Labels closer together than this, in shares of the scale, cannot be read. */
const CLOSEST_YEARS = 0.035;
const CLOSEST_MONTHS = 0.012;

export function marksOf(rows: readonly TimelineRow[], top: number): Mark[] {
  let offset = top;
  return rows.flatMap((row) => {
    const at = offset;
    offset += row.height;
    return row.kind === 'title' ? [{ day: row.newest, offset: at }] : [];
  });
}

export function Scrubber({ marks }: { marks: readonly Mark[] }) {
  const scroller = useScroller();
  const scale = useRef<HTMLDivElement>(null);
  const { share, length } = useScroll(scroller);
  const [hovered, setHovered] = useState<number>();
  const [isDragging, setIsDragging] = useState(false);
  /** The last months may share the last window: which of them a key led to is kept until the user scrolls. */
  const [chosen, setChosen] = useState<string>();
  const months = useMemo(() => monthsOf(marks), [marks]);
  const monthAtShare = (at: number) => (at >= 1 ? months.length - 1 : indexAt(months, at * length));
  const chosenAt = months.findIndex(({ day }) => monthOf(day) === chosen);
  const chosenMonth = months[chosenAt];
  const current = chosenMonth === undefined ? monthAtShare(share) : chosenAt;
  const shown = hovered ?? share;
  const shownDay = months[monthAtShare(shown)]?.day;

  // In another window the rows are others: one stays at the month.
  useLayoutEffect(() => {
    if (chosenMonth !== undefined) scroller?.scrollTo({ top: topOf(chosenMonth, length) });
  }, [scroller, chosenMonth, length]);

  const noteScroll = useEffectEvent((area: HTMLElement) => {
    // What a new layout scrolls is not the user's doing.
    const isLaidOut = Math.abs(lengthOf(area) - length) < 1;
    const isAway = chosenMonth !== undefined && Math.abs(topOf(chosenMonth, length) - area.scrollTop) >= 2;
    if (isLaidOut && isAway) setChosen(undefined);
  });
  useEffect(() => {
    const scrolled = () => scroller && noteScroll(scroller);
    scroller?.addEventListener('scroll', scrolled, { passive: true });
    return () => scroller?.removeEventListener('scroll', scrolled);
  }, [scroller]);

  if (scroller === null || months.length < 2 || length <= 0) return null;

  const goTo = (at: number) => scroller.scrollTo({ top: at * length });
  const shareOf = ({ clientY }: PointerEvent) => {
    const { top = 0, height = 1 } = scale.current?.getBoundingClientRect() ?? {};
    return Math.min(1, Math.max(0, (clientY - top) / height));
  };
  const press = (event: KeyboardEvent) => {
    const to = monthAfter(event.key, current, months);
    const month = to === undefined ? undefined : months[to];
    if (month === undefined) return;
    event.preventDefault();
    setChosen(monthOf(month.day));
  };

  return (
    <div
      className={styles['scrubber']}
      data-scrubber
      data-dragging={isDragging || undefined}
      onPointerMove={(event) => {
        setHovered(shareOf(event));
        if (isDragging) goTo(shareOf(event));
      }}
      onPointerLeave={() => !isDragging && setHovered(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setIsDragging(true);
        goTo(shareOf(event));
      }}
      onPointerUp={() => {
        setIsDragging(false);
        setHovered(undefined);
      }}
      onPointerCancel={() => setIsDragging(false)}
    >
      <div ref={scale} className={styles['scale']} aria-hidden>
        <Labels months={months} length={length} />
        {shownDay !== undefined && (
          <span className={styles['bubble']} style={{ top: `${100 * shown}%` }} data-shown={isDragging || undefined}>
            {shownDay === '' ? text.photosPage.undated : briefMonth(shownDay)}
          </span>
        )}
      </div>
      {/* An input knows no months between which there is nothing. */}
      <div
        className={styles['thumb']}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label={text.photosPage.scale}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={months.length - 1}
        aria-valuenow={current}
        aria-valuetext={months[current] && nameOf(months[current])}
        style={{ '--at': String(share) }}
        onKeyDown={press}
      />
    </div>
  );
}

/** Does not change while one scrolls. */
const Labels = memo(function Labels({ months, length }: { months: readonly Mark[]; length: number }) {
  return labelsOf(months, length).map(({ day, at, isYear }) => (
    <span key={day} className={styles[isYear ? 'year' : 'month']} style={{ top: `${100 * at}%` }}>
      {isYear && year(day)}
    </span>
  ));
});

/** Up leads to newer months, as the page itself does. */
function monthAfter(key: string, current: number, months: readonly Mark[]): number | undefined {
  const last = months.length - 1;
  const yearOf = (index: number) => months[index]?.day.slice(0, 4);
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'ArrowDown':
      return Math.min(last, current + 1);
    case 'PageUp': {
      const before = months.findLastIndex((_, index) => index < current && yearOf(index) !== yearOf(current));
      return before < 0 ? 0 : months.findIndex((_, index) => yearOf(index) === yearOf(before));
    }
    case 'PageDown': {
      const after = months.findIndex((_, index) => index > current && yearOf(index) !== yearOf(current));
      return after < 0 ? last : after;
    }
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** How far the page is scrolled, as a share of how far it can be. */
function useScroll(scroller: HTMLElement | null): { share: number; length: number } {
  const [scroll, setScroll] = useState({ share: 0, length: 0 });
  useEffect(() => {
    if (scroller === null) return undefined;
    const measure = () => {
      const length = lengthOf(scroller);
      setScroll({ share: length > 0 ? Math.min(1, scroller.scrollTop / length) : 0, length });
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    for (const element of [scroller, ...scroller.children]) observer.observe(element);
    return () => {
      scroller.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller]);
  return scroll;
}

function lengthOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}

/** How far is scrolled to a month, as far as there is so much to scroll. */
function topOf({ offset }: Mark, length: number): number {
  return Math.min(length, offset);
}

function monthsOf(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ day }, index) => {
    const before = marks[index - 1];
    return before === undefined || monthOf(before.day) !== monthOf(day);
  });
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** Years where they fit, and months between them. */
function labelsOf(months: readonly Mark[], length: number): { day: string; at: number; isYear: boolean }[] {
  const labels: { day: string; at: number; isYear: boolean }[] = [];
  let lastYear = -Infinity;
  let last = -Infinity;
  months.forEach(({ day, offset }, index) => {
    const at = index === 0 ? 0 : offset / length;
    if (at > 1) return;
    const isYear =
      day !== '' && months[index - 1]?.day.slice(0, 4) !== day.slice(0, 4) && at - lastYear >= CLOSEST_YEARS;
    if (!isYear && (at - last < CLOSEST_MONTHS || at - lastYear < CLOSEST_YEARS / 2)) return;
    labels.push({ day, at, isYear });
    last = at;
    if (isYear) lastYear = at;
  });
  return labels;
}

function nameOf({ day }: Mark): string {
  return day === '' ? text.photosPage.undated : month(day);
}

function indexAt(months: readonly Mark[], offset: number): number {
  let [low, high] = [0, months.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    // A title that is nearly at the top is where one is.
    if ((months[middle]?.offset ?? 0) <= offset + 4) low = middle;
    else high = middle - 1;
  }
  return low;
}
