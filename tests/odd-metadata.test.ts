// Odd metadata as no library writes it: bytes put together by hand, of every kind that the fixtures hold.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { exiftoolPath } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Entry, tiff, TYPES, withExif } from './exif-bytes.ts';
import { startReading } from './metadata-reading.ts';
import { withText } from './png-text.ts';
import { xmp } from './xmp-packet.ts';

const { reader, saidOf } = startReading();
let folder: string;
let jpeg: Buffer;
let png: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-odd-'));
  const blank = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
  [jpeg, png] = await Promise.all([blank.clone().jpeg().toBuffer(), blank.clone().png().toBuffer()]);
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const [TITLE, MODEL, CHANGED, EXIF, GPS, XP_TITLE] = [0x10e, 0x110, 0x132, 0x8769, 0x8825, 0x9c9b];
const [ORIGINAL, DIGITISED, OFFSET, GPS_DATE] = [0x9003, 0x9004, 0x9011, 0x1d];
const text = (tag: number, value: string): Entry => ({ tag, type: TYPES.ascii, value: `${value}\0` });
const date = (tag: number, value = '2012:07:04 12:30:45') => text(tag, value);
const pointer = (tag: number, type: number, ...value: Entry[]): Entry => ({ tag, type, value });
const RIGHT = { takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' };

const EXIF_CASES: [what: string, order: 'big' | 'little', entries: Entry[], expected: object][] = [
  ['a pointer that says it is one', 'big', [pointer(EXIF, TYPES.directory, date(ORIGINAL))], RIGHT],
  [
    'such a pointer behind another tag',
    'little',
    [text(MODEL, 'X100'), pointer(EXIF, TYPES.directory, date(ORIGINAL))],
    { ...RIGHT, camera: 'X100' },
  ],
  [
    'such a pointer to what a receiver of GPS said',
    'little',
    [pointer(GPS, TYPES.directory, date(GPS_DATE, '2012:07:04'))],
    { takenAt: '2012-07-04', takenFrom: 'gps' },
  ],
  ['a day before its month and year, with full stops', 'little', [date(ORIGINAL, '04.07.2012 12:30:45')], RIGHT],
  ['a date and a time without anything between the numbers', 'big', [date(ORIGINAL, '20120704123045')], RIGHT],
  [
    'the same as ISO 8601 has it, with a zone',
    'big',
    [date(ORIGINAL, '20120704T123045Z')],
    { ...RIGHT, takenOffset: '+00:00' },
  ],
  ['such a day alone', 'big', [date(ORIGINAL, '20120704')], { ...RIGHT, takenAt: '2012-07-04' }],
  ['numbers that are no such date', 'big', [date(ORIGINAL, '20121304123045')], { takenFrom: 'file' }],
  ['the original date in the first directory alone', 'big', [date(ORIGINAL)], RIGHT],
  [
    'the original date in the first directory, beside another one without a date',
    'little',
    [pointer(EXIF, TYPES.long, { tag: 0x8827, type: TYPES.short, value: 400 }), date(ORIGINAL)],
    { ...RIGHT, iso: 400 },
  ],
  [
    'the original date in the first directory, where that in its own is zeros',
    'big',
    [pointer(EXIF, TYPES.long, date(ORIGINAL, '0000:00:00 00:00:00')), date(ORIGINAL)],
    RIGHT,
  ],
  [
    'the offset of the clock, where that of the original is none',
    'big',
    [exif(date(ORIGINAL), text(0x9010, '+02:00'), text(0x9011, 'local'))],
    { ...RIGHT, takenOffset: '+02:00' },
  ],
  [
    'the day of digitising in the first directory, before that of a change',
    'little',
    [date(CHANGED, '2019:01:01 00:00:00'), date(DIGITISED)],
    RIGHT,
  ],
  [
    'zeros in all three places',
    'big',
    [zeros(CHANGED), pointer(EXIF, TYPES.long, zeros(ORIGINAL), zeros(DIGITISED))],
    { takenFrom: 'file' },
  ],
  [
    'blanks in all three places',
    'little',
    [blanks(CHANGED), pointer(EXIF, TYPES.long, blanks(ORIGINAL), blanks(DIGITISED))],
    { takenFrom: 'file' },
  ],
  ['hour 24 on the hour', 'big', [exif(date(ORIGINAL, '2018:10:13 24:00:00'))], { takenAt: '2018-10-13' }],
  ['hour 25', 'little', [exif(date(ORIGINAL, '2018:10:13 25:10:00'))], { takenAt: '2018-10-13' }],
  ['a leap second', 'big', [exif(date(ORIGINAL, '2016:12:31 23:59:60'))], { takenAt: '2016-12-31T23:59' }],
  ['a date that is filled up with zeros', 'big', [exif(date(ORIGINAL, '2012:07:04 12:30:45\0\0\0\0'))], RIGHT],
  [
    'a date without the zero at its end',
    'little',
    [exif({ tag: ORIGINAL, type: TYPES.ascii, value: '2012:07:04 12:30:45' })],
    RIGHT,
  ],
  [
    'Western letters',
    'big',
    [text(TITLE, 'Gr\xfc\xdfe'), text(MODEL, 'M\xfcller')],
    { title: 'Grüße', camera: 'Müller' },
  ],
  ['UTF-8', 'little', [text(TITLE, utf8('Grüße aus 東京'))], { title: 'Grüße aus 東京' }],
  ['quotation marks as Windows has them', 'big', [text(TITLE, '\x84Grüße\x93')], { title: '„Grüße“' }],
  ['a title of Windows without zeros at its end', 'big', [xpTitle('Grüße')], { title: 'Grüße' }],
  ['a title of Windows beyond 65,536 letters of Unicode', 'little', [xpTitle('Grüße 🌊\0')], { title: 'Grüße 🌊' }],
  ['a title of Windows that is filled up with zeros', 'little', [xpTitle('Grüße\0\0\0\0')], { title: 'Grüße' }],
  ['an empty title of Windows', 'big', [text(TITLE, 'By the sea'), xpTitle('\0')], { title: 'By the sea' }],
];

test.each(EXIF_CASES)('A JPEG with %s', async (_, order, entries, expected) => {
  expect(await saidOf(put('exif.jpg', withExif(jpeg, entries, order)))).toMatchObject(expected);
});

test.each(['big', 'little'] as const)('A TIFF in %s endian whose pointer says that it is one', async (order) => {
  const entries = [text(TITLE, 'Scan'), pointer(EXIF, TYPES.directory, date(ORIGINAL))];
  expect(await saidOf(put('scan.tif', tiff(entries, order)))).toMatchObject({ ...RIGHT, title: 'Scan' });
});

test('XMP of a JPEG that is too long for one segment is read in all of its pieces', async () => {
  const file = put('pieces.jpg', jpeg);
  const description = 'by the sea '.repeat(8000);
  const words = ['-XMP-photoshop:DateCreated=2012:07:04 12:30:45', `-XMP-dc:Description=${description}`];
  const list = put('words.txt', Buffer.from([...words, ''].join('\n')));
  execFileSync('perl', [await exiftoolPath(), '-config', '', '-q', '-q', '-overwrite_original', '-@', list, file]);
  expect(readFileSync(file).includes('http://ns.adobe.com/xmp/extension/')).toBe(true);
  const said = await saidOf(file);
  expect(said).toMatchObject({ takenAt: '2012-07-04T12:30:45', takenFrom: 'xmp' });
  expect(said.description?.slice(0, 22)).toBe('by the sea by the sea ');
});

test('XMP counts by its namespaces, whatever prefixes a program gives them', async () => {
  const file = put('plain.jpg', jpeg);
  const title = '<q:title><rdf:Alt><rdf:li xml:lang="x-default">Am See</rdf:li></rdf:Alt></q:title>';
  const packet = xmp(
    'xmlns:q="http://purl.org/dc/elements/1.1/" xmlns:z="http://ns.adobe.com/xap/1.0/" z:Rating="4"',
    title,
  );
  expect(await saidOf(file, packet)).toMatchObject({ title: 'Am See', rating: 4, titleFrom: 'sidecar' });

  const dated = xmp('xmlns:ns1="http://ns.adobe.com/photoshop/1.0/" ns1:DateCreated="1962-08-15"');
  expect(await saidOf(file, dated)).toMatchObject({ takenAt: '1962-08-15', takenFrom: 'sidecar' });

  const element = xmp(
    'xmlns:a="http://ns.adobe.com/exif/1.0/"',
    '<a:DateTimeOriginal>1962-08-15T10:00</a:DateTimeOriginal>',
  );
  const embedded = withText(png, 'iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', Buffer.from(element));
  expect(await saidOf(put('other prefix.png', embedded))).toMatchObject({
    takenAt: '1962-08-15T10:00',
    takenFrom: 'xmp',
  });
});

test('A sidecar that repeats the day or the time takes neither the hour nor the zone from the camera', async () => {
  const taken = [date(ORIGINAL), text(OFFSET, '+01:00')];
  const file = put('zoned.jpg', withExif(jpeg, [pointer(EXIF, TYPES.long, ...taken)], 'big'));
  const told = (at: string) => xmp(`xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="${at}"`);
  const said = { takenAt: '2012-07-04T12:30:45', takenOffset: '+01:00' };
  expect(await saidOf(file, told('2012-07-04T12:30:45'))).toMatchObject({ ...said, takenFrom: 'sidecar' });
  expect(await saidOf(file, told('2012-07-04'))).toMatchObject({ ...said, takenFrom: 'exif' });
  const other = { takenFrom: 'sidecar', takenOffset: null };
  expect(await saidOf(file, told('2012-07-05'))).toMatchObject({ ...other, takenAt: '2012-07-05' });
  expect(await saidOf(file, told('2012-07-04T12:30:46'))).toMatchObject({ ...other, takenAt: '2012-07-04T12:30:46' });
  const zoned = xmp(
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2012-07-04T12:30:45" ' +
      'xmlns:exifEX="http://cipa.jp/exif/1.0/" exifEX:OffsetTimeOriginal="+05:30"',
  );
  expect(await saidOf(put('plain.jpg', jpeg), zoned)).toMatchObject({ ...said, takenOffset: '+05:30' });
});

test('XMP may be written in UTF-16', async () => {
  const packet = xmp('xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="1962-08"');
  const little = Buffer.from(`\ufeff${packet}`, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    expect(await saidOf(put('plain.jpg', jpeg), bytes)).toMatchObject({ takenAt: '1962-08', takenFrom: 'sidecar' });
  }
});

test.each(['0000-00-00T00:00:00', '0000-00-00', '1970-01-01T00:00:00'])(
  'XMP that says %s has no date',
  async (none) => {
    const packet = xmp(`xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="${none}"`);
    expect(await saidOf(put('plain.jpg', jpeg), packet)).toMatchObject({ takenFrom: 'file' });
  },
);

test('The text of a PNG may be compressed, or in UTF-8; when its file was made and changed is no date of a photo', async () => {
  const said = { takenAt: '2012-07-04T12:30:45', takenFrom: 'png' };
  const time = Buffer.from('2012:07:04 12:30:45');
  const compressed = withText(png, 'zTXt', 'Creation Time\0\0', deflateSync(time));
  expect(await saidOf(put('z.png', compressed))).toMatchObject(said);
  const international = withText(png, 'iTXt', 'Creation Time\0\0\0\0\0', time);
  expect(await saidOf(put('i.png', international))).toMatchObject(said);
  const ofTheFile = withText(png, 'tEXt', 'date:create\0', Buffer.from('2012-07-04T12:30:45+00:00'));
  expect(await saidOf(put('made.png', ofTheFile))).toMatchObject({ takenFrom: 'file' });
});

test.each([
  ['of AFCP, in big endian', afcp('big')],
  ['of AFCP, in little endian', afcp('little')],
  ['of FotoStation', fotoStation()],
])(
  'IPTC in a trailer behind the picture, %s, is read, whether something is said before it or not',
  async (_, trailer) => {
    const said = { takenAt: '2012-07-04T12:30:45', takenFrom: 'iptc' };
    const behind = (picture: Buffer) => Buffer.concat([picture, trailer(picture.length)]);
    expect(await saidOf(put('silent before.jpg', behind(jpeg)))).toMatchObject(said);
    const camera = behind(withExif(jpeg, [text(MODEL, 'X100')], 'big'));
    expect(await saidOf(put('camera before.jpg', camera))).toMatchObject({ ...said, camera: 'X100' });
  },
);

test.each([
  ["Canon's", 'trailer.vrd', []],
  ["MIE's, ExifTool's own", 'trailer.mie', ['-MIE:TrailerSignature=1']],
])('XMP in a trailer behind the picture, %s, is read', async (_, name, words) => {
  const said = { takenAt: '2012-07-04T12:30:45', takenFrom: 'xmp' };
  const made = join(folder, name);
  const date = '-XMP-photoshop:DateCreated=2012:07:04 12:30:45';
  execFileSync('perl', [await exiftoolPath(), '-config', '', '-q', '-q', date, ...words, '-o', made]);
  const trailer = readFileSync(made);
  expect(await saidOf(put('silent before.jpg', Buffer.concat([jpeg, trailer])))).toMatchObject(said);
  const camera = Buffer.concat([withExif(jpeg, [text(MODEL, 'X100')], 'big'), trailer]);
  expect(await saidOf(put('camera before.jpg', camera))).toMatchObject({ ...said, camera: 'X100' });
});

test.each([
  ['PXL_20231231_235959123.jpg', '2023-12-31'],
  ['PXL_20230811_221530123.PORTRAIT-01.COVER.jpg', '2023-08-11'],
  ['PXL_20230811_221530123~2.jpg', '2023-08-11'],
])('The name %s of a Pixel tells the day alone', async (name, day) => {
  expect(await saidOf(put(name, jpeg))).toMatchObject({ takenAt: day, takenFrom: 'name' });
});

function put(name: string, bytes: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function exif(...entries: Entry[]): Entry {
  return pointer(EXIF, TYPES.long, ...entries);
}

function zeros(tag: number): Entry {
  return date(tag, '0000:00:00 00:00:00');
}

function blanks(tag: number): Entry {
  return date(tag, '    :  :     :  :  ');
}

function xpTitle(title: string): Entry {
  return { tag: XP_TITLE, type: TYPES.byte, value: Buffer.from(title, 'utf16le') };
}

/** The day and the time of a record of IPTC. */
function iptc(): Buffer {
  const field = (tag: number, value: string) => Buffer.from([0x1c, 2, tag, 0, value.length, ...Buffer.from(value)]);
  return Buffer.concat([field(55, '20120704'), field(60, '123045')]);
}

/** AXS File Concatenation Protocol: a head with a list of one part, the part, and where the head begins. */
function afcp(order: 'big' | 'little') {
  return (start: number): Buffer => {
    const part = iptc();
    const number = (value: number, size: number) => {
      const bytes = Buffer.alloc(size);
      if (order === 'big') bytes.writeUIntBE(value, 0, size);
      else bytes.writeUIntLE(value, 0, size);
      return bytes;
    };
    const sign = Buffer.from(order === 'big' ? 'AXS!' : 'AXS*');
    const head = [sign, number(1, 2), number(1, 2), number(0, 4)];
    const list = [Buffer.from('IPTC'), number(part.length, 4), number(start + 24, 4)];
    return Buffer.concat([...head, ...list, part, sign, number(start, 4), number(0, 4)]);
  };
}

/** FotoWare's: the part, and behind it its kind, its length with these ten bytes, and a sign. */
function fotoStation() {
  return (): Buffer => {
    const part = iptc();
    const foot = Buffer.from([0, 1, 0, 0, 0, part.length + 10, 0xa1, 0xb2, 0xc3, 0xd4]);
    return Buffer.concat([part, foot]);
  };
}

/** As text of which each letter is a byte. */
function utf8(words: string): string {
  return Buffer.from(words).toString('latin1');
}
