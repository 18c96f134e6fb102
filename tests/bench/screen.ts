// `npm run bench:screen [-- DIR] [--json] [--minutes N]`: how the screen feels in a library made by `npm run bench:seed`.
// Chromium without a graphics card paints by processor, so the frames a second are a lower bound for a desktop.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { builtScreen } from '../../app/platform/screen.ts';
import { openWindow, startEngine } from './screen/browser.ts';
import { measureAnswers, measurePages, measureScrolling, soak } from './screen/measures.ts';
import { SEEDED } from './seed/place.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, minutes: { type: 'string', default: '0.5' } },
});
const folder = positionals[0] ?? SEEDED;

if (existsSync(join(folder, 'library', 'library.db'))) await measure();
else {
  process.stderr.write(`There is no library in ${folder}: make one by \`npm run bench:seed\`.\n`);
  process.exitCode = 1;
}

async function measure(): Promise<void> {
  const screen = await builtScreen((sentence) => process.stderr.write(`${sentence}\n`));
  const engine = await startEngine(join(folder, 'library'));
  const window = await openWindow(engine.address);
  try {
    const firstPeopleMs = await window.firstPeople();
    const engineIdleSeconds = await engine.idle;
    const pages = await measurePages(window);
    const scrolling = await measureScrolling(window);
    const answers = await measureAnswers(window);
    const heapMegabytes = await soak(window, Number(values.minutes));
    const figures = {
      engineReadySeconds: engine.readySeconds,
      firstPeopleMs,
      engineIdleSeconds,
      pagesMs: pages,
      scrolling,
      answerMs: answers,
      soakMinutes: Number(values.minutes),
      heapMegabytes,
      firstPageGzipKilobytes: bundleOf(screen),
      requestsElsewhere: window.requestsElsewhere,
      errors: window.errors,
      graphics: window.graphics,
    };
    if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
    else print(figures);
  } finally {
    await window.close();
    await engine.close();
  }
}

/** What the first page loads before it shows anything: scripts and style sheets, as they would travel. */
function bundleOf(screen: string): number {
  const files = readdirSync(join(screen, 'assets')).filter((name) => /\.(?:js|css)$/.test(name));
  const bytes = files.map((name) => gzipSync(readFileSync(join(screen, 'assets', name))).length);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}

interface Line {
  what: string;
  is: string;
  atMost: string;
}

function print(figures: {
  engineReadySeconds: number;
  firstPeopleMs: number;
  engineIdleSeconds: number;
  pagesMs: Record<string, number>;
  scrolling: { medianFps: number; longestTaskMs: number };
  answerMs: { median: number; slowest: number } | null;
  soakMinutes: number;
  heapMegabytes: number;
  firstPageGzipKilobytes: number;
  requestsElsewhere: string[];
  errors: string[];
  graphics: string;
}): void {
  const { scrolling, answerMs } = figures;
  const lines: Line[] = [
    { what: 'engine ready (not judged)', is: `${figures.engineReadySeconds} s`, atMost: '' },
    { what: 'engine idle (not judged)', is: `${figures.engineIdleSeconds} s`, atMost: '' },
    { what: 'first people on screen', is: `${figures.firstPeopleMs} ms`, atMost: '1000 ms' },
    ...Object.entries(figures.pagesMs).map(([page, ms]) => ({
      what: `page: ${page}`,
      is: `${ms} ms`,
      atMost: '300 ms',
    })),
    { what: 'timeline, end to end: median', is: `${scrolling.medianFps} fps`, atMost: '≥ 55 fps' },
    { what: 'timeline, longest task', is: `${scrolling.longestTaskMs} ms`, atMost: '100 ms' },
    { what: 'an answer, median', is: answerMs ? `${answerMs.median} ms` : 'no question', atMost: '100 ms' },
    { what: 'an answer, slowest', is: answerMs ? `${answerMs.slowest} ms` : 'no question', atMost: '' },
    { what: `heap after ${figures.soakMinutes} min`, is: `${figures.heapMegabytes} MB`, atMost: '250 MB' },
    { what: 'first page, gzip', is: `${figures.firstPageGzipKilobytes} kB`, atMost: '300 kB' },
    { what: 'requests to elsewhere', is: String(figures.requestsElsewhere.length), atMost: '0' },
    { what: 'errors', is: String(figures.errors.length), atMost: '0' },
  ];
  const width = Math.max(...lines.map(({ what }) => what.length));
  for (const { what, is, atMost } of lines) {
    process.stdout.write(`${what.padEnd(width)}  ${is.padStart(12)}  ${atMost && `of ${atMost}`}\n`);
  }
  process.stdout.write(`Painted by ${figures.graphics}.\n`);
  for (const error of figures.errors.slice(0, 5)) process.stdout.write(`${error}\n`);
}
