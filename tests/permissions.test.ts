// Files and folders that may not be read: told in words, asked again at every scan, read as soon as they may be.
// Root may read everything, so there these tests run as another user.

import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';
import { VIDEO } from './formats.ts';
import { addFolder, rescan } from './scans.ts';

const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

describe.runIf(process.platform !== 'win32')('What may not be read', () => {
  let folder: string;
  let photos: string;
  let sub: string;
  let library: Library;

  beforeAll(() => {
    if (isRoot) process.seteuid?.(NOBODY);
  });
  afterAll(() => {
    if (isRoot) process.seteuid?.(0);
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kindred-permissions-'));
    [photos, sub] = [join(folder, 'photos'), join(folder, 'photos', 'sub')];
    await writeFacePhotos(photos, 1);
    await writeFacePhotos(sub, 3);
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  });
  afterEach(async () => {
    await library.close();
    for (const path of [sub, join(sub, '3.jpg')]) chmodSync(path, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  test('A file whose permissions are mended is read by the next scan, though nothing else of it changed', async () => {
    const path = join(sub, '3.jpg');
    chmodSync(path, 0);
    await addFolder(library, photos);
    expect(await failures()).toEqual([{ path, reason: sentence('photoForbidden') }]);
    await rescan(library);
    expect(await failures()).toHaveLength(1);
    chmodSync(path, 0o644);
    await rescan(library);
    expect(await failures()).toEqual([]);
    expect(await done()).toBe(3);
  });

  test.each([
    ['may not be read', 0],
    ['may be listed, but not entered', 0o444],
  ])('A folder that %s is told with its reason, and read when that is mended', async (_what, mode) => {
    chmodSync(sub, mode);
    await addFolder(library, photos);
    expect(await failures()).toEqual([{ path: sub, reason: sentence('folderClosed') }]);
    expect(await done()).toBe(1);
    await rescan(library);
    expect(await failures()).toHaveLength(1);
    chmodSync(sub, 0o755);
    await rescan(library);
    expect(await failures()).toEqual([]);
    expect(await done()).toBe(3);
  });

  test('“Try again” looks into a closed folder at once', async () => {
    chmodSync(sub, 0);
    await addFolder(library, photos);
    chmodSync(sub, 0o755);
    const [{ file }] = firstOf(1, (await library.engine['failures.list']({ offset: 0, limit: 10 })).failures);
    await library.engine['failures.retry']({ files: [file] });
    await library.whenIdle();
    expect(await failures()).toEqual([]);
    expect(await done()).toBe(3);
  });

  test('Closing a folder takes nothing out of the library, and deleting it is no failure', async () => {
    await addFolder(library, photos);
    chmodSync(sub, 0);
    await rescan(library);
    expect(await failures()).toEqual([{ path: sub, reason: sentence('folderClosed') }]);
    expect(await done()).toBe(3);
    expect((await library.engine['missing.list']({ offset: 0, limit: 10 })).total).toBe(0);
    chmodSync(sub, 0o755);
    rmSync(sub, { recursive: true });
    await rescan(library);
    expect(await failures()).toEqual([]);
    mkdirSync(sub);
    await writeFacePhotos(sub, 3);
  });

  test('A sidecar whose permissions are mended is read as well', async () => {
    const sidecar = join(photos, '1.xmp');
    writeFileSync(sidecar, '<x:xmpmeta><rdf:Description xmp:Rating="4"></rdf:Description></x:xmpmeta>');
    chmodSync(sidecar, 0);
    await addFolder(library, photos);
    const rating = async () => {
      const { photos: all } = await library.engine['photos.list']({ offset: 0, limit: 10 });
      const each = await Promise.all(all.map(({ id }) => library.engine['photos.get']({ photo: id })));
      return each.map((photo) => photo.rating?.stars).filter(Boolean);
    };
    expect(await rating()).toEqual([]);
    chmodSync(sidecar, 0o644);
    await rescan(library);
    expect(await rating()).toEqual([4]);
  });

  test('A damaged video that gets its picture beside it, or is left out by a pattern, is listed no longer', async () => {
    for (const name of ['film.mp4', 'IMG_1.mov']) writeFileSync(join(photos, name), VIDEO);
    await addFolder(library, photos);
    expect((await failures()).map(({ path }) => path)).toEqual([join(photos, 'IMG_1.mov'), join(photos, 'film.mp4')]);
    await writeFacePhotos(join(photos, 'new'), 1);
    renameSync(join(photos, 'new', '1.jpg'), join(photos, 'IMG_1.jpg'));
    const { folders } = await library.engine['library.status']({});
    await library.engine['folders.change']({ folder: ensure(folders[0]).id, excluded: ['*.mp4'] });
    await library.whenIdle();
    expect(await failures()).toEqual([]);
  });

  async function failures() {
    const { failures: all } = await library.engine['failures.list']({ offset: 0, limit: 10 });
    return all.map(({ path, reason }) => ({ path, reason }));
  }

  async function done(): Promise<number> {
    return (await library.engine['library.status']({})).photos.done;
  }
});
