// A photo's name that leads elsewhere only while it is read: what is read is the file that was looked at before.

import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { identityOf } from '../app/platform/plain-file.ts';
import { resource } from '../app/platform/resources.ts';
import { type MetadataReader, startMetadataReader } from '../app/photos/exiftool.ts';
import { readMetadata } from '../app/photos/file-metadata.ts';
import { openStore } from '../app/store/index.ts';
import { decode } from '../app/vision/decode.ts';
import { openPhoto } from '../app/vision/photo-file.ts';
import { readWithin } from '../app/vision/within-root.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-swaps-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.platform === 'linux')('A file that takes another one’s place while it is read', () => {
  test('A photo too large to be held is decoded from the file that was looked at, not from what its name leads to by then', async () => {
    const { photos, outside } = places('decoders');
    const picture = (background: string) =>
      sharp({ create: { width: 6000, height: 4000, channels: 3, background } }).tiff({ compression: 'none' });
    const [place, secret] = [join(photos, 'large.tif'), join(outside, 'secret.tif')];
    await picture('#0000ff').toFile(secret);
    await picture('#ff0000').toFile(place);
    const known = await identityOf(place);
    const seen = await readWithin(place, photos, known, (opened) => swapped(place, secret, () => decode(opened, 100)));
    expect([...seen.data.subarray(0, 3)]).toEqual([255, 0, 0]);
    // What stands there when nothing has been opened yet is refused, with and without a folder for all photos.
    for (const root of [photos, undefined]) {
      await swapped(place, secret, () =>
        expect(openPhoto(place, root, known)).rejects.toThrow(/outside of the folder|cannot be reached/),
      );
    }
    const photo = await openPhoto(place, undefined);
    await swapped(place, secret, () => expect(photo.pixels(100)).rejects.toThrow(/cannot be reached/));
  }, 60_000);

  test('ExifTool reads the file that was looked at', async () => {
    const { library, photos, outside } = places('metadata');
    const [place, secret] = [join(photos, 'a.jpg'), join(outside, 'secret.jpg')];
    const fixture = (name: string) => resource('tests', 'fixtures', 'metadata', name);
    copyFileSync(fixture('d18_umlaut_description.jpg'), place);
    copyFileSync(fixture('e07_xptitle.jpg'), secret);
    const reader = startMetadataReader({ log: silentLog });
    const store = openStore(library);
    try {
      const { size, modified } = await identityOf(place);
      const swapping: MetadataReader = {
        ...reader,
        readPhoto: (path, opened) => swapped(path, secret, () => reader.readPhoto(path, opened)),
      };
      const row = { id: 1, file: place, size, modified, sidecar: null };
      const bounds = photoBounds(library, photos);
      const { inFile } = await readMetadata(store, swapping, row, undefined, bounds);
      expect(inFile).toMatchObject({ title: { value: 'Grüße aus München' }, problem: null });
      rmSync(place);
      symlinkSync(secret, place);
      await expect(readMetadata(store, reader, row, undefined, bounds)).rejects.toThrow(/changed/);
    } finally {
      store.close();
      await reader.close();
    }
  }, 60_000);
});

/** Between two checks of a name: what is opened by it meanwhile is the secret, what the checks see never is. */
async function swapped<Result>(place: string, secret: string, read: () => Promise<Result>): Promise<Result> {
  renameSync(place, `${place}.kept`);
  symlinkSync(secret, place);
  try {
    return await read();
  } finally {
    rmSync(place);
    renameSync(`${place}.kept`, place);
  }
}

function places(name: string): { library: string; photos: string; outside: string } {
  const own = join(folder, name);
  const [photos, outside] = [join(own, 'photos'), join(own, 'outside')];
  for (const place of [photos, outside]) mkdirSync(place, { recursive: true });
  return { library: join(own, 'library'), photos, outside };
}
