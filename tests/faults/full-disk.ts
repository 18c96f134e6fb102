// The disk fills up at random moments of a scan: what was acknowledged stays, and the scan goes on when there is room.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../app/core.ts';
import { messageOf, troubleOf } from '../../app/errors.ts';
import { silentLog } from '../../app/platform/log.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { hashOf } from '../file-hash.ts';
import { type Acknowledged, fingerprints, mustBeWhole, mustEndComplete } from './library.ts';
import { saySomething } from './talker.ts';
import { must, pause, type Trial } from './trial.ts';

const ROUNDS = 30;

export const fullDisk: Trial = {
  sentence: 'A disk that fills up at any write loses nothing that was acknowledged',
  async run({ folder, random, scale }) {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk]).status !== 0) {
      return { skipped: 'It needs to mount a small disk, which takes Linux and its administrator.' };
    }
    try {
      const library = join(disk, 'library');
      const photos = join(folder, 'photos');
      const rounds = Math.ceil(ROUNDS * scale);
      await writeFacePhotos(photos, rounds * 4);
      const originals = fingerprints(photos);
      const said: Acknowledged[] = [];
      let opened = await openLibrary({ folder: library, log: silentLog, watch: false });
      await opened.engine['folders.add']({ path: photos });
      let full = 0;
      let refused = 0;
      for (let round = 0; round < rounds; round++) {
        leave(disk, random.below(120_000));
        for (let turn = 0; turn < 10; turn++) {
          await pause(random.below(100));
          try {
            const acknowledged = await saySomething(opened, random);
            if (acknowledged) said.push(acknowledged);
          } catch (error) {
            if (troubleOf(error)) refused++;
          }
        }
        const { problem } = await opened.engine['library.status']({});
        if (problem) full++;
        must(problem === null || problem.message.id === 'diskFull', `The banner says: ${problem?.message.text}`);
        rmSync(join(disk, 'ballast'));
        if (round % 5 === 4) {
          await opened.close();
          await mustBeWhole(library);
          opened = await openLibrary({ folder: library, log: silentLog, watch: false });
        }
        await opened.engine['work.resume']({});
      }
      await opened.close();
      await mustRefuseReadOnly(disk, library);
      await mustEndComplete(library, photos, originals, said);
      return {
        figures: `${rounds} times full (${full} with the banner, ${refused} calls refused), ${said.length} acknowledged, ${originals.size} photos complete`,
      };
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  },
};

/** There is no screen to tell it on: one sentence, and nothing is touched. Writable again, it opens. */
async function mustRefuseReadOnly(disk: string, library: string): Promise<void> {
  const remount = (how: string) => spawnSync('mount', ['-o', `remount,${how}`, disk]).status;
  must(remount('ro') === 0, 'The disk cannot be made read-only.');
  const before = hashOf(join(library, 'library.db'));
  const refusal = await openLibrary({ folder: library, log: silentLog }).then(() => 'nothing', messageOf);
  must(/cannot be opened.*can be written to/.test(refusal), `On a read-only disk it says: ${refusal}`);
  must(hashOf(join(library, 'library.db')) === before, 'The library on the read-only disk changed.');
  must(remount('rw') === 0, 'The disk cannot be made writable again.');
}

/** Fills the disk up to so many bytes. */
function leave(disk: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}
