// Which face stands for a group in a question: a good picture, and close to the middle of the group. A person of thousands who
// gained a few faces has nearly the same middle as before, so that most faces are known to be further from it than the best.

import { ensure } from '../../ensure.ts';
import { similarities } from '../scoring/one-with-many.ts';
import { distanceOf, type Vector } from '../scoring/vectors.ts';

interface Weighed {
  id: number;
  vector: Vector;
}

/** How alike each face of a group is to its mean. */
export interface Comparison<Face> {
  faces: readonly Face[];
  /** In the order of the faces. */
  likeness: Float64Array;
  mean: Vector;
}

/** A millisecond or less. */
const FACES_COMPARED_PER_SLICE = 250;
/** Where more of the faces may be the best than this share, all are compared anew. */
const MOST_CONTENDERS = 1 / 8;
/** A face's vector has the length 1, and its numbers were rounded; no likeness was rounded by more than the last. */
const [LONGEST_FACE, LIKENESS_ROUNDING] = [1.01, 1e-9];

/** In slices. */
export function* compareFaces<Face extends Weighed>(
  faces: readonly Face[],
  mean: Vector,
): Generator<void, Comparison<Face>> {
  const likeness = new Float64Array(faces.length);
  for (let from = 0; from < faces.length; from += FACES_COMPARED_PER_SLICE) {
    if (from > 0) yield;
    const some = faces.slice(from, from + FACES_COMPARED_PER_SLICE).map(({ vector }) => vector);
    likeness.set(similarities(mean, some), from);
  }
  return { faces, likeness, mean };
}

/** The face with the highest likeness, times its weight; of equal ones that of the lowest id. @throws Error for no face */
export function representativeOf<Face extends Weighed>(
  { faces, likeness }: Pick<Comparison<Face>, 'faces' | 'likeness'>,
  weightOf: (face: Face) => number,
): Face {
  let best: Face | undefined;
  let most = -Infinity;
  for (const [at, face] of faces.entries()) {
    const worth = ensure(likeness[at], 'The likeness of a face') * weightOf(face);
    if (worth > most || (worth === most && best && face.id < best.id)) [best, most] = [face, worth];
  }
  return ensure(best, 'The face that stands for a group');
}

/**
 * The same of a group that came from another one, by comparing those faces only that may be the best.
 * @param weightOf above 0
 * @param known of the other group; faces of both are in one order
 * @returns the face, and how many were compared; nothing where that would be most of them
 */
export function representativeSince<Face extends Weighed>(
  faces: readonly Face[],
  mean: Vector,
  weightOf: (face: Face) => number,
  known: Comparison<Face>,
): { face: Face; compared: number } | undefined {
  // By the inequality of Cauchy and Schwarz no likeness has changed by more.
  const change =
    LONGEST_FACE * distanceOf(mean, known.mean) + Math.abs(mean.offset - known.mean.offset) + LIKENESS_ROUNDING;
  const most = new Float64Array(faces.length);
  let [least, place] = [-Infinity, 0];
  for (const [at, face] of faces.entries()) {
    while (place < known.faces.length && known.faces[place] !== face) place++;
    const likeness = known.likeness[place++] ?? Infinity; // it came since
    most[at] = (likeness + change) * weightOf(face);
    if (likeness < Infinity) least = Math.max(least, (likeness - change) * weightOf(face));
  }
  const contenders = faces.filter((_, at) => ensure(most[at], 'What a face may be worth') >= least);
  if (contenders.length > MOST_CONTENDERS * faces.length) return undefined;
  const likeness = similarities(
    mean,
    contenders.map(({ vector }) => vector),
  );
  return { face: representativeOf({ faces: contenders, likeness }, weightOf), compared: contenders.length };
}
