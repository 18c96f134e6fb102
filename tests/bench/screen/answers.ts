// Answers in Review, one key each: how many keys it takes, and how long from each key until another pair is painted.

import type { Page } from 'playwright-core';
import { counted } from './presses.ts';

/** What does not come by then is measured as it is. */
const PAIR_LIMIT_MS = 10_000;

/** `median`, `slowest`: milliseconds, null where nothing was asked. */
export interface Answers {
  answers: number;
  keys: number;
  median: number | null;
  slowest: number | null;
}

/** @param most as many, or as there are questions. Review has to be on the screen. */
export async function answerByKeys(page: Page, most: number): Promise<Answers> {
  await page.evaluate(WATCH_PAIRS);
  let answers = 0;
  const { keys } = await counted(page, async () => {
    for (; answers < most && (await page.locator('main figure').count()) > 0; answers++) {
      await page.keyboard.press('d');
      await page.evaluate('window.nextPair');
    }
  });
  const times = await page.evaluate<number[]>('window.pairTimes');
  const sorted = times.toSorted((a, b) => a - b);
  return { answers, keys, median: sorted[Math.floor(sorted.length / 2)] ?? null, slowest: sorted.at(-1) ?? null };
}

/** In the page, so that no message between processes is counted: `nextPair` is there in the frame after the pair is. */
const WATCH_PAIRS = `(() => {
  window.pairTimes = [];
  const pair = () => [...document.querySelectorAll('main figure img')].map((face) => face.src).join();
  window.addEventListener('keydown', () => {
    const [before, began] = [pair(), performance.now()];
    window.nextPair = new Promise((resolve) => {
      const look = () => {
        if (pair() === before && performance.now() - began < ${PAIR_LIMIT_MS}) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => {
          window.pairTimes.push(Math.round(performance.now() - began));
          resolve();
        }));
      };
      requestAnimationFrame(look);
    });
  }, { capture: true });
})()`;
