// How well groups agree with the truth: BCubed (Bagga and Baldwin, 1998) over faces, and the same over pairs of faces.

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

export function scoreOf(faces: readonly Placed[]): Score {
  const groups = Map.groupBy(faces, ({ group }) => group);
  const persons = Map.groupBy(faces, ({ person }) => person);
  const cells = Map.groupBy(faces, ({ person, group }) => `${person}\n${group}`);
  const sizes = <Key>(map: Map<Key, Placed[]>) => [...map.values()].map((list) => list.length);
  let [precision, recall] = [0, 0];
  for (const [first, ...rest] of cells.values()) {
    const count = rest.length + 1;
    precision += count ** 2 / (groups.get(first.group)?.length ?? 1) / faces.length;
    recall += count ** 2 / (persons.get(first.person)?.length ?? 1) / faces.length;
  }
  const pairs = (counts: number[]) => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const together = pairs(sizes(cells));
  const impure = [...groups.values()].filter((list) => list.some(({ person }) => person !== list[0].person));
  return {
    precision,
    recall,
    f: harmonicMean(precision, recall),
    pairwiseF: harmonicMean(together / (pairs(sizes(groups)) || 1), together / (pairs(sizes(persons)) || 1)),
    impureFaces: impure.reduce((sum, list) => sum + list.length, 0),
  };
}

function harmonicMean(one: number, other: number): number {
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}
