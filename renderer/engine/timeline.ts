// All photos of the library as the timeline needs them: every day and shape at once, the photos themselves where one looks.

import { useCallback, useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PhotoCard } from '../../app/contract.ts';
import { call } from './call.ts';
import { replies } from './replies.ts';

export interface Day {
  /** 2019-07-04; empty: without a date. */
  day: string;
  /** Place of its first photo. */
  from: number;
  /** Place after its last photo. */
  to: number;
}

interface Timeline {
  /** The newest first. */
  days: readonly Day[];
  /** Width over height of every photo, by its place. */
  shapes: Float32Array;
  /** By the number of their page. */
  pages: ReadonlyMap<number, readonly PhotoCard[]>;
  /** Of the photos that are loaded. */
  places: ReadonlyMap<number, number>;
}

const TIMELINE_QUERY = ['photos.timeline', {}];
const PHOTOS_PER_PAGE = 200;
/** What is far from where one looks is loaded again when one comes back. */
const MOST_PAGES = 40;
/** How the engine writes shapes: see `photos.timeline` in the contract. */
const FIRST_SHAPE_LETTER = 32;
const SHAPE_STEPS = 32;

const NO_TIMELINE: Omit<Timeline, 'days'> & { days: undefined } = {
  days: undefined,
  shapes: new Float32Array(),
  pages: new Map(),
  places: new Map(),
};

/** The pages in sight. */
let wanted: readonly number[] = [0];

const timelineQuery = {
  queryKey: TIMELINE_QUERY,
  queryFn: loadTimeline,
  // All of it is another timeline; to compare it would cost more than to show it.
  structuralSharing: false,
};

/** Before it is shown. */
export function askForTimeline(): void {
  void replies.prefetchQuery(timelineQuery);
}

export function useTimeline() {
  const { data, error, refetch } = useQuery(timelineQuery);
  const timeline = data ?? NO_TIMELINE;
  // What was in sight when it came may have been another part.
  useEffect(() => {
    if (data !== undefined) void loadWanted();
  }, [data]);
  return {
    ...timeline,
    total: timeline.days && timeline.shapes.length,
    error: error ?? undefined,
    cardAt: (place: number): PhotoCard | undefined =>
      timeline.pages.get(Math.floor(place / PHOTOS_PER_PAGE))?.[place % PHOTOS_PER_PAGE],
    reach,
    retry: useCallback(() => void refetch(), [refetch]),
  };
}

/** These places are in sight, or nearly. */
function reach(from: number, to: number): void {
  const { shapes } = replies.getQueryData<Timeline>(TIMELINE_QUERY) ?? NO_TIMELINE;
  const last = Math.max(0, Math.floor((Math.min(to, shapes.length) - 1) / PHOTOS_PER_PAGE));
  const first = Math.min(last, Math.floor(Math.max(0, from) / PHOTOS_PER_PAGE));
  wanted = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  void loadWanted();
}

/** All that is shown changes at once, so that no photo stands in the place of another. */
async function loadTimeline(): Promise<Timeline> {
  // Asked for together: the photos in sight are there as soon as their places are known.
  const [{ days }, ...cards] = await Promise.all([
    call('photos.timeline', {}),
    ...wanted.map(async (page) => [page, await cardsOf(page)] as const),
  ]);
  const pages = new Map(cards);
  return {
    days: placed(days),
    shapes: shapesOf(days.map((each) => each.shapes).join('')),
    pages,
    places: placesIn(pages),
  };
}

let isLoading = false;

/** One request at a time, for what is in sight by then: what was scrolled past is not loaded. */
async function loadWanted(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    for (;;) {
      const timeline = standingTimeline();
      const page = wanted.find((each) => timeline?.pages.has(each) === false);
      if (timeline === undefined || page === undefined) return;
      const cards = await cardsOf(page);
      // Cards of another timeline would stand in the wrong places.
      if (standingTimeline() !== timeline) continue;
      const pages = kept(timeline.pages).set(page, cards);
      replies.setQueryData<Timeline>(TIMELINE_QUERY, { ...timeline, pages, places: placesIn(pages) });
    }
  } catch {
    // Their places stay grey, and are asked for again when one looks there again; a lost connection is said by a banner.
  } finally {
    isLoading = false;
  }
}

/** undefined: none yet, or one that is just being asked for anew, with what is in sight. */
function standingTimeline(): Timeline | undefined {
  const isAsked = replies.isFetching({ queryKey: TIMELINE_QUERY, exact: true }) > 0;
  return isAsked ? undefined : replies.getQueryData<Timeline>(TIMELINE_QUERY);
}

/** The pages that are kept when another one comes: those in sight, and the latest of the rest. */
function kept(pages: Timeline['pages']): Map<number, readonly PhotoCard[]> {
  const list = [...pages];
  return new Map(list.filter(([page], index) => wanted.includes(page) || index > list.length - MOST_PAGES));
}

function placesIn(pages: Timeline['pages']): Map<number, number> {
  const places = new Map<number, number>();
  for (const [page, cards] of pages) cards.forEach(({ id }, index) => places.set(id, page * PHOTOS_PER_PAGE + index));
  return places;
}

async function cardsOf(page: number): Promise<readonly PhotoCard[]> {
  return (await call('photos.list', { offset: page * PHOTOS_PER_PAGE, limit: PHOTOS_PER_PAGE })).photos;
}

/** By a loop: a function called for each of 100,000 letters takes ten times as long. */
function shapesOf(letters: string): Float32Array {
  const shapes = new Float32Array(letters.length);
  for (let place = 0; place < letters.length; place++) {
    shapes[place] = (letters.charCodeAt(place) - FIRST_SHAPE_LETTER) / SHAPE_STEPS;
  }
  return shapes;
}

function placed(days: readonly { day: string; shapes: string }[]): Day[] {
  let from = 0;
  return days.map(({ day, shapes }) => {
    const to = from + shapes.length;
    const each = { day, from, to };
    from = to;
    return each;
  });
}
