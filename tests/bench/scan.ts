// How fast photos are read, beside what the machine could do at most: `npm run bench [-- --json] [--times N] [FOLDER]`.
// It fails where a scan makes less of the processor's time than it has to (--least SHARE).
// The limit is what cannot be left out: bare sharp decoding at the same sizes and bare `session.run` on the same
// batches, by as many processes, in the same run: half of it before the scan and half after. A second figure holds the scan
// against the same with the small pictures that the screen shows, which no photo can do without either.

import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from '../../app/ensure.ts';
import { isPicture } from '../../app/photos/names.ts';
import { workersHere } from '../../app/vision/handle.ts';
import { SAMPLES } from '../samples.ts';
import { type LimitRun, measureLimit } from './limit.ts';
import { runScan } from './scan-process.ts';

/** Enough for a steady pace: starting takes about a second. */
const SAMPLE_COPIES = 20;
/** The limit is measured on so many photos, evenly spread over the folder: of 300 in 5,000 a face in 30 was missing. */
const LIMIT_PHOTOS = 1_000;
/**
 * Of the processor's time, so much has to go into what cannot be left out: 0.47 was measured on 69 group photos beside ten
 * other programs, where starting three processes is a fifth of a scan.
 */
const LEAST_SHARE_OF_LIMIT = 0.45;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean' },
    least: { type: 'string' },
    /** So many copies of the folder are read: of few photos, starting is a large part. */
    times: { type: 'string' },
  },
  allowPositionals: true,
});
const least = numberOf(values.least, LEAST_SHARE_OF_LIMIT);
const scratch = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
try {
  const given = positionals[0];
  const copies = numberOf(values.times, given === undefined ? SAMPLE_COPIES : 1);
  const originals = given === undefined ? SAMPLES : picturesIn(given);
  const folder = given !== undefined && copies === 1 ? given : copied(originals, copies, join(scratch, 'photos'));
  const processes = workersHere();
  const photos = spread(picturesIn(folder), LIMIT_PHOTOS);
  const limit = await measureLimit(photos, processes);
  const before = await limit.run(false);
  const drawnBefore = await limit.run(true);
  const scan = await runScan(folder, join(scratch, 'library'));
  const drawnAfter = await limit.run(true);
  const after = await limit.run(false);
  limit.close();

  const limitPerSecond = (2 * limit.photos) / (before.seconds + after.seconds);
  const photosPerSecond = scan.photos / scan.seconds;
  const perPhoto = (milliseconds: number) => round(milliseconds / Math.max(1, scan.photos));
  const scanMs = scan.cpuSeconds === null ? null : (1000 * scan.cpuSeconds) / scan.photos;
  const limitMs = cpuMilliseconds(before, after, limit.photos);
  const drawnMs = cpuMilliseconds(drawnBefore, drawnAfter, limit.photos);
  const figures = {
    ratio: round(photosPerSecond / limitPerSecond),
    /** The same of the processor's time alone, which other programs on the machine do not disturb. */
    cpuRatio: share(limitMs, scanMs),
    /** The same, where the small pictures are part of the limit. */
    cpuRatioWithPictures: share(drawnMs, scanMs),
    /** Of the processor, a photo. */
    cpuMilliseconds: { scan: rounded(scanMs), limit: rounded(limitMs), limitWithPictures: rounded(drawnMs) },
    photosPerSecond: round(photosPerSecond),
    limitPerSecond: round(limitPerSecond),
    /** A photo: where they differ, the limit was measured on photos of another kind. */
    facesAPhoto: { scan: round(scan.faces / scan.photos), limit: round(limit.faces / limit.photos) },
    facesPerSecond: round(scan.faces / scan.seconds),
    photos: scan.photos,
    faces: scan.faces,
    seconds: round(scan.seconds),
    /** Milliseconds a photo, on one thread. */
    stages: Object.fromEntries(Object.entries(scan.stages).map(([name, seconds]) => [name, perPhoto(1000 * seconds)])),
    limitStages: {
      decode: round((before.decode + after.decode) / (2 * limit.photos)),
      run: round((before.run + after.run) / (2 * limit.photos)),
    },
    processes,
    peakMemoryBytes: scan.peakMemoryBytes,
    memoryByTenth: scan.memoryByTenth,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else print(figures);
  const made = figures.cpuRatio ?? figures.ratio;
  if (made < least) {
    process.stderr.write(`${made} of the limit, and ${least} is the least that it has to be.\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Every copy ends in a byte of its own, as a file of the same content is the same photo. */
function copied(originals: readonly string[], copies: number, folder: string): string {
  mkdirSync(folder);
  for (let copy = 0; copy < copies; copy++) {
    originals.forEach((original, index) => {
      const path = join(folder, `${copy + 1}-${index + 1}${extname(original)}`);
      copyFileSync(original, path);
      appendFileSync(path, Buffer.of(copy));
    });
  }
  return folder;
}

function numberOf(given: string | undefined, otherwise: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!(number > 0)) throw new Error(`${given} is no number above 0.`);
  return number;
}

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPicture(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, index) => ensure(list[Math.floor(index * step)]));
}

function print(figures: {
  ratio: number;
  cpuRatio: number | null;
  cpuRatioWithPictures: number | null;
  cpuMilliseconds: Record<'scan' | 'limit' | 'limitWithPictures', number | null>;
  photosPerSecond: number;
  limitPerSecond: number;
  facesAPhoto: { scan: number; limit: number };
  facesPerSecond: number;
  photos: number;
  faces: number;
  seconds: number;
  stages: Record<string, number>;
  limitStages: Record<string, number>;
  processes: number;
  peakMemoryBytes: number | null;
  memoryByTenth: number[] | null;
}): void {
  const { photosPerSecond, limitPerSecond, peakMemoryBytes, processes } = figures;
  const { scan, limit, limitWithPictures } = figures.cpuMilliseconds;
  const percent = (ratio: number | null) => (ratio === null ? 'cannot be told here' : `${Math.round(100 * ratio)} %`);
  const megabytes = (bytes: number | null) =>
    bytes === null ? 'cannot be told here' : `${Math.round(bytes / 1e6)} MB`;
  const stages = (record: Record<string, number>) =>
    Object.entries(record)
      .map(([name, milliseconds]) => `${name} ${milliseconds}`)
      .join(', ');
  const lines = [
    `${figures.photos} photos with ${figures.faces} faces in ${figures.seconds} s`,
    `photos a second   ${photosPerSecond} of at most ${limitPerSecond}: ${Math.round(100 * figures.ratio)} %`,
    `by processor time ${percent(figures.cpuRatio)}, with the small pictures in the limit ${percent(figures.cpuRatioWithPictures)}`,
    `processor's ms    ${scan ?? '?'} a photo, at the limit ${limit ?? '?'}, with small pictures ${limitWithPictures ?? '?'}`,
    `faces a second    ${figures.facesPerSecond}`,
    `faces a photo     ${figures.facesAPhoto.scan}, where the limit was measured ${figures.facesAPhoto.limit}`,
    `ms a photo        ${stages(figures.stages)}`,
    `ms at the limit   ${stages(figures.limitStages)}`,
    `peak memory       ${megabytes(peakMemoryBytes)} over all processes`,
    `tenth by tenth    ${figures.memoryByTenth?.map(megabytes).join(', ') ?? megabytes(null)}`,
    `processes         ${processes}, a thread each`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A photo, over two runs; null where the system does not tell. */
function cpuMilliseconds(one: LimitRun, other: LimitRun, photos: number): number | null {
  if (one.cpuSeconds === null || other.cpuSeconds === null) return null;
  return (1000 * (one.cpuSeconds + other.cpuSeconds)) / (2 * photos);
}

function share(part: number | null, whole: number | null): number | null {
  return part === null || whole === null ? null : round(part / whole);
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
