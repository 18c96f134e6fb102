// Clustering in a thread of its own: of many faces it takes minutes of one processor, and what it leaves behind in
// memory is cleared up there, while calls are answered here.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { clustered } from './clustering.ts';
import { Edges } from './edges.ts';
import type { Border, Cluster } from './linkage.ts';
import { breathe, runAll, runInSlices } from './slices.ts';

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
  apart: readonly (readonly [number, number])[];
  border: Border;
}

/** Of fewer, the thread would take longer to start than to work. */
const MANY = 2_000;
const PACKED_AT_ONCE = 2_000;

/** As numbers, which threads share or hand over; clusters one after the other in each list. */
const Packed = z.object({
  /** Every mean's values. */
  values: z.custom<Float16Array>((value) => value instanceof Float16Array),
  tails: z.instanceof(Float64Array),
  head: z.int(),
  weights: z.instanceof(Float64Array),
  sizes: z.instanceof(Int32Array),
  /** Bits: is fixed, is clear. */
  flags: z.instanceof(Uint8Array),
  photos: z.instanceof(Int32Array),
  /** Where each cluster's photos begin, and at last where they end. */
  firstPhotos: z.instanceof(Int32Array),
  edges: z.object({ a: z.instanceof(Int32Array), b: z.instanceof(Int32Array), similarity: z.instanceof(Float64Array) }),
  apart: z.array(z.tuple([z.int(), z.int()])),
  count: z.int(),
  border: z.object({ threshold: z.number(), chance: z.number() }),
});
type Packed = z.output<typeof Packed>;
const FIXED = 1;
const CLEAR = 2;

/** @returns for each cluster the index of the one that it went into; nothing when it was aborted */
export async function clusteredAside(work: Clustering, signal: AbortSignal): Promise<Int32Array | undefined> {
  const { clusters, total, count, met, apart, border } = work;
  if (total < MANY) return runInSlices(clustered([...clusters], count, met, apart, border), signal);
  const packed = await runInSlices(pack(work), signal);
  await breathe(); // a thread takes tens of milliseconds to start
  if (!packed || signal.aborted) return undefined;
  const worker = new Worker(new URL(`./clustering-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: packed,
    transferList: handedOver(packed),
  });
  return new Promise((resolve, reject) => {
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (into: unknown) => resolve(z.instanceof(Int32Array).parse(into)));
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) resolve(undefined);
      else reject(new Error('The clustering of faces ended early.')); // changes nothing where it is done
    });
  });
}

/** For the thread. */
export function clusterPacked(data: unknown): Int32Array {
  const packed = Packed.parse(data);
  const { count, apart, border } = packed;
  const { a, b, similarity } = packed.edges;
  const met = new Edges();
  for (const [edge, first] of a.entries()) met.add(first, b[edge], similarity[edge]);
  return runAll(clustered(unpack(packed), count, met, apart, border));
}

function* pack({ clusters, total, count, met, apart, border }: Clustering): Generator<void, Packed> {
  let values: Float16Array = new Float16Array();
  let head = 0;
  const [tails, weights] = [new Float64Array(total), new Float64Array(total)];
  const [sizes, flags] = [new Int32Array(total), new Uint8Array(total)];
  const firstPhotos = new Int32Array(total + 1);
  const photos: number[] = [];
  let at = 0;
  for (const { mean, weight, size, isFixed, isClear, photos: own } of clusters) {
    if (at === 0) values = new Float16Array(new SharedArrayBuffer(total * mean.values.byteLength));
    head = mean.head;
    values.set(mean.values, at * mean.values.length);
    [tails[at], weights[at], sizes[at]] = [mean.tail, weight, size];
    flags[at] = (isFixed ? FIXED : 0) | (isClear ? CLEAR : 0);
    for (const photo of own) photos.push(photo);
    firstPhotos[++at] = photos.length;
    if (at % PACKED_AT_ONCE === 0) yield;
  }
  yield;
  const [a, b, similarity] = [met.a, met.b, met.similarity].map((list) => list.slice(0, met.length));
  return {
    values,
    tails,
    head,
    weights,
    sizes,
    flags,
    photos: Int32Array.from(photos),
    firstPhotos,
    edges: Packed.shape.edges.parse({ a, b, similarity }),
    apart: apart.map(([one, other]) => [one, other]),
    count,
    border: { threshold: border.threshold, chance: border.chance },
  };
}

/** Everything but the means, which are shared: a copy would take as long as a call may wait. */
function handedOver({ tails, weights, sizes, flags, photos, firstPhotos, edges }: Packed): ArrayBuffer[] {
  const lists = [tails, weights, sizes, flags, photos, firstPhotos, edges.a, edges.b, edges.similarity];
  return lists.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

function unpack({ values, tails, head, weights, sizes, flags, photos, firstPhotos }: Packed): Cluster[] {
  const length = values.length / Math.max(1, tails.length);
  return Array.from(tails, (tail, at) => ({
    mean: { values: values.subarray(at * length, (at + 1) * length), head, tail },
    weight: weights[at],
    size: sizes[at],
    photos: new Set(photos.subarray(firstPhotos[at], firstPhotos[at + 1])),
    isFixed: (flags[at] & FIXED) > 0,
    isClear: (flags[at] & CLEAR) > 0,
  }));
}
