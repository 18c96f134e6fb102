// The picture that stands for a video: a frame near its beginning that is like most of those around it, so never a black one.

import { ensure } from '../../ensure.ts';
import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import { small } from '../decode.ts';
import type { VideoContainer } from '../formats/signature.ts';
import type { Poster } from '../protocol.ts';
import { unreadable } from '../unreadable.ts';
import { decodeFrames } from './ffmpeg.ts';
import { shownStream } from './shown-stream.ts';

const POSTER_SIDE = 640;
/** Past what a hand does to a camera when it begins. */
const POSTER_AT_SHARE = 0.1;
const LATEST_POSTER_S = 2;
/** Frames of which FFmpeg's `thumbnail` takes the one whose colours are nearest to the mean of all. */
const FRAMES_COMPARED = 12;

/**
 * @param seconds how long the video plays, as far as it is known
 * @throws AppError `photo` where not one frame can be decoded
 */
export async function posterOf(
  ffmpeg: Ffmpeg,
  container: VideoContainer,
  place: string,
  seconds: number | null,
): Promise<Poster> {
  const stream = await shownStream(ffmpeg, container, place);
  const wanted = { stream, choose: `thumbnail=n=${FRAMES_COMPARED}`, most: 1, side: POSTER_SIDE };
  const from = Math.min(LATEST_POSTER_S, POSTER_AT_SHARE * (seconds ?? 0));
  const later = from > 0 ? await decodeFrames(ffmpeg, container, place, { ...wanted, from }) : [];
  // What says that it plays for longer than it does.
  const frames = later.length > 0 ? later : await decodeFrames(ffmpeg, container, place, wanted);
  if (frames.length === 0) throw unreadable('videoDamaged');
  const { width, height, picture } = ensure(frames[0], 'The frame of the poster');
  return { width, height, thumbnail: await small(picture, POSTER_SIDE) };
}
