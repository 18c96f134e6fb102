// How a video is made: how long it plays, how large its frames are, and which of them can be decoded by themselves (key frames).

import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import { frameRateOption, inputOf, type ToldFrame, tellOf } from './ffmpeg.ts';
import { linesIn, type Patience, patienceOf, SHORT_PATIENCE_MS, start } from './ffmpeg-process.ts';
import { areEnough, type VideoLayout } from './sampling.ts';

/** Of a frame that does not say when it is shown, as many in an AVI with B-frames. */
const NO_TIME = String(-(2n ** 63n));

/** To read a video without decoding it takes as long as its drive needs. */
const LISTING_LIMIT_MS = 15 * 60_000;

/** MPEG's streams have no index. */
const WITHOUT_INDEX: ReadonlySet<VideoContainer> = new Set(['mpegts', 'mpeg']);

/** @param length how many seconds of its beginning are decoded */
export async function layoutOf(
  ffmpeg: Ffmpeg,
  container: VideoContainer,
  place: string,
  length: number,
): Promise<VideoLayout> {
  const words = [
    ...inputOf(container, place, { length, shortcuts: { skipFrames: 'nokey' } }),
    ...'-map 0:V:0 -an -sn -dn -filter_threads 1 -vf showinfo'.split(' '),
    ...`${frameRateOption(ffmpeg.version)} passthrough -f null pipe:1`.split(' '),
  ];
  const told: ToldFrame[] = [];
  let seconds: number | null = null;
  const read = (line: string) => {
    seconds ??= durationIn(line);
    tellOf(line, told);
  };
  const running = start(ffmpeg.program, words, read, patienceOf(SHORT_PATIENCE_MS));
  try {
    while (await running.tellsMore());
  } finally {
    await running.end();
  }
  const [first] = told;
  const pixels = first ? first.width * first.height : null;
  const inBeginning = longestGap(
    told.map(({ at }) => at),
    Math.min(length, seconds ?? length),
  );
  let keyFrameGap = told.length < 2 ? null : inBeginning;
  // A quick beginning says nothing of what comes: titles, and cuts one after the other.
  if (areEnough({ seconds, keyFrameGap })) {
    const all = await keyFramesOf(ffmpeg, container, place, patienceOf(LISTING_LIMIT_MS));
    keyFrameGap = Math.max(inBeginning, longestGap(all, seconds));
  }
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

/** @param end where the last gap ends, in seconds; null: that is not known. @returns seconds; 0: there are no times */
function longestGap(times: readonly number[], end: number | null): number {
  return times.reduce((longest, at, index) => Math.max(longest, (times[index + 1] ?? end ?? at) - at), 0);
}

/** @returns seconds; null: the line says something else */
function durationIn(line: string): number | null {
  const [, hours, minutes, seconds] = /^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?), /.exec(line) ?? [];
  return hours === undefined ? null : 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}
