// Starts FFmpeg, reads what it writes and tells, and ends it: bounded in time and memory, least priority.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { ensure } from '../../ensure.ts';
import { lowerPriority } from '../../platform/lower-priority.ts';
import { slowdownByLoad } from '../../platform/machine-load.ts';
import { ownTimeOf } from '../../platform/own-time.ts';
import { statFields } from '../../platform/process-stat.ts';
import { heldUp, unreadable } from '../unreadable.ts';

/** What FFmpeg may still take, in milliseconds: it becomes less with each call that it is given to. */
export interface Patience {
  /** Waiting for it, without the time in which it waits until its frames are taken, or for a processor that others have. */
  waiting: number;
  /** Of the processors, however many programs share them. */
  processor: number;
}

export function patienceOf(milliseconds: number, threads = 1): Patience {
  return { waiting: milliseconds, processor: milliseconds * threads };
}

/** A job of a vision process has a minute, and may call it twice; both are waited for longer where the machine has other work. */
export const SHORT_PATIENCE_MS = 25_000;
/** Of 4K in HEVC it takes 300 MB; memory and time are watched where the system says them (Linux). */
const MOST_FFMPEG_MEMORY = 800_000_000;
const FFMPEG_WATCH_MS = 100;
const PAGE_BYTES = 4096;
/** In which Linux counts the time of processes, whatever its own clock. */
const TICK_MS = 10;
/** Of the time that it was waited for it must have worked this much, else not the video is to blame, as far as the system says. */
const LEAST_WORK = 0.5;
const LONGEST_LINE = 10_000;
const LAST_LINES = 10;

export interface Running {
  /** What it writes, piece by piece. @throws AppError `photo` where it took too long or too much memory, `busy`: others kept it from its work */
  output(): AsyncGenerator<Buffer, void>;
  /** Resolves when it has told more. @returns false: it will tell nothing any more. @throws as `output` */
  tellsMore(): Promise<boolean>;
  /** Ends it, if it runs, and resolves when it is gone. */
  end(): Promise<void>;
}

/** @param read is given each line that it tells */
export function start(program: string, words: string[], read: (line: string) => void, patience: Patience): Running {
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Nothing of the user's own: it may be told by them to write reports.
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C', AV_LOG_FORCE_NOCOLOR: '1' },
  });
  // The user at the machine comes first, then photos.
  if (child.pid !== undefined) lowerPriority(constants.priority.PRIORITY_LOW, child.pid);
  const last: string[] = [];
  const slowdown = slowdownByLoad();
  let taken = 0;
  const ownTime = ownTimeOf(child.pid);
  /** As of the last look at it, and when it began to be waited for, by the same measure. */
  let [own, waitsSince] = [0, NaN];
  let excess: 'videoTime' | 'memory' | 'heldUp' | undefined;
  const stop = (reason: typeof excess) => {
    excess ??= reason;
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    own = ownTime();
    if (waited() > patience.waiting) stop(taken > LEAST_WORK * waited() ? 'videoTime' : 'heldUp');
    void usageOf(child.pid).then(({ memory, processor }) => {
      if (memory > MOST_FFMPEG_MEMORY) stop('memory');
      taken = Math.max(taken, processor);
      if (taken > patience.processor) stop('videoTime');
    });
  }, FFMPEG_WATCH_MS);
  let hasTold = Promise.withResolvers<boolean>();
  const toldMore = (isMore: boolean) => {
    hasTold.resolve(isMore);
    if (isMore) hasTold = Promise.withResolvers<boolean>();
  };
  readLines(child.stderr, (line) => {
    read(line);
    if (last.push(line) > LAST_LINES) last.shift();
    toldMore(true);
  });
  child.stderr.once('close', () => toldMore(false));
  let failure: Error | undefined; // that it could not be started
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure = error;
      resolve();
    });
    child.once('close', () => resolve());
  });

  /** Only the time counts in which it is waited for. */
  async function waitFor<Value>(something: Promise<Value>): Promise<Value> {
    waitsSince = own;
    try {
      return await something;
    } finally {
      patience.waiting = Math.max(0, patience.waiting - waited());
      waitsSince = NaN;
    }
  }

  /** For how long now, in milliseconds of a machine that has nothing else to do. */
  function waited(): number {
    return Number.isNaN(waitsSince) ? 0 : (own - waitsSince) / slowdown;
  }

  function check(): void {
    const said = last.join('\n');
    if (excess === 'heldUp') throw heldUp(said);
    if (excess) throw unreadable(excess, said);
    if (failure) throw failure;
  }

  return {
    async *output() {
      const chunks = child.stdout.iterator({ destroyOnReturn: false });
      for (;;) {
        const { value, done } = (await waitFor(chunks.next())) as IteratorResult<Buffer>; // a stream without an encoding
        check();
        if (done === true) return;
        yield value;
      }
    },
    async tellsMore() {
      const isMore = await waitFor(hasTold.promise);
      check();
      return isMore;
    },
    async end() {
      child.kill('SIGKILL');
      child.stdout.destroy();
      await ended;
      clearInterval(watch);
      patience.processor -= taken;
    },
  };
}

/** The lines of what FFmpeg writes, as it is waited for. */
export async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const lines = lineCutter();
  for await (const chunk of chunks) yield* lines.cut(chunk.toString('latin1'));
  yield lines.rest();
}

function readLines(stream: Readable, read: (line: string) => void): void {
  const lines = lineCutter();
  stream.setEncoding('utf8').on('data', (text: string) => lines.cut(text).forEach(read));
  stream.on('end', () => read(lines.rest()));
}

/** Of a longer line its beginning: what a video says of itself is as long as it likes. */
function lineCutter() {
  let rest = '';
  return {
    /** @returns the lines that end in this text */
    cut(text: string): string[] {
      const lines = (rest + text).split(/[\r\n]+/);
      rest = ensure(lines.pop(), 'What stands behind the last line end').slice(0, LONGEST_LINE);
      return lines;
    },
    /** What stands behind the last line end. */
    rest: () => rest,
  };
}

/** What a process holds, in bytes, and the processors' time that it has taken, in milliseconds. */
interface Usage {
  memory: number;
  processor: number;
}

/** @returns nothing of both where the system does not say */
async function usageOf(pid: number | undefined): Promise<Usage> {
  const unknown = { memory: 0, processor: 0 };
  if (process.platform !== 'linux' || pid === undefined) return unknown;
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''); // it has ended
  const fields = statFields(stat).map(Number);
  const [userTicks, systemTicks, pages] = [fields[11], fields[12], fields[21]];
  if (userTicks === undefined || systemTicks === undefined || pages === undefined) return unknown;
  return { memory: pages * PAGE_BYTES, processor: (userTicks + systemTicks) * TICK_MS };
}
