// Where a person would come apart: into the two halves that were joined last, or around two faces that are told apart.

import type { AnswerRecord } from '../../store/index.ts';
import { asOpen, clusterOf, type Group, type GroupedFace } from './groups.ts';
import { everyPair } from '../clustering/clustering.ts';
import { Edges } from '../clustering/edges.ts';
import { averageLinkage, type LinkageOptions } from '../clustering/linkage.ts';
import { runAll } from '../../scheduling/slices.ts';
import { dot, headProduct, headsOf } from '../scoring/vectors.ts';

export interface Doubt {
  halves: readonly [Group, Group];
  /** Mean similarity between the halves: the weakest link of the person. */
  similarity: number;
}

/** Of a large group only the faces farthest from its middle are taken apart; the others count as one. */
const MOST_LOOSE_FACES = 60;
/** Up to this many are divided by average linkage, whose work grows with the square. */
const MOST_LINKED_FACES = 150;
const MOST_BISECTION_ROUNDS = 5;
/** A few milliseconds each. */
const FACES_PER_SLICE = 250;
const ROWS_PER_SLICE = 16;
/** Whoever is left goes to one side or the other. */
const WITHOUT_THRESHOLD: LinkageOptions = { threshold: -1, chance: 0 };

/** The last join of average linkage over the person's own faces, in slices. @returns nothing for a person of one face */
export function* weakestLink(group: Group): Generator<void, Doubt | undefined> {
  const parts = (yield* looseParts(group)).map(({ faces, weight, mean }) => ({ faces: [...faces], weight, mean }));
  // Inner products of sums add up when parts are joined, so the vectors are needed only once.
  const products = parts.map(() => Array.from({ length: parts.length }, () => 0));
  for (const [at, { mean, weight }] of parts.entries()) {
    for (const [to, other] of parts.slice(0, at + 1).entries()) {
      products[at][to] = products[to][at] = weight * other.weight * dot(mean, other.mean);
    }
    if (at % ROWS_PER_SLICE === 0) yield;
  }
  while (parts.length > 2) {
    let best = { first: 0, second: 1, similarity: -Infinity };
    for (let second = 1; second < parts.length; second++) {
      for (let first = 0; first < second; first++) {
        const similarity = products[first][second] / (parts[first].weight * parts[second].weight);
        if (similarity > best.similarity) best = { first, second, similarity };
      }
    }
    const { first, second } = best;
    parts[first].faces.push(...parts[second].faces);
    parts[first].weight += parts[second].weight;
    parts.splice(second, 1);
    products[first].forEach((product, index) => {
      products[first][index] = products[index][first] = product + products[second][index];
    });
    products.splice(second, 1);
    for (const row of products) row.splice(second, 1);
  }
  if (parts.length < 2) return undefined;
  yield; // what is said of the halves takes as long again
  const [one, other] = parts;
  const similarity = products[0][1] / (one.weight * other.weight);
  return { halves: [clusterOf(one.faces), clusterOf(other.faces)], similarity };
}

function* looseParts(group: Group): Generator<void, Group[]> {
  yield* group.workOutMean();
  const likeness = new Float64Array(group.size);
  for (const [at, face] of group.faces.entries()) {
    likeness[at] = dot(face.vector, group.mean);
    if (at % FACES_PER_SLICE === 0) yield;
  }
  const { loose, core } = farthest(group.faces, likeness);
  yield;
  const parts = loose.map((face) => clusterOf([face]));
  if (core.length === 0) return parts;
  const middle = clusterOf(core);
  yield* middle.workOutMean();
  return [...parts, middle];
}

/** The least alike, those first, and the others as they are. */
function farthest(faces: readonly GroupedFace[], likeness: Float64Array) {
  const leastLikeness = likeness.toSorted()[MOST_LOOSE_FACES - 1] ?? Infinity; // quicker than to sort the faces
  const near = faces.flatMap((face, at) => (likeness[at] <= leastLikeness ? { face, alike: likeness[at] } : []));
  near.sort((a, b) => a.alike - b.alike || a.face.id - b.face.id);
  const loose = near.slice(0, MOST_LOOSE_FACES).map(({ face }) => face);
  const taken = new Set(loose);
  return { loose, core: faces.filter((face) => !taken.has(face)) };
}

/**
 * Divides a person between two faces who are not the same: every other face goes with the one whose side it is more
 * like, by average linkage, and faces that the user called the same stay together.
 * @returns the faces on the side of `right`; nothing when the user's own answers hold both together
 */
export function sideOf(
  group: Group,
  left: GroupedFace,
  right: GroupedFace,
  answers: readonly AnswerRecord[],
): GroupedFace[] | undefined {
  const together = mustLinkSets(group, answers);
  const at = ({ id }: GroupedFace) => together.findIndex((faces) => faces.some((face) => face.id === id));
  const [from, to] = [at(left), at(right)];
  if (from === to) return undefined;
  if (together.length > MOST_LINKED_FACES) return nearerSide(together, from, to);
  const clusters = together.map((faces) => ({ ...asOpen(clusterOf(faces)), isClear: true }));
  const all = runAll(everyPair(clusters, WITHOUT_THRESHOLD.threshold, new Edges()));
  const into = runAll(averageLinkage(clusters, all, [[from, to]], WITHOUT_THRESHOLD));
  return together.flatMap((faces, index) => (into[index] === into[to] ? faces : []));
}

/**
 * Of a large person each face goes with the side whose mean it is more like, until nobody changes sides. By the heaviest
 * model alone, and with one inner product a face: whose side it is says the one with the difference of both means.
 */
function nearerSide(together: GroupedFace[][], from: number, to: number): GroupedFace[] {
  const sets = together.map((faces) => clusterOf(faces));
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
  return together.filter((_, index) => sides[index]).flat();

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

/** Faces of the group that answers of the user join, each set once. */
function mustLinkSets(group: Group, answers: readonly AnswerRecord[]): GroupedFace[][] {
  const sets = new Map(group.faces.map((face) => [face.id, [face]]));
  for (const { left, right, answer } of answers) {
    const [one, other] = [sets.get(left), sets.get(right)];
    if (answer !== 'same' || !one || !other || one === other) continue;
    one.push(...other);
    for (const face of other) sets.set(face.id, one);
  }
  return [...new Set(sets.values())];
}
