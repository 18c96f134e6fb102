// Who is in a video: its frames one by one through the same models as photos, and faces followed from frame to frame.

import { ensure } from '../../ensure.ts';
import { decodeVector, encodeVector } from '../../vectors.ts';
import type { Ffmpeg } from '../../platform/ffmpeg.ts';
import { sum, unit } from '../embedding.ts';
import type { VideoContainer } from '../formats/signature.ts';
import type { LoadedModels } from '../loaded-models.ts';
import { detect } from '../mtcnn.ts';
import { pyramidOf } from '../picture.ts';
import type { FoundFace, FoundTrack, VideoAnalysis } from '../protocol.ts';
import { minimumFace } from '../search-size.ts';
import { describeFaces, embedFaces } from '../embedded-faces.ts';
import { SURE_CONFIDENCE } from '../faceness.ts';
import { unreadable } from '../unreadable.ts';
import { ahead } from './ahead.ts';
import { eachFrame, type Frame } from './ffmpeg.ts';
import { patienceOf } from './ffmpeg-process.ts';
import { layoutOf, packetsOf } from './layout.ts';
import { samplingOf, sectionsOf } from './sampling.ts';
import { shownStream } from './shown-stream.ts';
import { followFaces, type Track } from './tracks.ts';

/** A face of 30 pixels that the models can make use of is a twentieth of a video's height then. */
const FRAME_SIDE = 1280;
/** Of the beginning, which shows how a video is made. */
const LAYOUT_SECONDS = 20;
/** FFmpeg has the lowest priority, and each takes the memory of a frame more. */
const DECODING_THREADS = 2;
/** FFmpeg decodes while faces are looked for, from one section to the next; each takes 2.8 MB of memory. */
const FRAMES_AHEAD = 2;
/** For FFmpeg alone: of ten minutes in 4K that are decoded whole it takes two to four. */
const DECODING_LIMIT_MS = 15 * 60_000;
/** What is this bad is more often no face than one: a pattern that stays in the picture is taken for a face again and again. */
const LEAST_QUALITY = 0.05;
/** Of a video full of people: those that are seen longest and best. */
const MOST_TRACKS = 300;

export interface VideoToSearch {
  ffmpeg: Ffmpeg;
  container: VideoContainer;
  /** A path that leads to it. */
  place: string;
  /** As a share of a frame's `faceScale`. */
  smallestFace?: number | undefined;
}

/**
 * @param signal aborted when the result is not wanted any more
 * @returns what was found until the video ends, breaks off or takes too long
 * @throws AppError `photo` where not one frame can be decoded
 */
