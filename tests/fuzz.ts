// `npm run fuzz [-- FILES [SEED [videos]]]`: damaged files through a real scan; every one must end as read or as refused in words.
// Of videos, every file that FFmpeg opens and every connection is told as well, where strace is installed.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import type { Log } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { everyFormat } from './formats.ts';
import { seeded } from './seeded-random.ts';
import { canTrace, traceFfmpeg } from './traced-ffmpeg.ts';

/** Large enough for a face to be found, small enough for a thousand. */
const SIDE = 320;
const EXTENSIONS = ['.jpg', '.png', '.webp', '.avif', '.tiff', '.gif', '.bmp', '.heic', '.dng', '.cr3', '.raf', '.orf'];
/** Damage in what comes first hurts a decoder most. */
const HEADER_BYTES = 600;

type Random = () => number;

process.exitCode = await main(
  Number(process.argv[2] ?? 1000),
  Number(process.argv[3] ?? 1),
  process.argv[4] === 'videos',
);

async function main(count: number, seed: number, ofVideos: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-fuzz-'));
  let crashes = 0;
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      crashes++;
      process.stderr.write(`${event}: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  }
  try {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    writeDamaged(photos, ofVideos ? everyVideo() : await everyFormat(SIDE), count, seed);
    const ffmpeg = ofVideos && canTrace ? await findFfmpeg() : null;
    const traced = ffmpeg && traceFfmpeg(ffmpeg, folder);
    if (traced) process.env['KINDRED_FFMPEG'] = traced.ffmpeg.program;
    const scanned = await scan(photos, join(folder, 'library'));
    const { files, connections } = traced?.opened() ?? { files: [], connections: [] };
    const foreign = [...files.filter((path) => dirname(path) !== photos), ...connections];
    const summary = { files: count, seed, crashes, ...scanned, videosOpened: files.length, foreign };
    process.stdout.write(`${JSON.stringify({ ...summary, crashes }, null, 2)}\n`);
    const isWhole = summary.done + summary.refused === count && summary.withoutReason === 0;
    return crashes === 0 && isWhole && foreign.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function everyVideo(): Record<string, Buffer> {
  const folder = resource('tests', 'fixtures', 'videos');
  const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

function writeDamaged(folder: string, from: Record<string, Buffer>, count: number, seed: number): void {
  const originals = Object.entries(from);
  const random = seeded(seed).next;
  for (let index = 0; index < count; index++) {
    const [name, bytes] = ensure(originals[index % originals.length]);
    const isRenamed = random() < 0.25;
    const extension = isRenamed ? EXTENSIONS[Math.floor(random() * EXTENSIONS.length)] : extname(name);
    const damaged = damage(bytes, random);
    // Behind the picture, so that no two files are one photo.
    const mark = Buffer.from(`\0${index}`);
    writeFileSync(
      join(folder, `${index}${extension}`),
      damaged.length === 0 ? damaged : Buffer.concat([damaged, mark]),
    );
  }
}

function damage(bytes: Buffer, random: Random): Buffer {
  const kind = Math.floor(random() * 4);
  if (kind === 0) return bytes.subarray(0, Math.floor(random() * bytes.length));
  if (kind === 1) return flipped(bytes, 1 + Math.floor(random() * 8), Math.min(HEADER_BYTES, bytes.length), random);
  if (kind === 2) return flipped(bytes, 1 + Math.floor(random() * 100), bytes.length, random);
  // A copy that broke off, of a damaged file.
  return flipped(bytes, 5, bytes.length, random).subarray(0, Math.floor((0.5 + 0.5 * random()) * bytes.length));
}

/** Single bits within the first `range` bytes. */
function flipped(bytes: Buffer, count: number, range: number, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let flips = 0; flips < count; flips++) flipBit(copy, Math.floor(random() * range), Math.floor(random() * 8));
  return copy;
}

async function scan(photos: string, folder: string) {
  const began = performance.now();
  const deaths: Record<string, number> = {};
  const log: Log = (_level, event, details) => {
    if (event === 'vision.ended') count(deaths, String(details?.['reason']));
  };
  const library = await openLibrary({ folder, log, watch: false });
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
  const { photos: counts } = await library.engine['library.status']({});
  const reasons: Record<string, number> = {};
  for (let offset = 0; offset < counts.failed; offset += 1000) {
    const { failures } = await library.engine['failures.list']({ offset, limit: 1000 });
    for (const { reason } of failures) count(reasons, reason.text);
  }
  await library.close();
  const { '': withoutReason = 0, ...given } = reasons;
  return {
    done: counts.done,
    refused: counts.failed,
    waiting: counts.waiting,
    withoutReason,
    reasons: given,
    processDeaths: deaths,
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function flipBit(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = bytes.readUInt8(at) ^ (1 << bit);
}
