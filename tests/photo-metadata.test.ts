// What a photo says of itself, and whose word counts: real files, written by other programs, read as the engine reads them.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ExifTool, type WriteTags } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../app/platform/log.ts';
import { startMetadataReader } from '../app/photos/exiftool.ts';
import { glanceAt } from '../app/photos/glance.ts';
import { weigh } from '../app/photos/metadata.ts';
import { factsOf, factsOfSidecar, parseFacts } from '../app/photos/photo-facts.ts';
import { resource } from '../app/platform/resources.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { withSegment } from './exif-bytes.ts';
import { everyFormat } from './formats.ts';
import { FILE_TIME, startReading } from './metadata-reading.ts';
import { videoFixture } from './motion-photos.ts';
import { withText } from './png-text.ts';
import { type Written, WRITTEN } from './written-metadata.ts';

const FIXTURES = resource('tests', 'fixtures', 'metadata');
const Expected = z.record(
  z.string(),
  z.object({
    takenAt: z.string().nullable(),
    takenFrom: z.string(),
    takenOffset: z.string().optional(),
    title: z.string().optional(),
    camera: z.string().optional(),
    rating: z.number().optional(),
  }),
);
const CASES = Object.entries(Expected.parse(JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8'))));

const { reader, factsIn, saidOf } = startReading();
/** Another writer than the one that made the fixtures. */
const exiftool = new ExifTool({ maxProcs: 1 });
let folder: string;
let blank: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-metadata-'));
  blank = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await reader.close();
  await exiftool.end();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'Where there is no Perl, nothing is known of any file, and that is said at once',
  { timeout: 10_000 },
  async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    const without = startMetadataReader({ log: silentLog });
    process.env['PATH'] = path;
    expect(await without.readPhoto(join(FIXTURES, 'd01_zeros.jpg'))).toBeUndefined();
    expect(without.trouble()?.hint).toEqual(sentence('perlMissingHint'));
    await without.close();
  },
);

