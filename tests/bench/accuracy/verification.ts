// How well similarities tell pairs of one person from pairs of two: the area under the curve, and shares at given errors.

export interface Verification {
  /** The probability that a pair of one person is more alike than a pair of two. */
  auc: number;
  /** Share of right verdicts at the best threshold, pairs of both kinds weighing the same. */
  accuracy: number;
  /** Share of the pairs of one person above the similarity that only this share of the others reaches. */
  acceptedAt: Record<(typeof FALSE_ACCEPT_RATES)[number], number>;
}

export const FALSE_ACCEPT_RATES = [0.01, 0.001, 0.0001] as const;

/** Of every pair: two faces of one photo are never asked about. @param similarity of the faces at two places in the list */
export function everyPairOf(
  faces: readonly { path: string; person: string | null }[],
  similarity: (one: number, other: number) => number,
) {
  const [same, different]: [number[], number[]] = [[], []];
  faces.forEach((face, index) => {
    for (let other = 0; other < index; other++) {
      if (faces[other].path === face.path) continue;
      (faces[other].person === face.person ? same : different).push(similarity(index, other));
    }
  });
  return { same: Float32Array.from(same), different: Float32Array.from(different) };
}

/** Both are sorted in place. */
export function verification(same: Float32Array, different: Float32Array): Verification {
  same.sort();
  different.sort();
  let below = 0;
  let wins = 0;
  let accuracy = 0.5;
  same.forEach((similarity, index) => {
    while (below < different.length && different[below] < similarity) below++;
    wins += below;
    accuracy = Math.max(accuracy, (below / different.length + (same.length - index) / same.length) / 2);
  });
  const acceptedAt = (rate: number) => {
    const threshold = different[Math.max(0, different.length - 1 - Math.floor(rate * different.length))];
    return same.reduce((count, similarity) => count + Number(similarity > threshold), 0) / same.length;
  };
  return {
    auc: wins / (same.length * different.length),
    accuracy,
    acceptedAt: { 0.01: acceptedAt(0.01), 0.001: acceptedAt(0.001), 0.0001: acceptedAt(0.0001) },
  };
}
