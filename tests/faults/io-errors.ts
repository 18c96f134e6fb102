// Single writes of the engine fail with an I/O error or a full disk, wherever they fall: the system itself refuses them.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openStore } from '../../app/store/index.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { liveAndDie } from './life.ts';
import { type Acknowledged, complete, fingerprints, mustBeUntouched, mustBeWhole, mustRemember } from './library.ts';
import { must, type Trial } from './trial.ts';

const ROUNDS = 24;
const LIFE_MS = 2500;
const LATEST_WRITE = 250;

export const ioErrors: Trial = {
  sentence: 'A write that fails loses nothing that was acknowledged, and stops nothing for good',
  async run({ folder, random, scale }) {
    if (process.platform !== 'linux' || spawnSync('strace', ['-V']).status !== 0) {
      return { skipped: 'It needs strace: apt-get install strace.' };
    }
    const library = join(folder, 'library');
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, Math.ceil(90 * scale));
    const originals = fingerprints(photos);
    const said: Acknowledged[] = [];
    const problems = new Map<string, number>();
    let refusedToOpen = 0;
    const rounds = Math.ceil(ROUNDS * scale);
    for (let round = 0; round < rounds; round++) {
      const error = random.pick(['EIO', 'ENOSPC']);
      const first = 1 + random.below(LATEST_WRITE);
      const fault = `inject=pwrite64,fdatasync,fsync,ftruncate:error=${error}:when=${first}..${first + random.below(8)}`;
      const tracing = ['strace', '-qq', '-D', '-o', '/dev/null', '-e', 'trace=pwrite64,fdatasync,fsync,ftruncate'];
      const life = await liveAndDie(library, photos, random.below(1e9), LIFE_MS, [...tracing, '-e', fault]);
      said.push(...life.said);
      for (const problem of life.problems) problems.set(problem, (problems.get(problem) ?? 0) + 1);
      if (!life.wasKilled) {
        // At the start there is nobody to show a banner to: one sentence, and the end.
        must(/AppError|The library in/.test(life.errors), `The engine crashed on ${fault}: ${life.errors}`);
        refusedToOpen++;
      }
      openStore(library).close();
      mustBeWhole(library);
      mustRemember(library, said);
    }
    const ended = await complete(library, photos);
    const { photos: counts } = await ended.engine['library.status']({});
    await ended.close();
    must(
      counts.done === originals.size && counts.failed === 0,
      `${counts.done} of ${originals.size} photos were read.`,
    );
    mustBeWhole(library);
    mustRemember(library, said);
    mustBeUntouched(originals, photos);
    const banners = [...problems].map(([message, count]) => `“${message}” ${count}`).join(', ');
    return {
      figures: `${rounds} runs with failing writes (${refusedToOpen} at the start; banners: ${banners}), ${said.length} acknowledged, ${counts.done} photos complete`,
    };
  },
};
