// kill -9 of vision processes at random moments of a scan: the scan goes on, and ends complete.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../app/core.ts';
import { silentLog } from '../../app/log.ts';
import { codeOf } from '../../app/errors.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { fingerprints, mustBeUntouched, mustBeWhole } from './library.ts';
import { must, pause, type Trial } from './trial.ts';

const KILLS = 100;

export const killVision: Trial = {
  sentence: 'Vision processes killed at any moment cost time, and no photo',
  async run({ folder, random, scale }) {
    if (process.platform !== 'linux') return { skipped: 'Processes are found by /proc, which only Linux has.' };
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, Math.ceil(300 * scale));
    const originals = fingerprints(photos);
    const kills = Math.ceil(KILLS * scale);
    const libraryFolder = join(folder, 'library');
    const library = await openLibrary({ folder: libraryFolder, log: silentLog, watch: false });
    await library.engine['folders.add']({ path: photos });
    let killed = 0;
    let again = 0;
    while (killed < kills) {
      await pause(50 + random.below(700));
      const { photos: counts } = await library.engine['library.status']({});
      if (counts.waiting === 0) {
        for (const { id } of (await library.engine['photos.list']({ offset: 0, limit: 1000 })).photos) {
          await askAgain(library, id);
        }
        again++;
      }
      const victim = random.pick(visionProcesses());
      if (victim !== undefined && kill(victim)) killed++;
    }
    await library.engine['work.resume']({});
    await library.whenIdle();
    const { total } = await library.engine['failures.list']({ offset: 0, limit: 1 });
    await library.engine['failures.retry']({ files: 'all' });
    await library.whenIdle();
    const { photos: counts, faces } = await library.engine['library.status']({});
    await library.close();
    must(counts.done === originals.size, `${counts.done} of ${originals.size} photos were read.`);
    mustBeWhole(libraryFolder);
    mustBeUntouched(originals, photos);
    return {
      figures: `${killed} kills, ${counts.done} photos with ${faces} faces complete; ${total} had been killed twice in a row and were read when asked for again; looked at anew ${again} times`,
    };
  },
};

/** Its cached pictures are deleted, and the screen asks for them. */
async function askAgain(library: Awaited<ReturnType<typeof openLibrary>>, photo: number): Promise<void> {
  const media = await library.media('thumbnail', photo).catch(() => undefined); // it is being looked at
  if (!media || !('file' in media)) return;
  const { rmSync } = await import('node:fs');
  rmSync(media.file);
  await library.media('thumbnail', photo).catch(() => undefined); // asking for it is the point
}

function visionProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        const isOurs = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid);
        return isOurs && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('vision');
      } catch {
        return false; // it ended while we looked
      }
    });
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
