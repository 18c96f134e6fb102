// What many machines come to: photos through queue and store with vision that does nothing, two real workers beside no queue,
// and many that pretend to take half a second a photo: `npm run bench:workers [-- store|two|many] [--photos N]`.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { silentLog } from '../../app/platform/log.ts';
import { photoBounds } from '../../app/platform/photo-bounds.ts';
import { openCaches } from '../../app/photos/caches.ts';
import { startMetadataReader } from '../../app/photos/exiftool.ts';
import { startQueue } from '../../app/photos/queue.ts';
import { answerWorker } from '../../app/server/workers.ts';
import { openStore } from '../../app/store/index.ts';
import { startVision } from '../../app/vision/handle.ts';
import { invite } from '../../app/workers/invitations.ts';
import { startSharing } from '../../app/workers/sharing.ts';
import { facePhotos } from '../face-photos.ts';
import { startPostgres } from '../postgres.ts';
import { countProcessorTime, type Program } from './processor-time.ts';

interface Crew {
  /** Processes with workers in them. */
  processes: number;
  words: string[];
}

const REAL_PHOTOS = 300;
const scratch = mkdtempSync(join(tmpdir(), 'kindred-bench-workers-'));
const { values, positionals } = parseArgs({
  options: { photos: { type: 'string', default: '3000' } },
  allowPositionals: true,
});
const [only] = positionals;
const pretended = Number(values.photos);
try {
  if (only === undefined || only === 'store') {
    const crew = { processes: 1, words: ['--workers', '4', '--pretend', '0', '--width', '16'] };
    say(`queue and store, vision that does nothing: ${told(await measure(pretended, crew))}`);
  }
  if (only === undefined || only === 'many') {
    const crew = { processes: 4, words: ['--workers', '16', '--pretend', '500', '--width', '1'] };
    say(
      `64 workers that pretend to take 0.5 s a photo, of 128 photos a second: ${told(await measure(pretended, crew))}`,
    );
  }
  if (only === undefined || only === 'two') {
    // In turn, as the machine is never quite as fast as before.
    const alone = [];
    const shared = [];
    for (let round = 0; round < 2; round++) {
      alone.push((await measure(REAL_PHOTOS, undefined)).perSecond);
      shared.push((await measure(REAL_PHOTOS, { processes: 2, words: [] })).perSecond);
    }
    const [withoutQueue, withQueue] = [mean(alone), mean(shared)];
    say(`two processes without a queue: ${perSecond(withoutQueue)}; as two workers: ${perSecond(withQueue)}`);
    say(`of the throughput without a queue: ${(withQueue / withoutQueue).toFixed(2)}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit();

interface Measured {
  /** From the first photo that is stored to the last. */
  perSecond: number;
  /** Processor time a photo: of this process, which is the server, and of those beside it. */
  cpuMilliseconds: number;
  beside: ReadonlyMap<Program, number>;
}

/**
 * @param crew undefined: two processes of this machine, without a queue
 */
async function measure(count: number, crew: Crew | undefined): Promise<Measured> {
  const folder = mkdtempSync(join(scratch, 'library-'));
  const photos = join(folder, 'photos');
  await writeDistinct(photos, count, crew?.words.includes('--pretend') ?? false);
  const library = join(folder, 'library');
  mkdirSync(library);
  const store = openStore(library);
  const vision = startVision({ log: silentLog, workers: 2 });
  const metadata = startMetadataReader({ log: silentLog });
  const bounds = photoBounds(library, undefined);
  const postgres = crew && (await startPostgres());
  const sharing =
    postgres &&
    startSharing({
      address: postgres.address,
      library,
      log: silentLog,
      vision,
      bounds,
      onRoom: () => queue.wake(),
      onChange: () => undefined,
    });
  const times: number[] = [];
  let isOpen = false;
  const queue = startQueue({
    store,
    // With a queue, this machine's own processes do nothing: what is measured are the workers.
    vision: crew ? { ...vision, width: 0 } : vision,
    elsewhere: sharing?.analyser,
    metadata,
    caches: openCaches(library),
    bounds,
    log: silentLog,
    isPaused: () => !isOpen,
    away: () => [],
    onPhoto: () => void times.push(performance.now()),
    onDrained: () => undefined,
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!sharing) return void response.destroy();
    const { pathname: path, searchParams: query } = url;
    const method = request.method ?? '';
    answerWorker(request, response, { door: sharing.door, method, path, query, isAdmitted: () => undefined }).catch(
      () => response.destroy(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const invitation = invite(library, 'bench', `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const words = ['--queue', postgres?.address ?? '', '--invitation', invitation, '--photos', photos];
  const children: ChildProcess[] = Array.from({ length: crew?.processes ?? 0 }, () =>
    spawn(process.execPath, [join(import.meta.dirname, 'workers-process.ts'), ...words, ...(crew?.words ?? [])], {
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  await sharing?.tried();
  const wanted = crew ? crew.processes * Number(crew.words[1] ?? 1) : 0;
  while ((sharing?.workers().length ?? 0) < wanted) await pause(50);
  const root = store.folders.add(photos, new Date().toISOString());
  for (const name of readdirSync(photos)) {
    const { size, mtimeMs: modified } = statSync(join(photos, name));
    store.files.see(root, { path: name, size, modified, sidecar: null });
  }
  const cpuBefore = process.cpuUsage();
  const countBeside = countProcessorTime();
  isOpen = true;
  queue.wake();
  while (store.files.counts().waiting > 0) await pause(100);
  const { user, system } = process.cpuUsage(cpuBefore);
  const beside = new Map([...countBeside()].map(([program, milliseconds]) => [program, milliseconds / count] as const));
  const { done } = store.files.counts();
  if (done !== count) throw new Error(`${done} of ${count} photos were analysed.`);
  for (const child of children) child.kill('SIGTERM');
  queue.close();
  server.close();
  await sharing?.close();
  await metadata.close();
  await vision.close();
  store.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
  const [first = 0] = times;
  return {
    perSecond: (times.length - 1) / (((times.at(-1) ?? 0) - first) / 1000),
    cpuMilliseconds: (user + system) / 1000 / count,
    beside,
  };
}

/** Photos of one face each; where nothing looks at them, the same one with a few bytes of its own behind it. */
async function writeDistinct(folder: string, count: number, isUnseen: boolean): Promise<void> {
  mkdirSync(folder);
  const photos = await facePhotos(isUnseen ? 1 : count);
  for (let index = 0; index < count; index++) {
    const photo = photos[index % photos.length] ?? Buffer.alloc(0);
    writeFileSync(join(folder, `${index}.jpg`), Buffer.concat([photo, Buffer.from(String(index))]));
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function told({ perSecond: value, cpuMilliseconds, beside }: Measured): string {
  const times = [['the server', cpuMilliseconds] as const, ...beside];
  const list = times.map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(1)} ms`).join(', ');
  return `${perSecond(value)}; processor time a photo: ${list}`;
}

function perSecond(value: number): string {
  return `${value.toFixed(1)} photos a second`;
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
