// How alike two faces are, and how likely that makes them one person: models, weights and calibration in one place.

import { type TimeGap, timeScore, type Timing } from './time.ts';
import { putScaled, roomFor, type Vector } from './vectors.ts';

/**
 * One way of comparing faces. There is no universal threshold: every number here belongs to this mix of models and
 * to their preparation, and was fitted on labelled photos (`npm run bench:people` prints the table).
 */
export interface SimilarityModel {
  models: readonly {
    model: string;
    weight: number;
    /** For faces whose landmarks cannot be trusted; between the two as they are trusted more or less. */
    weightUntrusted?: number;
  }[];
  /** Score from which two groups are joined without asking. */
  threshold: number;
  /** Probability of *same* = 1 / (1 + e^(−slope · (score − middle))). */
  middle: number;
  slope: number;
  /** How far chance alone carries the similarity of two single faces beyond that of large groups. */
  chance: number;
  /** By this share of what a person's faces are like one another one or two have to be like them; absent: they need not. */
  leastShare?: number;
  /** By how much the threshold has risen with the library; absent: not at all. */
  grown?: number;
  /** What time between photos adds to the score, where answers have shown it. */
  timing?: Timing;
  /** Similarities mean less where all are alike; absent: they mean the same everywhere. */
  surroundings?: Surroundings;
  /** The threshold rises with the library; absent: it stands. */
  growth?: Growth;
}

/** How alike different people of a mixed crowd are to the heaviest model, and what follows where they are more so. */
export interface Surroundings {
  mean: number;
  deviation: number;
  /** By this share of what the surroundings of two faces are closer, their similarity counts less. */
  share: number;
}

/**
 * The more faces there are, the more pairs of different people there are for each pair of one: the odds fall by half
 * with each doubling, and the threshold rises by ln 2 / slope.
 */
export interface Growth {
  /** The threshold is meant for a library of so many. */
  faces: number;
  /** Of fewer than this, nothing follows. */
  least: number;
  perDoubling: number;
}

/** The model for a library of so many faces, which count in steps: a threshold that moves with every face is none. */
export function grownTo(similarityModel: SimilarityModel, faces: number): SimilarityModel {
  const { growth } = similarityModel;
  if (!growth) return similarityModel;
  const doublings = Math.log2(stepOf(Math.max(faces, growth.least)) / growth.faces);
  const by = growth.perDoubling * doublings;
  const { threshold, middle } = similarityModel;
  return { ...similarityModel, threshold: threshold + by, middle: middle + by, grown: by };
}

/** Counts the ways in which a cohort was chosen and faces were measured by it: what came of another one counts for nothing. */
const COHORT_CHOICE = 6;

/** Tells scores apart that cannot be compared with one another. */
export function scoreName({ models, surroundings }: SimilarityModel): string {
  return JSON.stringify({ models, surroundings, ...(surroundings && { cohort: COHORT_CHOICE }) });
}

/** The store keeps 11 bits of each number, and the weighted one is rounded again. */
const ROUNDING_BOUND = 1 + 2 ** -10;

/**
 * One vector for all models, so that its inner product with another is the weighted mean of the models' cosines.
 * @param vectors unit vectors by the model's name
 * @param room gives what the vector's values are put into: so many
 * @returns nothing when a model is missing: two spaces are never compared
 */
export function fuse(
  vectors: ReadonlyMap<string, Float16Array>,
  { models }: SimilarityModel,
  room = roomFor,
): Vector | undefined {
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const parts: { values: Float16Array; weight: number }[] = [];
  for (const { model, weight } of models) {
    const values = vectors.get(model);
    if (!values) return undefined;
    parts.push({ values, weight });
  }
  parts.sort((a, b) => b.weight - a.weight);
  const fused = room(parts.reduce((length, { values }) => length + values.length, 0));
  let at = 0;
  for (const { values, weight } of parts) {
    putScaled(values, Math.sqrt(weight / total), fused, at);
    at += values.length;
  }
  return { values: fused, head: parts[0]?.values.length ?? 0, tail: tailOf(models), offset: 0 };
}

/** A vector whose values were fused before. @param head how many of them are the heaviest model's */
export function fusedBefore(values: Int16Array, head: number, { models }: SimilarityModel): Vector {
  return { values, head, tail: tailOf(models), offset: 0 };
}

