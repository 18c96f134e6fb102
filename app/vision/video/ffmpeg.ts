// Runs FFmpeg over one video: fixed arguments, no shell, no file but that one, bounded in time and memory, least priority.

import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import type { Picture } from '../picture.ts';
import { type Patience, patienceOf, SHORT_PATIENCE_MS, start } from './ffmpeg-process.ts';
import { LONGEST_HEAD, pixmapsIn } from './pixmaps.ts';
import { isHdr, toneMapped } from './tone-mapping.ts';

/** A frame as it was decoded, upright. */
export interface Frame {
  /** Seconds, as a player counts. */
  at: number;
  /** Of the video itself, which may be larger than the picture. */
  width: number;
  height: number;
  picture: Picture;
}

/** The first one with pictures; none that is attached, such as the cover of a record. */
export const FIRST_STREAM = '0:V:0';

/** Of a video, what is decoded, and how. */
interface Input {
  /** Where decoding begins, as a player counts, and after how long it ends, in seconds; undefined: at the beginning, at the end. */
  from?: number | undefined;
  length?: number | undefined;
  /** It begins at the last frame before `from` that can be decoded by itself. Default: at `from`, for which that one is decoded too. */
  beginsAtKeyFrame?: boolean | undefined;
  /** What is left out, as it takes time. Default: nothing. */
  shortcuts?: Shortcuts;
  /** Frames that are decoded side by side. Default: 1. */
  threads?: number;
}

export interface WantedFrames extends Input {
  /** As `shownStream` tells. Default: the first one. */
  stream?: string;
  /** FFmpeg's filters that choose frames. */
  choose: string;
  most: number;
  /** The longest side of a frame, in pixels; never enlarged. */
  side: number;
  /** Default: as much as a job of a vision process can spare. */
  patience?: Patience;
}

export interface Shortcuts {
  /** `noref`: frames that no other one is made from; `nokey`: all that cannot be decoded by themselves, nine tenths of the work. */
  skipFrames?: 'noref' | 'nokey' | undefined;
  /** The edges of blocks stay as they are, which in frames that are made smaller is not seen: a seventh of the work. */
  skipsLoopFilter?: boolean | undefined;
}

/**
 * Browsers play these, and show the times that stand in them: what begins at 100 they show from 100 to its end. FFmpeg counts from
 * its first frame or sound, or not, where that is left out while it gets to know the file. Of all others it is the first one.
 */
const KEEPS_TIMES: ReadonlySet<VideoContainer> = new Set(['mov', 'matroska']);
/** No single piece of memory may be larger. */
const MOST_ALLOCATION = 400_000_000;
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
  wanted: WantedFrames,
): Promise<Frame[]> {
  return Array.fromAsync(eachFrame(ffmpeg, container, place, wanted));
}

/** The same one by one, as they are decoded: FFmpeg waits while a frame is worked on, and ends when no more are taken. */
export async function* eachFrame(
  { program, version }: Ffmpeg,
  container: VideoContainer,
  place: string,
  { stream = FIRST_STREAM, choose, most, side, patience, ...input }: WantedFrames,
): AsyncGenerator<Frame, void> {
  const within = `scale=w='min(${side},iw)':h='min(${side},ih)':force_original_aspect_ratio=decrease`;
  const words = [
    ...inputOf(container, place, input),
    ...`-map ${stream} -an -sn -dn -filter_threads 1 -vf`.split(' '),
    // Pixels that are not square; then each frame tells its time and size; then it is made smaller, in eight bits a colour.
    `${choose},scale=w='trunc(iw*sar)':h=ih,setsar=1,showinfo,${within},format=rgb24`,
    ...`${frameRateOption(version)} passthrough -frames:v ${most} -f image2pipe -c:v ppm pipe:1`.split(' '),
  ];
  const told = listenTo(container);
  const running = start(program, words, told.read, patience ?? patienceOf(SHORT_PATIENCE_MS, input.threads));
  let index = 0;
  try {
    for await (const picture of pixmapsIn(running.output(), 3 * side * side + LONGEST_HEAD)) {
      // What it tells of a frame comes by another way than the frame, sooner or later.
      const isTold = () => told.frames[index]?.transfer !== undefined || told.frames.length > index + 1;
      while (!isTold() && (await running.tellsMore()));
      const { at, width, height, transfer } = told.frames[index++] ?? {};
      if (at === undefined || width === undefined || height === undefined || Number.isNaN(at)) continue;
      yield {
        at: (seeks(input) ? input.from : told.begins()) + at,
        width,
        height,
        picture: isHdr(transfer) ? toneMapped(picture, transfer) : picture,
      };
    }
  } finally {
    await running.end();
  }
}

