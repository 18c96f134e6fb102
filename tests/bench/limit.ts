// The most that this machine can do: the decoding and the models' runs of a scan, bare, shared among processes as in one.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensure } from '../../app/ensure.ts';
import { cpuSecondsOf } from './scan-process.ts';
import type { LimitReply, LimitOrder, Recipe } from './limit-worker.ts';

/** As the vision processes have it: one photo is decoded while another one is in the models. */
const PHOTOS_A_PROCESS = 2;
const WORKER = fileURLToPath(new URL('./limit-worker.ts', import.meta.url));

export interface LimitRun {
  seconds: number;
  /** Milliseconds, added up over all photos. */
  decode: number;
  run: number;
  /** Of the processor; null where the system does not tell. */
  cpuSeconds: number | null;
}

export interface Limit {
  /** How many of the photos count: those that can be read, and decoded by sharp alone. */
  photos: number;
  /** On these. */
  faces: number;
  /** @param withPictures what the screen shows small is written as well, and is part of `decode` */
  run(withPictures: boolean): Promise<LimitRun>;
  close(): void;
}

/** Looks at every photo once, to learn what has to be decoded and run. */
export async function measureLimit(paths: readonly string[], processes: number): Promise<Limit> {
  const children = Array.from({ length: processes }, startWorker);
  const recipes: Recipe[] = [];
  await share(children, paths, async (child, path) => {
    const reply = await ask(child, { kind: 'record', path });
    if (reply.kind === 'recorded' && reply.recipe) recipes.push(reply.recipe);
  });
  return {
    photos: recipes.length,
    faces: recipes.reduce((sum, { faces }) => sum + faces, 0),
    async run(withPictures) {
      const total = { decode: 0, run: 0 };
      const cpuSeconds = () => children.reduce((sum, { pid }) => sum + (cpuSecondsOf(pid) ?? Number.NaN), 0);
      const before = cpuSeconds();
      const began = performance.now();
      await share(children, recipes, async (child, recipe) => {
        const reply = await ask(child, { kind: 'replay', recipe, withPictures });
        if (reply.kind !== 'replayed') throw new Error('The limit could not be measured.');
        total.decode += reply.decode;
        total.run += reply.run;
      });
      const spent = cpuSeconds() - before;
      return { seconds: (performance.now() - began) / 1000, cpuSeconds: Number.isNaN(spent) ? null : spent, ...total };
    },
    close() {
      for (const child of children) child.kill();
    },
  };
}

/** A free process takes the next one. */
async function share<T>(
  children: readonly ChildProcess[],
  work: readonly T[],
  perform: (child: ChildProcess, item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const hands = Array.from({ length: PHOTOS_A_PROCESS }, () => children).flat();
  await Promise.all(
    hands.map(async (child) => {
      while (next < work.length) await perform(child, ensure(work[next++]));
    }),
  );
}

function startWorker(): ChildProcess {
  return fork(WORKER, {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

let lastId = 0;

function ask(child: ChildProcess, order: LimitOrder): Promise<LimitReply> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const receive = (reply: { id: number; value: LimitReply }) => {
      if (reply.id !== id) return;
      child.off('message', receive).off('exit', fail);
      resolve(reply.value);
    };
    const fail = () => reject(new Error('A process that measures the limit ended.'));
    child.on('message', receive).on('exit', fail);
    child.send({ id, order });
  });
}