/** The parts are unit vectors, so the length of the rest needs no look at it; rounding may have made it longer. */
function tailOf(models: SimilarityModel['models']): number {
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const heaviest = models.reduce((most, { weight }) => Math.max(most, weight), 0);
  return ROUNDING_BOUND * Math.sqrt(1 - heaviest / total);
}

/** Quality (eye distance, sharpness, symmetry and score in one) below which landmarks tell nothing, and from which they do. */
const [UNTRUSTED, TRUSTED] = [0.05, 0.2];

/** Below this a user could not say who it is: a blur in the background, or a few pixels. One labelled face in a hundred. */
const CLEAR_QUALITY = 0.2;

export function isClearQuality(quality: number): boolean {
  return quality >= CLEAR_QUALITY;
}

/**
 * The similarity model for one face: a model that needs good landmarks counts as far as they can be trusted. Weights still
 * add up to one, so the face's vector stays a unit vector, and inner products of vectors and of sums of them hold; two
 * faces that are trusted unlike are a little less alike than either model says.
 */
export function trusting(similarityModel: SimilarityModel, quality: number): SimilarityModel {
  const trust = Math.min(1, Math.max(0, (quality - UNTRUSTED) / (TRUSTED - UNTRUSTED)));
  const models = similarityModel.models.map(({ model, weight, weightUntrusted = weight }) => {
    return { model, weight: trust * weight + (1 - trust) * weightUntrusted };
  });
  return { ...similarityModel, models };
}

/** A group of more faces is known no better than one of so many. */
const WELL_KNOWN = 16;
/** With each doubling of the smaller group two have to be more alike by this share of `chance`. */
const PER_DOUBLING = 0.2;
/** Of so many faces a group is known well enough to be judged by what is around it. */
const MANY_FACES = 12;

/**
 * Mean similarity of two groups, less what chance may have added to it: of the many pairs of groups, those that are
 * joined are the ones whose mean strayed furthest, and the mean over few faces strays further than that over many.
 * On the labelled photos one over the number of faces, together, fits that better than the theory of independent
 * samples (1 / m + 1 / n): two faces of one afternoon are no two samples.
 *
 * Less, too, for what chance no longer takes away: one bad picture may be little like its own person, and is joined on
 * little; two groups of many faces who are as little alike are two people. Where the threshold has risen with the library,
 * for the many pairs of single faces there are, they are held to that much already.
 * @param size how many faces the groups have
 * @param more by this share of `chance` two groups of a dozen faces and more have to be more alike than that
 * @returns at most the similarity
 */
export function score(
  similarity: number,
  size: number,
  other: number,
  { chance, grown = 0 }: Pick<SimilarityModel, 'chance' | 'grown'>,
  more = 0,
): number {
  const [one, two] = [stepOf(size), stepOf(other)];
  const smaller = Math.min(WELL_KNOWN, one, two);
  const known = chance * (PER_DOUBLING * Math.log2(smaller) + (smaller >= MANY_FACES ? more : 0));
  return similarity - (2 * chance) / (one + two) - Math.max(0, known - grown);
}

/** Sizes count in steps of 1, 2, 3, 4, 6, 8, 12, 16, …: a group that grows within a step counts as before. */
export function stepOf(size: number): number {
  const power = 2 ** (31 - Math.clz32(size));
  return size >= 1.5 * power ? 1.5 * power : power;
}

/** @param total the whole score */
export function probabilityOfSame(total: number, similarityModel: SimilarityModel): number {
  return probabilityAt(logitOfSame(total, similarityModel));
}

/** The same as a logit. */
export function logitOfSame(total: number, { slope, middle }: SimilarityModel): number {
  return slope * (total - middle);
}

export function probabilityAt(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** @param total the score of the two, without what time adds. @returns probability of *same* */
export function probabilityWith(total: number, timeGap: TimeGap | null, similarityModel: SimilarityModel): number {
  return probabilityOfSame(total + timeScore(timeGap, similarityModel.timing), similarityModel);
}

/** The least similarity that can make *same* this probable: that of two very large groups. */
export function leastSimilarity(probability: number, { slope, middle }: SimilarityModel): number {
  return middle + logitOf(probability) / slope;
}
