// Which faces of a person to look through first: those least like the others, of which the user has said nothing yet.

import type { AnswerRecord } from '../../store/index.ts';
import type { Groups } from '../grouping/groups.ts';
import { dot } from '../scoring/vectors.ts';

/**
 * @param answers the latest about each pair
 * @returns the ids, the least alike first; those that the user called the same as another face of the person are left out
 */
export function doubtfulFaces(groups: Groups, person: number, answers: readonly AnswerRecord[]): number[] {
  const group = groups.people.get(person);
  if (!group || group.size < 2) return [];
  const said = new Set<number>();
  for (const { left, right, answer } of answers) {
    if (answer !== 'same' || groups.holderOf(left) !== person || groups.holderOf(right) !== person) continue;
    said.add(left).add(right);
  }
  return group.faces
    .filter(({ id }) => !said.has(id))
    .map(({ id, vector }) => ({ id, likeness: dot(vector, group.mean) }))
    .sort((a, b) => a.likeness - b.likeness || a.id - b.id)
    .map(({ id }) => id);
}