describe('A JPEG that says nothing', () => {
  /** What a picture may be written with, and no tag is asked for of it. */
  const silent: [what: string, make: () => Promise<Buffer>][] = [
    ['as JFIF', () => Promise.resolve(blank)],
    ['with a colour profile', () => sharp(blank).withIccProfile('p3').jpeg().toBuffer()],
    ['progressive', () => sharp(blank).jpeg({ progressive: true }).toBuffer()],
    ['in four colours, as Adobe writes it', () => sharp(blank).toColourspace('cmyk').jpeg().toBuffer()],
    ['with a comment', () => Promise.resolve(withSegment(blank, 0xfe, 'Taken by Anna on 2012-07-04'))],
    ['with a long profile', () => Promise.resolve(withSegment(blank, 0xe2, `ICC_PROFILE\0${'x'.repeat(60_000)}`))],
  ];
  const saying: [what: string, make: () => Promise<Buffer> | Buffer][] = [
    ['EXIF', async () => readFileSync(await written({ 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45' }))],
    ['XMP', async () => readFileSync(await written({ 'XMP-dc:Title': 'Anna' }))],
    ['IPTC', async () => readFileSync(await written({ 'IPTC:ObjectName': 'Anna' }))],
    ['more than one picture', () => withSegment(blank, 0xe2, 'MPF\0')],
    ['what its camera wrote into a segment of its own', () => withSegment(blank, 0xec, '[picture info]')],
    [
      'a profile and then EXIF',
      async () =>
        sharp(
          await sharp(blank)
            .withExif({ IFD0: { Make: 'Leica' } })
            .jpeg()
            .toBuffer(),
        )
          .keepMetadata()
          .withIccProfile('p3')
          .jpeg()
          .toBuffer(),
    ],
    ['where it is cut off', () => blank.subarray(0, 40)],
    ['bytes between its segments', () => Buffer.concat([blank.subarray(0, 2), Buffer.from('  '), blank.subarray(2)])],
  ];

  test.each(silent)('%s is told, and ExifTool finds as little', async (what, make) => {
    const path = join(folder, `${what}.jpg`);
    writeFileSync(path, await make());
    expect(await glanceAt(path)).toBe('silent');
    expect(await reader.readPhoto(path)).toEqual({ tags: {}, problem: null });
    const asked = await reader.readPhoto(path, path, 'video');
    expect({ ...factsOf(asked?.tags ?? {}), video: null }).toEqual(factsOf({}));
  });

  test.each(saying)('%s is left to ExifTool', async (what, make) => {
    const path = join(folder, `${what}.jpg`);
    writeFileSync(path, await make());
    expect(await glanceAt(path)).toBe('before');
  });

  test('Nor is there one where there is no file', async () => {
    expect(await glanceAt(join(folder, 'nowhere.jpg'))).toBe('before');
  });
});

describe('Odd metadata of real files', () => {
  test.each(CASES)('%s', async (name, { takenAt, ...expected }) => {
    const sidecar = name.startsWith('d20') ? readFileSync(join(FIXTURES, 'd20_sidecar_corrects.xmp')) : null;
    const said = await saidOf(join(FIXTURES, name), sidecar);
    expect(said).toMatchObject({ takenAt: takenAt ?? FILE_TIME, ...expected });
  });

  test('Without its sidecar the photo’s own date is back', async () => {
    expect(await saidOf(join(FIXTURES, 'd20_sidecar_corrects.jpg'))).toMatchObject({
      takenAt: '2019-03-02T18:00:00',
      takenFrom: 'exif',
      rating: null,
    });
  });
});

test('Raw files without EXIF have their maker’s date; of a film’s year and its date the date counts', () => {
  const dateOf = (tags: Record<string, unknown>) => weigh(factsOf(tags), null, 'a.crw', 0).takenAt;
  for (const family of ['MakerNotes:CanonRaw', 'MakerNotes:Casio', 'SigmaRaw', 'APP12:PictureInfo']) {
    expect(dateOf({ [`${family}:DateTimeOriginal`]: '2003:11:10 17:39:26' }), family).toBe('2003-11-10T17:39:26');
  }
  const [year, whole] = ['QuickTime:ItemList:ContentCreateDate', 'QuickTime:CreateDate'];
  expect(dateOf({ [year]: '2010', [whole]: '2005:08:11 14:03:54' })).toBe('2005-08-11T14:03:54');
  expect(dateOf({ [year]: '2010:05:01 10:00:00', [whole]: '2005:08:11 14:03:54' })).toBe('2010-05-01T10:00:00');
});

test.each(WRITTEN)('As ExifTool writes it: %s', async (_, tags, expected) => {
  expect(await saidOf(await written(tags))).toMatchObject(expected);
});

test.each([
  ['+02:00', '+02:00'],
  ['-5:00', '-05:00'],
  ['+0200', '+02:00'],
  ['+2', '+02:00'],
  ['UTC+2', '+02:00'],
  ['GMT-03:30', '-03:30'],
  ['Z', '+00:00'],
  ['+05:45', '+05:45'],
  ['+25:00', null],
  ['local', null],
])('The offset %s', async (text, offset) => {
  const tags = { 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45', 'ExifIFD:OffsetTimeOriginal': text };
  expect(await saidOf(await written(tags))).toMatchObject({ takenOffset: offset });
});

test.each([
  ['PXL_20230811_221530123.NIGHT.jpg', '2023-08-11'],
  ['MVIMG_20190704_183000.jpg', '2019-07-04T18:30:00'],
  ['IMG20190704183000.jpg', '2019-07-04T18:30:00'],
  ['20190704_183000_001.jpg', '2019-07-04T18:30:00'],
  ['20190704183000123.jpg', '2019-07-04T18:30:00'],
  ['WP_20190704_18_30_00_Pro.jpg', '2019-07-04T18:30:00'],
  ['IMG-20190704-WA0001.jpg', '2019-07-04'],
  ['WhatsApp Image 2019-07-04 at 18.30.00.jpeg', '2019-07-04T18:30:00'],
  ['WhatsApp Image 2019-07-04 at 6.30.00 PM.jpeg', '2019-07-04T18:30:00'],
  ['signal-2019-07-04-18-30-00-123.jpg', '2019-07-04T18:30:00'],
  ['photo_2019-07-04_18-30-00.jpg', '2019-07-04T18:30:00'],
  ['photo_5@04-07-2019_18-30-00.jpg', '2019-07-04T18:30:00'],
  ['Screenshot_2019-07-04-18-30-00.png', '2019-07-04T18:30:00'],
  ['Bildschirmfoto 2019-07-04 um 18.30.00.png', '2019-07-04T18:30:00'],
  ['2019-07-04 18.30.jpg', '2019-07-04T18:30'],
  ['FB_IMG_1562257800000.jpg', '2019-07-04'],
  ['31-12-2019 Silvester.jpg', '2019-12-31'],
  ['04.07.2019.jpg', '2019-07-04'],
  ['12-31-2019.jpg', '2019-12-31'],
  ['04-07-2019.jpg', '2019'],
  ['Oma 1962-08 (2).jpg', '1962-08'],
  ['1962-00-00 Oma.jpg', '1962'],
  ['2005-07-001.jpg', '2005-07'],
  ['DSC_2005.jpg', null],
  ['IMG_1998.jpg', null],
  ['IMG_1998-12.jpg', null],
  ['P2005-07.jpg', null],
  ['20191304_183000.jpg', null],
  ['IMG_20990101_120000.jpg', null],
  ['1234567820190704.jpg', null],
  ['2019-02-30.jpg', null],
  ['Klasse 7-12.jpg', null],
])('The name %s', async (name, date) => {
  const file = join(folder, name);
  writeFileSync(file, blank);
  const said = await saidOf(file);
  expect(said).toMatchObject(date === null ? { takenFrom: 'file' } : { takenAt: date, takenFrom: 'name' });
});

test('Text that is no UTF-8 is read as Western', async () => {
  const exif = await sharp(blank)
    .withExif({ IFD0: { ImageDescription: 'Gr__e', Model: 'M_ller' } })
    .toBuffer();
  const latin = Buffer.from(
    exif.toString('latin1').replace('Gr__e', 'Gr\xfc\xdfe').replace('M_ller', 'M\xfcller'),
    'latin1',
  );
  const file = join(folder, 'latin.jpg');
  writeFileSync(file, latin);
  expect(await saidOf(file)).toMatchObject({ title: 'Grüße', camera: 'Müller' });
});

test.each([
  'Wed, 04 Jul 2012 12:30:45 +0200',
  '2012-07-04T12:30:45+02:00',
  '4 Jul 2012 12:30:45 +0200',
  'Wed Jul  4 12:30:45 +0200 2012',
  'Wed Jul 04 2012 12:30:45 GMT+0200 (CEST)',
  'Wed 04 Jul 2012 12:30:45 PM +02:00',
  '2012-7-4 12:30:45 PM +02:00',
])('A PNG that says %s', async (date) => {
  const file = join(folder, 'text.png');
  const png = await sharp(blank).png().toBuffer();
  writeFileSync(file, withText(png, 'tEXt', 'Creation Time\0', Buffer.from(date, 'latin1')));
  expect(await saidOf(file)).toMatchObject({
    takenAt: '2012-07-04T12:30:45',
    takenFrom: 'png',
    takenOffset: '+02:00',
  });
});

/** What is asked of every format, and in which tag it stands. */
const WHOLE = {
  'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45',
  'ExifIFD:OffsetTimeOriginal': '+02:00',
  'ExifIFD:LensModel': 'XF23mmF2 R',
  'IFD0:Make': 'FUJIFILM',
  'IFD0:Model': 'X100',
  'IFD0:Orientation': 6,
  'GPS:GPSLatitude': 47.9,
  'GPS:GPSLatitudeRef': 'N',
  'GPS:GPSLongitude': 11.3,
  'GPS:GPSLongitudeRef': 'W',
  'XMP-dc:Title': 'Zoë',
  'XMP-dc:Description': 'Am See',
  'XMP-dc:Subject': ['Boot', 'Sommer'],
  'XMP-xmp:Rating': 4,
};
const SAID = {
  takenAt: '2012-07-04T12:30:45',
  takenOffset: '+02:00',
  takenFrom: 'exif',
  camera: 'FUJIFILM X100',
  lens: 'XF23mmF2 R',
  latitude: expect.closeTo(47.9, 4) as number,
  longitude: expect.closeTo(-11.3, 4) as number,
  title: 'Zoë',
  description: 'Am See',
  keywords: ['Boot', 'Sommer'],
  rating: 4,
};

test.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'heic', 'nef'])(
  'Date, camera, lens, place, words, stars and orientation are read from %s',
  async (format) => {
    const file = join(folder, `any.${format}`);
    const made = { heic: 'iphone.heic', nef: 'nikon.nef' }[format];
    const bytes =
      made === undefined
        ? sharp(blank)
            .toFormat(format as 'jpeg')
            .toBuffer()
        : (await everyFormat(64))[made];
    writeFileSync(file, (await bytes) ?? '');
    await exiftool.write(file, WHOLE as WriteTags, { writeArgs: ['-n', '-overwrite_original'] });
    expect(await saidOf(file)).toMatchObject(SAID);
    expect((await factsIn(file)).orientation).toBe(6);
  },
  60_000,
);

test.each(['mp4', 'mov'])('Date, camera, place, words and stars are read from %s', async (format) => {
  const file = join(folder, `any.${format}`);
  copyFileSync(videoFixture({ mp4: 'film.mp4', mov: 'rotated.mov' }[format] ?? ''), file);
  const {
    'XMP-dc:Title': title,
    'XMP-dc:Description': words,
    'XMP-dc:Subject': keywords,
    'XMP-xmp:Rating': stars,
  } = WHOLE;
  const tags = {
    'Keys:CreationDate': '2012:07:04 12:30:45+02:00',
    'Keys:Make': 'FUJIFILM',
    'Keys:Model': 'X100',
    'Keys:GPSCoordinates': '47.9 -11.3 400',
    'XMP-dc:Title': title,
    'XMP-dc:Description': words,
    'XMP-dc:Subject': keywords,
    'XMP-xmp:Rating': stars,
  };
  await exiftool.write(file, tags as WriteTags, { writeArgs: ['-n', '-overwrite_original'] });
  const reading = await reader.readPhoto(file, file, 'video');
  const said = weigh(factsOf(reading?.tags ?? {}), null, basename(file), 0);
  expect(said).toMatchObject({ ...SAID, takenFrom: 'container', lens: null });
});

test('The sidecar’s word goes before the file’s, and what it does not say is left to the file', async () => {
  const file = await written({ 'XMP-xmp:Rating': 3, 'XMP-dc:Title': 'In the file', 'IFD0:Model': 'X100' });
  const beside = xmp(
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Beside it &#38; better</rdf:li></rdf:Alt></dc:title>`,
  );
  expect(await saidOf(file, beside)).toMatchObject({
    rating: 3,
    ratingFrom: 'xmp',
    title: 'Beside it & better',
    titleFrom: 'sidecar',
    camera: 'X100',
  });
  expect(await saidOf(file, xmp('', 'xmp:CreateDate="2001-01-01T00:00:00" xmp:Rating="1"'))).toMatchObject({
    rating: 1,
    ratingFrom: 'sidecar',
  });
  // What a program digitised is no correction; a date of the picture is, also where only the year is left.
  const dated = await written({ 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45' });
  expect(await saidOf(dated, xmp('', 'xmp:CreateDate="2001-01-01T00:00:00"'))).toMatchObject({ takenFrom: 'exif' });
  expect(await saidOf(dated, xmp('', 'photoshop:DateCreated="1962"'))).toMatchObject({
    takenAt: '1962',
    takenFrom: 'sidecar',
  });
  expect(await saidOf(dated, xmp('', 'exif:DateTimeOriginal="2099-01-01T00:00:00"'))).toMatchObject({
    takenAt: '2012-07-04T12:30:45',
    takenFrom: 'exif',
  });
});

test('A sidecar that is no XMP says nothing, with a sentence', async () => {
  for (const text of ['not XML at all', '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title', '<a/>', '\0'.repeat(100)]) {
    const reading = await reader.readSidecar(Buffer.from(text));
    expect(factsOfSidecar(reading?.tags ?? {})).toMatchObject({ title: null, rating: null, dates: [] });
  }
  const broken = await reader.readSidecar(Buffer.from(xmp('').replace('</rdf:RDF>', '<dc:title '.repeat(3000))));
  expect(broken?.problem?.id).toBe('xmpDamaged');
});

test('Kept as JSON and read again, it says the same', async () => {
  const facts = await factsIn(join(FIXTURES, 'd18_umlaut_description.jpg'));
  expect(parseFacts(JSON.stringify(facts))).toEqual(facts);
  expect(parseFacts('{"taken":null,"camera":null}')).toBeUndefined();
});

test('A file’s time that no photo can have is no date', async () => {
  const facts = await factsIn(join(FIXTURES, 'd01_zeros.jpg'));
  const now = new Date().getFullYear();
  for (const modified of [Date.UTC(10_000, 0, 5), Date.UTC(1800, 0, 1), NaN]) {
    const said = weigh(facts, null, 'a.jpg', modified);
    expect(said.takenFrom).toBe('file');
    expect(Number(said.takenAt.slice(0, 4))).toBe(now);
  }
});

test('A year is sorted in its middle, a month in its own', async () => {
  expect(weigh(await factsIn(join(FIXTURES, 'd03_only_year_2005.jpg')), null, 'a.jpg', 0)).toMatchObject({
    takenAt: '2005-07-02T12:00:02',
    takenPrecision: 'year',
  });
  const month = join(FIXTURES, 'Scan 1985-08 Urlaub.jpg');
  expect(weigh(await factsIn(month), null, basename(month), 0)).toMatchObject({
    takenAt: '1985-08-16T12:00:01',
    takenPrecision: 'month',
  });
});

let count = 0;
async function written(tags: Written): Promise<string> {
  const file = join(folder, `written-${++count}x.jpg`);
  writeFileSync(file, blank);
  // The types of ExifTool know only what is right.
  await exiftool.write(file, tags as WriteTags, { writeArgs: ['-n', '-m', '-overwrite_original'] });
  return file;
}

function xmp(elements: string, attributes = ''): string {
  return (
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
    ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    ` xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"` +
    ` ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}