export async function findPeople(
  { ffmpeg, container, place, smallestFace }: VideoToSearch,
  models: LoadedModels,
  signal: AbortSignal,
): Promise<VideoAnalysis> {
  const stream = await shownStream(ffmpeg, container, place);
  const layout = await layoutOf(ffmpeg, container, place, LAYOUT_SECONDS, stream);
  const sampling = samplingOf(layout);
  const patience = patienceOf(DECODING_LIMIT_MS, DECODING_THREADS);
  const faces = followFaces<FoundFace>();
  const seen: Seen[] = [];
  let size: Pick<Frame, 'width' | 'height'> | undefined;

  async function* decoded(): AsyncGenerator<{ frame: Frame; isChange: boolean }, void> {
    const packets =
      layout.packets ?? (sampling.isLaborious ? await packetsOf(ffmpeg, container, place, patience, stream) : null);
    const sections = sampling.isLaborious && packets ? sectionsOf(packets.keyFrames, sampling) : null;
    for (const { takesChanges, ...section } of sections ?? [sampling.whole]) {
      const frames = eachFrame(ffmpeg, container, place, {
        ...section,
        stream,
        shortcuts: sampling.shortcuts,
        side: FRAME_SIDE,
        threads: DECODING_THREADS,
        patience,
      });
      let before: number | undefined;
      for await (const frame of frames) {
        const isEarly = before !== undefined && frame.at - before < CHANGE_WITHIN_STEP * sampling.step;
        yield { frame, isChange: takesChanges && isEarly };
        before = frame.at;
      }
    }
  }

  try {
    for await (const { frame, isChange } of ahead(decoded(), FRAMES_AHEAD)) {
      signal.throwIfAborted();
      size ??= frame;
      const found = await facesIn(frame, models, smallestFace);
      faces.add(seen.length, found.map(viewOf));
      seen.push({ at: frame.at, isChange });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (seen.length === 0) throw error; // else it took too long or too much memory: what was found holds
  }
  if (!size) throw unreadable('videoDamaged');
  const { width, height } = size;
  const tracks = faces.tracks().filter(isWorthKeeping).sort(byWeight).slice(0, MOST_TRACKS);
  const last = ensure(seen.at(-1), 'The last frame').at;
  // Its sound may go on after its picture, and what says how long it plays may count from another beginning, or be cut off.
  const ends = Math.min(Math.max(last, sampling.begins + (layout.seconds ?? 0)), last + sampling.step);
  return { width, height, frames: seen.length, tracks: tracks.map((track) => trackOf(track, seen, ends)) };
}

/** A frame in which faces were looked for. */
interface Seen {
  /** Seconds, as a player counts. */
  at: number;
  /** It was taken before its step was over, as the picture had changed within a quarter of a second. */
  isChange: boolean;
}

async function facesIn({ picture, width }: Frame, models: LoadedModels, smallestFace?: number): Promise<FoundFace[]> {
  const pyramid = pyramidOf(picture);
  const detections = await detect(models, pyramid, minimumFace(pyramid[0], smallestFace));
  const seen = await embedFaces({ pyramid, detections }, models);
  return describeFaces(pyramid, seen, width / picture.width);
}

function viewOf(face: FoundFace) {
  const vectors = Object.values(face.embeddings).map(decodeVector);
  return { face, box: face.box, quality: face.quality, vectors };
}

/** A face that is small or blurred from beginning to end the detector is sure of in one of several frames. */
function isWorthKeeping({ frames, best }: Track<FoundFace>): boolean {
  const isSeenForSure = frames.length > 1 && best.some(({ face }) => face.confidence >= SURE_CONFIDENCE);
  return isSeenForSure || best.some(({ quality }) => quality >= LEAST_QUALITY);
}

function byWeight(one: Track<FoundFace>, other: Track<FoundFace>): number {
  const weight = ({ qualities }: Track<FoundFace>) => qualities.reduce((total, quality) => total + quality, 0);
  return weight(other) - weight(one);
}

/** @param videoEnds in seconds */
function trackOf(track: Track<FoundFace>, seen: readonly Seen[], videoEnds: number): FoundTrack {
  const clearest = ensure(track.best[0], 'The clearest view of a track');
  const [first, last] = [ensure(track.frames[0], 'The first frame'), ensure(track.frames.at(-1), 'The last frame')];
  const at = (frame: number) => ensure(seen[frame], 'A frame');
  return {
    face: { ...clearest.face, embeddings: meanEmbeddings(track.best.map(({ face }) => face)) },
    begins: first === 0 ? at(first).at : boundaryBetween(at(first - 1), at(first)),
    ends: last === seen.length - 1 ? videoEnds : boundaryBetween(at(last), at(last + 1)),
    firstSeen: at(first).at + WITHIN_FRAME_S,
    clearest: at(clearest.frame).at + WITHIN_FRAME_S,
    qualities: track.qualities,
    frames: track.shared,
  };
}

/** Where the picture changed, that is where one person goes and another one comes; else it is in the middle, as far as is known. */
function boundaryBetween(before: Seen, after: Seen): number {
  return after.isChange ? Math.max(before.at, after.at - HALF_OF_COMPARED_S) : (before.at + after.at) / 2;
}

/** FFmpeg tells six digits of a time: a player that is sent there shows that frame, and not the one before. */
const WITHIN_FRAME_S = 0.01;

/** A frame that came earlier than its step was taken because the picture had changed, within a quarter of a second. */
const CHANGE_WITHIN_STEP = 0.8;
const HALF_OF_COMPARED_S = 0.125;

/** Of the best views by each model: what is by chance in one of them counts less than what all of them show. */
function meanEmbeddings(views: readonly FoundFace[]): Record<string, Uint8Array> {
  const names = Object.keys(ensure(views[0], 'The clearest view of a track').embeddings);
  return Object.fromEntries(
    names.map((name) => {
      const vectors = views.map(({ embeddings }) => decodeVector(ensure(embeddings[name], 'The vector by each model')));
      return [name, encodeVector(unit(vectors.reduce(sum)))];
    }),
  );
}
