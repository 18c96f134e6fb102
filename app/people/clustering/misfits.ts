// Faces that linkage left with one person and that are more like another one by now: they joined before that one had grown.

import { ensure } from '../../ensure.ts';
import { dot } from '../scoring/vectors.ts';
import { type Cluster, shareAny } from './linkage.ts';

/** What became one person: the index of the cluster that leads, and all of its faces as one cluster. */
export interface Joined {
  leader: number;
  cluster: Cluster;
}

/**
 * Linkage never takes back a join, so a step of relocation follows, as k-means has it (Everitt et al., Cluster Analysis,
 * 5th edition, section 5.4). But whose such a face is remains in doubt: it stays alone, and the user is asked.
 * @param into for each cluster the index of the one that it went into
 * @param rivals pairs that are alike: a single face of one is held against the other
 * @returns the same, but single faces that leave stand alone
 */
export function* withoutMisfits(
  clusters: readonly Cluster[],
  into: Int32Array,
  rivals: readonly (readonly [Joined, Joined])[],
): Generator<void, Int32Array> {
  const members = new Map<number, number[]>();
  for (const [index, leader] of into.entries()) {
    const list = members.get(leader);
    if (list) list.push(index);
    else members.set(leader, [index]);
  }
  yield;
  const leaving = new Set<number>();
  for (const [one, other] of rivals) {
    for (const index of misfits(one, other)) leaving.add(index);
    for (const index of misfits(other, one)) leaving.add(index);
    yield;
  }
  const left = into.slice();
  for (const [leader, all] of members) {
    const staying = all.filter((index) => !leaving.has(index));
    if (staying.length === all.length) continue;
    const leads = leaving.has(leader) ? ensure(staying[0], 'A cluster that stays') : leader;
    for (const index of all) left[index] = leaving.has(index) ? index : leads;
  }
  return left;

  /** Single faces of its own that are more like the rival than like the others of their own. */
  function misfits(own: Joined, rival: Joined): number[] {
    return ensure(members.get(own.leader), 'What was joined').filter((index) => {
      const face = ensure(clusters[index], 'A cluster');
      if (face.size > 1 || face.isFixed || shareAny(face.photos, rival.cluster.photos)) return false;
      return dot(face.mean, rival.cluster.mean) > similarityToOthers(face, own.cluster);
    });
  }
}

/** How alike a face is to the other faces of its cluster. */
function similarityToOthers({ mean, weight }: Cluster, own: Cluster): number {
  return (own.weight * dot(own.mean, mean) - weight * (1 - 2 * mean.offset)) / (own.weight - weight);
}
