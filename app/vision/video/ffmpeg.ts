// Runs FFmpeg over one video: fixed arguments, no shell, no file but that one, bounded in time and memory, least priority.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { ensure } from '../../ensure.ts';
import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import type { Picture } from '../picture.ts';
import { unreadable } from '../unreadable.ts';
import { lowerPriority } from '../../platform/lower-priority.ts';
import { isHdr, toneMapped } from './tone-mapping.ts';

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
const LONGEST_LINE = 10_000;
const LAST_LINES = 10;
/**
 * FFmpeg has nearly 300 decoders, some of them for what no camera ever wrote, and each is a way in for a hostile file. These
 * are of cameras, phones and what programs make of their videos; libraries that decode AV1, VP8 and VP9 have names of their own.
 */
const DECODERS = [
  'h264 hevc vvc av1 libdav1d libaom-av1 vp8 libvpx vp9 libvpx-vp9 vp3 vp6 vp6f theora dirac',
  'mpeg1video mpeg2video mpegvideo mpeg4 msmpeg4v1 msmpeg4v2 msmpeg4 h263 h263i h263p flv wmv1 wmv2 wmv3 vc1',
  'mjpeg mjpegb sp5x dvvideo prores dnxhd cfhd svq1 svq3 cinepak indeo3 indeo4 indeo5 msvideo1 rpza',
  'qtrle png huffyuv ffvhuff ffv1 v210 rawvideo',
]
  .join(' ')
  .replaceAll(' ', ',');

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
  // A container may name other files, playlists and addresses, and hold other containers: only a file is opened, and read
  // as what it is.
  const allowed = `-protocol_whitelist file -format_whitelist ${container} -codec_whitelist ${DECODERS}`;
  const words = [
    ...`-hide_banner -nostdin -nostats -max_alloc ${MOST_ALLOCATION} ${allowed}`.split(' '),
    ...`-f ${container} -threads 1 -ss ${from}`.split(' '),
    ...(length === undefined ? [] : ['-t', String(length)]),
    '-i',
    `file:${place}`,
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf'.split(' '),
    // Pixels that are not square; then each frame tells its time and size; then it is made smaller.
    `${choose},scale=w='trunc(iw*sar)':h=ih,setsar=1,showinfo,${within}`,
    ...`${frameRateOption(version)} passthrough -frames:v ${most} -f image2pipe -c:v ppm pipe:1`.split(' '),
  ];
  const { pictures, told } = await run(program, words, most * (3 * side * side + 100));
  return readPixmaps(pictures).flatMap((picture, index) => {
    const { at, width, height, transfer } = told[index] ?? {};
    if (at === undefined || width === undefined || height === undefined || Number.isNaN(at)) return [];
    return [{ at: from + at, width, height, picture: isHdr(transfer) ? toneMapped(picture, transfer) : picture }];
  });
}

/** Each chosen frame once, whatever the distance between them: newer versions call that otherwise. */
function frameRateOption(version: string): '-vsync' | '-fps_mode' {
  const major = Number(/^n?(\d+)\./.exec(version)?.[1] ?? Infinity);
  return major < 6 ? '-vsync' : '-fps_mode';
}

async function run(
  program: string,
  words: string[],
  mostBytes: number,
): Promise<{ pictures: Buffer; told: ToldFrame[] }> {
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
  const told: ToldFrame[] = [];
  const last: string[] = [];
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
  readLines(child.stderr, (line) => {
    tellOf(line, told);
    if (last.push(line) > LAST_LINES) last.shift();
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
  if (excess) throw unreadable(excess, last.join('\n'));
  return { pictures: Buffer.concat(chunks), told };
}

/** What the filter `showinfo` says of a frame: seconds (NaN: it stands at no time), pixels, and how its numbers stand for light. */
interface ToldFrame {
  at: number;
  width: number;
  height: number;
  transfer: string | undefined;
}

/** A title in the video stands among what FFmpeg tells, but never at the beginning of a line. */
const SHOWN = /^\[Parsed_showinfo_\d+ @ [^\]]+\] /;

/** A frame's first line begins with its number; another one has its colours. */
function tellOf(line: string, frames: ToldFrame[]): void {
  const shown = SHOWN.exec(line);
  if (!shown) return;
  const words = line.slice(shown[0].length);
  const [, at, width, height] = /^n: .* pts_time:(\S+) .* s:(\d+)x(\d+) /.exec(words) ?? [];
  if (at !== undefined) {
    frames.push({ at: Number(at), width: Number(width), height: Number(height), transfer: undefined });
    return;
  }
  const transfer = /^color_range:.* color_trc:(\S+)/.exec(words)?.[1];
  const frame = frames.at(-1);
  if (transfer !== undefined && frame) frame.transfer = transfer;
}

/** Of a longer line its beginning: what a video says of itself is as long as it likes. */
function readLines(stream: Readable, read: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = ensure(lines.pop(), 'What stands behind the last line end').slice(0, LONGEST_LINE);
    lines.forEach(read);
  });
  stream.on('end', () => read(rest));
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
