// Every pair of faces compared in each way there is: by one model alone, by both, and by both as far as each is trusted.

import { ensure } from '../../../app/ensure.ts';
import { FUSED } from '../../../app/people/scoring/calibration.ts';
import { fuse, type SimilarityModel, trusting } from '../../../app/people/scoring/similarity.ts';
import { dot, type Vector } from '../../../app/people/scoring/vectors.ts';
import { firstOf } from '../../first-of.ts';
import type { EmbeddedFace } from './faces.ts';
import { everyPairOf, type Verification, verification } from './verification.ts';

type Way = (face: EmbeddedFace) => Vector | undefined;

const alone = (model: string): SimilarityModel => ({ ...FUSED, models: [{ model, weight: 1 }] });

const WAYS: Record<string, Way> = {
  ...Object.fromEntries(FUSED.models.map(({ model }) => [model, ({ vectors }) => fuse(vectors, alone(model))])),
  'both, weights as they are': ({ vectors }) => fuse(vectors, FUSED),
  'both, as far as trusted': ({ vectors, quality }) => fuse(vectors, trusting(FUSED, quality)),
};

/** All pairs of one person, and all of two people. */
export function verify(faces: readonly EmbeddedFace[]) {
  const ways = Object.entries(WAYS).map(([name, way]) => [name, pairsBy(faces, way)] as const);
  const [[, { same, different }]] = firstOf(1, ways);
  return {
    same: same.length,
    different: different.length,
    ways: Object.fromEntries(
      ways.map(([name, pairs]): [string, Verification] => [name, verification(pairs.same, pairs.different)]),
    ),
  };
}

function pairsBy(faces: readonly EmbeddedFace[], way: Way) {
  const vectors = faces.map((face) => {
    const vector = way(face);
    if (!vector) throw new Error('A model did not embed a face.');
    return vector;
  });
  return everyPairOf(faces, (one, other) => dot(ensure(vectors[one]), ensure(vectors[other])));
}
