// How well groups agree with the truth: BCubed (Bagga and Baldwin, 1998) over faces, and the same over pairs of faces.

import { ensure } from '../../../app/ensure.ts';

export interface Placed {
  /** Who it really is. */
  person: string;
  /** The group that it was put into. */
  group: string;
}

export interface Score {
  precision: number;
  recall: number;
  f: number;
  pairwiseF: number;
  /** Faces in groups that hold more than one person. */
  impureFaces: number;
}

/**
 * @param isCounted of whose faces precision, recall and impure faces are told: all others stand beside them in the groups, as
 *   they do for a user. The F of pairs is that of all.
 */
export function scoreOf<Face extends Placed>(
  faces: readonly Face[],
  isCounted: (face: Face) => boolean = () => true,
): Score {
  const counted = (list: readonly Face[]) => list.filter(isCounted).length;
  const total = counted(faces);
  const groups = Map.groupBy(faces, ({ group }) => group);
  const persons = Map.groupBy(faces, ({ person }) => person);
  const cells = Map.groupBy(faces, ({ person, group }) => `${person}\n${group}`);
  const sizes = <Key>(map: Map<Key, Face[]>) => [...map.values()].map((list) => list.length);
  let [precision, recall] = [0, 0];
  for (const cell of cells.values()) {
    const first = ensure(cell[0]);
    const share = (counted(cell) * cell.length) / total;
    precision += share / (groups.get(first.group)?.length ?? 1);
    recall += share / (persons.get(first.person)?.length ?? 1);
  }
  const pairs = (counts: number[]) => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const together = pairs(sizes(cells));
  const impure = [...groups.values()].filter((list) => list.some(({ person }) => person !== ensure(list[0]).person));
  return {
    precision,
    recall,
    f: harmonicMean(precision, recall),
    pairwiseF: harmonicMean(together / (pairs(sizes(groups)) || 1), together / (pairs(sizes(persons)) || 1)),
    impureFaces: impure.reduce((sum, list) => sum + counted(list), 0),
  };
}

function harmonicMean(one: number, other: number): number {
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}
