// Runs FFmpeg over one video: fixed arguments, no shell, no file but that one, bounded in time and memory, least priority.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import type { Picture } from '../picture.ts';
import { unreadable } from '../unreadable.ts';
import { lowerPriority } from '../../platform/lower-priority.ts';

/** A frame as it was decoded, upright. */
export interface Frame {
  /** Seconds from the beginning of the video. */
  at: number;
  /** Of the video itself, which may be larger than the picture. */
  width: number;
  height: number;
  picture: Picture;
}

export interface Wanted {
  /** Where decoding begins, and after how long it ends, in seconds; undefined: at the beginning, at the end. */
  from?: number;
  length?: number;
  /** FFmpeg's filters that choose frames. */
  choose: string;
  most: number;
  /** The longest side of a frame, in pixels; never enlarged. */
  side: number;
}

/** An order of a vision process has a minute, and may call it twice. */
const FFMPEG_LIMIT_MS = 25_000;
/** Of 4K in HEVC it takes 300 MB; watched where the system says it (Linux). No single piece of memory may be larger than the second. */
const MOST_FFMPEG_MEMORY = 800_000_000;
const MOST_ALLOCATION = 400_000_000;
const FFMPEG_WATCH_MS = 100;
const PAGE_BYTES = 4096;
const MOST_ERROR_TEXT = 1_000_000;

/**
 * @param place a path that leads to the video
 * @returns the frames that could be decoded, the first first; a video that is damaged further on has those before
 * @throws AppError `photo` where FFmpeg took too long or too much memory
 */
export async function decodeFrames(
  { program, version }: Ffmpeg,
  container: VideoContainer,
  place: string,
  { from = 0, length, choose, most, side }: Wanted,
): Promise<Frame[]> {
  const within = `scale=w='min(${side},iw)':h='min(${side},ih)':force_original_aspect_ratio=decrease`;
  // A container may name other files, playlists and addresses: only what is a file is opened, and read as what it is.
  const input = `-protocol_whitelist file,pipe -f ${container} -threads 1 -ss ${from}`;
  const words = [
    ...`-hide_banner -nostdin -max_alloc ${MOST_ALLOCATION} ${input}`.split(' '),
    ...(length === undefined ? [] : ['-t', String(length)]),
    '-i',
    `file:${place}`,
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf'.split(' '),
    // Pixels that are not square; then each frame tells its time and size; then it is made smaller.
    `${choose},scale=w='trunc(iw*sar)':h=ih,setsar=1,showinfo,${within}`,
    ...`${frameRateOption(version)} passthrough -frames:v ${most} -f image2pipe -c:v ppm pipe:1`.split(' '),
  ];
  const { pictures, told } = await run(program, words, most * (3 * side * side + 100));
  const frames = [...told.matchAll(/pts_time:(-?[\d.]+)[^\n]* s:(\d+)x(\d+)/g)];
  return readPixmaps(pictures).flatMap((picture, index) => {
    const [, at, width, height] = frames[index] ?? [];
    return at === undefined ? [] : [{ at: from + Number(at), width: Number(width), height: Number(height), picture }];
  });
}

/** Each chosen frame once, whatever the distance between them: newer versions call that otherwise. */
function frameRateOption(version: string): '-vsync' | '-fps_mode' {
  const major = Number(/^n?(\d+)\./.exec(version)?.[1] ?? Infinity);
  return major < 6 ? '-vsync' : '-fps_mode';
}

async function run(program: string, words: string[], mostBytes: number): Promise<{ pictures: Buffer; told: string }> {
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Nothing of the user's own: it may be told by them to write reports.
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C', AV_LOG_FORCE_NOCOLOR: '1' },
  });
  // The user at the machine comes first, then photos.
  if (child.pid !== undefined) lowerPriority(constants.priority.PRIORITY_LOW, child.pid);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let told = '';
  let excess: 'videoTime' | 'memory' | undefined;
  const stop = (reason: typeof excess) => {
    excess ??= reason;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop('videoTime'), FFMPEG_LIMIT_MS);
  const watch = setInterval(() => {
    void memoryOf(child.pid).then((held) => held > MOST_FFMPEG_MEMORY && stop('memory'));
  }, FFMPEG_WATCH_MS);
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) stop('memory');
    else chunks.push(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (told.length < MOST_ERROR_TEXT) told += text;
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
  }
  if (excess) throw unreadable(excess, told.slice(-1000));
  return { pictures: Buffer.concat(chunks), told };
}

/** @returns bytes; 0 where the system does not say */
async function memoryOf(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  const pages = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => ''); // it has ended
  return Number(pages.split(' ')[1] ?? 0) * PAGE_BYTES;
}

/** Netpbm's pixmaps, one behind the other: P6, width, height and 255 as text, then red, green and blue of each pixel. */
function readPixmaps(bytes: Buffer): Picture[] {
  const pictures: Picture[] = [];
  for (let at = 0; ;) {
    const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', at, at + 40));
    if (!head) return pictures;
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + 3 * width * height;
    if (at > bytes.length) return pictures; // it broke off
    pictures.push({ data: bytes.subarray(start, at), width, height });
  }
}
