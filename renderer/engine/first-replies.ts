// What the first page shows is asked for at once, while the screen is still being made; what can wait, when it is there.

import { parse } from '../router.ts';
import { askForCollection } from './collection.ts';
import { askFor } from './query.ts';
import { replies } from './replies.ts';
import { askForTimeline } from './timeline.ts';

const LONGEST_WAIT_MS = 500;

export function askForFirstPage(): void {
  askFor('library.status', {});
  const { place, photo } = parse(window.location.hash);
  if (photo !== null) return; // it comes before the page below it
  if (place.page === 'people') askForCollection('people.list', { section: place.section });
  if (place.page === 'photos') askForTimeline();
}

/** Runs it as soon as nothing that was asked for is waited for, and the page has nothing to do. */
export function afterFirstPage(run: () => void): void {
  whenIdle(() => {
    if (replies.isFetching() === 0) return run();
    const unsubscribe = replies.getQueryCache().subscribe(() => {
      if (replies.isFetching() > 0) return;
      unsubscribe();
      afterFirstPage(run);
    });
  });
}

/** Safari cannot say when it is idle. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: LONGEST_WAIT_MS });
  else setTimeout(run, LONGEST_WAIT_MS);
}
