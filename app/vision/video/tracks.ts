// Follows faces from frame to frame: those that are alike are one person, for as long as they are seen. To be in one place
// proves nothing: where the picture changes, the next person stands there too.

import { ensure } from '../../ensure.ts';
import { type Box, intersectionOverUnion } from '../../boxes.ts';
import { cosine, sum as sumOf } from '../embedding.ts';

/** A face in one of the frames. */
export interface View<Face> {
  face: Face;
  /** Pixels: left, top, width, height. */
  box: Box;
  quality: number;
  /** By each model a unit vector. */
  vectors: readonly Float32Array[];
}

/** One person from frame to frame. */
export interface Track<Face> {
  /** Numbers of the frames in which it was seen, in their order. */
  frames: number[];
  /** Of each of these, 0 to 1. */
  qualities: number[];
  /** The clearest ones, the best first, with the frames that they are from. */
  best: (View<Face> & { frame: number })[];
  /** Frames that it shares with other tracks: one for each of them; else the first of its own. */
  shared: number[];
}

/** A face is missed now and then: a track goes on after so many frames without it. */
const MOST_FRAMES_MISSED = 2;
/**
 * Mean of the models' cosines. Of one second and the next, one person who turns and moves has 0.6 to 0.95, seldom less; two
 * have −0.2 to 0.25, and 0.1 to 0.45 where the models were shown few people who look like them (Japan), seldom 0.55. What is
 * cut in two is found as one person again; what is two and was taken for one is not.
 */
const LEAST_SIMILARITY = 0.55;
/** Where one picture fades into the next, two frames in a row may show both people at once, and be like either. */
const MOST_FRAMES_FADING = 2;
const BEST_VIEWS = 3;

interface Growing<Face> {
  frames: number[];
  qualities: number[];
  best: (View<Face> & { frame: number })[];
  box: Box;
  /** Of each of its views, by each model. */
  vectors: (readonly Float32Array[])[];
  /** By each model the sum over the views before the last ones, in which it may be fading; at least the first one. */
  settled: readonly Float32Array[];
}

/** Takes the frames of one video in their order. */
export function followFaces<Face>() {
  const tracks: Growing<Face>[] = [];

  return {
    /** @param frame its number. @param views the faces in it */
    add(frame: number, views: readonly View<Face>[]): void {
      const open = tracks.filter(({ frames }) => frame - lastOf(frames) <= MOST_FRAMES_MISSED + 1);
      const pairs = views.flatMap((view) =>
        open.flatMap((track) => {
          const similarity = similarityOf(track.settled, view.vectors);
          if (similarity < LEAST_SIMILARITY) return [];
          return [{ view, track, score: similarity + intersectionOverUnion(track.box, view.box) }];
        }),
      );
      pairs.sort((one, other) => other.score - one.score);
      const taken = new Set<unknown>();
      for (const { view, track } of pairs) {
        if (taken.has(view) || taken.has(track)) continue;
        taken.add(view).add(track);
        grow(track, frame, view);
      }
      for (const view of views) if (!taken.has(view)) tracks.push(grow(fresh(view), frame, view));
    },

    /** @returns in the order in which they begin */
    tracks(): Track<Face>[] {
      const joined = joinPieces(tracks);
      return joined.map((track) => ({
        frames: track.frames,
        qualities: track.qualities,
        best: track.best,
        shared: sharedFrames(track, joined),
      }));
    },
  };
}

function fresh<Face>({ box, vectors }: View<Face>): Growing<Face> {
  return { frames: [], qualities: [], best: [], box, vectors: [], settled: vectors };
}

function grow<Face>(track: Growing<Face>, frame: number, view: View<Face>): Growing<Face> {
  track.frames.push(frame);
  track.qualities.push(view.quality);
  track.box = view.box;
  track.best = bestOf([...track.best, { ...view, frame }]);
  track.vectors.push(view.vectors);
  const settled = track.vectors.length - 1 - MOST_FRAMES_FADING;
  if (settled > 0) track.settled = added(track.settled, ensure(track.vectors[settled], 'A view that is settled'));
  return track;
}

function bestOf<Seen extends { quality: number }>(views: readonly Seen[]): Seen[] {
  return views.toSorted((one, other) => other.quality - one.quality).slice(0, BEST_VIEWS);
}

/**
 * A face that was turned away for a frame begins a track of its own: where both fit into one another, they are one. Of the
 * earlier one the end may be fading, of the later one the beginning.
 */
function joinPieces<Face>(tracks: readonly Growing<Face>[]): Growing<Face>[] {
  const joined: Growing<Face>[] = [];
  for (const track of tracks) {
    let closest: Growing<Face> | undefined;
    let most = LEAST_SIMILARITY;
    const arrived = track.vectors.slice(Math.min(MOST_FRAMES_FADING, track.vectors.length - 1)).reduce(added);
    for (const other of joined) {
      if (lastOf(other.frames) < firstOf(track.frames) - MOST_FRAMES_MISSED - 1) continue;
      if (other.frames.some((frame) => track.frames.includes(frame))) continue;
      const similarity = similarityOf(other.settled, arrived);
      if (similarity >= most) [closest, most] = [other, similarity];
    }
    if (!closest) joined.push(track);
    else join(closest, track);
  }
  return joined;
}

function join<Face>(into: Growing<Face>, track: Growing<Face>): void {
  const seen = [into, track].flatMap(({ frames, qualities, vectors }) =>
    frames.map((frame, index) => ({
      frame,
      quality: ensure(qualities[index], 'The quality of a view'),
      vectors: ensure(vectors[index], 'The vectors of a view'),
    })),
  );
  seen.sort((one, other) => one.frame - other.frame);
  into.frames = seen.map(({ frame }) => frame);
  into.qualities = seen.map(({ quality }) => quality);
  into.best = bestOf([...into.best, ...track.best]);
  into.vectors = seen.map(({ vectors }) => vectors);
  into.settled = into.vectors.slice(0, Math.max(1, into.vectors.length - MOST_FRAMES_FADING)).reduce(added);
}

/** The first frame that both are in, for each other track. */
function sharedFrames(track: Growing<unknown>, all: readonly Growing<unknown>[]): number[] {
  const own = new Set(track.frames);
  const shared = all.flatMap((other) => (other === track ? [] : (other.frames.find((frame) => own.has(frame)) ?? [])));
  return shared.length === 0 ? [firstOf(track.frames)] : [...new Set(shared)].sort((a, b) => a - b);
}

/** Mean over the models of the cosine between vectors of any length. */
function similarityOf(some: readonly Float32Array[], others: readonly Float32Array[]): number {
  const cosines = some.map((vector, model) => cosine(vector, vectorBy(others, model)));
  return cosines.reduce((total, each) => total + each, 0) / cosines.length;
}

function added(sums: readonly Float32Array[], vectors: readonly Float32Array[]): readonly Float32Array[] {
  return sums.map((sum, model) => sumOf(sum, vectorBy(vectors, model)));
}

function vectorBy(vectors: readonly Float32Array[], model: number): Float32Array {
  return ensure(vectors[model], 'The vector by each model');
}

function firstOf(frames: readonly number[]): number {
  return ensure(frames[0], 'The first frame of a track');
}

function lastOf(frames: readonly number[]): number {
  return ensure(frames.at(-1), 'The last frame of a track');
}
