// Sidecars are written while the engine is killed, the disk fills up, the folder closes and files move; originals are watched by the system.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Library } from '../../app/core.ts';
import { ensure } from '../../app/ensure.ts';
import { hasCode } from '../../app/errors.ts';
import { parseXmp } from '../../app/names/xmp-document.ts';
import { resource } from '../../app/platform/resources.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { FOREIGN_SIDECARS } from '../foreign-sidecars.ts';
import { complete, fingerprints, mustBeUntouched } from './library.ts';
import { type Context, must, pause, type Trial } from './trial.ts';

const PHOTOS = 60;
const KILLS = 20;
/** Each kind of call that could change a file; openings are looked at one by one. */
const CHANGING =
  'open,openat,openat2,creat,truncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,chmod,fchmodat,chown,lchown,fchownat,utime,utimes,utimensat,futimesat,setxattr,lsetxattr';

export const sidecars: Trial = {
  sentence: 'Sidecars are whole whatever happens while they are written, and no original is opened for writing',
  async run(context) {
    const { folder, scale } = context;
    const photos = join(folder, 'photos');
    const library = join(folder, 'library');
    await writeFacePhotos(photos, PHOTOS);
    const originals = fingerprints(photos);
    // Every second photo has a sidecar of another program.
    const programs = Object.values(FOREIGN_SIDECARS);
    const theirs = new Map<string, string>();
    for (const [index, path] of [...originals.keys()].entries()) {
      if (index % 2 === 0) theirs.set(basename(path), ensure(programs[(index / 2) % programs.length]));
    }
    for (const [name, text] of theirs) writeFileSync(join(photos, `${name}.xmp`), text);
    const opened = await complete(library, photos);
    await nameEverybody(opened);
    await opened.close();

    const kills = await killWriting(context, photos, library, Math.ceil(KILLS * scale));
    const closed = await closeFolder(photos, library);
    const full = await fillDisk(folder, library, photos);
    const watched = await watchCalls(folder, library);
    for (const name of theirs.keys()) rmSync(join(photos, `${name}.xmp`));
    mustBeUntouched(originals, photos);
    await moveFile(photos, library);
    return { figures: `${kills} kills, ${closed}, ${full}, ${watched}` };

    /** After each kill every sidecar can be read; taken away in the end, all are byte for byte what they were. */
    async function killWriting({ random }: Context, photos: string, library: string, kills: number): Promise<string> {
      // Where another program's regions lie on a picture of another shape, none of ours are added.
      const { written: most, failed } = run(library, []);
      must(most + failed === PHOTOS && most > PHOTOS / 2, `${most} sidecars were written, ${failed} were not.`);
      run(library, ['--take-away']);
      mustBeTheirs(photos);
      let midway = 0;
      for (let kill = 0; kill < kills; kill++) {
        const takesAway = kill % 2 === 1;
        const before = written(photos);
        const child = spawn(process.execPath, wordsOf(library, takesAway ? ['--take-away'] : []), { stdio: 'ignore' });
        const ended = once(child, 'exit');
        // From the first sidecar that changes on, some milliseconds more.
        while (child.exitCode === null && written(photos) === before) await pause(1);
        await pause(random.below(120));
        child.kill('SIGKILL');
        await ended;
        const now = written(photos);
        if (takesAway ? now > 0 : now < most) midway++;
        mustBeReadable(photos);
      }
      must(midway > 0, 'No kill fell into the writing: that proves little.');
      // What stands there since a kill is news, and read as such.
      await (await complete(library, photos)).close();
      run(library, []);
      must(written(photos) === most, `${written(photos)} of ${most} sidecars were written in the end.`);
      run(library, ['--take-away']);
      mustBeTheirs(photos);
      return `${kills} (${midway} midway)`;
    }

    /** A folder that becomes read-only: nothing is written, that is said, and all is written when it may be again. */
    async function closeFolder(photos: string, library: string): Promise<string> {
      const isRoot = process.geteuid?.() === 0;
      if (isRoot) return 'a closed folder not tried as root';
      chmodSync(photos, 0o555);
      try {
        const { failed } = run(library, []);
        must(failed === PHOTOS, `${failed} of ${PHOTOS} sidecars were said to be unwritten in a closed folder.`);
        mustBeTheirs(photos);
      } finally {
        chmodSync(photos, 0o755);
      }
      run(library, ['--take-away']);
      return 'a closed folder';
    }

    function mustBeTheirs(photos: string): void {
      const kept = readdirSync(photos).filter((name) => name.endsWith('.xmp'));
      must(kept.length === theirs.size, `${kept.length} sidecars are left of ${theirs.size}.`);
      for (const [name, text] of theirs) {
        must(readFileSync(join(photos, `${name}.xmp`), 'utf8') === text, `The sidecar of ${name} is not what it was.`);
      }
      must(!readdirSync(photos).some((name) => name.startsWith('.kindred-')), 'A draft was left.');
    }
  },
};

