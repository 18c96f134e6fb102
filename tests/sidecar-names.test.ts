// A sidecar belongs to the photo of its name, whatever system wrote the accents in it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { xmp } from './xmp-packet.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-sidecar-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dated = (at: string) => xmp(`xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="${at}"`);

test.each([
  ['whole.jpg.xmp', 'Mu\u0308ller.jpg', 'M\u00fcller.jpg.xmp'],
  ['short.xmp', 'Zo\u00eb.jpg', 'Zoe\u0308.xmp'],
])(
  'A sidecar such as %s is read, and its changes are seen, where it and the photo write accents differently',
  async (what, photo, sidecar) => {
    const photos = join(folder, what);
    mkdirSync(photos);
    const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
    writeFileSync(join(photos, photo), await picture.jpeg().toBuffer());
    writeFileSync(join(photos, sidecar), dated('1962-08-15T10:00:00'));
    const library = await openLibrary({ folder: join(folder, `library of ${what}`), log: silentLog });
    try {
      await library.engine['folders.add']({ path: photos });
      await library.whenIdle();
      const taken = async () => {
        const {
          photos: [first],
        } = await library.engine['photos.list']({ offset: 0, limit: 1 });
        return first?.takenAt;
      };
      expect(await taken()).toBe('1962-08-15T10:00:00');
      writeFileSync(join(photos, sidecar), dated('1963-09-16T11:00:00'));
      await expect.poll(taken, { timeout: 30_000, interval: 100 }).toBe('1963-09-16T11:00:00');
    } finally {
      await library.close();
    }
  },
);
