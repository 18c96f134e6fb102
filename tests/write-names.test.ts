// Names in the .xmp files beside photos: written where the user wants it, read back by ExifTool, kept up to date, taken away; no photo is touched.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { sentence } from '../app/sentences/sentence.ts';
import { resource } from '../app/platform/resources.ts';
import { ORIENTATIONS } from '../app/vision/orientation.ts';
import { hashOf } from './file-hash.ts';
import { FOREIGN_SIDECARS } from './foreign-sidecars.ts';
import { rescan } from './scans.ts';
import {
  album,
  apply,
  type Box,
  exiftool,
  facesOn,
  HEIGHT,
  look,
  NAMES,
  namesOn,
  stored,
  storedBox,
  tagsOf,
  WIDTH,
} from './named-album.ts';

const Written = z.object({
  PersonInImage: z.union([z.string(), z.array(z.string())]),
  RegionInfo: z.object({
    AppliedToDimensions: z.object({ W: z.number(), H: z.number(), Unit: z.literal('pixel') }),
    RegionList: z.array(
      z.object({
        Name: z.string(),
        Type: z.literal('Face'),
        Area: z.object({ X: z.number(), Y: z.number(), W: z.number(), H: z.number(), Unit: z.literal('normalized') }),
      }),
    ),
  }),
  RegionInfoMP: z.object({ Regions: z.array(z.object({ PersonDisplayName: z.string(), Rectangle: z.string() })) }),
});

let before: Map<string, string>;

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(async () => {
  // The promise above all: whatever was written, no photo was.
  for (const [name, hash] of before) expect(hashOf(join(album.photos, name)), name).toBe(hash);
  await album.end();
});

test(
  'In all eight orientations ExifTool reads the same names and boxes; read again they change nothing; elsewhere they name the same faces',
  { timeout: 240_000 },
  async () => {
    for (const orientation of ORIENTATIONS) {
      const name = `turned${orientation}.jpg`;
      put(name, await stored(orientation));
      await exiftool(`-IFD0:Orientation#=${orientation}`, join(album.photos, name));
    }
    await begin();
    await nameAll('turned1.jpg');
    expect(await write('all', true)).toMatchObject({ written: 8, waiting: 0, failed: 0 });
    for (const orientation of ORIENTATIONS) {
      const name = `turned${orientation}.jpg`;
      const said = await readBack(name);
      const [width, height] = orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
      expect(said.RegionInfo.AppliedToDimensions).toEqual({ W: width, H: height, Unit: 'pixel' });
      expect(said.PersonInImage).toEqual([...NAMES]);
      for (const {
        person,
        box: [x, y, w, h],
      } of await facesOn(name)) {
        const expected = storedBox([x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT], orientation);
        const region = said.RegionInfo.RegionList.find(({ Name }) => Name === person?.name);
        const rectangle = said.RegionInfoMP.Regions.find((each) => each.PersonDisplayName === person?.name)?.Rectangle;
        const { X = 0, Y = 0, W = 0, H = 0 } = region?.Area ?? {};
        expectNear([X - W / 2, Y - H / 2, W, H], expected);
        expectNear(rectangle?.split(', ').map(Number) ?? [], expected);
      }
    }

    // What Kindred wrote and reads again changes nothing: no news for a scan, no name of another program, the same bytes.
    const written = state();
    const { decode } = album.library.stages();
    await rescan(album.library);
    expect(album.library.stages().decode).toBe(decode);
    expect((await album.library.engine['library.status']({})).photos).toMatchObject({ waiting: 0, done: 8 });
    expect(await look()).toMatchObject({ names: [], photos: 0, unnamed: 0, disputed: 0 });
    await write('all', true);
    expect(state()).toEqual(written);

    // In another library the names come home.
    await album.close();
    rmSync(join(album.folder, 'library'), { recursive: true });
    await album.scan();
    expect(await namesOn('turned6.jpg')).toEqual([null, null, null]);
    const report = await look();
    expect(report.names.map(({ name, fits }) => [name, fits])).toEqual(NAMES.map((name) => [name, 8]));
    await apply();
    expect(await namesOn('turned6.jpg')).toEqual([...NAMES]);
  },
);

