// Clustering in a thread of its own: of many faces it takes minutes of one processor, and what it leaves behind in
// memory is cleared up there, while calls are answered here.

import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { openBlockThreads } from './block-threads.ts';
import { clustered, type Clustering, peopleAmong } from './clustering.ts';
import { Edges } from './edges.ts';
import type { Cluster } from './linkage.ts';
import { listsOf, pack, Packed, PackedEdges, PackedLinks, PackedOptions, unpack } from './packed.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';

/** For a thread. */
export interface ClusteringAhead extends Omit<Clustering, 'clusters'> {
  /** Made one after the other: of many, only the numbers are kept. */
  clusters: Iterable<Cluster>;
  /** How many there are. */
  total: number;
}

/** Of fewer, the thread would take longer to start than to work. */
const LEAST_CLUSTERS_FOR_THREAD = 2_000;
/** What is to be done with the clusters: once all of them are there. */
const Task = z.object({
  edges: PackedEdges,
  cannotLinks: PackedLinks,
  count: z.int(),
  linkageOptions: PackedOptions,
});
type Task = z.output<typeof Task>;

const Message = z.union([z.object({ packed: Packed }), z.object({ task: Task })]);

/** @returns for each cluster the index of the one that it went into; nothing when it was aborted */
export async function clusterInThread(work: ClusteringAhead, signal: AbortSignal): Promise<Int32Array | undefined> {
  const { clusters, total, ...how } = work;
  if (total < LEAST_CLUSTERS_FOR_THREAD) return runInSlices(peopleAmong({ clusters: [...clusters], ...how }), signal);
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
  { clusters, total, count, met, cannotLinks, linkageOptions }: ClusteringAhead,
  worker: Worker,
): Generator<void, void> {
  yield* pack(clusters, total, (packed) => worker.postMessage({ packed }, listsOf(packed)));
  yield;
  const edges = met.packed();
  const task: Task = { edges, cannotLinks: cannotLinks.map(([one, other]) => [one, other]), count, linkageOptions };
  worker.postMessage({ task }, listsOf(edges));
}

/** For the thread. @returns what takes its messages, and answers the last of them */
export function openClustering() {
  const clusters: Cluster[] = [];
  return async (data: unknown): Promise<Int32Array | undefined> => {
    const message = Message.parse(data);
    if ('packed' in message) {
      for (const cluster of unpack(message.packed)) clusters.push(cluster);
      return undefined;
    }
    const { edges, ...how } = message.task;
    const met = new Edges();
    met.addAll(edges);
    const all = clusters.splice(0); // nothing is left of them once they are clustered
    return clustered({ clusters: all, met, ...how }, openBlockThreads);
  };
}
