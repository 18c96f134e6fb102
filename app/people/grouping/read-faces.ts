// Reads faces as grouping sees them: from the rows of the library, or block by block with the file of vectors.

import { ensure } from '../../ensure.ts';
import type { GroupableRecord, Store, VectorRecord } from '../../store/index.ts';
import { halvesOf } from '../../vectors.ts';
import type { GroupedFace } from './grouped-face.ts';
import { offsetBy } from '../scoring/closeness.ts';
import { fuse, fusedBefore, type SimilarityModel, trusting } from '../scoring/similarity.ts';
import type { Vector } from '../scoring/vectors.ts';
import { FACES_IN_BLOCK, VectorBlock, type VectorFile } from './vector-file.ts';

/**
 * Live faces of a block, in the order of their ids.
 * @param first id of the block's first face. @param today the cohort of today
 * @param file where vectors are kept, if they are: those that it lacks are read from the rows, and into it
 */
export function readBlock(
  store: Store,
  first: number,
  similarityModel: SimilarityModel,
  today: number | undefined,
  file: VectorFile | undefined,
): Iterable<GroupedFace> {
  return (
    keptFaces(store, first, similarityModel, today, file) ?? facesFromRows(store, first, similarityModel, today, file)
  );
}

/** @returns nothing where the file does not hold all of them */
function keptFaces(
  store: Store,
  first: number,
  similarityModel: SimilarityModel,
  today: number | undefined,
  file: VectorFile | undefined,
): GroupedFace[] | undefined {
  const block = file?.read(first);
  if (!block) return undefined;
  const found: GroupedFace[] = [];
  for (const row of store.photos.groupable(first, first + FACES_IN_BLOCK - 1)) {
    const values = block.valuesOf(row.face);
    if (!values) return undefined;
    const vector = fusedBefore(values, block.head, trusting(similarityModel, row.quality));
    found.push(groupedFace(row, vector, similarityModel, today));
  }
  return found;
}

function* facesFromRows(
  store: Store,
  first: number,
  similarityModel: SimilarityModel,
  today: number | undefined,
  file: VectorFile | undefined,
): Generator<GroupedFace> {
  let block: VectorBlock | undefined;
  let head = 0;
  const room = file && ((face: number, length: number) => (block ??= new VectorBlock(first, length)).roomFor(face));
  const rows = store.photos.vectors(first, first + FACES_IN_BLOCK - 1);
  for (const face of readFaces(rows, similarityModel, today, room)) {
    head = face.vector.head;
    yield face;
  }
  if (block) file?.write(block, head);
}

/**
 * A track in a video joins people by a threshold that is higher by this: frames are blurred, and a face that is wrong is wrong in
 * all of them.
 */
const VIDEO_MARGIN = 0.03;

/**
 * What is taken off the similarities of a face.
 * @param closeness of its surroundings; 0: they were not measured
 */
export function offsetOf(closeness: number, isInVideo: boolean, { surroundings }: SimilarityModel): number {
  const ofSurroundings = surroundings ? offsetBy(closeness, surroundings) : 0;
  return ofSurroundings + (isInVideo ? VIDEO_MARGIN : 0);
}

/**
 * @param today the cohort by which faces are measured: what another one said counts for nothing
 * @param room gives what a face's vector is put into. Default: any memory
 */
export function* readFaces(
  rows: Iterable<VectorRecord>,
  similarityModel: SimilarityModel,
  today: number | undefined,
  room?: (face: number, length: number) => Int16Array,
): Generator<GroupedFace> {
  let current: VectorRecord | undefined;
  let vectors = new Map<string, Float16Array>();
  for (const row of rows) {
    if (current && row.face !== current.face) {
      yield* finish(current);
      vectors = new Map();
    }
    current = row;
    vectors.set(row.model, halvesOf(row.vector));
  }
  if (current) yield* finish(current);

  function* finish(row: VectorRecord) {
    const vector = fuse(vectors, trusting(similarityModel, row.quality), room && ((length) => room(row.face, length)));
    if (vector) yield groupedFace(row, vector, similarityModel, today);
  }
}

function groupedFace(
  { face, photo, person, quality, collage, day, takenBefore, closeness, cohort: by, ...track }: GroupableRecord,
  vector: Vector,
  similarityModel: SimilarityModel,
  today: number | undefined,
): GroupedFace {
  const cohort = by === today ? by : null;
  const { frames, clearViews } = track;
  const measured = cohort === null ? 0 : ensure(closeness, 'What a cohort has measured');
  vector.offset = offsetOf(measured, frames !== null, similarityModel);
  return {
    id: face,
    photo,
    person,
    quality,
    day,
    takenBefore,
    isOnCollage: collage,
    frames,
    clearViews,
    vector,
    cohort,
  };
}
