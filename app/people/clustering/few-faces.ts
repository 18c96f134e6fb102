// Clusters of a few faces that linkage left alone, though they are far more like one person than like all others.

import { ensure } from '../../ensure.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { type JudgedClusters, leastShare, VECTORS_AT_ONCE } from './judged-clusters.ts';
import { type Cluster, isMostlyClear, meansOf, shareAny } from './linkage.ts';
import { portionsOf } from './portions.ts';
import { spareRows } from './projection.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';

/** The index of the cluster that leads a few faces, and all of them as one cluster. */
export interface Few {
  leader: number;
  cluster: Cluster;
}

/** Of fewer faces, how alike they are among themselves says too little to hold a single face against it. */
const LEAST_FACES_TO_TAKE_IN = 6;
/** Their means, and those of all who may take them in, are held in memory a second time. */
const FEW_COMPARED_AT_ONCE = 8_000;

/**
 * @param judged receives those that are taken in
 * @param leaderOf the index that leads the faces of a row
 * @param areApart whether a user said so of the faces that two indices lead
 * @param least how alike they have to be, at least
 * @returns for the leader of each that is taken in, the row that it went into
 */
export function* fewTakenIn(
  few: readonly Few[],
  judged: JudgedClusters,
  leaderOf: (row: number) => number,
  areApart: (leader: number, other: number) => boolean,
  least: number,
): Generator<void, Map<number, number>> {
  const found: { few: Few; row: number; share: number }[] = [];
  for (const some of portionsOf(yield* nearAny(few, judged, least), VECTORS_AT_ONCE)) {
    const similarities = judged.similarities(some.map(({ cluster }) => cluster.mean));
    for (const [at, each] of some.entries()) {
      const toRows = ensure(similarities[at], 'The similarities of a cluster');
      const row = mostAlike(each, toRows);
      const taking = row === undefined ? undefined : judged.cluster(row);
      if (row === undefined || !takesIn(taking) || ensure(toRows[row]) < least) continue;
      const share = judged.shareOfFew(toRows, row) ?? 0;
      if (share >= leastShare(taking.size, each.cluster.size)) found.push({ few: each, row, share });
    }
    yield;
  }
  const taken = new Map<number, Few[]>();
  for (const { few: each, row } of found.sort((one, other) => other.share - one.share)) {
    const before = taken.get(row);
    if (!before) taken.set(row, [each]);
    else if (before.every((other) => mayBeOne(each, other))) before.push(each);
  }
  const rowOf = new Map<number, number>();
  for (const [row, all] of taken) {
    judged.takeIn(
      row,
      all.map(({ cluster }) => cluster),
    );
    for (const { leader } of all) rowOf.set(leader, row);
  }
  return rowOf;

  function mostAlike(each: Few, toRows: Float64Array): number | undefined {
    let [best, most] = [undefined as number | undefined, -Infinity];
    for (const [row, similarity] of toRows.entries()) {
      if (similarity > most && mayJoin(each, row)) [best, most] = [row, similarity];
    }
    return best;
  }

  function mayJoin(each: Few, row: number): boolean {
    const cluster = judged.cluster(row);
    return cluster !== undefined && mayBeOne(each, { leader: leaderOf(row), cluster });
  }

  function mayBeOne(one: Few, other: Few): boolean {
    return !shareAny(one.cluster.photos, other.cluster.photos) && !areApart(one.leader, other.leader);
  }
}

/** Those that are as alike as that to any who may take them in. */
function* nearAny(few: readonly Few[], judged: JudgedClusters, least: number): Generator<void, Few[]> {
  const rows = Array.from({ length: judged.count }, (_, row) => judged.cluster(row)).filter(takesIn);
  const near: Few[] = [];
  let means: VectorMatrix | undefined;
  for (const some of portionsOf(few, FEW_COMPARED_AT_ONCE)) {
    const clusters = [...some.map(({ cluster }) => cluster), ...rows];
    means = yield* meansOf(clusters, spareRows(clusters.length), means);
    const { a } = (yield* everyPair(clusters, least, new Edges(), { apart: some.length, means })).packed();
    for (const at of new Set(a)) near.push(ensure(some[at], 'A few faces'));
  }
  return near;
}

function takesIn(cluster: Cluster | undefined): cluster is Cluster {
  return cluster !== undefined && cluster.size >= LEAST_FACES_TO_TAKE_IN && isMostlyClear(cluster);
}
