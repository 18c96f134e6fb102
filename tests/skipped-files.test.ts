// What a folder holds besides photos: told by content, not by name, left alone, and counted with the reason.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { VIDEO } from './formats.ts';
import { SAMPLES } from './samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-skipped-'));
const photos = join(folder, 'photos');
/** A JPEG XL, a JPEG 2000 and a Photoshop file. */
const PICTURES = resource('tests', 'fixtures', 'unsupported');
const UNSUPPORTED = readdirSync(PICTURES);
let library: Library;
let shade = 0;

beforeAll(async () => {
  // Photos, whatever they are called.
  for (const name of ['plain.jpg', 'camera.mpo', 'cut.jp', 'no extension', 'upload.1a2b', 'Thumbs/of mine.jpg']) {
    await putPhoto(name);
  }
  // No photos, each for its reason.
  for (const name of ['a.pdf', 'b.txt']) put(name, 'words');
  put('strange', 'no picture at all');
  for (const name of UNSUPPORTED) copyFileSync(join(PICTURES, name), join(photos, name));
  put('plain.mov', VIDEO);
  put('plain.jpg.aae', '<plist/>');
  for (const name of ['plain.jpg_original', 'left out.jpg', '.hidden.jpg', 'notes.bak']) {
    copyFileSync(join(photos, 'plain.jpg'), join(photos, name));
  }
  const system = ['@eaDir', '#recycle', '#snapshot', '@Recycle', '@Recently-Snapshot', '$RECYCLE.BIN'];
  for (const name of [...system, '.dtrash', '.picasaoriginals']) await putPhoto(`${name}/inside.jpg`);
  symlinkSync(join(folder, 'nowhere.jpg'), join(photos, 'broken link.jpg'));

  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  const { id } = await library.engine['folders.add']({ path: photos });
  await library.engine['folders.change']({ folder: id, excluded: ['left out.*'] });
  await library.whenIdle();
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A photo is told by its content: by another name, and by none', async () => {
  const { total } = await library.engine['photos.list']({ offset: 0, limit: 20 });
  expect(total).toBe(6);
  const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
  expect(failures).toEqual([]);
});

test('All else is counted by kind and reason, and still after the next start', async () => {
  const expected = [
    { kind: 'folder', reason: 'system', count: 6 },
    { kind: 'picture', reason: 'unsupported', count: 3 },
    { kind: 'backup', reason: 'notAPhoto', count: 2 },
    { kind: 'document', reason: 'notAPhoto', count: 2 },
    { kind: 'folder', reason: 'hidden', count: 2 },
    { kind: 'other', reason: 'notAPhoto', count: 1, example: 'strange' },
    { kind: 'picture', reason: 'excluded', count: 1, example: 'left out.jpg' },
    { kind: 'picture', reason: 'hidden', count: 1, example: '.hidden.jpg' },
    { kind: 'picture', reason: 'unreachable', count: 1, example: 'broken link.jpg' },
    { kind: 'sidecar', reason: 'notAPhoto', count: 1, example: 'plain.jpg.aae' },
  ];
  expect(await skipped()).toMatchObject(expected);
  await library.close();
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  expect(await skipped()).toMatchObject(expected);
});

test('What is counted as a format that Kindred cannot read is one that no decoder here reads', async () => {
  expect(UNSUPPORTED.sort()).toEqual(['gray.jp2', 'gray.jxl', 'gray.psd']);
  for (const name of UNSUPPORTED) {
    await expect(sharp(join(PICTURES, name)).metadata(), name).rejects.toThrow('unsupported image format');
  }
});

async function skipped() {
  const [{ skipped: all } = { skipped: [] }] = (await library.engine['library.status']({})).folders;
  const order = (each: (typeof all)[number]) => `${100 - each.count} ${each.kind} ${each.reason}`;
  return [...all].sort((a, b) => order(a).localeCompare(order(b)));
}

function put(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(photos, name)), { recursive: true });
  writeFileSync(join(photos, name), content);
}

/** Each another one: copies would count as one photo. */
async function putPhoto(name: string): Promise<void> {
  shade += 1;
  const base = sharp(readFileSync(SAMPLES[0]))
    .resize(320)
    .modulate({ brightness: 1 - shade / 50 });
  const jpeg = await base.jpeg().toBuffer();
  // A camera of two lenses puts a second picture behind the first.
  put(name, name.endsWith('.mpo') ? Buffer.concat([jpeg, await base.flop().jpeg().toBuffer()]) : jpeg);
}