/**
 * A container may name other files, playlists and addresses, and hold other containers: only a file is opened, and read as
 * what it is.
 */
export function inputOf(
  container: VideoContainer,
  place: string,
  { from, length, beginsAtKeyFrame = false, shortcuts = {}, threads = 1 }: Input,
): string[] {
  const { skipFrames, skipsLoopFilter = false } = shortcuts;
  const allowed = `-protocol_whitelist file -format_whitelist ${container} -codec_whitelist ${DECODERS}`;
  return [
    ...`-hide_banner -nostdin -nostats -max_alloc ${MOST_ALLOCATION} ${allowed}`.split(' '),
    ...(skipFrames === undefined ? [] : ['-skip_frame', skipFrames]),
    ...(skipsLoopFilter ? ['-skip_loop_filter', 'all'] : []),
    ...(beginsAtKeyFrame ? ['-noaccurate_seek'] : []),
    ...`-f ${container} -threads ${threads}`.split(' '),
    // Told to begin at 0, FFmpeg seeks as well, and of an AVI with B-frames it passes over the first key frame then.
    ...(seeks({ from }) ? [...(KEEPS_TIMES.has(container) ? ['-seek_timestamp', '1'] : []), '-ss', String(from)] : []),
    ...(length === undefined ? [] : ['-t', String(length)]),
    '-i',
    `file:${place}`,
  ];
}

function seeks<Wanted extends Pick<Input, 'from'>>(input: Wanted): input is Wanted & { from: number } {
  return input.from !== undefined && input.from !== 0;
}

/** Each chosen frame once, whatever the distance between them: newer versions call that otherwise. */
export function frameRateOption(version: string): '-vsync' | '-fps_mode' {
  const major = Number(/^n?(\d+)\./.exec(version)?.[1] ?? Infinity);
  return major < 6 ? '-vsync' : '-fps_mode';
}

/** What the filter `showinfo` says of a frame: seconds from what FFmpeg counts from (NaN: it stands at no time), pixels, and how its numbers stand for light. */
interface ToldFrame {
  at: number;
  width: number;
  height: number;
  transfer: string | undefined;
}

/** A title in the video stands among what FFmpeg tells, but never at the beginning of a line. */
const SHOWN = /^\[Parsed_showinfo_\d+ @ [^\]]+\] /;

/** Takes in what FFmpeg tells of a video, line by line: first of all of it, then of each frame. */
export function listenTo(container: VideoContainer) {
  const frames: ToldFrame[] = [];
  let all: ReturnType<typeof timesIn> = null;
  return {
    frames,
    read(line: string): void {
      all ??= timesIn(line);
      tellOf(line, frames);
    },
    /** What it counts from, in seconds, as a player counts; what begins before 0, players as well begin at 0. */
    begins: (): number => (KEEPS_TIMES.has(container) ? Math.max(0, all?.start ?? 0) : 0),
    /** How long the container says that it plays, in seconds; null: it does not say. */
    seconds: (): number | null => (all === null || Number.isNaN(all.duration) ? null : all.duration),
  };
}

/** @returns seconds, NaN where they are not known; null: the line says something else */
function timesIn(line: string): { start: number; duration: number } | null {
  const [found, length = '', start = '0'] = /^ {2}Duration: ([\d:.]+|N\/A), (?:start: (-?[\d.]+), )?/.exec(line) ?? [];
  if (found === undefined) return null;
  const duration = length.split(':').reduce((whole, part) => 60 * whole + Number(part), 0);
  return { start: Number(start), duration };
}

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
