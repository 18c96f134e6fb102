// A tree that is shuffled while it is watched: in the end the library says of it what the disk says, and names are there.

import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openLibrary } from '../../app/core.ts';
import { silentLog } from '../../app/platform/log.ts';
import { facePhotos } from '../face-photos.ts';
import { hashOf } from '../file-hash.ts';
import { fingerprints, mustBeUntouched, mustBeWhole, rows } from './library.ts';
import type { Random } from '../seeded-random.ts';
import { must, pause, type Trial } from './trial.ts';

const FILES = 10_000;
const CONTENTS = 150;
const STEPS = 2000;
const TRIAL_TIMEOUT_MS = 600_000;

export const shuffle: Trial = {
  sentence: 'A tree that is shuffled while it is watched is known as it is in the end, and every name is there',
  async run({ folder, random, scale, say }) {
    const library = join(folder, 'library');
    const roots = [join(folder, 'one'), join(folder, 'two')];
    await plant(roots, Math.ceil(FILES * scale), random);
    const opened = await openLibrary({ folder: library, log: silentLog });
    for (const path of roots) await opened.engine['folders.add']({ path });
    const planting = performance.now();
    await opened.whenIdle();
    say(`  ${roots.length} folders read in ${((performance.now() - planting) / 1000).toFixed(0)} s`);
    for (const section of ['main', 'seldom'] as const) {
      const { people } = await opened.engine['people.list']({ section, offset: 0, limit: 1000 });
      for (const { id } of people) await opened.engine['people.name']({ person: id, name: `P${id}`, ifTaken: 'ask' });
    }
    const named = namesByHash(library);
    const steps = Math.ceil(STEPS * scale);
    const trash = join(folder, 'trash');
    mkdirSync(trash);
    for (let step = 0; step < steps; step++) {
      move(roots, trash, random, step);
      if (random.below(4) === 0) await pause(random.below(40));
    }
    const shuffled = performance.now();
    const truth = treeOf(roots);
    const originals = roots.map(fingerprints);
    let difference = differenceOf(truth, knownIn(library));
    while (difference !== undefined && performance.now() - shuffled < TRIAL_TIMEOUT_MS) {
      await pause(500);
      difference = differenceOf(truth, knownIn(library));
    }
    const caughtUp = ((performance.now() - shuffled) / 1000).toFixed(1);
    await opened.whenIdle();
    await opened.close();
    must(difference === undefined, `The library does not agree with the disk: ${difference}`);
    const left = new Set(truth.values());
    const now = namesByHash(library);
    let checked = 0;
    for (const [hash, names] of named) {
      if (!left.has(hash)) continue;
      must(now.get(hash) === names, `${hash} showed ${names} and shows ${now.get(hash)} now.`);
      checked++;
    }
    await mustBeWhole(library);
    roots.forEach((root, index) => mustBeUntouched(originals[index] ?? new Map(), root));
    return {
      figures: `${truth.size} files after ${steps} changes, agreed ${caughtUp} s after the last; the names on all ${checked} photos that still exist are the same`,
    };
  },
};

async function plant(roots: string[], files: number, random: Random): Promise<void> {
  const contents = await facePhotos(Math.min(CONTENTS, files));
  for (let index = 0; index < files; index++) {
    const folder = join(random.pick(roots) ?? '', `folder ${random.below(20)}`, `deeper ${random.below(5)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${index}.jpg`), contents[index % contents.length] ?? '');
  }
}

/** Creates, renames, moves, deletes, copies, replaces or restores one file, or renames a folder with all in it. */
function move(roots: string[], trash: string, random: Random, step: number): void {
  const file = randomFile(roots, random);
  const folder = join(random.pick(roots) ?? '', `folder ${random.below(25)}`);
  mkdirSync(folder, { recursive: true });
  if (!file) return;
  const fresh = join(folder, `moved ${step}.jpg`);
  switch (random.below(7)) {
    case 0:
      return renameSync(file, join(file, '..', `renamed ${step}.jpg`));
    case 1:
      return renameSync(file, fresh);
    case 2:
      return renameSync(file, join(trash, `${step}.jpg`));
    case 3:
      return copyFileSync(file, fresh);
    case 4:
      return copyFileSync(file, randomFile(roots, random) ?? fresh); // another picture under an old name
    case 5: {
      const gone = random.pick(readdirSync(trash));
      return gone === undefined ? undefined : renameSync(join(trash, gone), fresh);
    }
    default: {
      if (random.below(5) > 0) return rmSync(file);
      return renameSync(folder, `${folder} ${step}`);
    }
  }
}

function randomFile(roots: string[], random: Random): string | undefined {
  let folder = random.pick(roots) ?? '';
  for (;;) {
    const entry = random.pick(readdirSync(folder, { withFileTypes: true }));
    if (!entry) return undefined;
    folder = join(folder, entry.name);
    if (entry.isFile()) return folder;
  }
}

function treeOf(roots: string[]): Map<string, string> {
  return new Map(
    roots.flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path, hashOf(path)] as const),
    ),
  );
}

function knownIn(library: string): Map<string, string> {
  const known = rows<{ path: string; hash: string | null; state: string }>(
    library,
    `SELECT folder.path || '/' || file.path AS path, hash, state FROM file JOIN folder ON folder.id = file.folder
     LEFT JOIN photo ON photo.id = file.photo WHERE state <> 'missing'`,
  );
  return new Map(known.map(({ path, hash, state }) => [path, state === 'done' ? String(hash) : state]));
}

function differenceOf(truth: ReadonlyMap<string, string>, known: ReadonlyMap<string, string>): string | undefined {
  for (const [path, hash] of truth) {
    if (known.get(path) !== hash) return `${relative('/', path)} is ${hash.slice(0, 8)}, not ${known.get(path)}`;
  }
  for (const path of known.keys()) if (!truth.has(path)) return `${relative('/', path)} is not there`;
  return undefined;
}

/** Who is on each photo, by its content. */
function namesByHash(library: string): Map<string, string> {
  const faces = rows<{ hash: string; names: string }>(
    library,
    `SELECT hash, group_concat(coalesce(person.name, '?'), ' ' ORDER BY face.id) AS names
     FROM face JOIN photo ON photo.id = face.photo LEFT JOIN person ON person.id = face.person WHERE gone = 0 GROUP BY photo.id`,
  );
  return new Map(faces.map(({ hash, names }) => [hash, names]));
}
