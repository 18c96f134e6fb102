// What the user's answers mean for people as they are now: answers speak of faces, grouping of whoever holds them.

import type { AnswerRecord } from '../store/index.ts';
import type { Groups } from './groups.ts';

export type PersonPair = readonly [number, number];

/**
 * Pairs of people whom the user told apart (`different`), or did not want to decide (`unsure`).
 * A pair whose faces are now one person is left out: a later statement of the user joined them.
 */
export function pairsOf(
  answers: readonly AnswerRecord[],
  groups: Groups,
  verdict: 'different' | 'unsure',
): PersonPair[] {
  const pairs: PersonPair[] = [];
  for (const answer of answers) {
    if (answer.verdict !== verdict) continue;
    const left = groups.faces.get(answer.left)?.person;
    const right = groups.faces.get(answer.right)?.person;
    if (left && right && left !== right) pairs.push([left, right]);
  }
  return pairs;
}

/** The same pair in either order has the same key; exact for the first 67 million people. */
export function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}
