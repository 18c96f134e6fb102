// What a photo says of itself, and whose word counts: written by other programs' hands, read from real files.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEmbedded, readEmbedded, weigh } from '../app/photos/metadata.ts';
import { readXmp } from '../app/photos/xmp.ts';
import { readHeader } from '../app/vision/decode.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-metadata-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EXIF = {
  IFD0: { Make: 'Canon', Model: 'Canon EOS 5D', ImageDescription: 'On the beach' },
  IFD2: { DateTimeOriginal: '2019:07:04 18:30:00', OffsetTimeOriginal: '+02:00' },
  IFD3: {
    GPSLatitude: '52/1 30/1 0/1',
    GPSLatitudeRef: 'N',
    GPSLongitude: '13/1 24/1 0/1',
    GPSLongitudeRef: 'W',
  },
};

test('Date with offset, place, camera, title and rating are read from the file, each with who said it', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const found = await photo(format, EXIF, xmp({ rating: 3 }));
    expect(weigh(found, null, 'IMG_20010101_120000.jpg', 0)).toEqual({
      takenAt: '2019-07-04T18:30:00',
      takenFrom: 'exif',
      takenOffset: '+02:00',
      camera: 'Canon EOS 5D',
      latitude: 52.5,
      longitude: -13.4,
      rating: 3,
      ratingFrom: 'xmp',
      title: 'On the beach',
      titleFrom: 'exif',
    });
    expect(parseEmbedded(JSON.stringify(found))).toEqual(found);
  }
});

test('Without a date inside, the name says it, and without one in the name the file', async () => {
  const found = await photo('jpeg');
  expect(weigh(found, null, 'WhatsApp Image 2019-07-04 at 18.30.00.jpg', 0)).toMatchObject({
    takenAt: '2019-07-04T18:30:00',
    takenFrom: 'name',
  });
  const modified = new Date(2020, 1, 3, 4, 5, 6).getTime();
  expect(weigh(found, null, 'DSC_0001.jpg', modified)).toMatchObject({
    takenAt: '2020-02-03T04:05:06',
    takenFrom: 'file',
    rating: null,
    title: null,
    latitude: null,
  });
});

test('The sidecar’s word goes before the file’s, and what it does not say is left to the file', async () => {
  const found = await photo('jpeg', EXIF, xmp({ rating: 3, title: 'In the file' }));
  expect(weigh(found, xmp({ title: 'Beside it &#38; better' }), 'a.jpg', 0)).toMatchObject({
    rating: 3,
    ratingFrom: 'xmp',
    title: 'Beside it & better',
    titleFrom: 'sidecar',
  });
});

test('What is no sidecar, and what cameras write into every photo, says nothing', async () => {
  expect(readXmp('not XML at all <xmp:Rating>many</xmp:Rating>')).toEqual({ rating: null, title: null, place: null });
  expect(readXmp('<a exif:GPSLatitude="52,30.0N" exif:GPSLongitude="13,24,0W"/>').place).toEqual([52.5, -13.4]);
  const found = await photo('jpeg', { IFD0: { ImageDescription: 'OLYMPUS DIGITAL CAMERA' } });
  expect(found.title).toBeNull();
});

async function photo(format: 'jpeg' | 'png' | 'webp', exif?: typeof EXIF | object, packet?: string) {
  let image = sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } });
  if (exif) image = image.withExif({ ...exif });
  if (packet) image = image.withXmp(packet);
  const path = join(folder, `photo.${format}`);
  await image.toFormat(format).toFile(path);
  const header = await readHeader(path);
  return readEmbedded(header.exif, header.xmp);
}

function xmp({ rating, title }: { rating?: number; title?: string }): string {
  return (
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
    ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    `${rating ? ` xmp:Rating="${rating}"` : ''}>` +
    `${title ? `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>` : ''}` +
    `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}
