import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { firstOf } from '../../../tests/first-of.ts';
import { clusterOf, direction, facesAround, similarityOf, towards } from '../../../tests/invented-clusters.ts';
import { ensure } from '../../ensure.ts';
import { openBlockThreads } from './block-threads.ts';
import { clustered, exactly } from './clustering.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { averageLinkage, type Cluster, type LinkageOptions } from './linkage.ts';
import { score } from '../scoring/similarity.ts';
import { runAll } from '../../scheduling/slices.ts';
import { dot, vectorOf, wholeNumbers } from '../scoring/vectors.ts';

const DIMENSIONS = 16;
/** The quality of a clear face, which is its weight. */
const CLEAR = 0.2;

test('joins exactly what plain average linkage joins', () => {
  const faces = people(12, 5);
  for (const threshold of [0.5, 0.7, 0.85]) {
    for (const chance of [0, 0.1, 0.3]) {
      const ours = linked(faces.map(single), [], threshold, { chance });
      expect(partition(ours)).toEqual(partition(plainAverageLinkage(faces, threshold, chance)));
    }
  }
});

test('joins exactly the same where faces are blurred, whatever turns clear in the meantime', () => {
  const faces = people(14, 6);
  const weights = faces.map(() => (random() < 0.4 ? 0.1 : 0.15 + 0.85 * random()));
  const clusters = faces.map((vector, photo) => weighing(single(vector, photo), ensure(weights[photo])));
  for (const threshold of [0.5, 0.6, 0.7]) {
    const ours = linked(clusters, [], threshold, { chance: 0.1 });
    expect(partition(ours)).toEqual(partition(plainAverageLinkage(faces, threshold, 0.1, weights)));
  }
});

test('the order of the faces does not matter', () => {
  const faces = people(10, 4);
  const order = shuffled(faces.map((_, index) => index));
  const straight = linked(faces.map(single), [], 0.7);
  const mixed = linked(
    order.map((index) => single(ensure(faces[index]), index)),
    [],
    0.7,
  );
  const back = Int32Array.from(order.keys());
  order.forEach((index, at) => (back[index] = ensure(mixed[at])));
  expect(partition(back)).toEqual(partition(straight));
});

test('two faces of one photo never meet, not even through a third', () => {
  const [a, b, c] = firstOf(
    3,
    [0.99, 1, 0.98].map((x) => unit([x, Math.sqrt(1 - x * x)])),
  );
  const clusters = [onPhoto(a, 1), onPhoto(b, 2), onPhoto(c, 1)];
  const into = linked(clusters, [], 0.5);
  expect(into[0]).not.toBe(into[2]);
});

test('a cannot-link holds for everyone who joined either side', () => {
  const faces = [0, 0.01, 0.02, 0.03].map((angle) => unit([Math.cos(angle), Math.sin(angle)]));
  const into = linked(faces.map(single), [[0, 3]], 0.5);
  expect(into[0]).not.toBe(into[3]);
  expect(new Set(into).size).toBe(2);
});

test('a face or two that are much less like a person than that person is like themselves are of somebody else', () => {
  const centre = direction();
  const studio = facesAround(centre, 16, 0.75);
  const faces = [...studio, towards(centre, 0.42 / Math.sqrt(0.75))].map((face, at) => clusterOf([face], at));
  expect(similarityOf(clusterOf(studio, 0), faces.at(-1))).toBeGreaterThan(0.39);
  const options = { leastShare: 0.58 };
  expect([...linked(faces, [], 0.36, options)]).toEqual([...studio.map(() => 0), studio.length]);
  expect(new Set(linked(faces, [], 0.36)).size).toBe(1);
  const burst = facesAround(centre, 16, 0.95); // as alike as no person is on two days
  const another = [...burst, towards(centre, 0.45 / Math.sqrt(0.95))].map((face, at) => clusterOf([face], at));
  expect(new Set(linked(another, [], 0.36, options)).size).toBe(1);
  const years = facesAround(centre, 16, 0.55);
  const seen = [...years, towards(centre, 0.43 / Math.sqrt(0.55))].map((face, at) => clusterOf([face], at));
  expect(new Set(linked(seen, [], 0.36, options)).size).toBe(1);
});

