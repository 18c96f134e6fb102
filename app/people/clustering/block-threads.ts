// Threads that cluster blocks, and compare clusters with others, side by side.

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ensure } from '../../ensure.ts';
import { exactly, type SideBySide } from './clustering.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { type Cluster, meansOf } from './linkage.ts';
import { spareRows } from './projection.ts';
import { listsOf, pack, Packed, PackedEdges, PackedLinks, PackedOptions, unpack } from './packed.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';
import { inTurn } from '../../scheduling/in-turn.ts';
import { runAll } from '../../scheduling/slices.ts';

/** Each holds the vectors of a block, up to some hundred megabytes. */
const MOST_THREADS = 4;

/** The clusters come first, in one message or several. */
const Message = z.union([
  z.object({ packed: Packed }),
  z.object({ join: z.object({ cannotLinks: PackedLinks, linkageOptions: PackedOptions }) }),
  z.object({ compare: z.object({ apart: z.int(), least: z.number() }) }),
  z.object({ end: z.literal(true) }),
]);
type Message = z.output<typeof Message>;

/** They wait for their first block. @param count how many. Default: as many as there are processors, up to a few */
export function openBlockThreads(count = Math.min(MOST_THREADS, availableParallelism())): SideBySide {
  const file = new URL(`./block-worker${extname(import.meta.url)}`, import.meta.url);
  const all = Array.from({ length: count }, () => new Worker(file));
  const idle = [...all];
  const taken = inTurn({ atOnce: count, mostWaiting: Infinity });

  /** The clusters are packed when a thread is free: those of all blocks would take as much memory again. */
  function answerTo(clusters: readonly Cluster[], task: Message): Promise<unknown> {
    return taken(async () => {
      const worker = ensure(idle.pop(), 'A thread that waits');
      const answer = once(worker, 'message');
      runAll(pack(clusters, clusters.length, (packed) => worker.postMessage({ packed }, listsOf(packed))));
      worker.postMessage(task);
      const [given]: unknown[] = await answer;
      idle.push(worker);
      return given;
    });
  }

  return {
    async join(block, cannotLinks, linkageOptions) {
      const links = cannotLinks.map(([one, other]): [number, number] => [one, other]);
      return z.instanceof(Int32Array).parse(await answerTo(block, { join: { cannotLinks: links, linkageOptions } }));
    },
    compare: async (clusters, apart, least) =>
      PackedEdges.parse(await answerTo(clusters, { compare: { apart, least } })),
    async end() {
      const ended = all.map((worker) => once(worker, 'exit'));
      for (const worker of all) worker.postMessage({ end: true });
      await Promise.all(ended);
    },
  };
}

/** For such a thread. @returns what takes its messages, and answers those that are no clusters; `end`: there are no more */
export function openBlocks() {
  let clusters: Cluster[] = [];
  /** Their means: one memory for all that is compared. */
  let means: VectorMatrix | undefined;
  return (data: unknown): Int32Array | z.output<typeof PackedEdges> | 'end' | undefined => {
    const message = Message.parse(data);
    if ('end' in message) return 'end';
    if ('packed' in message) {
      for (const cluster of unpack(message.packed)) clusters.push(cluster);
      return undefined;
    }
    const all = clusters;
    clusters = [];
    means = runAll(meansOf(all, spareRows(all.length), means));
    if ('compare' in message) {
      const { apart, least } = message.compare;
      return runAll(everyPair(all, least, new Edges(), { apart, means })).packed();
    }
    return runAll(exactly({ clusters: all, count: all.length, met: new Edges(), ...message.join }, means));
  };
}