test('They follow what the user says: another name, no person any more, hidden, taken back', async () => {
  await threeFaces();
  await write('all', true);
  const [anna] = await facesOn('photo.jpg');
  const person = anna?.person?.id ?? 0;
  const { engine } = album.library;
  await engine['people.name']({ person, name: 'Anna-Lena', ifTaken: 'ask' });
  expect(await peopleIn()).toEqual(['Anna-Lena', 'Ben', 'Özlem']);
  await engine['people.hide']({ people: [person], hidden: true });
  expect(await peopleIn()).toEqual(['Ben', 'Özlem']);
  await engine['history.undo']({});
  await engine['faces.reject']({ faces: [anna?.id ?? 0] });
  expect(await peopleIn()).toEqual(['Ben', 'Özlem']);
  await engine['history.undo']({});
  await engine['history.undo']({});
  expect(await peopleIn()).toEqual([...NAMES]);

  // Moved along with its photo, it is still known what of it is Kindred's.
  const deeper = join(album.photos, '2024');
  mkdirSync(deeper);
  for (const name of ['photo.jpg', 'photo.jpg.xmp']) renameSync(join(album.photos, name), join(deeper, name));
  before = new Map([[join('2024', 'photo.jpg'), before.get('photo.jpg') ?? '']]);
  await rescan(album.library);
  await album.library.writeNames();
  await write('all', false);
  await engine['sidecars.takeAway']({});
  await album.library.writeNames();
  expect(readdirSync(deeper)).toEqual(['photo.jpg']);
});

test('Of sidecars of other programs ExifTool finds all that was in them, and taken away they are byte for byte what they were', async () => {
  const programs = Object.keys(FOREIGN_SIDECARS);
  const sidecarOf = (program: string) => join(album.photos, `${program}.jpg.xmp`);
  for (const [index, program] of programs.entries()) {
    put(
      `${program}.jpg`,
      await sharp(album.upright)
        .jpeg({ quality: 85 + index })
        .toBuffer(),
    );
    writeFileSync(sidecarOf(program), FOREIGN_SIDECARS[program] ?? '');
  }
  const theirs = await tagsOf(...programs.map(sidecarOf));
  await begin();
  await nameAll('digikam.jpg');
  expect(await write('all', true)).toMatchObject({ written: programs.length, failed: 0 });
  const now = await tagsOf(...programs.map(sidecarOf));
  for (const [index, program] of programs.entries()) {
    // What they say of people is added to; all else is as it was.
    const isOfPeople = (tag: string) => /RegionInfo|PersonInImage/.test(tag);
    const others = Object.entries(theirs[index] ?? {}).filter(([tag]) => !isOfPeople(tag));
    expect(now[index], program).toMatchObject(Object.fromEntries(others.filter(([tag]) => tag !== 'SourceFile')));
    const ofPeople = Object.keys(theirs[index] ?? {}).filter(isOfPeople);
    expect(ofPeople.map((tag) => JSON.stringify(now[index]?.[tag]).includes('Ada'))).toEqual(ofPeople.map(() => true));
    expect(JSON.stringify(now[index]), program).toContain('Özlem');
  }
  const { engine } = album.library;
  expect(await write('all', false)).toMatchObject({ written: programs.length, leftOver: programs.length });
  await engine['sidecars.takeAway']({});
  await album.library.writeNames();
  for (const program of programs) expect(readFileSync(sidecarOf(program), 'utf8')).toBe(FOREIGN_SIDECARS[program]);
  expect(await engine['sidecars.get']({})).toMatchObject({ written: 0, leftOver: 0, waiting: 0 });
});

