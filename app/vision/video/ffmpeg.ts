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
import { slowdownByLoad } from '../../platform/machine-load.ts';
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
  /** What is left out, as it takes time. Default: nothing. */
  shortcuts?: Shortcuts;
  /** Frames that are decoded side by side. Default: 1. */
  threads?: number;
  /** Milliseconds that FFmpeg may be waited for, without the time in which frames are worked on. */
  limit?: number;
  /** Milliseconds of the processors' time that it may take, however many programs share them. Default: the limit, a thread. */
  processorLimit?: number;
}

export interface Shortcuts {
  /** `noref`: frames that no other one is made from; `nokey`: all that cannot be decoded by themselves, nine tenths of the work. */
  skipFrames?: 'noref' | 'nokey' | undefined;
  /** The edges of blocks stay as they are, which in frames that are made smaller is not seen: a seventh of the work. */
  skipsLoopFilter?: boolean | undefined;
}

/** A job of a vision process has a minute, and may call it twice; both are waited for longer where the machine has other work. */
const FFMPEG_LIMIT_MS = 25_000;
/** Of 4K in HEVC it takes 300 MB; memory and time are watched where the system says them (Linux). No single piece of memory may be larger than the second. */
const MOST_FFMPEG_MEMORY = 800_000_000;
const MOST_ALLOCATION = 400_000_000;
const FFMPEG_WATCH_MS = 100;
const PAGE_BYTES = 4096;
/** In which Linux counts the time of processes, whatever its own clock. */
const TICK_MS = 10;
const LONGEST_LINE = 10_000;
/** Of a pixmap. */
const LONGEST_HEAD = 40;
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
  ffmpeg: Ffmpeg,
  container: VideoContainer,
  place: string,
  wanted: Wanted,
): Promise<Frame[]> {
  return Array.fromAsync(eachFrame(ffmpeg, container, place, wanted));
}

/** The same one by one, as they are decoded: FFmpeg waits while a frame is worked on, and ends when no more are taken. */
export async function* eachFrame(
  { program, version }: Ffmpeg,
  container: VideoContainer,
  place: string,
  { from = 0, length, choose, most, side, shortcuts = {}, threads = 1, ...limits }: Wanted,
): AsyncGenerator<Frame, void> {
  const { limit = FFMPEG_LIMIT_MS, processorLimit = limit * threads } = limits;
  const within = `scale=w='min(${side},iw)':h='min(${side},ih)':force_original_aspect_ratio=decrease`;
  const words = [
    ...inputOf(container, place, { from, length, shortcuts, threads }),
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf'.split(' '),
    // Pixels that are not square; then each frame tells its time and size; then it is made smaller.
    `${choose},scale=w='trunc(iw*sar)':h=ih,setsar=1,showinfo,${within}`,
    ...`${frameRateOption(version)} passthrough -frames:v ${most} -f image2pipe -c:v ppm pipe:1`.split(' '),
  ];
  const told: ToldFrame[] = [];
  const running = start(program, words, (line) => tellOf(line, told), { limit, processorLimit });
  let index = 0;
  try {
    for await (const picture of pixmapsIn(running.output(), 3 * side * side + LONGEST_HEAD)) {
      // What it tells of a frame comes by another way than the frame, sooner or later.
      const isTold = () => told[index]?.transfer !== undefined || told.length > index + 1;
      while (!isTold() && (await running.tellsMore()));
      const { at, width, height, transfer } = told[index++] ?? {};
      if (at === undefined || width === undefined || height === undefined || Number.isNaN(at)) continue;
      yield { at: from + at, width, height, picture: isHdr(transfer) ? toneMapped(picture, transfer) : picture };
    }
  } finally {
    await running.end();
  }
}

interface Section {
  from: number;
  length?: number | undefined;
  shortcuts: Shortcuts;
  threads: number;
}

/**
 * A container may name other files, playlists and addresses, and hold other containers: only a file is opened, and read as
 * what it is.
 */
function inputOf(container: VideoContainer, place: string, { from, length, shortcuts, threads }: Section): string[] {
  const { skipFrames, skipsLoopFilter = false } = shortcuts;
  const allowed = `-protocol_whitelist file -format_whitelist ${container} -codec_whitelist ${DECODERS}`;
  return [
    ...`-hide_banner -nostdin -nostats -max_alloc ${MOST_ALLOCATION} ${allowed}`.split(' '),
    ...(skipFrames === undefined ? [] : ['-skip_frame', skipFrames]),
    ...(skipsLoopFilter ? ['-skip_loop_filter', 'all'] : []),
    ...`-f ${container} -threads ${threads} -ss ${from}`.split(' '),
    ...(length === undefined ? [] : ['-t', String(length)]),
    '-i',
    `file:${place}`,
  ];
}

/** Each chosen frame once, whatever the distance between them: newer versions call that otherwise. */
function frameRateOption(version: string): '-vsync' | '-fps_mode' {
  const major = Number(/^n?(\d+)\./.exec(version)?.[1] ?? Infinity);
  return major < 6 ? '-vsync' : '-fps_mode';
}

