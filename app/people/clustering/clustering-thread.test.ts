import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { clusterInThread } from './clustering-thread.ts';
import { peopleAmong } from './clustering.ts';
import { Edges } from './edges.ts';
import type { Cluster } from './linkage.ts';
import { runAll } from '../../scheduling/slices.ts';
import { roomFor, vectorOf, wholeNumbers } from '../scoring/vectors.ts';

const linkageOptions = { threshold: 0.6, chance: 0.1 };
const PEOPLE = 500;
const FACES = 2_500;

test('a thread of its own joins exactly those who are joined here', async () => {
  const [clusters, cannotLinks] = [faces(), [[0, PEOPLE]] as const];
  const met = () => {
    const edges = new Edges();
    for (let at = FACES; at < clusters.length; at++) edges.add(at - FACES, at);
    return edges;
  };
  const work = () => ({ clusters, count: FACES, met: met(), cannotLinks, linkageOptions });
  const here = runAll(peopleAmong(work()));
  const there = await clusterInThread({ ...work(), total: clusters.length }, never());
  expect(there).toEqual(here);
  expect(new Set(here).size).toBeLessThan(clusters.length / 2);
  expect(here[PEOPLE]).not.toBe(here[0]);
});

test('it ends when its answer is no longer wanted', async () => {
  const life = new AbortController();
  const clusters = faces();
  const work = {
    clusters,
    total: clusters.length,
    count: FACES,
    met: new Edges(),
    cannotLinks: [],
    linkageOptions,
  };
  const answer = clusterInThread(work, life.signal);
  setTimeout(() => life.abort(), 100);
  expect(await answer).toBeUndefined();
});

test('a thread that fails is told of', async () => {
  const edges = new Edges();
  edges.add(0, 1_000_000);
  const clusters = faces();
  const work = { clusters, total: clusters.length, count: FACES, met: edges, cannotLinks: [], linkageOptions };
  await expect(clusterInThread(work, never())).rejects.toThrow('undefined');
});

function never(): AbortSignal {
  return new AbortController().signal;
}

/** A few faces of each person, some on one photo, some blurred; then some people who stand. */
function faces(): Cluster[] {
  const random = seeded(7).next;
  const centres = Array.from({ length: PEOPLE }, () => direction(random, () => 0));
  return Array.from({ length: FACES + 20 }, (_, at) => {
    const centre = ensure(centres[at % PEOPLE]);
    const own = wholeNumbers(direction(random, (axis) => 3 * ensure(centre[axis])));
    const values = at % 3 === 0 ? own : roomFor(own.length); // some are in memory that both threads read, and some are not
    values.set(own);
    const weight = 0.1 + random();
    return {
      mean: vectorOf(values, 8),
      weight,
      squares: weight ** 2,
      size: at < FACES ? 1 : 5,
      photos: new Set([at >> 1]),
      isFixed: at >= FACES,
      isClear: random() > 0.1,
    };
  });
}

/** A unit vector of 16 numbers. */
function direction(random: () => number, towards: (axis: number) => number): number[] {
  const values = Array.from({ length: 16 }, (_, axis) => random() - 0.5 + towards(axis));
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
