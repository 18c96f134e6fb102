// What answers are worth: of one library a dozen of them make all the difference, so several libraries are asked about.

import { ensure } from '../../../app/ensure.ts';
import type { Rank } from '../../../app/people/review/order.ts';
import type { SimilarityModel } from '../../../app/people/scoring/similarity.ts';
import type { LabelledPhoto } from './labelled.ts';
import { partOf } from './parts.ts';
import { startTrial } from './trial.ts';

/** As many libraries: in each a part of the people was never seen. */
const LIBRARIES = 5;

/** @returns the mean F of these libraries after no answer, one, two, and so on, up to so many */
export async function meanCurve(
  photos: readonly LabelledPhoto[],
  similarityModel: SimilarityModel,
  answers: number,
  rank?: Rank,
): Promise<number[]> {
  const curves: number[][] = [];
  for (let missing = 0; missing < LIBRARIES; missing++) {
    const isThere = (person: string | null) => person === null || partOf(person, LIBRARIES) !== missing;
    const trial = startTrial(similarityModel, rank);
    await trial.add(photos.map((photo) => ({ ...photo, faces: photo.faces.filter((face) => isThere(face.person)) })));
    const curve = [trial.score().f];
    while (curve.length <= answers) curve.push(trial.answer() ? trial.score().f : (curve.at(-1) ?? 0));
    curves.push(curve);
    trial.close();
  }
  return Array.from({ length: answers + 1 }, (_, at) => {
    return curves.reduce((sum, curve) => sum + ensure(curve[at]), 0) / LIBRARIES;
  });
}
