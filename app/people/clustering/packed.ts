// Clusters as lists of numbers, as one thread hands them over to another.

import { z } from 'zod';
import { ensure } from '../../ensure.ts';
import type { Vector } from '../scoring/vectors.ts';
import type { Cluster } from './linkage.ts';

/** In a message: of faces, whose vectors are shared, it is small; of people it is 40 MB, which both threads can give back quickly. */
const CLUSTERS_IN_MESSAGE = 16_384;
const CLUSTERS_PACKED_AT_ONCE = 250;

/** As numbers, which one thread hands over to the other, or shares with it; clusters one after the other in each list. */
export const Packed = z.object({
  /** Memory that both threads read: the vectors of faces, which never change. */
  shared: z.array(z.instanceof(SharedArrayBuffer)),
  /** For each cluster where its mean lies: in which shared memory (−1: in `values`), and from which byte on there. */
  places: z.instanceof(Int32Array),
  /** Values of means that are in no shared memory. */
  values: z.custom<Int16Array>((value) => value instanceof Int16Array),
  /** Values of one mean. */
  length: z.int(),
  tails: z.instanceof(Float64Array),
  offsets: z.instanceof(Float64Array),
  head: z.int(),
  weights: z.instanceof(Float64Array),
  squares: z.instanceof(Float64Array),
  sizes: z.instanceof(Int32Array),
  /** Bits: is fixed, is clear. */
  flags: z.instanceof(Uint8Array),
  photos: z.instanceof(Int32Array),
  /** Where each cluster's photos begin, and at last where they end. */
  firstPhotos: z.instanceof(Int32Array),
});
export type Packed = z.output<typeof Packed>;
/** `Edges`, as `packed` gives them. */
export const PackedEdges = z.object({
  a: z.instanceof(Int32Array),
  b: z.instanceof(Int32Array),
});
/** Cannot-links. */
export const PackedLinks = z.array(z.tuple([z.int(), z.int()]));
export const PackedOptions = z.object({
  threshold: z.number(),
  chance: z.number(),
  grown: z.number().exactOptional(),
  leastShare: z.number().exactOptional(),
});

const OWN_MEMORY = -1;
const FIXED_FLAG = 1;
const CLEAR_FLAG = 2;

/**
 * In slices, and one after the other: of many clusters, only the numbers are kept.
 * @param total how many clusters there are. @param post is given each message as soon as it is full
 */
export function* pack(
  clusters: Iterable<Cluster>,
  total: number,
  post: (message: Packed) => void,
): Generator<void, void> {
  let sent = 0;
  let add: ReturnType<typeof startPacking> | undefined;
  for (const cluster of clusters) {
    add ??= startPacking(Math.min(CLUSTERS_IN_MESSAGE, total - sent), cluster.mean);
    const message = add(cluster);
    if (message) {
      post(message);
      add = undefined;
    }
    if (++sent % CLUSTERS_PACKED_AT_ONCE === 0) yield;
  }
}

/** The memory of the lists, which need not be copied then. */
export function listsOf(message: object): ArrayBuffer[] {
  const lists = Object.values(message).filter((value) => ArrayBuffer.isView(value));
  return lists.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

/** @returns what takes so many clusters, one after the other, and gives all of them with the last one */
function startPacking(count: number, { values: { length }, head }: Vector) {
  const shared = new Map<SharedArrayBuffer, number>();
  const places = new Int32Array(2 * count);
  const unshared: Int16Array[] = [];
  const [tails, offsets, weights] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [squares, sizes, flags] = [new Float64Array(count), new Int32Array(count), new Uint8Array(count)];
  const firstPhotos = new Int32Array(count + 1);
  const photos: number[] = [];
  let at = 0;
  return ({ mean, weight, squares: squared, size, isFixed, isClear, photos: own }: Cluster): Packed | undefined => {
    const { buffer, byteOffset } = mean.values;
    if (buffer instanceof SharedArrayBuffer) {
      if (!shared.has(buffer)) shared.set(buffer, shared.size);
      places.set([ensure(shared.get(buffer), 'Shared memory'), byteOffset], 2 * at);
    } else {
      places.set([OWN_MEMORY, Int16Array.BYTES_PER_ELEMENT * length * unshared.length], 2 * at);
      unshared.push(mean.values);
    }
    [tails[at], offsets[at], weights[at], sizes[at]] = [mean.tail, mean.offset, weight, size];
    squares[at] = squared;
    flags[at] = (isFixed ? FIXED_FLAG : 0) | (isClear ? CLEAR_FLAG : 0);
    for (const photo of own) photos.push(photo);
    firstPhotos[++at] = photos.length;
    if (at < count) return undefined;
    const values = new Int16Array(length * unshared.length);
    for (const [index, list] of unshared.entries()) values.set(list, length * index);
    const means = { shared: [...shared.keys()], places, values, length, head, tails, offsets };
    return { ...means, weights, squares, sizes, flags, photos: Int32Array.from(photos), firstPhotos };
  };
}

export function* unpack({
  shared,
  places,
  values,
  length,
  tails,
  offsets,
  head,
  weights,
  squares,
  sizes,
  flags,
  photos,
  firstPhotos,
}: Packed): Generator<Cluster> {
  for (const [at, tail] of tails.entries()) {
    const [memory, from] = [numberAt(places, 2 * at), numberAt(places, 2 * at + 1)];
    const bytes = memory === OWN_MEMORY ? values.buffer : ensure(shared[memory], 'Shared memory');
    yield {
      mean: { values: new Int16Array(bytes, from, length), head, tail, offset: numberAt(offsets, at) },
      weight: numberAt(weights, at),
      squares: numberAt(squares, at),
      size: numberAt(sizes, at),
      photos: new Set(photos.subarray(firstPhotos[at], firstPhotos[at + 1])),
      isFixed: (numberAt(flags, at) & FIXED_FLAG) > 0,
      isClear: (numberAt(flags, at) & CLEAR_FLAG) > 0,
    };
  }
}

function numberAt(list: Float64Array | Int32Array | Uint8Array, at: number): number {
  return ensure(list[at], 'A number that was sent');
}
