// What the numbers of an unknown model mean: read off a library whose faces a known one has embedded as well.

import { z } from 'zod';
import type { Store } from '../../store/index.ts';
import { halvesOf } from '../../vectors.ts';
import { fuse, type SimilarityModel } from './similarity.ts';
import { MeanAndDeviation } from './mean-and-deviation.ts';
import { dot, type Vector } from './vectors.ts';

/** Faces that are compared with one another: some 30,000 pairs. */
const FACES_COMPARED = 250;
/** Faces that are read at once, and pairs between two yields. */
const FACES_READ_AT_ONCE = 64;
const ROWS_PER_SLICE = 4;
/** Of fewer pairs of two people, how alike they are is chance. */
const LEAST_PAIRS_TO_CALIBRATE = 500;

/** Kept for one model: with what numbers its similarities are read. */
export const Calibration = z.object({
  /** The model's name; libraries have it under this word. */
  network: z.string(),
  threshold: z.number(),
  middle: z.number(),
  slope: z.number(),
  chance: z.number(),
  mean: z.number(),
  deviation: z.number(),
});
export type Calibration = z.output<typeof Calibration>;

/**
 * Two people are as alike to one model as to another, once their similarities are counted in standard deviations from
 * the mean of all pairs of two people: so the known model's numbers are carried over. In slices.
 * @param known a similarity model whose models embedded the faces too
 * @returns nothing when there are too few faces
 */
export function* calibrated(
  store: Store,
  model: string,
  known: SimilarityModel,
): Generator<void, Calibration | undefined> {
  const unknown: SimilarityModel = { ...known, models: [{ model, weight: 1 }] };
  const faces = yield* facesOf(store, known, unknown);
  const ours = new MeanAndDeviation();
  const theirs = new MeanAndDeviation();
  for (const [index, face] of faces.entries()) {
    for (const other of faces.slice(0, index)) {
      // Two faces of one person to the known model, or of one photo are no pair of two people, or one of relatives.
      const isOnePerson = face.person !== null && face.person === other.person;
      if (isOnePerson || face.photo === other.photo) continue;
      ours.add(dot(face.known, other.known));
      theirs.add(dot(face.unknown, other.unknown));
    }
    if (index % ROWS_PER_SLICE === 0) yield;
  }
  if (ours.count < LEAST_PAIRS_TO_CALIBRATE || ours.deviation === 0 || theirs.deviation === 0) return undefined;
  const scale = theirs.deviation / ours.deviation;
  const carried = (similarity: number) => theirs.mean + (similarity - ours.mean) * scale;
  const { threshold, middle, slope, chance, surroundings } = known;
  return {
    network: model,
    threshold: carried(threshold),
    middle: carried(middle),
    slope: slope / scale,
    chance: chance * scale,
    mean: carried(surroundings?.mean ?? ours.mean),
    deviation: (surroundings?.deviation ?? ours.deviation) * scale,
  };
}

/** @param known whose shares and growth hold for every model: they are those of the odds, not of a model */
export function similarityModelBy(
  { network: model, mean, deviation, ...numbers }: Calibration,
  known: SimilarityModel,
): SimilarityModel {
  const { surroundings, growth, leastShare } = known;
  return {
    models: [{ model, weight: 1 }],
    ...numbers,
    ...(leastShare !== undefined && { leastShare }),
    ...(surroundings && { surroundings: { mean, deviation, share: surroundings.share } }),
    ...(growth && {
      growth: { ...growth, perDoubling: (growth.perDoubling * known.slope) / numbers.slope },
    }),
  };
}

interface Face {
  photo: number;
  person: number | null;
  known: Vector;
  unknown: Vector;
}

/** Faces from all over the library that both have embedded. */
function* facesOf(store: Store, known: SimilarityModel, unknown: SimilarityModel): Generator<void, Face[]> {
  const newest = store.photos.newestFace();
  const parts = Math.max(1, Math.ceil(FACES_COMPARED / FACES_READ_AT_ONCE));
  const step = Math.max(FACES_READ_AT_ONCE, Math.floor(newest / parts));
  const faces: Face[] = [];
  for (let first = 1; first <= newest; first += step) {
    const rows = Map.groupBy(store.photos.vectors(first, first + FACES_READ_AT_ONCE - 1), ({ face }) => face);
    for (const ofFace of rows.values()) {
      const [row] = ofFace;
      const vectors = new Map(ofFace.map(({ model, vector }) => [model, halvesOf(vector)]));
      const [one, other] = [fuse(vectors, known), fuse(vectors, unknown)];
      if (row && one && other) faces.push({ photo: row.photo, person: row.person, known: one, unknown: other });
    }
    yield;
  }
  return faces;
}
