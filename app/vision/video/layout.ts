// How a video is made: how long it plays, how large its frames are, and which of them can be decoded by themselves (key frames).

import { ensure } from '../../ensure.ts';
import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import { frameRateOption, inputOf, type ToldFrame, tellOf } from './ffmpeg.ts';
import { linesIn, type Patience, patienceOf, SHORT_PATIENCE_MS, start } from './ffmpeg-process.ts';

/** Of a frame that does not say when it is shown, as many in an AVI with B-frames. */
const NO_TIME = String(-(2n ** 63n));

/** How a video is made, as far as its beginning shows. */
export interface VideoLayout {
  /** How long it plays, in seconds; null: it does not say. */
  seconds: number | null;
  /** The longest time between two frames that can be decoded by themselves, in seconds; null: there are too few to tell. */
  keyFrameGap: number | null;
  /** Pixels of a frame; null: there is none that can be decoded by itself. */
  pixels: number | null;
  /** FFmpeg finds the last key frame before a time: else any frame, from which on nothing can be decoded up to the next key frame. */
  seeksKeyFrames: boolean;
}

/** MPEG's streams have no index. */
const WITHOUT_INDEX: ReadonlySet<VideoContainer> = new Set(['mpegts', 'mpeg']);

/** @param length how many seconds are looked at */
export async function layoutOf(
  { program, version }: Ffmpeg,
  container: VideoContainer,
  place: string,
  length: number,
): Promise<VideoLayout> {
  const words = [
    ...inputOf(container, place, { length, shortcuts: { skipFrames: 'nokey' } }),
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf showinfo'.split(' '),
    ...`${frameRateOption(version)} passthrough -f null pipe:1`.split(' '),
  ];
  const told: ToldFrame[] = [];
  let seconds: number | null = null;
  const read = (line: string) => {
    seconds ??= durationIn(line);
    tellOf(line, told);
  };
  const running = start(program, words, read, patienceOf(SHORT_PATIENCE_MS));
  try {
    while (await running.tellsMore());
  } finally {
    await running.end();
  }
  const gaps = told.slice(1).map(({ at }, index) => at - ensure(told[index], 'The frame before').at);
  const [first] = told;
  const pixels = first ? first.width * first.height : null;
  const keyFrameGap = gaps.length === 0 ? null : Math.max(...gaps);
  return { seconds, keyFrameGap, pixels, seeksKeyFrames: !WITHOUT_INDEX.has(container) };
}

/** @returns when frames that can be decoded by themselves are shown, in seconds, in their order, as far as they say; nothing is decoded for it */
export async function keyFramesOf(
  { program }: Ffmpeg,
  container: VideoContainer,
  place: string,
  patience: Patience,
): Promise<number[]> {
  const words = [...inputOf(container, place, {}), ...'-map 0:V:0 -c copy -f framecrc pipe:1'.split(' ')];
  const running = start(program, words, () => undefined, patience);
  const times: number[] = [];
  let unit = NaN;
  try {
    for await (const line of linesIn(running.output())) {
      const [, numerator, denominator] = /^#tb 0: (\d+)\/(\d+)/.exec(line) ?? [];
      if (numerator !== undefined) unit = Number(numerator) / Number(denominator);
      // The stream, when it is decoded, when it is shown, how long, its bytes, their sum; and flags, where it is no key frame or not only that.
      const [, shown, flags = '1'] = /^0, +-?\d+, +(-?\d+),(?:[^,]*,){2}[^,]*(?:, F=0x(\w+))?/.exec(line) ?? [];
      if (shown === undefined || shown === NO_TIME || parseInt(flags, 16) % 2 === 0) continue;
      times.push(Number(shown) * unit);
    }
  } finally {
    await running.end();
  }
  return times.filter((time) => !Number.isNaN(time)).sort((one, other) => one - other);
}

/** @returns seconds; null: the line says something else */
function durationIn(line: string): number | null {
  const [, hours, minutes, seconds] = /^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?), /.exec(line) ?? [];
  return hours === undefined ? null : 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}
