// What is invented for the large library: when photos were taken, how often who is seen, and how alike faces are.

import { ensure } from '../../../app/ensure.ts';
import { encodeVector } from '../../../app/vectors.ts';

/** Years of the library, the last of which is full. */
const YEARS = 16;
const FIRST_YEAR = 2009;
/** Similarity of two faces of one person is about 1 / (1 + NOISE²); of two people it is about 0. */
const NOISE = 0.6;

/** Marsaglia's xorshift: the same library every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Days out and holidays: many photos on few days, more every year; local times, the oldest first. */
export function takenTimes(count: number): string[] {
  const draw = random(11);
  const times: number[] = [];
  const days = YEARS * 365;
  while (times.length < count) {
    const day = Math.floor(days * Math.sqrt(draw()));
    const photos = Math.min(count - times.length, 1 + Math.floor(60 * draw() ** 3));
    const morning = Date.UTC(FIRST_YEAR, 0, 1 + day, 8);
    for (let photo = 0; photo < photos; photo++) times.push(morning + Math.floor(draw() * 13 * 3_600_000));
  }
  return times.sort((a, b) => a - b).map((time) => new Date(time).toISOString().slice(0, 19));
}

/** A few are seen thousands of times, most of them seldom (Zipf), and many once or twice. @returns faces a person */
export function peopleOf(faces: number): number[] {
  const sizes: number[] = [];
  let left = faces;
  for (let rank = 1; left > 0.1 * faces; rank++) {
    const size = Math.min(left, Math.max(3, Math.floor((faces / 12) * rank ** -0.85)));
    sizes.push(size);
    left -= size;
  }
  for (let turn = 0; left > 0; turn++) {
    const size = Math.min(left, 1 + (turn % 2));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

/** Somebody else whom a person looks like: from relatives to what was taken for two people and is one. */
export interface Lookalike {
  person: number;
  /** Cosine of the two. */
  closeness: number;
}

/** So that there is something to ask: every third person looks like another one. */
export function lookalikeOf(person: number): Lookalike | undefined {
  if (person % 3 !== 0) return undefined;
  return { person: person / 3, closeness: 0.3 + 0.5 * random(person * 2_654_435_761)() };
}

/** One person: a direction of their own in the space of each model, and faces scattered around it. */
export function inventVectors(
  models: readonly { name: string; dimensions: number }[],
  person: number,
  lookalike?: Lookalike,
) {
  const own = models.map(({ name, dimensions }, index) => {
    const centre = directionOf(person, index, dimensions);
    if (lookalike === undefined) return { name, centre };
    const [near, far] = [lookalike.closeness, Math.sqrt(1 - lookalike.closeness ** 2)];
    const other = directionOf(lookalike.person, index, dimensions);
    return { name, centre: unit(centre.map((value, at) => far * value + near * ensure(other[at]))) };
  });
  return {
    /** A face more: float16, as it is stored. */
    of: (draw: () => number) =>
      own.map(({ name, centre }) => {
        // Evenly spread numbers do: a similarity is a sum over all of them.
        const spread = (NOISE / Math.sqrt(centre.length)) * Math.sqrt(12);
        const vector = unit(centre.map((value) => value + spread * (draw() - 0.5)));
        return { name, vector: encodeVector(vector) };
      }),
  };
}

function directionOf(person: number, model: number, dimensions: number): Float32Array {
  const draw = random(person * 2_654_435_761 + model);
  return unit(Float32Array.from({ length: dimensions }, () => normal(draw)));
}

/** The sum of four uniform numbers is close enough to normal (Irwin and Hall), and quick. */
function normal(draw: () => number): number {
  return (draw() + draw() + draw() + draw() - 2) * Math.sqrt(3);
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  return vector.map((value) => value / length);
}