test('those who stand take newcomers in, and are never joined with one another', () => {
  const [one, same, newcomer] = firstOf(
    3,
    [0, 0.01, 0.005].map((angle) => unit([Math.cos(angle), Math.sin(angle)])),
  );
  const standing = [one, same].map((vector, index) => ({ ...single(vector, index), isFixed: true }));
  const into = linked([...standing, single(newcomer, 2)], [], 0.5);
  expect(into[0]).not.toBe(into[1]);
  expect([into[0], into[1]]).toContain(into[2]);
});

test('two large groups have to be more alike than a face and a group, unless the library has grown and asks that of all', () => {
  const [one, other] = [unit([1, 0]), unit([0.45, Math.sqrt(1 - 0.45 ** 2)])];
  const known = (vector: Int16Array, photo: number, size: number) => ({ ...single(vector, photo), size, weight: size });
  const peopleOf = (size: number, grown: number) =>
    new Set(linked([known(one, 0, 16), known(other, 1, size)], [], 0.4, { chance: 0.1, grown })).size;
  expect([1, 2, 16].map((size) => peopleOf(size, 0))).toEqual([1, 1, 2]);
  expect(peopleOf(16, 0.2)).toBe(1);
});

test('many are clustered in blocks as if every pair had been compared, and what is said of a face holds across them', async () => {
  const order = shuffled(people(1_700, 3).map(single));
  const count = order.length;
  /** Each stands for the person of a face, and two of them are no one else's. */
  const standing = [0, 2_000, count - 1].map((at) => ({
    ...ensure(order[at]),
    photos: new Set<number>(),
    isFixed: true,
  }));
  const clusters = [...order, ...standing];
  const met = () => {
    const edges = new Edges();
    for (const at of standing.keys()) edges.add([0, 2_000, count - 1][at] ?? 0, count + at);
    return edges;
  };
  const linkageOptions = { threshold: 0.75, chance: 0 };
  const together = (...cannotLinks: [number, number][]) => ({
    clusters: [...clusters],
    count,
    met: met(),
    cannotLinks,
    linkageOptions,
  });
  const free = runAll(exactly(together()));
  const [one, other] = farthestTogether(free, count);
  const exact = runAll(exactly(together([one, other])));
  const by = (threads: number) => clustered(together([one, other]), () => openBlockThreads(threads), 100);
  const inBlocks = await by(1);
  expect(count).toBeGreaterThan(4_000); // or there would be one block
  expect(inBlocks[one]).not.toBe(inBlocks[other]);
  expect([0, 2_000, count - 1].map((at) => inBlocks[at])).toEqual([count, count + 1, count + 2]);
  expect(await by(3)).toEqual(inBlocks);
  const [all, nearly] = [partition(exact), partition(inBlocks)].map((groups) => new Set(groups.map(String)));
  expect(nearly?.intersection(ensure(all)).size).toBeGreaterThan(0.99 * ensure(all).size);
});

test('every pair is compared in parts, each by itself and with each other', () => {
  const clusters = people(30, 20).map(single);
  const pairs = (edges: Edges) =>
    new Set(
      Array.from({ length: edges.length }, (_, at) =>
        String([edges.a[at], edges.b[at]].sort((x, y) => Number(x) - Number(y))),
      ),
    );
  const [first, others] = [clusters.slice(0, 301), clusters.slice(301)];
  const inParts = runAll(everyPair(first, 0.5, new Edges()));
  inParts.addAll(runAll(everyPair(others, 0.5, new Edges())).packed(), (at) => 301 + at);
  inParts.addAll(runAll(everyPair(clusters, 0.5, new Edges(), { apart: 301 })).packed());
  const atOnce = runAll(everyPair(clusters, 0.5, new Edges()));
  expect(inParts.length).toBe(atOnce.length);
  expect(pairs(inParts)).toEqual(pairs(atOnce));
});

