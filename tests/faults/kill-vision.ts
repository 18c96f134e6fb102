// kill -9 of vision processes at random moments of a scan: the scan goes on, and ends complete.

import { join } from 'node:path';
import { type Library, openLibrary } from '../../app/core.ts';
import { silentLog } from '../../app/platform/log.ts';
import { codeOf } from '../../app/errors.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { visionProcesses } from '../vision-processes.ts';
import { fingerprints, mustBeUntouched, mustBeWhole } from './library.ts';
import { must, pause, type Trial } from './trial.ts';

const KILLS = 100;
/** Only a machine that is busy with something else comes near it. */
const TRIAL_TIMEOUT_MS = 600_000;

export const killVision: Trial = {
  sentence: 'Vision processes killed at any moment cost time, and no photo',
  async run({ folder, random, scale }) {
    if (process.platform !== 'linux') return { skipped: 'Processes are found by /proc, which only Linux has.' };
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, Math.ceil(400 * scale));
    const originals = fingerprints(photos);
    const kills = Math.ceil(KILLS * scale);
    const libraryFolder = join(folder, 'library');
    const library = await openLibrary({ folder: libraryFolder, log: silentLog, watch: false });
    await library.engine['folders.add']({ path: photos });
    let killed = 0;
    let done = 0;
    while (killed < kills) {
      // At a random moment of work: killing what has not come up yet would only try Kindred's patience.
      done = await untilMore(library, done);
      await pause(random.below(400));
      const victim = random.pick(visionProcesses());
      if (victim !== undefined && kill(victim)) killed++;
    }
    await untilRead(library);
    const { total } = await library.engine['failures.list']({ offset: 0, limit: 1 });
    await library.engine['failures.retry']({ files: 'all' });
    await untilRead(library);
    const { photos: counts, faces } = await library.engine['library.status']({});
    await library.close();
    must(counts.done === originals.size, `${counts.done} of ${originals.size} photos were read.`);
    await mustBeWhole(libraryFolder);
    mustBeUntouched(originals, photos);
    return {
      figures: `${killed} kills, ${counts.done} photos with ${faces} faces complete; ${total} had been killed twice in a row and were read when asked for again`,
    };
  },
};

/** By itself: the queue rests for a while when no process starts, and goes on. */
async function untilRead(library: Library): Promise<void> {
  const began = performance.now();
  for (;;) {
    await library.whenIdle();
    const { photos } = await library.engine['library.status']({});
    if (photos.waiting === 0) return;
    must(performance.now() - began < TRIAL_TIMEOUT_MS, `${photos.waiting} photos still wait.`);
    await pause(500);
  }
}

/** @returns how many photos were read by then: more than before, or all */
async function untilMore(library: Library, before: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { photos, problem } = await library.engine['library.status']({});
    if (photos.done > before || (photos.waiting === 0 && photos.done > 0)) return photos.done;
    if (problem) await library.engine['work.resume']({});
    must(performance.now() - began < TRIAL_TIMEOUT_MS, `Nothing is read any more; ${photos.waiting} photos wait.`);
    await pause(20);
  }
}

function kill(id: number): boolean {
  try {
    process.kill(id, 'SIGKILL');
    return true;
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}
