// The best that one threshold can do for a labelled set, chosen by its labels: what ours, which sees no label, is held against.

import { ensure } from '../../../app/ensure.ts';
import { exactly } from '../../../app/people/clustering/clustering.ts';
import { mergedBy } from '../../../app/people/clustering/merged.ts';
import { Edges } from '../../../app/people/clustering/edges.ts';
import { openFace } from '../../../app/people/grouping/group.ts';
import { fuse, type SimilarityModel, trusting } from '../../../app/people/scoring/similarity.ts';
import { runAll } from '../../../app/scheduling/slices.ts';
import { halvesOf } from '../../../app/vectors.ts';
import type { LabelledPhoto } from './labelled.ts';
import { type Score, scoreOf } from './measures.ts';

/** Beyond both ends no set is grouped well. */
const [HIGHEST, LOWEST, STEP] = [0.7, 0.14, 0.02];

export interface SingleThreshold {
  threshold: number;
  score: Score;
}

/**
 * Average linkage of similarities alone, without what surroundings, sizes of groups and the library say. What is joined at
 * one threshold is joined at every lower one as well, so each goes on from the one before.
 * @returns the threshold with the best F; nothing where no face is labelled
 */
export function bestSingleThreshold(
  photos: readonly LabelledPhoto[],
  similarityModel: SimilarityModel,
): SingleThreshold | undefined {
  const faces = photos.flatMap(({ faces }, photo) => faces.map((face) => ({ ...face, photo })));
  const described = faces.flatMap(({ photo, person, quality, embeddings }) => {
    const vectors = new Map(Object.entries(embeddings).map(([model, bytes]) => [model, halvesOf(bytes)]));
    const vector = fuse(vectors, trusting(similarityModel, quality));
    return vector ? [{ photo, person, quality, vector }] : [];
  });
  let clusters = described.map(({ photo, quality, vector }, id) =>
    openFace({ id, photo, quality, vector, person: null, cohort: null, isOnCollage: false, ...UNDATED }),
  );
  let groupOf = described.map((_, face) => face);
  let best: SingleThreshold | undefined;
  for (let step = 0; HIGHEST - step * STEP >= LOWEST; step++) {
    const threshold = HIGHEST - step * STEP;
    const how = { count: clusters.length, met: new Edges(), cannotLinks: [], linkageOptions: { threshold, chance: 0 } };
    const into = runAll(exactly({ clusters, ...how }));
    const { led, merged } = mergedBy(into, clusters);
    const placeOf = new Map(led.map((leader, place) => [leader, place]));
    groupOf = groupOf.map((group) => ensure(placeOf.get(ensure(into[group])), 'The place of a group'));
    clusters = merged;
    const placed = described.flatMap(({ person }, face) =>
      person === null ? [] : [{ person, group: String(groupOf[face]) }],
    );
    if (placed.length === 0) return undefined;
    const score = scoreOf(placed);
    if (score.f > (best?.score.f ?? 0)) best = { threshold, score };
  }
  return best;
}

const UNDATED = { day: null, takenBefore: null, frames: null, clearViews: null };
