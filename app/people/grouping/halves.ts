// Divides parts of a person in two: by the last join of average linkage, or each part to the nearer one of two means.

import { headProduct, headsOf, type Vector } from '../scoring/vectors.ts';

export interface LastJoin {
  /** Indices of parts. */
  one: number[];
  other: number[];
  /** Mean similarity between both. */
  similarity: number;
}

/**
 * Joins the two most similar parts, and again, until two are left.
 * @param weights of the parts
 * @param rows for each part its weighted inner products with those before it and itself. Those of sums add up when parts are
 *   joined, so the vectors are needed only once
 * @returns nothing for fewer than two parts
 */
export function lastJoin(weights: readonly number[], rows: readonly (readonly number[])[]): LastJoin | undefined {
  const parts = weights.map((weight, index) => ({ members: [index], weight }));
  const products = parts.map((_, at) => parts.map((_, to) => (to <= at ? rows[at][to] : rows[to][at])));
  while (parts.length > 2) {
    let best = { first: 0, second: 1, similarity: -Infinity };
    for (let second = 1; second < parts.length; second++) {
      for (let first = 0; first < second; first++) {
        const similarity = products[first][second] / (parts[first].weight * parts[second].weight);
        if (similarity > best.similarity) best = { first, second, similarity };
      }
    }
    const { first, second } = best;
    parts[first].members.push(...parts[second].members);
    parts[first].weight += parts[second].weight;
    parts.splice(second, 1);
    products[first].forEach((product, index) => {
      products[first][index] = products[index][first] = product + products[second][index];
    });
    products.splice(second, 1);
    for (const row of products) row.splice(second, 1);
  }
  if (parts.length < 2) return undefined;
  const [one, other] = parts;
  const similarity = products[0][1] / (one.weight * other.weight);
  return { one: one.members, other: other.members, similarity };
}

const MOST_BISECTION_ROUNDS = 5;

/**
 * Each part goes with the side whose mean it is more like, until none changes sides. By the heaviest model alone, and with
 * one inner product a part: whose side it is says the one with the difference of both means.
 * @param from index of the part that stays on one side. @param to of the one on the other
 * @returns for each part whether it goes with `to`
 */
export function nearerSides(sets: readonly { mean: Vector; weight: number }[], from: number, to: number): boolean[] {
  const means = sets.map(({ mean }) => mean);
  const length = means[to].head;
  /** One row a set, and one more for the difference. */
  const heads = headsOf([...means, means[to]]);
  const last = sets.length * length;
  for (let at = 0; at < length; at++) heads[last + at] -= heads[from * length + at];
  const sides = sets.map((_, index) => index === to);
  for (let round = 0; round < MOST_BISECTION_ROUNDS; round++) {
    let changes = 0;
    for (let index = 0; index < sets.length; index++) {
      if (index === from || index === to) continue;
      const side = headProduct(heads, index * length, heads, last, length) > 0;
      if (side !== sides[index]) changes++;
      sides[index] = side;
    }
    if (changes === 0) break;
    compareMeans();
  }
  return sides;

  function compareMeans(): void {
    const weights = [0, 0];
    sets.forEach(({ weight }, index) => (weights[Number(sides[index])] += weight));
    heads.fill(0, last);
    sets.forEach(({ weight }, index) => {
      const share = sides[index] ? weight / weights[1] : -weight / weights[0];
      for (let at = 0; at < length; at++) heads[last + at] += share * heads[index * length + at];
    });
  }
}
