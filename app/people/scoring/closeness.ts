// How close the people around a face are to one another: where all of them are alike, likeness says less of any two.
// Adaptive symmetric score normalisation, as speaker recognition knows it: what a face's similarity to a cohort of other
// people exceeds that of a mixed crowd is taken off its scores (Matějka et al., Analysis of score normalization in
// multilingual speaker recognition, Interspeech 2017, section 2).

import { ensure } from '../../ensure.ts';
import type { Surroundings } from './similarity.ts';
import { VectorMatrix } from './vector-matrix.ts';
import { addTo, PRODUCT_ONE, dividedBy, unitHead, type Vector } from './vectors.ts';

/** People of whom no two are alike. */
export interface Cohort {
  id: number;
  /** Unit vectors of the heaviest model, one after the other. */
  members: Int16Array;
  count: number;
  /** From how many faces it was chosen. */
  faces: number;
}

/** More people would cost each newcomer more time; of half as many, too few are of a small population in a large library. */
export const LARGEST_COHORT = 1024;
/**
 * What is near to a face is held against what would be in a mixed crowd, of more people than a small library has: a part of
 * what is near is its own person, the larger the more photos there are of each. So many people for each face, up to the most.
 */
const [CROWD_PER_FACE, MOST_CROWD] = [1.5, 512];
/** The most similar of the cohort may be the face's own person; the next so many are its surroundings. */
const [OWN_NEAREST, NEAREST] = [1, 8];

/** Faces that are measured in one go: a fraction of a millisecond. */
export const FACES_MEASURED_AT_ONCE = 32;

/** @returns what measures up to `FACES_MEASURED_AT_ONCE` faces, of the space that the cohort is of, by `closenessOf` each */
export function closenessBy({ members, count, faces }: Omit<Cohort, 'id'>, surroundings: Surroundings) {
  const crowd = Math.max(count, Math.min(MOST_CROWD, CROWD_PER_FACE * faces));
  const head = count === 0 ? 0 : members.length / count;
  const matrix = new VectorMatrix(count + FACES_MEASURED_AT_ONCE, head);
  for (let member = 0; member < count; member++) matrix.put(member, members.subarray(member * head));
  return (vectors: readonly Vector[]): number[] => {
    for (const [at, { values }] of vectors.entries()) matrix.put(count + at, unitHead(values, head));
    const { of: products, apart } = matrix.products(0, count, count, vectors.length);
    return vectors.map((_, at) => closenessOf(products.subarray(at * apart, at * apart + count), surroundings, crowd));
  };
}

/**
 * @param products of a face with all of the cohort
 * @param crowd how many people the mixed crowd has
 * @returns by how much its nearest of the cohort are more alike to it than those of a mixed crowd would be; 0 or more, as
 *   a difference of cosines
 */
function closenessOf(products: Int32Array, { mean, deviation }: Surroundings, crowd: number): number {
  const count = products.length;
  const nearest = nearestOf(products, Math.min(count, OWN_NEAREST + NEAREST)).slice(OWN_NEAREST);
  if (nearest.length === 0) return 0;
  const sum = nearest.reduce((total, product, at) => total + product / PRODUCT_ONE - expected(OWN_NEAREST + at), 0);
  return Math.max(0, sum / nearest.length);

  /** What the similarity at this rank, from 0, is in that crowd, if similarities are normally distributed. */
  function expected(rank: number): number {
    return mean + deviation * normalQuantile(1 - (rank + 0.5) / crowd);
  }
}

/** The largest so many, the largest first. */
function nearestOf(values: Int32Array, most: number): number[] {
  const best: number[] = [];
  for (const value of values) {
    if (best.length === most && value <= (best.at(-1) ?? -Infinity)) continue;
    const place = best.findIndex((other) => other < value);
    best.splice(place < 0 ? best.length : place, 0, value);
    if (best.length > most) best.pop();
  }
  return best;
}

/** Of the standard normal distribution, to within 0.0005 (Abramowitz and Stegun, 1964, formula 26.2.23). */
function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const t = Math.sqrt(-2 * Math.log(probability));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const below = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3;
  return above / below - t;
}

/** Faces whose pairs show how alike any two of the library are. */
const FACES_SAMPLED_FOR_COHORT = 150;
/** The part of a normal distribution that lies more than one standard deviation below its middle. */
const BELOW_ONE_DEVIATION = 0.159;

