// The library's own threshold: what shipped with the networks, moved by the user's answers as far as they carry.

import { type Measure, probabilityOfSame } from './similarity.ts';

export interface Lesson {
  /** Mean similarity of the two sides when they were asked about. */
  similarity: number;
  verdict: 'same' | 'different';
}

/** What shipped weighs as much as this many answers at the border: ten move it a little, a thousand a lot. */
const PRIOR_ANSWERS = 50;
const STEPS = 20;

/**
 * The most probable place of the border (logistic regression with the slope that shipped, and a normal prior around
 * the middle that shipped): maximum a posteriori, by Newton's method; the likelihood is concave, so it converges.
 * @returns the measure with its middle and threshold moved by as much
 */
export function learn(shipped: Measure, lessons: readonly Lesson[]): Measure {
  const { slope } = shipped;
  const certainty = (PRIOR_ANSWERS * slope ** 2) / 4; // one answer at the border carries slope² / 4 of information
  let middle = shipped.middle;
  for (let step = 0; step < STEPS; step++) {
    let gradient = -certainty * (middle - shipped.middle);
    let curvature = certainty;
    for (const { similarity, verdict } of lessons) {
      const probability = probabilityOfSame(similarity, { ...shipped, middle });
      gradient += slope * (probability - (verdict === 'same' ? 1 : 0));
      curvature += slope ** 2 * probability * (1 - probability);
    }
    middle += gradient / curvature;
  }
  return { ...shipped, middle, threshold: shipped.threshold + (middle - shipped.middle) };
}
