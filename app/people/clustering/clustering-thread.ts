// Clustering in a thread of its own: of many faces it takes minutes of one processor, and what it leaves behind in
// memory is cleared up there, while calls are answered here.

import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ensure } from '../../ensure.ts';
import { clustered } from './clustering.ts';
import { Edges } from './edges.ts';
import type { LinkageOptions, Cluster } from './linkage.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';
import type { Vector } from '../scoring/vectors.ts';

export interface Clustering {
  /** Made one after the other: of many, only the numbers are kept. */
  clusters: Iterable<Cluster>;
  /** How many there are. */
  total: number;
  /** The first so many are compared with one another. */
  count: number;
  /** Pairs that are known to be alike. */
  met: Edges;
  /** Cannot-links. */
  cannotLinks: readonly (readonly [number, number])[];
  linkageOptions: LinkageOptions;
}

/** Of fewer, the thread would take longer to start than to work. */
const LEAST_CLUSTERS_FOR_THREAD = 2_000;
/** In a message: of faces, whose vectors are shared, it is small; of people it is 40 MB, which both threads can give back quickly. */
const CLUSTERS_IN_MESSAGE = 16_384;
const CLUSTERS_PACKED_AT_ONCE = 250;

/** As numbers, which one thread hands over to the other, or shares with it; clusters one after the other in each list. */
const Packed = z.object({
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
  sizes: z.instanceof(Int32Array),
  /** Bits: is fixed, is clear. */
  flags: z.instanceof(Uint8Array),
  photos: z.instanceof(Int32Array),
  /** Where each cluster's photos begin, and at last where they end. */
  firstPhotos: z.instanceof(Int32Array),
});
type Packed = z.output<typeof Packed>;
const OWN_MEMORY = -1;
const FIXED_FLAG = 1;
const CLEAR_FLAG = 2;

/** What is to be done with the clusters: once all of them are there. */
const Task = z.object({
  edges: z.object({ a: z.instanceof(Int32Array), b: z.instanceof(Int32Array), similarity: z.instanceof(Float64Array) }),
  cannotLinks: z.array(z.tuple([z.int(), z.int()])),
  count: z.int(),
  linkageOptions: z.object({ threshold: z.number(), chance: z.number() }),
});
type Task = z.output<typeof Task>;

const Message = z.union([z.object({ packed: Packed }), z.object({ task: Task })]);

/** @returns for each cluster the index of the one that it went into; nothing when it was aborted */
export async function clusterInThread(work: Clustering, signal: AbortSignal): Promise<Int32Array | undefined> {
  const { clusters, total, count, met, cannotLinks, linkageOptions } = work;
  if (total < LEAST_CLUSTERS_FOR_THREAD)
    return runInSlices(clustered([...clusters], count, met, cannotLinks, linkageOptions), signal);
  await breathe(); // a thread takes tens of milliseconds to start
  if (signal.aborted) return undefined;
  const worker = new Worker(new URL(`./clustering-worker${extname(import.meta.url)}`, import.meta.url));
  const [into] = await Promise.all([answerOf(worker, signal), runInSlices(send(work, worker), signal)]);
  return into;
}

/** Once the thread has ended: while it frees its memory, other threads wait for theirs. */
async function answerOf(worker: Worker, signal: AbortSignal): Promise<Int32Array | undefined> {
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  let answer: unknown;
  worker.once('message', (into) => (answer = into));
  try {
    await once(worker, 'exit');
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) return undefined;
  if (answer === undefined) throw new Error('The clustering of faces ended early.');
  return z.instanceof(Int32Array).parse(answer);
}

function* send(
  { clusters, total, count, met, cannotLinks, linkageOptions }: Clustering,
  worker: Worker,
): Generator<void, void> {
  let sent = 0;
  let add: ReturnType<typeof packing> | undefined;
  for (const cluster of clusters) {
    add ??= packing(Math.min(CLUSTERS_IN_MESSAGE, total - sent), cluster.mean);
    const packed = add(cluster);
    if (packed) {
      worker.postMessage({ packed }, listsOf(packed));
      add = undefined;
    }
    if (++sent % CLUSTERS_PACKED_AT_ONCE === 0) yield;
  }
  yield;
  const [a, b, similarity] = [met.a, met.b, met.similarity].map((list) => list.slice(0, met.length));
  const edges = Task.shape.edges.parse({ a, b, similarity });
  const task: Task = { edges, cannotLinks: cannotLinks.map(([one, other]) => [one, other]), count, linkageOptions };
  worker.postMessage({ task }, listsOf(edges));
}

/** The memory of the lists, which need not be copied then. */
export function listsOf(message: object): ArrayBuffer[] {
  const lists = Object.values(message).filter((value) => ArrayBuffer.isView(value));
  return lists.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * For the thread. @returns what takes its messages, and answers the last of them. In slices: memory that V8 is to give
 * back is given back in between, and not by the other thread once this one has ended.
 */
export function openClustering() {
  const clusters: Cluster[] = [];
  return async (data: unknown): Promise<Int32Array | undefined> => {
    const message = Message.parse(data);
    if ('packed' in message) {
      for (const cluster of unpack(message.packed)) clusters.push(cluster);
      return undefined;
    }
    const { edges, cannotLinks, count, linkageOptions } = message.task;
    const met = new Edges();
    for (const [edge, first] of edges.a.entries())
      met.add(first, numberAt(edges.b, edge), numberAt(edges.similarity, edge));
    const all = clusters.splice(0); // nothing is left of them once they are clustered
    return runInSlices(clustered(all, count, met, cannotLinks, linkageOptions), new AbortController().signal);
  };
}

/** @returns what takes so many clusters, one after the other, and gives all of them with the last one */
function packing(count: number, { values: { length }, head }: Vector) {
  const shared = new Map<SharedArrayBuffer, number>();
  const places = new Int32Array(2 * count);
  const unshared: Int16Array[] = [];
  const [tails, offsets, weights] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [sizes, flags] = [new Int32Array(count), new Uint8Array(count)];
  const firstPhotos = new Int32Array(count + 1);
  const photos: number[] = [];
  let at = 0;
  return ({ mean, weight, size, isFixed, isClear, photos: own }: Cluster): Packed | undefined => {
    const { buffer, byteOffset } = mean.values;
    if (buffer instanceof SharedArrayBuffer) {
      if (!shared.has(buffer)) shared.set(buffer, shared.size);
      places.set([ensure(shared.get(buffer), 'Shared memory'), byteOffset], 2 * at);
    } else {
      places.set([OWN_MEMORY, Int16Array.BYTES_PER_ELEMENT * length * unshared.length], 2 * at);
      unshared.push(mean.values);
    }
    [tails[at], offsets[at], weights[at], sizes[at]] = [mean.tail, mean.offset, weight, size];
    flags[at] = (isFixed ? FIXED_FLAG : 0) | (isClear ? CLEAR_FLAG : 0);
    for (const photo of own) photos.push(photo);
    firstPhotos[++at] = photos.length;
    if (at < count) return undefined;
    const values = new Int16Array(length * unshared.length);
    for (const [index, list] of unshared.entries()) values.set(list, length * index);
    const means = { shared: [...shared.keys()], places, values, length, head, tails, offsets };
    return { ...means, weights, sizes, flags, photos: Int32Array.from(photos), firstPhotos };
  };
}

function* unpack({
  shared,
  places,
  values,
  length,
  tails,
  offsets,
  head,
  weights,
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
