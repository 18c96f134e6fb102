// Which of a video's streams is looked at where several have pictures: the one that players show.

import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import type { VideoContainer } from '../formats/signature.ts';
import { FIRST_STREAM, inputOf } from './ffmpeg.ts';
import { patienceOf, SHORT_PATIENCE_MS, start } from './ffmpeg-process.ts';

/**
 * Players pass over a track of MP4 and MOV that is disabled, and show the first stream of all other containers. FFmpeg before 7.1
 * cannot be told to choose so: what it tells of the streams is read.
 * @returns as its `-map` is told
 */
export async function shownStream(ffmpeg: Ffmpeg, container: VideoContainer, place: string): Promise<string> {
  if (container !== 'mov') return FIRST_STREAM;
  let enabled: string | undefined;
  const read = (line: string) => (enabled ??= enabledIn(line));
  const running = start(ffmpeg.program, inputOf(container, place, {}), read, patienceOf(SHORT_PATIENCE_MS));
  try {
    while (await running.tellsMore());
  } finally {
    await running.end();
  }
  return enabled ?? FIRST_STREAM;
}

/** FFmpeg calls a track that is enabled one of those to be shown by default. */
function enabledIn(line: string): string | undefined {
  if (/\((?:attached pic|timed thumbnails)\)/.test(line)) return undefined;
  return /^ {2,4}Stream #(0:\d+)\S*: Video: .*\(default\)/.exec(line)?.[1];
}
