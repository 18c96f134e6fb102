// How time and memory grow with a library: invented ones of any size are grouped from nothing, asked about, added to.
// `npm run bench:people -- --invented 1000,10000,100000`; it fails where a library takes longer, or more memory, than it may, or
// is grouped less precisely.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ensure } from '../../../app/ensure.ts';
import { FUSED } from '../../../app/people/scoring/calibration.ts';
import { openPeople } from '../../../app/people/index.ts';
import { refreshPhoto } from '../../../app/photos/reconcile.ts';
import { openStore, type Store } from '../../../app/store/index.ts';
import { seeded } from '../../seeded-random.ts';
import { heldUpMs, watchStalls } from '../stalls.ts';
import { drawFaces, inventFaces } from './invented.ts';
import { scoreOf } from './measures.ts';

const ANSWERS = 50;
const NEWCOMERS = 30;
/** What libraries of up to so many faces may take, on two processors with nothing else to do. */
const BOUNDS = [
  {
    faces: 250_000,
    groupSeconds: 180,
    peakMegabytes: 2_000,
    comparedSeconds: 8,
    idleSeconds: 15,
    slowestAnswerMs: 100,
  },
  {
    faces: 1_000_000,
    groupSeconds: 1_800,
    peakMegabytes: 6_000,
    comparedSeconds: 30,
    idleSeconds: 60,
    slowestAnswerMs: 100,
  },
] as const;
/** Seconds are less in a smaller library, but not less than these. */
const LEAST_BOUND_SECONDS = 3;
const LEAST_PRECISION = 0.99;

if (process.argv[1] === import.meta.filename) {
  const [name, folder, size] = process.argv.slice(2);
  await (name === 'idle' ? idle() : step(ensure(name), ensure(folder), Number(size)));
}

/**
 * Each step in a process of its own, so that its memory is its own.
 * @returns whether everything was within its bounds
 */
