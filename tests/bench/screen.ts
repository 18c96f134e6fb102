// `npm run bench:screen [-- DIR] [--json] [--minutes N] [--only jobs|large]`: what a user's jobs cost on the sample photos,
// and how the screen feels in a library made by `npm run bench:seed`. It fails where a figure is beyond its limit.
// Chromium without a graphics card paints by processor, so the frames a second are a lower bound for a desktop.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtScreen } from '../../app/platform/screen.ts';
import { FIRST_PAGE_MOST_KILOBYTES, firstPageKilobytes } from '../first-page-size.ts';
import { openWindow, startEngine } from './screen/browser.ts';
import { type Figure, isMissed, lineOf } from './screen/figures.ts';
import { measureJobs } from './screen/jobs.ts';
import { measureAnswers, measurePages, measureScrolling, soak } from './screen/measures.ts';
import { SEEDED } from './seed/place.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    minutes: { type: 'string', default: '0.5' },
    only: { type: 'string', default: 'jobs and large' },
  },
});
const folder = positionals[0] ?? SEEDED;

const screen = await builtScreen((sentence) => process.stderr.write(`${sentence}\n`));
const figures: Figure[] = [
  { what: 'first page, gzip', value: firstPageKilobytes(screen), unit: 'kB', atMost: FIRST_PAGE_MOST_KILOBYTES },
];
if (values.only.includes('jobs')) figures.push(...(await measureJobs()));
if (values.only.includes('large')) {
  if (existsSync(join(folder, 'library', 'library.db'))) figures.push(...(await measureLarge()));
  else {
    process.stderr.write(`There is no library in ${folder}: make one by \`npm run bench:seed\`.\n`);
    process.exitCode = 1;
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const figure of figures) process.stdout.write(`${lineOf(figure, width)}\n`);
}
if (figures.some(isMissed)) process.exitCode = 1;

async function measureLarge(): Promise<Figure[]> {
  const engine = await startEngine(join(folder, 'library'));
  const window = await openWindow(engine.address);
  try {
    const firstPeopleMs = await window.firstPeople();
    const idleSeconds = await engine.idle;
    const pages = await measurePages(window);
    const scrolling = await measureScrolling(window);
    const answers = await measureAnswers(window);
    const minutes = Number(values.minutes);
    const heapMegabytes = await soak(window, minutes);
    process.stderr.write(`Painted by ${window.graphics}.\n`);
    for (const complaint of [...window.requestsElsewhere, ...window.errors]) process.stderr.write(`${complaint}\n`);
    return [
      { what: 'engine ready', value: engine.readySeconds, unit: 's' },
      { what: 'engine idle', value: idleSeconds, unit: 's' },
      { what: 'first people on screen', value: firstPeopleMs, unit: 'ms', atMost: 1000 },
      ...Object.entries(pages).map(([page, value]) => ({ what: `page: ${page}`, value, unit: 'ms', atMost: 300 })),
      { what: 'timeline, end to end: median', value: scrolling.medianFps, unit: 'fps', atLeast: 55 },
      { what: 'timeline, longest task', value: scrolling.longestTaskMs, unit: 'ms', atMost: 100 },
      { what: 'answers', value: answers.answers, unit: '', atLeast: 30 },
      { what: 'the same: keys', value: answers.keys, unit: '', atMost: 30 },
      { what: 'the same: next pair, median', value: answers.median, unit: 'ms', atMost: 100 },
      { what: 'the same: next pair, slowest', value: answers.slowest, unit: 'ms', atMost: 150 },
      { what: `heap after ${minutes} min`, value: heapMegabytes, unit: 'MB', atMost: 250 },
      { what: 'requests to elsewhere', value: window.requestsElsewhere.length, unit: '', atMost: 0 },
      { what: 'errors', value: window.errors.length, unit: '', atMost: 0 },
    ];
  } finally {
    await window.close();
    await engine.close();
  }
}
