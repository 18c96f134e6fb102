// Single writes of the engine fail with an I/O error, a full disk or one made read-only, wherever they fall: the system itself refuses them.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../app/store/index.ts';
import { facePhotos, writePhotos } from '../face-photos.ts';
import { type Life, liveAndDie } from './life.ts';
import {
  type Acknowledged,
  complete,
  fingerprint,
  fingerprints,
  mustBeWhole,
  mustEndComplete,
  mustRemember,
} from './library.ts';
import { must, type Trial } from './trial.ts';

const ROUNDS = 12;
/** A failing disk, a full one, and one that the system made read-only to save what is on it. */
const ERRORS = ['EIO', 'ENOSPC', 'EROFS'];
/** A life ends after so many acknowledgements, or when the faults have let fewer through by then. */
const ENOUGH = 100;
const LONGEST_LIFE_MS = 10_000;
/** Every round brings new photos, so that each is one of a scan. */
const PHOTOS_A_ROUND = 25;
const LATEST_FIRST = 40;
/** Between one failing write and the next: near enough to meet every kind of write, far enough that some get through. */
const CLOSEST = 15;
const FARTHEST = 60;
/** What writes the database and its backups. */
const DATABASE_WRITES = 'pwrite64,fdatasync,fsync,ftruncate,rename,renameat,renameat2';
/** What writes pictures, in the folders where the next ones are expected. */
const PICTURE_WRITES = 'openat,write,mkdir';

export const ioErrors: Trial = {
  sentence: 'A write that fails loses nothing that was acknowledged, and stops nothing for good',
  async run({ folder, random, scale }) {
    if (process.platform !== 'linux' || spawnSync('strace', ['-V']).status !== 0) {
      return { skipped: 'It needs strace: apt-get install strace.' };
    }
    const library = join(folder, 'library');
    const photos = join(folder, 'photos');
    const rounds = Math.ceil(ROUNDS * scale);
    const contents = await facePhotos((rounds + 1) * PHOTOS_A_ROUND);
    writePhotos(photos, contents.slice(0, PHOTOS_A_ROUND));
    const originals = fingerprints(photos);
    await (await complete(library, photos)).close();
    const said: Acknowledged[] = [];
    const banners = new Map<string, number>();
    const failed = new Map<string, number>();
    let refusedToOpen = 0;
    for (let round = 0; round < rounds; round++) {
      for (const path of writePhotos(photos, contents.slice(0, (round + 2) * PHOTOS_A_ROUND), originals.size)) {
        originals.set(path, fingerprint(path));
      }
      const error = ERRORS[round % ERRORS.length];
      const record = join(folder, `calls-${round}.txt`);
      const first = 1 + random.below(LATEST_FIRST);
      const fault = `error=${error}:when=${first}+${CLOSEST + random.below(FARTHEST)}`;
      const calls = round % 4 === 3 ? PICTURE_WRITES : DATABASE_WRITES;
      const only = calls === PICTURE_WRITES ? picturesOf(library, originals.size) : [];
      const strace = ['strace', '-f', '--seccomp-bpf', '-qq', '-D', '-o', record, '-e', `trace=${calls}`];
      const life = await liveAndDie({
        library,
        photos,
        seed: random.below(1e9),
        from: 'opened',
        milliseconds: LONGEST_LIFE_MS,
        enough: ENOUGH,
        under: [...strace, ...only, '-e', `inject=${calls}:${fault}`],
      });
      said.push(...life.said);
      for (const problem of life.problems) banners.set(problem, (banners.get(problem) ?? 0) + 1);
      if (!life.wasKilled) {
        mustHaveSaidWhy(life, fault);
        refusedToOpen++;
      }
      for (const call of injectedIn(record)) failed.set(call, (failed.get(call) ?? 0) + 1);
      openStore(library).close();
      await mustBeWhole(library);
      mustRemember(library, said);
    }
    await mustEndComplete(library, photos, originals, said);
    const faults = [...failed.values()].reduce((sum, count) => sum + count, 0);
    must(faults >= 20 * rounds, `Only ${faults} writes failed: that proves little.`);
    must(said.length >= 10 * rounds, `Only ${said.length} answers were acknowledged: that proves little.`);
    must(banners.size > 0, 'No banner was shown.');
    return {
      figures: `${faults} failed writes (${listOf(failed)}) in ${rounds} lives, ${refusedToOpen} of which refused to open with a sentence; banners: ${listOf(banners)}; ${said.length} acknowledged, ${originals.size} photos complete`,
    };
  },
};

/** At the start there is no window to show a banner in: one sentence, and the end. */
function mustHaveSaidWhy({ errors }: Life, fault: string): void {
  must(/AppError|The library in/.test(errors), `The engine crashed on ${fault}: ${errors}`);
}

/** The filter of strace takes no folders, but what will be written there has numbers for names. */
function picturesOf(library: string, most: number): string[] {
  const ids = Array.from({ length: 2 * most }, (_, index) => String(index + 1));
  const files = ['thumbs', 'faces'].flatMap((kind) => [
    join(library, kind),
    join(library, kind, '0'),
    ...ids.map((id) => join(library, kind, '0', `${id}.jpg`)),
  ]);
  return files.flatMap((path) => ['-P', path]);
}

function injectedIn(record: string): string[] {
  if (!existsSync(record)) return [];
  return readFileSync(record, 'utf8')
    .split('\n')
    .flatMap((line) => (line.includes('(INJECTED)') ? (/(\w+)(?:\(| resumed>)/.exec(line)?.[1] ?? []) : []));
}

function listOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}
