// Non-maximum suppression: of boxes that cover the same thing, the most certain one stays.

/** Left, top, right, bottom. */
export type Corners = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Greedy suppression in the order of the scores.
 * @param overlap `union`: intersection over union; `smaller`: intersection over the smaller box, which also removes a
 *   box inside another
 * @param scores one for each candidate
 * @returns what stays, most certain first
 */
export function suppress<Candidate extends { box: Corners }>(
  candidates: readonly Candidate[],
  scores: readonly number[],
  limit: number,
  overlap: 'union' | 'smaller',
): Candidate[] {
  const boxes = candidates.map(({ box }) => box);
  const areas = boxes.map(areaOf);
  const order = scores.map((_, index) => index).sort((one, other) => scores[other] - scores[one] || one - other);
  const kept: number[] = [];
  for (const candidate of order) {
    const isCovered = kept.some((index) => {
      const shared = intersection(boxes[index], boxes[candidate]);
      if (shared === 0) return false;
      const [area, other] = [areas[index], areas[candidate]];
      return shared / (overlap === 'union' ? area + other - shared : Math.min(area, other)) > limit;
    });
    if (!isCovered) kept.push(candidate);
  }
  return kept.map((index) => candidates[index]);
}

function areaOf([left, top, right, bottom]: Corners): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

function intersection(one: Corners, other: Corners): number {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return width > 0 && height > 0 ? width * height : 0;
}
