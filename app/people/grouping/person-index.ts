// Finds people who are like a face or a person: compares all in an ordinary library, the nearest in a large one.

import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ensure } from '../../ensure.ts';
import type { Store } from '../../store/index.ts';
import { MOST_COMPARED_EXACTLY } from '../clustering/clustering.ts';
import type { Group } from './group.ts';
import type { Groups } from './groups.ts';
import type { Cluster } from '../clustering/linkage.ts';
import { type HnswIndex, openHnswIndex } from '../clustering/hnsw-index.ts';
import type { SimilarityModel } from '../scoring/similarity.ts';
import { similarities } from '../scoring/one-with-many.ts';

/** How many of the nearest people are compared exactly. */
const NEAREST_PEOPLE = 64;
/** People at once, and how many faces they may have: each has a mean to be worked out. */
const PEOPLE_INDEXED_AT_ONCE = 32;
const FACES_INDEXED_AT_ONCE = 1_000;
/** A person who grew by less than this share points where they pointed before. */
const LEAST_GROWTH_TO_REINDEX = 1 / 8;

/**
 * Written beside the index: what it was made of. The library knows `made` as well, which is drawn by lot for each index: a
 * restored backup knows another one, and a number in it may mean another person.
 */
const Stamp = z.object({ made: z.string(), models: z.string(), move: z.number(), sha256: z.string() });

export interface Near {
  person: number;
  similarity: number;
}

export type PersonIndex = ReturnType<typeof openPersonIndex>;

/**
 * @param file where the index is kept between two sessions; it is made anew when it is missing or of something else
 * @param most up to how many faces all people are compared
 */