/** A small disk of its own with copies of the photos: what does not fit is said, and what stood there stands there still. */
async function fillDisk(folder: string, library: string, photos: string): Promise<string> {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status !== 0) return 'a full disk not tried';
  try {
    const names = readdirSync(photos).filter((name) => name.endsWith('.jpg'));
    for (const name of names.slice(0, 20)) writeFileSync(join(disk, name), readFileSync(join(photos, name)));
    const originals = fingerprints(disk);
    const theirs = ensure(FOREIGN_SIDECARS['darktable']);
    for (const name of names.slice(0, 10)) writeFileSync(join(disk, `${name}.xmp`), theirs);
    await (await complete(library, disk)).close();
    const ballast = join(disk, 'ballast');
    for (let bytes = 2_000_000; bytes >= 1; bytes = Math.floor(bytes / 2)) fill(ballast, bytes);
    const { problems } = run(library, [disk]);
    const failed = problems.find(({ reason }) => reason.id === 'sidecarDiskFull')?.count ?? 0;
    must(failed > 0, 'A full disk was not said.');
    for (const name of names.slice(0, 10)) {
      must(readFileSync(join(disk, `${name}.xmp`), 'utf8') === theirs, `A full disk cost the sidecar of ${name}.`);
    }
    rmSync(ballast);
    run(library, ['--take-away']);
    run(library, [disk]);
    must(written(disk) === 20, `${written(disk)} of 20 sidecars were written when there was room again.`);
    mustBeReadable(disk);
    run(library, ['--take-away']);
    for (const name of names.slice(0, 10)) {
      must(readFileSync(join(disk, `${name}.xmp`), 'utf8') === theirs, `The sidecar of ${name} is not what it was.`);
      rmSync(join(disk, `${name}.xmp`));
    }
    mustBeUntouched(originals, disk);
    return `a full disk (${failed} put off)`;
  } finally {
    spawnSync('umount', [disk]);
  }
}

function fill(ballast: string, bytes: number): void {
  try {
    writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a' });
  } catch {
    // It is full to so many bytes.
  }
}

/** The system's own record, while sidecars are written and taken away, and photos copied. */
async function watchCalls(folder: string, library: string): Promise<string> {
  if (process.platform !== 'linux' || spawnSync('strace', ['-V']).status !== 0) return 'no strace here';
  const record = join(folder, 'calls.txt');
  const copies = join(folder, 'copies');
  const jobs = [
    wordsOf(library, []),
    [resource('app', 'cli.ts'), 'copy', '--search', 'jpg', '--to', copies, '--with-sidecars', '--library', library],
    wordsOf(library, ['--take-away']),
  ];
  let seen = 0;
  for (const words of jobs) {
    const traced = ['-f', '-y', '-qq', '-o', record, '-e', `trace=${CHANGING}`, process.execPath, ...words];
    const [status]: unknown[] = await once(spawn('strace', traced, { stdio: 'ignore' }), 'exit');
    must(status === 0, `${words.slice(1).join(' ')} failed under strace.`);
    // By their whole path, or by their name in the folder that is held open; ExifTool reads through links of its own folder.
    const calls = readFileSync(record, 'utf8')
      .split('\n')
      .filter((line) => line.includes('.jpg"') && !line.includes(copies) && !line.includes('/kindred-metadata-'));
    const isOpening = (line: string) => /\bopen(?:at2?)?\(/.test(line);
    const changing = calls.filter((line) => !isOpening(line) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(line));
    must(changing.length === 0, `An original could have been changed: ${changing[0]}`);
    seen += calls.filter(isOpening).length;
  }
  must(seen >= PHOTOS, `Only ${seen} openings of originals were seen: the record is not complete.`);
  must(readdirSync(copies).filter((name) => name.endsWith('.jpg')).length >= PHOTOS, 'Not every photo was copied.');
  return `${seen} openings of originals seen, all to read`;
}

/** A photo that moves away between the scan and the writing: nothing is written where it was, and it gets its names where it is. */
async function moveFile(photos: string, library: string): Promise<void> {
  const moved = join(photos, 'moved');
  mkdirSync(moved);
  const name = ensure(
    readdirSync(photos).find((each) => each.endsWith('.jpg') && !existsSync(join(photos, `${each}.xmp`))),
  );
  const bytes = readFileSync(join(photos, name));
  renameSync(join(photos, name), join(moved, name));
  run(library, []);
  must(!existsSync(join(photos, `${name}.xmp`)), 'A sidecar was written for a photo that is not there.');
  await (await complete(library, photos)).close();
  run(library, []);
  must(existsSync(join(moved, `${name}.xmp`)), 'A photo that moved has no sidecar.');
  run(library, ['--take-away']);
  must(readFileSync(join(moved, name)).equals(bytes), 'A photo that moved is not what it was.');
  renameSync(join(moved, name), join(photos, name));
  rmSync(moved, { recursive: true });
}

async function nameEverybody({ engine }: Library): Promise<void> {
  for (const section of ['main', 'seldom'] as const) {
    const { people } = await engine['people.list']({ section, offset: 0, limit: 100 });
    for (const { id } of people) await engine['people.name']({ person: id, name: `Ada & “${id}” <b>`, ifTaken: 'ask' });
  }
}

function wordsOf(library: string, words: readonly string[]): string[] {
  return [resource('app', 'cli.ts'), 'write-names', ...words, '--library', library];
}

/** As `sidecars.get` replies. */
interface Reply {
  written: number;
  failed: number;
  problems: { count: number; reason: { id: string } }[];
}

/** To its end. */
function run(library: string, words: readonly string[]): Reply {
  const { stdout, stderr } = spawnSync(process.execPath, wordsOf(library, words), { encoding: 'utf8' });
  try {
    return JSON.parse(stdout) as Reply; // as `sidecars.get` replies
  } catch {
    throw new Error(`write-names ${words.join(' ')} ended without a reply: ${stderr}`);
  }
}

/** How many sidecars hold something of Kindred's. */
function written(photos: string): number {
  const sidecars = readdirSync(photos).filter((name) => name.endsWith('.xmp'));
  return sidecars.filter((name) => textOf(join(photos, name)).includes('Ada &amp; “')).length;
}

/** Empty where it was taken away since it was listed. */
function textOf(sidecar: string): string {
  try {
    return readFileSync(sidecar, 'utf8');
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return '';
    throw error;
  }
}

function mustBeReadable(photos: string): void {
  for (const name of readdirSync(photos).filter((each) => each.endsWith('.xmp'))) {
    parseXmp(readFileSync(join(photos, name), 'utf8'));
  }
}