/**
 * From which similarity on two faces of this library may be one person: the threshold, unless strangers are as alike. Pairs
 * at random are mostly two people, and one deviation above their middle lies below what one person's faces show. Both are
 * read off the lower half, since in a library of few people many of the alike pairs are one person.
 * @param vectors of faces from all over the library
 */
export function nearIn(vectors: Iterable<Vector>, threshold: number): number {
  let units: VectorMatrix | undefined;
  let count = 0;
  const similarities: number[] = [];
  for (const { values, head } of vectors) {
    units ??= new VectorMatrix(FACES_SAMPLED_FOR_COHORT, head);
    units.put(count, unitHead(values, head));
    const { of: products } = units.products(0, count + 1, count, 1);
    for (const product of products.subarray(0, count)) similarities.push(product / PRODUCT_ONE);
    if (++count === FACES_SAMPLED_FOR_COHORT) break;
  }
  if (similarities.length === 0) return threshold;
  similarities.sort((a, b) => a - b);
  const at = (share: number) =>
    ensure(similarities[Math.floor(share * (similarities.length - 1))], 'A similarity of the sample');
  return Math.max(threshold, 2 * at(0.5) - at(BELOW_ONE_DEVIATION));
}

/**
 * Chooses the cohort in two rounds. In the first one threshold holds for the whole library, so that a population whose
 * strangers are as alike as that counts as a few people; in the second, each face has a threshold of its own, by what the
 * first measured.
 * @param vectors the best faces first: a poor one is like no other, not even of its own person
 */
export function* cohortOf(
  vectors: readonly Vector[],
  threshold: number,
  surroundings: Surroundings,
): Generator<void, Omit<Cohort, 'id'>> {
  const own = vectors.map((vector) => ({ ...vector, offset: 0 }));
  const measure = closenessBy(yield* chosenCohort(own, nearIn(own, threshold)), surroundings);
  for (let from = 0; from < own.length; from += FACES_MEASURED_AT_ONCE) {
    const batch = own.slice(from, from + FACES_MEASURED_AT_ONCE);
    const closeness = measure(batch);
    for (const [at, vector] of batch.entries()) {
      vector.offset = offsetBy(ensure(closeness[at], 'What was measured'), surroundings);
    }
    yield;
  }
  return yield* chosenCohort(own, threshold);
}

/** What is taken off the similarities of a face for its surroundings: half each, as a similarity has two sides. */
export function offsetBy(closeness: number, { share }: Surroundings): number {
  return (share * closeness) / 2;
}

/**
 * Chooses a cohort: faces in the order given, each unless it is like the faces that were found to be like one chosen
 * before. Compared with one face alone, many a face of a person who is there a hundred times would count as another
 * person, and where few people make up the library their own faces would be their surroundings. Of more than a cohort
 * holds, some from all over the order: or those with the best pictures would be the surroundings of all.
 * @param near from this mean similarity on, less both offsets, they may be one person
 */
export function* chosenCohort(vectors: readonly Vector[], near: number): Generator<void, Omit<Cohort, 'id'>> {
  const head = vectors[0]?.head ?? 0;
  const sums = new Float32Array(vectors.length * head);
  /** The mean of the faces that are like each chosen one; behind them all, the face that is looked at. */
  const means = new VectorMatrix(vectors.length + 1, head);
  const others: Vector[] = [];
  const sizes: number[] = [];
  for (const vector of vectors) {
    const unit = unitHead(vector.values, head);
    let [nearest, most] = [-1, near];
    means.put(vectors.length, unit);
    const { of: products } = means.products(0, others.length, vectors.length, 1);
    for (const [other, { offset }] of others.entries()) {
      const product = ensure(products[other], 'A product with faces of the cohort');
      const similarity = product / PRODUCT_ONE - vector.offset - offset;
      if (similarity >= most) [nearest, most] = [other, similarity];
    }
    if (nearest < 0) {
      nearest = others.push(vector) - 1;
      sizes.push(0);
    }
    const size = (sizes[nearest] = ensure(sizes[nearest], 'The size of a member of the cohort') + 1);
    const sum = sums.subarray(nearest * head, (nearest + 1) * head);
    addTo(sum, unit);
    means.put(nearest, dividedBy(sum, size));
    yield;
  }
  const count = Math.min(LARGEST_COHORT, others.length);
  const members = new Int16Array(count * head);
  for (let member = 0; member < count; member++) {
    const { values } = ensure(others[Math.floor((member * others.length) / count)], 'A member of the cohort');
    members.set(unitHead(values, head), member * head);
  }
  return { members, count, faces: vectors.length };
}
