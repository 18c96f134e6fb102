// Fits a measure's probability of *same* on labelled people: what `app/people/scoring/calibration.ts` ships, and how it carries over.

import type { Candidate } from '../../../app/people/review/candidate.ts';
import { type SimilarityModel, score, probabilityOfSame } from '../../../app/people/scoring/similarity.ts';
import { meanSimilarity } from '../../../app/people/clustering/linkage.ts';
import type { Group } from '../../../app/people/grouping/group.ts';
import type { LabelledPhoto } from './labelled.ts';
import { startTrial } from './trial.ts';

/** Groups left apart and groups joined at other thresholds are pairs too: there are too few at one alone. */
const SHIFTS = [-0.04, 0, 0.04];
const STEPS = 50;

interface Row {
  people: readonly [string, string];
  similarity: number;
  sizes: readonly [number, number];
  isSame: boolean;
}

export interface Fit {
  middle: number;
  slope: number;
  chance: number;
  pairs: number;
  /** Mean negative logarithm of the probability of what is true: on those it was fitted on, or on others. */
  loss: number;
}

/** @returns fitted on all, and fitted on one half of the people and tried on the other, both ways */
export async function fit(
  photos: readonly LabelledPhoto[],
  similarityModel: SimilarityModel,
  halfOf: (person: string) => number,
) {
  const rows: Row[] = [];
  for (const shift of SHIFTS)
    rows.push(...(await pairsAt(photos, { ...similarityModel, threshold: similarityModel.threshold + shift })));
  const within = (half: number) => rows.filter(({ people }) => people.every((person) => halfOf(person) === half));
  return {
    all: fitted(rows, rows, similarityModel),
    halves: [fitted(within(0), within(1), similarityModel), fitted(within(1), within(0), similarityModel)],
  };
}

async function pairsAt(photos: readonly LabelledPhoto[], similarityModel: SimilarityModel): Promise<Row[]> {
  const candidates = new Map<number, Candidate>();
  const trial = startTrial(similarityModel, (candidate, surprise) => {
    candidates.set(candidate.key, candidate);
    return surprise;
  });
  await trial.add(photos);
  trial.question();
  const personOf = (group: Group): string | undefined => {
    const [first, ...others] = [...group.faces].map(({ id }) => trial.truth.get(id) ?? undefined);
    return others.every((other) => other === first) ? first : undefined;
  };
  const rows = [...candidates.values()].flatMap(({ halves: [one, other] }): Row[] => {
    const [a, b] = [personOf(one), personOf(other)];
    if (a === undefined || b === undefined) return [];
    const sizes = [one.size, other.size] as const;
    return [{ people: [a, b], similarity: meanSimilarity(one, other), sizes, isSame: a === b }];
  });
  trial.close();
  return rows;
}

/** Logistic regression by Newton's method in two numbers, for each of a few values of the third; the best is kept. */
function fitted(rows: readonly Row[], tried: readonly Row[], similarityModel: SimilarityModel): Fit {
  const fits = Array.from({ length: 41 }, (_, step) => {
    const chance = step / 200;
    const line = logistic(rows.map((row) => ({ x: scoreOf(row, { ...similarityModel, chance }), y: row.isSame })));
    return { ...similarityModel, ...line, chance };
  });
  const best = fits.reduce((a, b) => (lossOf(b, rows) < lossOf(a, rows) ? b : a));
  const { middle, slope, chance } = best;
  return { middle, slope, chance, pairs: tried.length, loss: lossOf(best, tried) };
}

function logistic(points: readonly { x: number; y: boolean }[]): { middle: number; slope: number } {
  const centre = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  let [constant, slope] = [0, 10];
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6];
    for (const { x, y } of points) {
      const at = x - centre;
      const p = 1 / (1 + Math.exp(-(constant + slope * at)));
      const [error, weight] = [Number(y) - p, p * (1 - p)];
      g0 += error;
      g1 += error * at;
      h00 += weight;
      h01 += weight * at;
      h11 += weight * at * at;
    }
    const determinant = h00 * h11 - h01 * h01;
    constant += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return { middle: centre - constant / slope, slope };
}

function scoreOf({ similarity, sizes: [one, other] }: Row, similarityModel: SimilarityModel): number {
  return score(similarity, one, other, similarityModel);
}

function lossOf(similarityModel: SimilarityModel, rows: readonly Row[]): number {
  const losses = rows.map((row) => {
    const p = probabilityOfSame(scoreOf(row, similarityModel), similarityModel);
    return -Math.log(Math.max(1e-12, row.isSame ? p : 1 - p));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / rows.length;
}
