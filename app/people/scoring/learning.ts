// The library's own threshold: what shipped with the models, moved by the user's answers as far as they carry.

import { type SimilarityModel, probabilityOfSame } from './similarity.ts';
import type { TimeGap } from './time.ts';

export interface Lesson {
  /** Score between the two sides when they were asked about, without what time adds to it. */
  similarity: number;
  answer: 'same' | 'different';
  timeGap?: TimeGap | null;
}

/** What shipped weighs as much as this many answers at the threshold: ten move it a little, a thousand a lot. */
const PRIOR_ANSWERS = 50;
/** … and what is held of the years, as that many answers about people who were seen so many years apart. */
const PRIOR_YEARS = 3;
const MOST_NEWTON_STEPS = 20;
/** A step this small, in units of the score, changes nothing any more: the one before was the last that did. */
const CONVERGED = 1e-12;

/**
 * The most probable threshold (logistic regression with the slope that shipped, and normal priors around the middle that
 * shipped and around time that says nothing): maximum a posteriori, by Newton's method; the likelihood is concave, so
 * it converges.
 * @returns the similarity model with its middle and threshold moved by as much, and with what time between photos is worth
 */
export function learn(shipped: SimilarityModel, lessons: readonly Lesson[]): SimilarityModel {
  const { slope } = shipped;
  const information = slope ** 2 / 4; // of one answer at the threshold
  const certainty = [1, PRIOR_YEARS ** 2, 1].map((weight) => PRIOR_ANSWERS * information * weight);
  const hasTime = lessons.some(({ timeGap }) => timeGap);
  const observed = lessons.map(({ similarity, answer, timeGap = null }) => {
    return { similarity, isSame: answer === 'same', by: [1, timeGap?.years ?? 0, timeGap?.sameDay ? 1 : 0] };
  });
  // How far the threshold lies below the one that shipped, and by how much a year and one day lower it.
  const lower = [0, 0, 0];
  for (let [step, moved] = [0, Infinity]; step < MOST_NEWTON_STEPS && moved > CONVERGED; step++) {
    const gradient = lower.map((value, at) => certainty[at] * value);
    const curvature = certainty.map((value, at) => certainty.map((_, other) => (at === other ? value : 0)));
    for (const { similarity, isSame, by } of observed) {
      const gained = by.reduce((sum, amount, at) => sum + amount * lower[at], 0);
      const probability = probabilityOfSame(similarity + gained, shipped);
      const miss = slope * (probability - Number(isSame));
      const weight = slope ** 2 * probability * (1 - probability);
      by.forEach((amount, at) => {
        gradient[at] += miss * amount;
        by.forEach((other, beside) => (curvature[at][beside] += weight * amount * other));
      });
    }
    const changes = solved(curvature, gradient);
    changes.forEach((change, at) => (lower[at] -= change));
    moved = Math.max(...changes.map(Math.abs));
  }
  const [threshold, year, sameDay] = lower;
  const learnt = { ...shipped, middle: shipped.middle - threshold, threshold: shipped.threshold - threshold };
  return hasTime ? { ...learnt, timing: { year, sameDay } } : learnt;
}

/** Solves a small system whose matrix is positive definite, by Gauss's elimination; both are used up. */
function solved(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let row = 0; row < size; row++) {
    for (let below = row + 1; below < size; below++) {
      const factor = matrix[below][row] / matrix[row][row];
      for (let column = row; column < size; column++) matrix[below][column] -= factor * matrix[row][column];
      right[below] -= factor * right[row];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let after = row + 1; after < size; after++) right[row] -= matrix[row][after] * right[after];
    right[row] /= matrix[row][row];
  }
  return right;
}
