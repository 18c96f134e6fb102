// How a video is made: how long it plays, how large its frames are, and which of them can be decoded by themselves (key frames).

import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import { FIRST_STREAM, frameRateOption, inputOf, listenTo } from './ffmpeg.ts';
import { linesIn, type Patience, patienceOf, SHORT_PATIENCE_MS, start } from './ffmpeg-process.ts';
import { areEnough, type VideoLayout } from './sampling.ts';

/** Of a frame that does not say when it is shown, as many in an AVI with B-frames. */
const NO_TIME = String(-(2n ** 63n));

/** To read a video without decoding it takes as long as its drive needs. */
const LISTING_LIMIT_MS = 15 * 60_000;

/** MPEG's streams have no index, and that of a WMV leads to a key frame some seconds before. */
const WITHOUT_INDEX: ReadonlySet<VideoContainer> = new Set(['mpegts', 'mpeg', 'asf']);

/** What begins so much later than 0 may have counted the time before as well when it says how long it plays. */
const LATE_BEGINNING_S = 1;

export interface FoundLayout extends VideoLayout {
  /** Null: nobody needed them. */
  packets: VideoPackets | null;
}

/** What is known of a video without decoding it: seconds, as a player counts. */
export interface VideoPackets {
  /** When frames that can be decoded by themselves are shown, in their order, as far as they say. */
  keyFrames: number[];
  /** When the last one of all has been shown; null: none says so. */
  ends: number | null;
}

/**
 * @param length how many seconds of its beginning are decoded
 * @param stream as `shownStream` tells
 */
export async function layoutOf(
  ffmpeg: Ffmpeg,
  container: VideoContainer,
  place: string,
  length: number,
  stream = FIRST_STREAM,
): Promise<FoundLayout> {
  const words = [
    ...inputOf(container, place, { length, shortcuts: { skipFrames: 'nokey' } }),
    ...`-map ${stream} -an -sn -dn -filter_threads 1 -vf showinfo`.split(' '),
    ...`${frameRateOption(ffmpeg.version)} passthrough -f null pipe:1`.split(' '),
  ];
  const told = listenTo(container);
  const running = start(ffmpeg.program, words, told.read, patienceOf(SHORT_PATIENCE_MS));
  try {
    while (await running.tellsMore());
  } finally {
    await running.end();
  }
  const times = told.frames.map(({ at }) => told.begins() + at).filter((at) => !Number.isNaN(at));
  const [first] = told.frames;
  const pixels = first ? first.width * first.height : null;
  const begins = times[0] ?? 0;
  const list = () => packetsOf(ffmpeg, container, place, patienceOf(LISTING_LIMIT_MS), stream);
  let packets = begins < LATE_BEGINNING_S ? null : await list();
  const seconds = packets?.ends ? packets.ends - begins : told.seconds();
  const inBeginning = longestGap(times, begins + Math.min(length, seconds ?? length));
  let keyFrameGap = times.length < 2 ? null : inBeginning;
  // A quick beginning says nothing of what comes: titles, and cuts one after the other.
  if (areEnough({ seconds, keyFrameGap })) {
    packets ??= await list();
    keyFrameGap = Math.max(inBeginning, longestGap(packets.keyFrames, seconds === null ? null : begins + seconds));
  }
  return { begins, seconds, keyFrameGap, pixels, packets, seeksKeyFrames: !WITHOUT_INDEX.has(container) };
}

/** Reads all of it, which takes as long as its drive needs. */
export async function packetsOf(
  { program }: Ffmpeg,
  container: VideoContainer,
  place: string,
  patience: Patience,
  stream = FIRST_STREAM,
): Promise<VideoPackets> {
  const words = [...inputOf(container, place, {}), ...`-map ${stream} -c copy -f framecrc pipe:1`.split(' ')];
  const told = listenTo(container);
  const running = start(program, words, told.read, patience);
  const keyFrames: number[] = [];
  let [unit, ends] = [NaN, -Infinity];
  try {
    for await (const line of linesIn(running.output())) {
      const [, numerator, denominator] = /^#tb 0: (\d+)\/(\d+)/.exec(line) ?? [];
      if (numerator !== undefined) unit = Number(numerator) / Number(denominator);
      // The stream, when it is decoded, when it is shown, how long, its bytes, their sum; and flags, where it is no key frame or not only that.
      const [, shown, lasts, flags = '1'] =
        /^0, +-?\d+, +(-?\d+), +(-?\d+),[^,]*,[^,]*(?:, F=0x(\w+))?/.exec(line) ?? [];
      if (shown === undefined || shown === NO_TIME || Number.isNaN(unit)) continue;
      ends = Math.max(ends, (Number(shown) + Number(lasts)) * unit);
      if (parseInt(flags, 16) % 2 === 1) keyFrames.push(Number(shown) * unit);
    }
  } finally {
    await running.end();
  }
  const from = told.begins();
  return {
    keyFrames: keyFrames.map((time) => from + time).sort((one, other) => one - other),
    ends: Number.isFinite(ends) ? from + ends : null,
  };
}

/** @param end where the last gap ends, in seconds; null: that is not known. @returns seconds; 0: there are no times */
function longestGap(times: readonly number[], end: number | null): number {
  return times.reduce((longest, at, index) => Math.max(longest, (times[index + 1] ?? end ?? at) - at), 0);
}