/** How a video is made, as far as its beginning shows. */
export interface VideoLayout {
  /** How long it plays, in seconds; null: it does not say. */
  seconds: number | null;
  /** The longest time between two frames that can be decoded by themselves, in seconds; null: there are too few to tell. */
  keyFrameGap: number | null;
  /** Pixels of a frame; null: there is none that can be decoded by itself. */
  pixels: number | null;
}

/** @param length how many seconds are looked at */
export async function layoutOf(
  { program, version }: Ffmpeg,
  container: VideoContainer,
  place: string,
  length: number,
): Promise<VideoLayout> {
  const words = [
    ...inputOf(container, place, { from: 0, length, shortcuts: { skipFrames: 'nokey' }, threads: 1 }),
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf showinfo'.split(' '),
    ...`${frameRateOption(version)} passthrough -f null pipe:1`.split(' '),
  ];
  const told: ToldFrame[] = [];
  let seconds: number | null = null;
  const read = (line: string) => {
    seconds ??= durationIn(line);
    tellOf(line, told);
  };
  const running = start(program, words, read, { limit: FFMPEG_LIMIT_MS, processorLimit: FFMPEG_LIMIT_MS });
  try {
    while (await running.tellsMore());
  } finally {
    await running.end();
  }
  const gaps = told.slice(1).map(({ at }, index) => at - ensure(told[index], 'The frame before').at);
  const [first] = told;
  const pixels = first ? first.width * first.height : null;
  return { seconds, keyFrameGap: gaps.length === 0 ? null : Math.max(...gaps), pixels };
}

/** @returns seconds; null: the line says something else */
function durationIn(line: string): number | null {
  const [, hours, minutes, seconds] = /^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?), /.exec(line) ?? [];
  return hours === undefined ? null : 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}

interface Running {
  /** What it writes, piece by piece. @throws AppError `photo` where it took too long or too much memory */
  output(): AsyncGenerator<Buffer, void>;
  /** Resolves when it has told more. @returns false: it will tell nothing any more. @throws as `output` */
  tellsMore(): Promise<boolean>;
  /** Ends it, if it runs, and resolves when it is gone. */
  end(): Promise<void>;
}

/** @param read is given each line that it tells */
function start(
  program: string,
  words: string[],
  read: (line: string) => void,
  { limit, processorLimit }: Required<Pick<Wanted, 'limit' | 'processorLimit'>>,
): Running {
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Nothing of the user's own: it may be told by them to write reports.
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C', AV_LOG_FORCE_NOCOLOR: '1' },
  });
  // The user at the machine comes first, then photos.
  if (child.pid !== undefined) lowerPriority(constants.priority.PRIORITY_LOW, child.pid);
  const last: string[] = [];
  let left = limit * slowdownByLoad();
  let excess: 'videoTime' | 'memory' | undefined;
  const stop = (reason: typeof excess) => {
    excess ??= reason;
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    void usageOf(child.pid).then(({ memory, processor }) => {
      if (memory > MOST_FFMPEG_MEMORY) stop('memory');
      if (processor > processorLimit) stop('videoTime');
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
    const began = performance.now();
    const timer = setTimeout(() => stop('videoTime'), left);
    try {
      return await something;
    } finally {
      clearTimeout(timer);
      left = Math.max(0, left - (performance.now() - began));
    }
  }

  function check(): void {
    if (excess) throw unreadable(excess, last.join('\n'));
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
    },
  };
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
  // Behind the name, which may hold anything: see proc_pid_stat(5).
  const fields = stat
    .slice(stat.lastIndexOf(') ') + 2)
    .split(' ')
    .map(Number);
  const [userTicks, systemTicks, pages] = [fields[11], fields[12], fields[21]];
  if (userTicks === undefined || systemTicks === undefined || pages === undefined) return unknown;
  return { memory: pages * PAGE_BYTES, processor: (userTicks + systemTicks) * TICK_MS };
}

/**
 * Netpbm's pixmaps, one behind the other: P6, width, height and 255 as text, then red, green and blue of each pixel.
 * @param mostBytes of one of them
 */
async function* pixmapsIn(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Picture, void> {
  let held: Buffer[] = [];
  let bytes = 0;
  let missing = 1;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    while (bytes >= missing) {
      const all = held.length === 1 ? ensure(held[0], 'The only piece') : Buffer.concat(held);
      held = [all];
      const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(all.toString('latin1', 0, LONGEST_HEAD));
      if (!head) {
        if (bytes >= LONGEST_HEAD) throw new Error('FFmpeg wrote no picture.');
        missing = bytes + 1;
        break;
      }
      const [width, height] = [Number(head[1]), Number(head[2])];
      const start = head[0].length;
      const end = start + 3 * width * height;
      if (end > mostBytes) throw unreadable('memory');
      missing = end;
      if (bytes < end) break;
      yield { data: all.subarray(start, end), width, height };
      held = end < bytes ? [all.subarray(end)] : [];
      bytes -= end;
      missing = 1;
    }
  }
}
