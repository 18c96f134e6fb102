// All photos of the library as the timeline needs them: every day and shape at once, the photos themselves where one looks.

import type { PhotoCard } from '../../app/contract.ts';
import { call } from './call.ts';
import { observable, type Resource, resourceOf, useResource } from './resource.ts';

export interface Day {
  /** 2019-07-04 */
  day: string;
  /** Place of its first photo. */
  from: number;
  /** Place after its last photo. */
  to: number;
}

export interface TimelineState {
  /** The newest first; undefined: not known yet. */
  days: readonly Day[] | undefined;
  /** Width over height of every photo, by its place. */
  shapes: Float32Array;
  /** By the number of their page. */
  pages: ReadonlyMap<number, readonly PhotoCard[]>;
  /** Of the photos that are loaded. */
  places: ReadonlyMap<number, number>;
  error: unknown;
}

interface Timeline extends Resource<TimelineState> {
  /** These places are in sight, or nearly. */
  reach(from: number, to: number): void;
}

const PAGE = 200;
/** What is far from where one looks is loaded again when one comes back. */
const MOST_PAGES = 40;
/** How the engine writes shapes: see `photos.timeline` in the contract. */
const FIRST_LETTER = 32;
const STEPS = 32;

const NONE: TimelineState = {
  days: undefined,
  shapes: new Float32Array(),
  pages: new Map(),
  places: new Map(),
  error: undefined,
};

export function useTimeline() {
  const timeline = resourceOf('timeline', makeTimeline);
  const state = useResource(timeline);
  return {
    ...state,
    total: state.days && state.shapes.length,
    cardAt: (place: number) => state.pages.get(Math.floor(place / PAGE))?.[place % PAGE],
    reach: timeline.reach,
    retry: timeline.refresh,
  };
}

function makeTimeline(): Timeline {
  const state = observable<TimelineState>(NONE);
  let wanted: readonly number[] = [0];
  let isLoading = false;
  let mustRefresh = false;

  /** One request at a time, for what is in sight by then: whoever scrolls past loads nothing. */
  async function load(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      for (;;) {
        if (mustRefresh) await loadAgain();
        const page = wanted.find((each) => !state.snapshot().pages.has(each));
        if (page === undefined) break;
        const cards = await cardsOf(page);
        if (!mustRefresh) show({ ...state.snapshot(), pages: kept(state.snapshot().pages).set(page, cards) });
      }
    } catch (error) {
      mustRefresh = false;
      state.set({ ...state.snapshot(), error });
    } finally {
      isLoading = false;
    }
  }

  /** All that is shown changes at once, so that no photo stands in the place of another. */
  async function loadAgain(): Promise<void> {
    mustRefresh = false;
    const { days } = await call('photos.timeline', {});
    const pages = new Map<number, readonly PhotoCard[]>();
    for (const page of wanted) pages.set(page, await cardsOf(page));
    const shapes = days.map((each) => each.shapes).join('');
    show({
      ...NONE,
      days: placed(days),
      shapes: Float32Array.from(shapes, (letter) => (letter.charCodeAt(0) - FIRST_LETTER) / STEPS),
      pages,
    });
  }

  /** The pages that are kept when another one comes: those in sight, and the latest of the rest. */
  function kept(pages: TimelineState['pages']): Map<number, readonly PhotoCard[]> {
    const list = [...pages];
    return new Map(list.filter(([page], index) => wanted.includes(page) || index > list.length - MOST_PAGES));
  }

  function show(next: TimelineState): void {
    const places = new Map<number, number>();
    for (const [page, cards] of next.pages) cards.forEach(({ id }, index) => places.set(id, page * PAGE + index));
    state.set({ ...next, places, error: undefined });
  }

  return {
    call: 'photos.timeline',
    snapshot: state.snapshot,
    subscribe: state.subscribe,
    isWatched: state.isWatched,
    reach(from, to) {
      const last = Math.max(0, Math.floor((Math.min(to, state.snapshot().shapes.length) - 1) / PAGE));
      const first = Math.min(last, Math.floor(Math.max(0, from) / PAGE));
      wanted = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
      void load();
    },
    refresh() {
      mustRefresh = true;
      void load();
    },
  };
}

async function cardsOf(page: number): Promise<readonly PhotoCard[]> {
  return (await call('photos.list', { offset: page * PAGE, limit: PAGE })).photos;
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
