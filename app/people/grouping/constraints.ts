// What the user's answers mean for people as they are now: answers are about faces, grouping about the people that hold them.

import type { AnswerRecord, Store, AnswerKind } from '../../store/index.ts';
import type { Groups } from './groups.ts';

export type PersonPair = readonly [number, number];

/** Of several answers about the same two faces the last one counts. */
export function latestOf(answers: readonly AnswerRecord[]): AnswerRecord[] {
  const latest = new Map<number, AnswerRecord>();
  for (const answer of answers) {
    const key = pairKey(answer.left, answer.right);
    latest.delete(key); // so that it is counted where it was said last
    latest.set(key, answer);
  }
  return [...latest.values()];
}

/** Whether the last answer about these two faces is this one: to give it again changes nothing. */
export function isSaid({ facts }: Pick<Store, 'facts'>, left: number, right: number, answer: AnswerKind): boolean {
  return facts.answersAbout(left, right).at(-1)?.answer === answer;
}

/**
 * Pairs of people whom the user called `different`, did not want to decide (`unsure`) or left for `later`.
 * A pair whose faces are now one person is left out: a later statement of the user joined them.
 */
export function pairsOf(
  answers: readonly AnswerRecord[],
  groups: Groups,
  answer: 'different' | 'unsure' | 'later',
): PersonPair[] {
  const pairs: PersonPair[] = [];
  for (const given of answers) {
    if (given.answer !== answer) continue;
    const [left, right] = [groups.holderOf(given.left), groups.holderOf(given.right)];
    if (left && right && left !== right) pairs.push([left, right]);
  }
  return pairs;
}

/**
 * The answers by which the user said that two faces are one person, one leading to the next.
 * @returns nothing when they did not
 */
export function mustLinkPath(answers: readonly AnswerRecord[], from: number, to: number): AnswerRecord[] | undefined {
  const links = new Map<number, AnswerRecord[]>();
  for (const link of answers) {
    if (link.answer !== 'same') continue;
    for (const face of [link.left, link.right]) links.set(face, [...(links.get(face) ?? []), link]);
  }
  const reachedBy = new Map<number, AnswerRecord | null>([[from, null]]);
  const waiting = [from];
  for (const face of waiting) {
    if (face === to) break;
    for (const link of links.get(face) ?? []) {
      const next = link.left === face ? link.right : link.left;
      if (reachedBy.has(next)) continue;
      reachedBy.set(next, link);
      waiting.push(next);
    }
  }
  if (!reachedBy.has(to)) return undefined;
  const path: AnswerRecord[] = [];
  for (let face = to, link = reachedBy.get(to); link; link = reachedBy.get(face)) {
    path.push(link);
    face = link.left === face ? link.right : link.left;
  }
  return path;
}

/** The same pair in either order has the same key; exact for the first 67 million people. */
export function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}
