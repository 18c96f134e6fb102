// What clusters become that are joined: one each, of all their faces.

import { ensure } from '../../ensure.ts';
import { meanOf, roomFor } from '../scoring/vectors.ts';
import type { Cluster } from './linkage.ts';

/** @param into for each cluster the index of the one that it went into. @returns those that lead, and what came of each */
export function mergedBy(into: Int32Array, clusters: readonly Cluster[]) {
  const members = new Map<number, Cluster[]>();
  for (const [index, cluster] of clusters.entries()) {
    const leader = ensure(into[index], 'The leader of a cluster');
    const list = members.get(leader);
    if (list) list.push(cluster);
    else members.set(leader, [cluster]);
  }
  const merged = [...members.values()].map(mergeOf);
  return { led: [...members.keys()], merged };
}

export function mergeOf(clusters: readonly Cluster[]): Cluster {
  const [only, ...others] = clusters;
  if (only && others.length === 0) return only;
  const mean = meanOf(clusters.map(({ mean, weight }) => ({ vector: mean, weight })));
  const values = roomFor(mean.values.length); // which threads share: to the next block it is not copied
  values.set(mean.values);
  return {
    mean: { ...mean, values },
    weight: clusters.reduce((sum, { weight }) => sum + weight, 0),
    squares: clusters.reduce((sum, { squares }) => sum + squares, 0),
    size: clusters.reduce((sum, { size }) => sum + size, 0),
    photos: new Set(clusters.flatMap(({ photos }) => [...photos])),
    isFixed: clusters.some(({ isFixed }) => isFixed),
    isClear: clusters.some(({ isClear }) => isClear),
  };
}