test('Of a photo that was deleted, moved away or left out the sidecar stays, and is listed, until the names are taken out again', async () => {
  const at = (name: string) => join(album.photos, name);
  const lone = ['deleted.jpg', 'left out.jpg', 'moved.jpg', 'rated.jpg'];
  for (const [index, name] of [...lone, 'with its sidecar.jpg'].entries())
    put(
      name,
      await sharp(album.upright)
        .jpeg({ quality: 80 + index })
        .toBuffer(),
    );
  const theirs = FOREIGN_SIDECARS['darktable'] ?? '';
  writeFileSync(at('rated.jpg.xmp'), theirs);
  await threeFaces();
  const { engine } = album.library;
  expect(await write('all', true)).toMatchObject({ written: 6, orphaned: 0, orphans: [], failed: 0 });
  const kept = readFileSync(at('deleted.jpg'));
  const away = join(album.folder, 'moved.jpg');
  renameSync(at('moved.jpg'), away);
  for (const name of ['deleted.jpg', 'rated.jpg', 'with its sidecar.jpg', 'with its sidecar.jpg.xmp']) rmSync(at(name));
  for (const name of ['deleted.jpg', 'moved.jpg', 'rated.jpg', 'with its sidecar.jpg']) before.delete(name);
  const [{ id: folder } = { id: 0 }] = (await engine['library.status']({})).folders;
  await engine['folders.change']({ folder, excluded: ['left out.*'] });
  await rescan(album.library);
  await album.library.writeNames();
  const sidecars = lone.map((name) => at(`${name}.xmp`));
  expect(await engine['sidecars.get']({})).toMatchObject({ written: 1, leftOver: 0, orphaned: 4, orphans: sidecars });
  expect(sidecars.map((path) => existsSync(path))).toEqual([true, true, true, true]);

  await engine['sidecars.takeAway']({});
  await album.library.writeNames();
  expect(await engine['sidecars.get']({})).toMatchObject({
    written: 1,
    orphaned: 0,
    orphans: [],
    waiting: 0,
    failed: 0,
  });
  expect(readdirSync(album.photos).sort()).toEqual(['left out.jpg', 'photo.jpg', 'photo.jpg.xmp', 'rated.jpg.xmp']);
  expect(readFileSync(at('rated.jpg.xmp'), 'utf8')).toBe(theirs);

  // Nothing was lost in Kindred: back again, the photo has its names, and its sidecar.
  put('deleted.jpg', kept);
  await rescan(album.library);
  await album.library.writeNames();
  expect(await namesOn('deleted.jpg')).toEqual([...NAMES]);
  expect([(await readBack('deleted.jpg')).PersonInImage].flat()).toEqual([...NAMES]);
});

test('Adobe’s IMG.xmp stays as it is, and what it says is read beside the one that Kindred makes', async () => {
  writeFileSync(join(album.photos, 'photo.xmp'), FOREIGN_SIDECARS['lightroom'] ?? '');
  await threeFaces();
  await write('all', true);
  expect(readdirSync(album.photos).sort()).toEqual(['photo.jpg', 'photo.jpg.xmp', 'photo.xmp']);
  expect(readFileSync(join(album.photos, 'photo.xmp'), 'utf8')).toBe(FOREIGN_SIDECARS['lightroom']);
  writeFileSync(
    join(album.photos, 'photo.xmp'),
    FOREIGN_SIDECARS['lightroom']?.replace('Rating="4"', 'Rating="3"') ?? '',
  );
  await rescan(album.library);
  const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 1 });
  const photo = await album.library.engine['photos.get']({ photo: photos[0]?.id ?? 0 });
  expect(photo.rating).toEqual({ stars: 3, from: 'sidecar' });
  // Lightroom's own name is found there, and none of Kindred's.
  expect((await look()).names.map(({ name }) => name)).toEqual(['Ada']);
});

test('What cannot be understood, and a link, are left alone and listed; mended by its program, a sidecar gets its names', async () => {
  const elsewhere = join(album.folder, 'elsewhere.xmp');
  writeFileSync(elsewhere, FOREIGN_SIDECARS['empty'] ?? '');
  symlinkSync(elsewhere, join(album.photos, 'linked.jpg.xmp'));
  put('linked.jpg', await sharp(album.upright).jpeg({ quality: 80 }).toBuffer());
  writeFileSync(join(album.photos, 'photo.jpg.xmp'), '<x:xmpmeta');
  await threeFaces();
  const path = join(album.photos, 'photo.jpg');
  expect(await write('all', true)).toMatchObject({
    written: 0,
    failed: 2,
    problems: [
      { path: join(album.photos, 'linked.jpg'), count: 1, reason: sentence('sidecarOdd') },
      { path, count: 1, reason: sentence('sidecarUnclear') },
    ],
  });
  expect(readFileSync(elsewhere, 'utf8')).toBe(FOREIGN_SIDECARS['empty']);
  expect(readFileSync(`${path}.xmp`, 'utf8')).toBe('<x:xmpmeta');
  writeFileSync(`${path}.xmp`, FOREIGN_SIDECARS['darktable'] ?? '');
  await rescan(album.library);
  expect(await peopleIn()).toEqual([...NAMES]);
  expect(readFileSync(`${path}.xmp`, 'utf8')).toContain('gz03eJxjYGBgYAFiCQ');
});

