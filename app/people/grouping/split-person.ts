// Where a person would come apart: into the two halves that were joined last, or around two faces that are not one person.

import type { AnswerRecord } from '../../store/index.ts';
import { ensure } from '../../ensure.ts';
import { asOpen, clusterOf, type Group } from './group.ts';
import type { GroupedFace } from './grouped-face.ts';
import { Edges } from '../clustering/edges.ts';
import { everyPair } from '../clustering/every-pair.ts';
import { averageLinkage, type LinkageOptions, meanSimilarity } from '../clustering/linkage.ts';
import { runAll } from '../../scheduling/slices.ts';
import { isBeforeBirth } from '../scoring/time.ts';
import { matrixOf } from '../scoring/vector-matrix.ts';
import { PRODUCT_ONE } from '../scoring/vectors.ts';
import { lastJoin, nearerSides } from './halves.ts';

export interface Doubt {
  halves: readonly [Group, Group];
  /** Mean similarity between the halves: the weakest link of the person. */
  similarity: number;
}

/** Of a large group only the faces farthest from its middle are taken apart; the others count as one. */
const MOST_LOOSE_FACES = 60;
/** Up to this many are divided by average linkage, whose work grows with the square. */
const MOST_LINKED_FACES = 150;
/** Every face goes to one side or the other. */
const WITHOUT_THRESHOLD: LinkageOptions = { threshold: -1, chance: 0 };

/** By the group, of which nothing changes: worked out behind everything, or by the answer that needs it first. */
const weakestLinks = new WeakMap<Group, Doubt | undefined>();

/** The last join of average linkage over the person's own faces, in slices. @returns nothing for a person of one face */
export function* weakestLink(group: Group): Generator<void, Doubt | undefined> {
  if (!weakestLinks.has(group)) weakestLinks.set(group, yield* lastJoinWithin(group));
  return weakestLinks.get(group);
}

function* lastJoinWithin(group: Group): Generator<void, Doubt | undefined> {
  const parts = yield* looseParts(group);
  const join = lastJoin(
    parts.map(({ weight }) => weight),
    weightedProducts(parts),
  );
  if (!join) return undefined;
  yield; // what is said of the halves takes as long again
  const half = (members: readonly number[]) =>
    clusterOf(members.flatMap((part) => ensure(parts[part], 'A part of a person').faces));
  return { halves: [half(join.one), half(join.other)], similarity: join.similarity };
}

/** For each part, the similarities to those before it and to itself, times both weights. */
function weightedProducts(parts: readonly Group[]): number[][] {
  const matrix = matrixOf(parts.map(({ mean }) => mean.values));
  const { of: products, apart } = matrix.products(0, parts.length, 0, parts.length);
  return parts.map(({ mean, weight }, at) =>
    parts.slice(0, at + 1).map((other, row) => {
      const product = ensure(products[at * apart + row], 'A product of two parts') / PRODUCT_ONE;
      return weight * other.weight * (product - mean.offset - other.mean.offset);
    }),
  );
}

/**
 * What was taken for sure before the person was born, and the rest: the weakest link there is. In slices.
 * @param born in days; undefined: unknown. @returns nothing when none of it was, or all
 */
export function* unbornHalf(group: Group, born: number | undefined): Generator<void, Doubt | undefined> {
  if (!isBeforeBirth(group.takenBefore, born)) return undefined;
  const { before = [], since = [] } = Object.groupBy(group.faces, ({ takenBefore }) =>
    isBeforeBirth(takenBefore, born) ? 'before' : 'since',
  );
  if (since.length === 0) return undefined;
  const halves = [clusterOf(since), clusterOf(before)] as const;
  for (const half of halves) yield* half.workOutMean();
  return { halves, similarity: meanSimilarity(...halves) };
}

/**
 * Of two faces of which one was on a photo before the person was born, and the other not: who is on the side of `right`.
 * @param born in days; undefined: unknown. @returns nothing when both were, or neither
 */
export function sideOfBirth(
  group: Group,
  left: GroupedFace,
  right: GroupedFace,
  born: number | undefined,
): GroupedFace[] | undefined {
  const isUnborn = ({ takenBefore }: GroupedFace) => isBeforeBirth(takenBefore, born);
  if (isUnborn(left) === isUnborn(right)) return undefined;
  return group.faces.filter((face) => isUnborn(face) === isUnborn(right));
}

function* looseParts(group: Group): Generator<void, Group[]> {
  const { likeness } = yield* group.compareFaces();
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
  const near = faces.flatMap((face, at) => {
    const alike = ensure(likeness[at], 'The likeness of a face');
    return alike <= leastLikeness ? { face, alike } : [];
  });
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
  if (together.length > MOST_LINKED_FACES) {
    const sides = nearerSides(
      together.map((faces) => clusterOf(faces)),
      from,
      to,
    );
    return together.filter((_, index) => sides[index]).flat();
  }
  const clusters = together.map((faces) => ({ ...asOpen(clusterOf(faces)), isClear: true }));
  const all = runAll(everyPair(clusters, WITHOUT_THRESHOLD.threshold, new Edges()));
  const into = runAll(averageLinkage(clusters, all, [[from, to]], WITHOUT_THRESHOLD));
  return together.flatMap((faces, index) => (into[index] === into[to] ? faces : []));
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