test('blurred strangers, who are alike, are not heaped around one who seems clear, but join whoever is clear', () => {
  const blur = direction();
  const blurred = facesAround(blur, 12, 0.6).map((face, at) => weighing(clusterOf([face], at), 0.1));
  const [seemsClear] = facesAround(blur, 1, 0.6);
  const heap = linked([...blurred, weighing(clusterOf([ensure(seemsClear)], 12), 0.8)], [], 0.4);
  expect(Math.max(...partition(heap).map((group) => group.length))).toBe(2);
  const clear = facesAround(blur, 3, 0.6).map((face, at) => clusterOf([face], 20 + at));
  expect(new Set(linked([...blurred.slice(0, 3), ...clear], [], 0.4)).size).toBe(1);
});

/** Two faces of one group that are in two blocks. */
function farthestTogether(into: Int32Array, count: number): [number, number] {
  for (let at = count - 2; at > 4_000; at--) {
    const leader = ensure(into[at]);
    const first = into.indexOf(leader);
    if (first < 4_000 && leader < count) return [first, at];
  }
  throw new Error('No group reaches from one block into the other.');
}

function linked(
  clusters: Cluster[],
  cannotLinks: [number, number][],
  threshold: number,
  { chance = 0, ...more }: Partial<LinkageOptions> = {},
): Int32Array {
  const edges = runAll(everyPair(clusters, threshold, new Edges()));
  return runAll(averageLinkage(clusters, edges, cannotLinks, { threshold, chance, ...more }));
}

function single(vector: Int16Array, photo: number): Cluster {
  return onPhoto(vector, photo);
}

function onPhoto(vector: Int16Array, photo: number): Cluster {
  return {
    mean: vectorOf(vector),
    weight: 1,
    squares: 1,
    size: 1,
    photos: new Set([photo]),
    isFixed: false,
    isClear: true,
  };
}

function weighing(cluster: Cluster, weight: number): Cluster {
  return { ...cluster, weight, squares: weight ** 2, isClear: weight >= CLEAR };
}

/** The textbook: compare every pair of groups by the mean over all pairs of members, join the best, repeat. */
function plainAverageLinkage(
  faces: Int16Array[],
  threshold: number,
  chance: number,
  weights: readonly number[] = faces.map(() => 1),
): Int32Array {
  const groups = faces.map((_, index) => [index]);
  const weightOf = (index: number) => ensure(weights[index]);
  const sumOf = (group: readonly number[]) => group.reduce((sum, index) => sum + weightOf(index), 0);
  const areTooBlurred = (a: readonly number[], b: readonly number[]) => {
    const isBlurred = a.every((index) => weightOf(index) < CLEAR);
    return isBlurred && sumOf(b) < b.length / 2;
  };
  for (;;) {
    let best: { score: number; a: number[]; b: number[] } | undefined;
    for (const [index, b] of groups.entries()) {
      for (const a of groups.slice(0, index)) {
        if (areTooBlurred(a, b) || areTooBlurred(b, a)) continue;
        let sum = 0;
        for (const i of a) {
          for (const j of b) {
            sum += weightOf(i) * weightOf(j) * dot(vectorOf(ensure(faces[i])), vectorOf(ensure(faces[j])));
          }
        }
        const similarity = sum / (sumOf(a) * sumOf(b));
        const said = score(similarity, a.length, b.length, { chance });
        if (said > (best?.score ?? threshold)) best = { score: said, a, b };
      }
    }
    if (!best) break;
    best.a.push(...best.b);
    groups.splice(groups.indexOf(best.b), 1);
  }
  const into = new Int32Array(faces.length);
  for (const group of groups) for (const index of group) into[index] = ensure(group[0]);
  return into;
}

function partition(into: Int32Array): number[][] {
  const groups = new Map<number, number[]>();
  into.forEach((leader, index) => groups.set(leader, [...(groups.get(leader) ?? []), index]));
  return [...groups.values()].sort((a, b) => ensure(a[0]) - ensure(b[0]));
}

const random = seeded(7).next;

/** Faces of `count` people, each a random direction with some noise. */
function people(count: number, each: number): Int16Array[] {
  return Array.from({ length: count }, () => Array.from({ length: DIMENSIONS }, gauss)).flatMap((centre) =>
    Array.from({ length: each }, () => unit(centre.map((value) => value + 0.6 * gauss()))),
  );
}

function unit(values: number[]): Int16Array {
  const length = Math.hypot(...values);
  return wholeNumbers(values.map((value) => value / length));
}

function gauss(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