export function openPersonIndex(
  store: Store,
  groups: Groups,
  { models }: SimilarityModel,
  file: string | undefined,
  most = MOST_COMPARED_EXACTLY,
) {
  const name = JSON.stringify(models);
  let nearest: HnswIndex | undefined;
  /** While it is being made, it already follows what changes. */
  let coming: HnswIndex | undefined;
  /** People who changed since they were indexed. */
  const outdated = new Set<number>();
  /** The nearest that were looked for last: people who came since find them, when they are met themselves. */
  let ahead: ReadonlyMap<Cluster, readonly number[]> = new Map();
  /** How many faces each person had when they were put into the index. */
  const sizes = new Map<number, number>();

  return {
    /** Compares with all people, or, in a large library, with the nearest. Those in `except` may be left out. */
    near(cluster: Cluster, least: number, except?: ReadonlySet<number>): Near[] {
      const others: [number, Group][] = [];
      if (nearest) {
        const keys = ahead.get(cluster) ?? nearest.search([cluster.mean], NEAREST_PEOPLE)[0] ?? [];
        for (const person of keys) {
          const group = groups.people.get(person);
          if (group && group !== cluster) others.push([person, group]);
        }
      } else {
        for (const [person, group] of groups.people) {
          if (group !== cluster && !except?.has(person)) others.push([person, group]);
        }
      }
      const found: Near[] = [];
      const means = others.map(([, { mean }]) => mean);
      for (const [at, similarity] of similarities(cluster.mean, means).entries()) {
        if (similarity >= least) found.push({ person: ensure(others[at], 'A person who was compared')[0], similarity });
      }
      return found;
    },

    /** In a large library, looks for the nearest of several at once, for which `near` is to be asked next: quicker than one by one. */
    searchAhead(clusters: readonly Cluster[]): void {
      if (!nearest) return;
      const found = nearest.search(
        clusters.map(({ mean }) => mean),
        NEAREST_PEOPLE,
      );
      ahead = new Map(clusters.map((cluster, at) => [cluster, ensure(found[at], 'The nearest of a cluster')]));
    },

    /** These people gained or lost faces, came or went: until they are updated, they are looked for as they were. */
    outdate(people: Iterable<number>): void {
      for (const person of people) outdated.add(person);
    },

    /** In slices: lets all people be found; makes or reads the index once the library is large enough to need one. */
    *prepare(): Generator<void, void> {
      if (!nearest && !coming && groups.faces.size > most) {
        coming = open();
        yield;
        for (const person of groups.people.keys()) if (coming?.has(person) === false) outdated.add(person);
      }
      yield* update();
      if (coming) [nearest, coming] = [coming, undefined];
    },

    update,
    updateAtOnce,

    /** Without those who are not found where they are now: they are put there again when it is read. */
    save(): void {
      if (!nearest || file === undefined) return;
      rmSync(stampOf(file), { force: true }); // an index without its stamp is not trusted
      const moved = [...sizes].filter(([person, size]) => groups.people.get(person)?.size !== size);
      nearest.remove([...outdated, ...moved.map(([person]) => person)]);
      nearest.save(file);
      const stamp = { made: randomUUID(), models: name, move: store.people.newestMove(), sha256: sha256Of(file) };
      store.settings.set('personIndex', stamp.made);
      writeFileSync(stampOf(file), JSON.stringify(stamp));
    },
  };

  /** In slices: indexes outdated people anew. */
  function* update(): Generator<void, void> {
    while (outdated.size > 0) {
      const batch: number[] = [];
      let faces = 0;
      for (const person of outdated) {
        const group = groups.people.get(person);
        batch.push(person);
        if (group) {
          yield* group.workOutMean();
          faces += group.size;
        }
        if (batch.length >= PEOPLE_INDEXED_AT_ONCE || faces >= FACES_INDEXED_AT_ONCE) break;
      }
      updateAtOnce(batch);
      yield;
    }
  }

  /** The same for a few, whether they are outdated or not. */
  function updateAtOnce(people: readonly number[]): void {
    const index = nearest ?? coming;
    if (index) put(index, people);
    else for (const person of people) void groups.people.get(person)?.mean; // or all are worked out at the first comparison
    for (const person of people) outdated.delete(person);
  }

  function put(index: HnswIndex, people: readonly number[]): void {
    const gone = people.filter((person) => !groups.people.has(person));
    index.remove(gone);
    for (const person of gone) sizes.delete(person);
    index.put(
      people.flatMap((person) => {
        const group = groups.people.get(person);
        const before = sizes.get(person) ?? 0;
        if (!group || Math.abs(group.size - before) <= before * LEAST_GROWTH_TO_REINDEX) return [];
        sizes.set(person, group.size);
        return [{ key: person, vector: group.mean }];
      }),
    );
  }

  function open(): HnswIndex | undefined {
    const [first] = groups.faces.pages().find((faces) => faces.length > 0) ?? [];
    if (!first) return undefined;
    const kept = file === undefined ? undefined : readKept(first.vector.head, file);
    return kept ?? openHnswIndex(first.vector.head);
  }

  /** The index as it was saved, without those whose faces moved since. */
  function readKept(head: number, from: string): HnswIndex | undefined {
    const stamp = stampIn(from);
    if (stamp?.models !== name || stamp.made !== store.settings.get('personIndex')) return undefined;
    const kept = openHnswIndex(head);
    if (!kept) return undefined;
    kept.load(from);
    kept.remove(store.people.movedSince(stamp.move));
    for (const [person, group] of groups.people) if (kept.has(person)) sizes.set(person, group.size);
    return kept;
  }
}

/** @returns nothing when the index or its stamp is not there or damaged: it is only a cache, and is made anew */
function stampIn(file: string): z.output<typeof Stamp> | undefined {
  try {
    const stamp = Stamp.parse(JSON.parse(readFileSync(stampOf(file), 'utf8')));
    // usearch trusts what it reads: a damaged file would end the program.
    return stamp.sha256 === sha256Of(file) ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** In pieces: the index of a large library is a hundred megabytes. */
function sha256Of(file: string): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(1 << 20);
  const opened = openSync(file, 'r');
  try {
    for (let bytes = readSync(opened, piece); bytes > 0; bytes = readSync(opened, piece)) {
      hash.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(opened);
  }
  return hash.digest('hex');
}

function stampOf(file: string): string {
  return `${file}.json`;
}