test.runIf(process.platform !== 'win32')(
  'A folder in which nothing may be written is said, and tried again when asked; a sidecar has the rights of its photo',
  async () => {
    const isRoot = process.geteuid?.() === 0;
    await threeFaces();
    chmodSync(album.photos, 0o555);
    if (isRoot) {
      execFileSync('chown', ['-R', '65534', album.folder]);
      process.seteuid?.(65_534);
    }
    try {
      expect(await write('all', true)).toMatchObject({
        written: 0,
        problems: [{ count: 1, reason: sentence('sidecarForbidden', { folder: album.photos }) }],
      });
      chmodSync(album.photos, 0o755);
      chmodSync(join(album.photos, 'photo.jpg'), 0o640);
      // What a crash left of an earlier try.
      const draft = `.kindred-${createHash('sha256').update('photo.jpg.xmp').digest('hex').slice(0, 16)}`;
      writeFileSync(join(album.photos, draft), 'half');
      await album.library.engine['sidecars.retry']({});
      await album.library.writeNames();
      expect(await album.library.engine['sidecars.get']({})).toMatchObject({ written: 1, failed: 0 });
      expect(readdirSync(album.photos).sort()).toEqual(['photo.jpg', 'photo.jpg.xmp']);
      expect(statSync(join(album.photos, 'photo.jpg.xmp')).mode & 0o777).toBe(0o640);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  },
);

test(
  'On the command line: written beside the photos of a folder, and taken away again',
  { timeout: 240_000 },
  async () => {
    await threeFaces();
    await album.close();
    const kindred = (...words: string[]) => {
      const cli = [resource('app', 'cli.ts'), 'write-names', ...words, '--library', join(album.folder, 'library')];
      const { status, stdout, stderr } = spawnSync(process.execPath, cli, { encoding: 'utf8' });
      return { status, said: stdout === '' ? stderr : JSON.parse(stdout) };
    };
    const sidecar = join(album.photos, 'photo.jpg.xmp');
    expect(kindred(album.photos)).toMatchObject({ status: 0, said: { newFolders: false, written: 1, waiting: 0 } });
    expect(existsSync(sidecar)).toBe(true);
    expect(kindred('--take-away')).toMatchObject({ status: 0, said: { written: 0, leftOver: 0 } });
    expect(existsSync(sidecar)).toBe(false);
    const watched = `is no folder that this library watches. These are: ${album.photos}.\n`;
    expect(kindred('/nowhere')).toEqual({ status: 1, said: `/nowhere ${watched}` });
  },
);

function put(name: string, bytes: Buffer): void {
  writeFileSync(join(album.photos, name), bytes);
}

/** Scans what is there, and remembers every photo as it is. */
async function begin(): Promise<void> {
  const names = readdirSync(album.photos).filter((name) => name.endsWith('.jpg'));
  before = new Map(names.map((name) => [name, hashOf(join(album.photos, name))]));
  await album.scan();
}

async function threeFaces(): Promise<void> {
  put('photo.jpg', await sharp(album.upright).jpeg({ quality: 90 }).toBuffer());
  await begin();
  await nameAll('photo.jpg');
}

/** From left to right. */
async function nameAll(photo: string): Promise<void> {
  const faces = (await facesOn(photo)).sort((one, other) => one.box[0] - other.box[0]);
  for (const [index, name] of NAMES.entries()) {
    await album.library.engine['people.name']({ person: faces[index]?.person?.id ?? 0, name, ifTaken: 'ask' });
  }
}

async function write(folder: 'all', writes: boolean) {
  await album.library.engine['sidecars.change']({ folder, writes });
  await album.library.writeNames();
  return album.library.engine['sidecars.get']({});
}

async function readBack(photo: string) {
  const [tags] = await tagsOf(join(album.photos, `${photo}.xmp`));
  return Written.parse(tags);
}

/** After what is due by now was written. */
async function peopleIn(): Promise<string[]> {
  await album.library.writeNames();
  const said = await readBack('photo.jpg');
  const names = [said.PersonInImage].flat().sort();
  expect(said.RegionInfo.RegionList.map(({ Name }) => Name).sort()).toEqual(names);
  expect(said.RegionInfoMP.Regions.map((each) => each.PersonDisplayName).sort()).toEqual(names);
  return names;
}

function expectNear(box: readonly number[], expected: Box): void {
  for (const [index, side] of expected.entries()) expect(box[index]).toBeCloseTo(side, 4);
}

function state(): unknown[] {
  return readdirSync(album.photos).map((name) => {
    const { mtimeMs, ino } = statSync(join(album.photos, name));
    return [name, mtimeMs, ino, hashOf(join(album.photos, name))];
  });
}