export function measureGrowth(sizes: readonly number[]): boolean {
  let isWithin = true;
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-growth-'));
    try {
      for (const name of ['make', 'group', 'open']) {
        const { status } = spawnSync(process.execPath, stepOf(name, folder, String(size)), { stdio: 'inherit' });
        isWithin &&= status === 0;
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return isWithin;
}

/** What a step took beyond its bounds, or fell short of, in words. */
function beyondBounds(report: Readonly<Record<string, number | string>>): string[] {
  const { precision } = report;
  const isImprecise = typeof precision === 'number' && precision < LEAST_PRECISION;
  const missed = isImprecise ? [`precision is ${precision}, and has to be ${LEAST_PRECISION}`] : [];
  const bounds = BOUNDS.find(({ faces }) => faces >= Number(report['faces']));
  const beyond = Object.entries(bounds ?? {}).flatMap(([name, most]) => {
    const measured = report[name];
    if (bounds === undefined || typeof measured !== 'number' || name === 'faces') return [];
    const scaled = Math.max(LEAST_BOUND_SECONDS, (most * Number(report['faces'])) / bounds.faces);
    const bound = name.endsWith('Seconds') ? scaled : most;
    return measured > bound ? [`${name} is ${measured}, and may be ${round(bound, 1)}`] : [];
  });
  return [...missed, ...beyond];
}

/** As the engine itself is run. */
function stepOf(...words: readonly string[]): string[] {
  return [...process.execArgv, import.meta.filename, ...words];
}

async function step(name: string, folder: string, size: number): Promise<void> {
  if (name === 'make') {
    const people = inventFaces(folder, size);
    writeFileSync(join(folder, 'truth'), new Uint8Array(people.buffer));
    return;
  }
  const store = openStore(folder);
  const opened = stopwatch();
  const heldUp = heldUpMs();
  const people = openPeople(store, FUSED, {
    index: join(folder, 'people.usearch'),
    vectors: join(folder, 'people.vectors'),
  });
  const openSeconds = opened();
  const report: Record<string, number | string> = { step: name, faces: size, openSeconds };
  if (name === 'group') {
    const stalls = watchStalls();
    const machineStalls = watchMachine();
    const grouped = stopwatch();
    const before = process.cpuUsage();
    await people.settle();
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = round((user + system) / 1e6, 1);
    const { main, seldom, hidden } = store.people.sections();
    Object.assign(report, {
      groupSeconds: grouped(),
      cpuSeconds,
      longestStallMs: stalls(),
      machineStallMs: await machineStalls(),
      people: main + seldom + hidden,
    });
    Object.assign(report, score(store, new Int32Array(new Uint8Array(readFileSync(join(folder, 'truth'))).buffer)));
  } else {
    await people.assignNewFaces(); // as soon as a newcomer would find its person
    report['comparedSeconds'] = round(opened() - (heldUpMs() - heldUp) / 1000, 2);
    await people.ready();
    report['idleSeconds'] = round(opened() - (heldUpMs() - heldUp) / 1000, 2);
    const { user, system } = process.cpuUsage();
    report['cpuSeconds'] = round((user + system) / 1e6, 1);
    Object.assign(report, answer(people), await assignNewFaces(store, people));
  }
  const saved = stopwatch();
  people.close();
  Object.assign(report, { saveSeconds: saved(), indexMegabytes: megabytes(join(folder, 'people.usearch')) });
  store.close();
  report['peakMegabytes'] = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  for (const words of beyondBounds(report)) {
    process.stdout.write(`${words}.\n`);
    process.exitCode = 1;
  }
}

function score(store: Store, truth: Int32Array) {
  const rows = Array.from(truth, (person, index) => {
    const group = store.photos.face(index + 1)?.person;
    return { person: String(person), group: String(group ?? `alone ${index}`) };
  });
  const { precision, recall, f } = scoreOf(rows);
  return Object.fromEntries(Object.entries({ precision, recall, f }).map(([key, value]) => [key, round(value, 4)]));
}

/** Every second answer is *same*: groups are joined, and everything is ranked anew. */
function answer(people: ReturnType<typeof openPeople>) {
  const times: number[] = [];
  const processorTimes: number[] = [];
  for (let turn = 0; turn < ANSWERS; turn++) {
    const { asked } = people.nextQuestion();
    if (!asked) break;
    const took = stopwatch();
    const before = process.threadCpuUsage();
    people.answer(asked.left.id, asked.right.id, turn % 2 === 0 ? 'same' : 'different');
    people.nextQuestion();
    times.push(1000 * took());
    const { user, system } = process.threadCpuUsage(before);
    processorTimes.push((user + system) / 1000);
  }
  return {
    answers: times.length,
    answerMs: median(times),
    slowestAnswerMs: Math.round(Math.max(0, ...times)),
    /** Of the processor, which other programs on the machine do not disturb. */
    answerCpuMs: median(processorTimes),
    slowestAnswerCpuMs: Math.round(Math.max(0, ...processorTimes)),
    remaining: people.nextQuestion().remaining,
  };
}

async function assignNewFaces(store: Store, people: ReturnType<typeof openPeople>) {
  const draw = drawFaces(seeded(2).next);
  const root = ensure(store.folders.all()[0]).id;
  const times: number[] = [];
  for (let turn = 0; turn < NEWCOMERS; turn++) {
    const path = `new ${turn}.jpg`;
    store.files.see(root, { path, size: 1, modified: 1, sidecar: null });
    const { photo } = store.photos.record(
      { hash: path, bytes: 1, width: 1, height: 1, takenAt: '2020', takenFrom: 'exif', camera: null, pipeline: 1 },
      [
        {
          box: [0, 0, 1, 1],
          landmarks: [],
          confidence: 1,
          quality: 0.8,
          embeddings: Object.fromEntries(draw(1_000_000 + (turn % 10)).map(({ model, vector }) => [model, vector])),
        },
      ],
    );
    const known = store.files.find(root, path);
    if (known) store.files.succeed({ ...known, folder: root, root: '/photos', file: path, attempts: 0 }, photo);
    refreshPhoto(store, photo);
    const took = stopwatch();
    people.reloadPhoto(photo);
    await people.assignNewFaces();
    times.push(1000 * took());
  }
  return { placeMs: median(times), slowestPlaceMs: Math.round(Math.max(...times)) };
}

/** For how long the machine itself keeps a process waiting that does nothing: in a process of its own, at the same time. */
function watchMachine(): () => Promise<number> {
  const bare = spawn(process.execPath, stepOf('idle'), { stdio: ['pipe', 'pipe', 'inherit'] });
  return async () => {
    bare.stdin.end();
    return Number(await text(bare.stdout));
  };
}

/** The step that does nothing, until standard input ends. */
async function idle(): Promise<void> {
  const stalls = watchStalls();
  await text(process.stdin);
  process.stdout.write(String(stalls()));
}

function stopwatch(): () => number {
  const began = performance.now();
  return () => round((performance.now() - began) / 1000, 4);
}

function median(values: readonly number[]): number {
  return round([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0, 1);
}

function megabytes(file: string): number {
  return Math.round((statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1e6);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
