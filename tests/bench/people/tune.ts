// Chooses the threshold between one person and two on one half of the people, and tries it on the other half.

import type { SimilarityModel } from '../../../app/people/scoring/similarity.ts';
import type { LabelledPhoto } from './labelled.ts';
import type { Score } from './measures.ts';
import { startTrial } from './trial.ts';

const SHIFTS = [-0.04, -0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03, 0.04];
const CHANCES = [0, 0.5, 1, 1.5];

export interface Tuned {
  threshold: number;
  chance: number;
  /** Of the people on whom it was chosen. */
  chosen: Score;
  /** Of those whom it never saw. */
  unseen: Score;
}

/**
 * @param leastPrecision what has to be reached on the half that is tuned on; among those, the best F is taken
 * @returns tuned on either half
 */
export async function tune(
  photos: readonly LabelledPhoto[],
  similarityModel: SimilarityModel,
  halfOf: (person: string) => number,
  leastPrecision: number,
): Promise<Tuned[]> {
  const tried: { threshold: number; chance: number; halves: readonly [Score, Score] }[] = [];
  for (const shift of SHIFTS) {
    for (const factor of CHANCES) {
      const [threshold, chance] = [similarityModel.threshold + shift, factor * similarityModel.chance];
      const trial = startTrial({ ...similarityModel, threshold, chance });
      await trial.add(photos);
      const scoreOf = (half: number) => trial.score((person) => halfOf(person) === half);
      tried.push({ threshold, chance, halves: [scoreOf(0), scoreOf(1)] });
      trial.close();
    }
  }
  return (
    [
      [0, 1],
      [1, 0],
    ] as const
  ).flatMap(([half, unseen]) => {
    const able = tried.filter(({ halves }) => halves[half].precision >= leastPrecision);
    const [best] = able.sort((a, b) => b.halves[half].f - a.halves[half].f);
    if (!best) return [];
    const { threshold, chance, halves } = best;
    return [{ threshold, chance, chosen: halves[half], unseen: halves[unseen] }];
  });
}
