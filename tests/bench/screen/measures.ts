// What is measured: pages that open, the timeline scrolled from end to end, answers in Review, memory over time.

import type { Page } from 'playwright-core';
import { answerByKeys, type Answers } from './answers.ts';
import type { Window } from './browser.ts';

/** A seeded library has questions. Titles, which other pages have as well, would be taken for this page. */
const REVIEW: [place: string, sign: string] = ['/review', 'main figure'];
/** A page is there when what it is about is painted; `main` of another page does not count. */
const PAGES: Record<string, [place: string, sign: string]> = {
  photos: ['/photos', 'a[data-index] img'],
  people: ['/people', 'article img'],
  person: ['/people/1', 'main header img'],
  faces: ['/people/1/faces', 'button[aria-pressed] img'],
  'once or twice': ['/people/seldom', 'article img'],
  review: REVIEW,
  activity: ['/activity', 'main time'],
  settings: ['/settings', 'main dl'],
  photo: ['/photos/1', '[role=dialog] img'],
};
/** Steps in which the timeline is scrolled from end to end, one a frame. */
const STEPS = 900;
const ANSWERS = 30;

export async function measurePages(window: Window): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [name, [place, sign]] of Object.entries(PAGES)) {
    // From a page that has none of these signs.
    await window.page.evaluate(`window.location.hash = '/nowhere-' + Math.random()`);
    await window.page.waitForTimeout(400);
    await window.show(name === 'activity' ? '/settings' : '/activity', 'main');
    await window.page.waitForTimeout(200);
    times[name] = await window.show(place, sign);
    await window.page.waitForTimeout(400);
  }
  await window.page.keyboard.press('Escape');
  return times;
}

export async function measureScrolling({ page, show }: Window) {
  await show('/photos', 'a[data-index] img');
  await page.waitForTimeout(1500);
  const result: unknown = await page.evaluate(`new Promise((resolve) => {
    const area = document.querySelector('main');
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)));
    observer.observe({ entryTypes: ['longtask'] });
    const frames = [];
    let last = performance.now();
    let step = 0;
    const length = area.scrollHeight - area.clientHeight;
    const scroll = (now) => {
      frames.push(now - last);
      last = now;
      area.scrollTop = (length * ++step) / ${STEPS};
      if (step < ${STEPS}) return requestAnimationFrame(scroll);
      setTimeout(() => {
        observer.disconnect();
        resolve({ frames: frames.slice(2), tasks, length });
      }, 300);
    };
    requestAnimationFrame(scroll);
  })`);
  const { frames, tasks, length } = result as { frames: number[]; tasks: number[]; length: number }; // made just above
  const sorted = frames.toSorted((a, b) => a - b);
  return {
    pixels: Math.round(length),
    medianFps: Math.round(1000 / (sorted[Math.floor(sorted.length / 2)] ?? Infinity)),
    slowestTenthFps: Math.round(1000 / (sorted[Math.floor(sorted.length * 0.9)] ?? Infinity)),
    longestTaskMs: Math.round(Math.max(0, ...tasks)),
  };
}

/** What was said for the measurement is taken back. */
export async function measureAnswers({ page, show }: Window): Promise<Answers> {
  await show(...REVIEW);
  await page.waitForTimeout(1000);
  const measured = await answerByKeys(page, ANSWERS);
  for (let answer = 0; answer < measured.answers; answer++) {
    await page.keyboard.press('z');
    await page.waitForTimeout(300);
  }
  return measured;
}

/** Up and down the timeline, and from page to page, for minutes. @returns megabytes of the heap after it */
export async function soak({ page, show }: Window, minutes: number): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  while (Date.now() < end) {
    await show('/photos', 'a[data-index] img');
    await page.evaluate(
      `document.querySelector('main').scrollTop = Math.random() * document.querySelector('main').scrollHeight`,
    );
    await page.waitForTimeout(400);
    await show('/people', 'article img');
    await page.waitForTimeout(200);
  }
  return heapOf(page);
}

async function heapOf(page: Page): Promise<number> {
  const bytes: unknown = await page.evaluate(`(() => {
    globalThis.gc?.();
    return performance.memory.usedJSHeapSize;
  })()`);
  return Math.round(Number(bytes) / 1_000_000);
}
