// Originals are only ever opened for reading: the system's own record of every call that could change a file.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resource } from '../../app/platform/resources.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { fingerprints, mustBeUntouched, rows } from './library.ts';
import { must, type Trial } from './trial.ts';

const CHANGING =
  'open,openat,openat2,creat,truncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,chmod,fchmodat,chown,lchown,fchownat,utime,utimes,utimensat,futimesat,mkdir,mkdirat,rmdir,setxattr,lsetxattr,mknod,mknodat';

export const readOnly: Trial = {
  sentence: 'Originals are only ever opened for reading',
  async run({ folder, scale }) {
    if (process.platform !== 'linux' || spawnSync('strace', ['-V']).status !== 0) {
      return { skipped: 'It needs strace: apt-get install strace.' };
    }
    const photos = join(folder, 'photos');
    const record = join(folder, 'calls.txt');
    await writeFacePhotos(photos, Math.ceil(30 * scale));
    const originals = fingerprints(photos);
    const library = join(folder, 'library');
    const command = [process.execPath, resource('app', 'cli.ts'), 'scan', photos, '--library', library];
    const child = spawn('strace', ['-f', '-qq', '-o', record, '-e', `trace=${CHANGING}`, ...command], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [status]: unknown[] = await once(child, 'exit');
    must(status === 0, 'The scan under strace failed.');
    const calls = readFileSync(record, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"${photos}/`) || line.includes(`"${photos}"`));
    const opened = calls.filter((line) => /\bopen(?:at2?)?\(/.test(line));
    const changing = calls.filter(
      (line) => !/\bopen(?:at2?)?\(/.test(line) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(line),
    );
    must(changing.length === 0, `An original could have been changed: ${changing[0]}`);
    const read = rows<{ path: string }>(library, `SELECT path FROM file WHERE state = 'done'`);
    must(read.length === originals.size, 'Not every photo was read.');
    for (const { path } of read)
      must(
        opened.some((line) => line.includes(`/${path}"`)),
        `${path} was not seen to be opened.`,
      );
    mustBeUntouched(originals, photos);
    return {
      figures: `${opened.length} calls opened ${read.length} originals, all O_RDONLY; hashes and times unchanged`,
    };
  },
};
