// Metadata that does not stand before the picture: behind it, or in notes of the camera's maker, where ExifTool looks only when it is told to.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { factsOf } from '../app/photos/photo-facts.ts';
import { resource } from '../app/platform/resources.ts';
import { type Entry, TYPES, withExif, withSegment } from './exif-bytes.ts';
import { startReading } from './metadata-reading.ts';
import { withText } from './png-text.ts';
import { xmp } from './xmp-packet.ts';

const { reader, saidOf } = startReading();
let folder: string;
let jpeg: Buffer;
let png: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-behind-'));
  const blank = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
  [jpeg, png] = await Promise.all([blank.clone().jpeg().toBuffer(), blank.clone().png().toBuffer()]);
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const [MAKE, EXIF] = [0x10f, 0x8769];

test('The text and the XMP of a PNG, and the people in it, are read behind its picture, too', async () => {
  const time = withText(png, 'tEXt', 'Creation Time\0', Buffer.from('2012:07:04 12:30:45'), 'behind');
  expect(await saidOf(put('text behind.png', time))).toMatchObject({
    takenAt: '2012-07-04T12:30:45',
    takenFrom: 'png',
  });
  const packet = Buffer.from(
    xmp('xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="1962-08"'),
  );
  const both = withText(time, 'iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', packet, 'behind');
  expect(await saidOf(put('xmp behind.png', both))).toMatchObject({ takenAt: '1962-08', takenFrom: 'xmp' });
  const anna = '<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>';
  const named = Buffer.from(xmp('xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"', anna));
  const people = put('people behind.png', withText(png, 'iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', named, 'behind'));
  const reading = await reader.readPhoto(people, undefined, 'people');
  expect(reading?.tags).toMatchObject({ 'XMP:XMP-iptcExt:PersonInImage': ['Anna'] });
});

test('The XMP of a GIF is read behind its comment', async () => {
  const gif = put('said.gif', await sharp(jpeg).gif().toBuffer());
  await write(gif, '-Comment=by hand', '-XMP-photoshop:DateCreated=2012:07:04 12:30:45');
  expect(await saidOf(gif)).toMatchObject({ takenAt: '2012-07-04T12:30:45', takenFrom: 'xmp' });
});

test('A HEIC whose picture stands before what is said of it, as phones write them, has its date and its camera', async () => {
  const file = put('phone.heic', readFileSync(resource('tests', 'fixtures', 'display-p3.heic')));
  await write(file, '-DateTimeOriginal=2020:06:30 11:27:59', '-Make=samsung', '-Model=SM-G975F');
  const said = { takenAt: '2020-06-30T11:27:59', takenFrom: 'exif', camera: 'samsung SM-G975F' };
  expect(await saidOf(file)).toMatchObject(said);
  const whole = readFileSync(file);
  const boxes = outermostBoxes(whole);
  const meta = ensure(boxes.find(({ kind }) => kind === 'meta'));
  expect(boxes.map(({ kind }) => kind).indexOf('meta')).toBeLessThan(boxes.map(({ kind }) => kind).indexOf('mdat'));
  // Where it was there is nothing, so that the picture stays where `meta` says that it is.
  const turned = [
    ...boxes.map(({ kind, bytes }) => (kind === 'meta' ? free(bytes.length) : bytes)),
    ensure(meta).bytes,
  ];
  expect(await saidOf(put('turned.heic', Buffer.concat(turned)))).toMatchObject(said);
});

test("A camera whose date stands in its maker's notes alone has that date", async () => {
  const notes = Buffer.alloc(64);
  notes.writeUInt16LE(0xf101, 0);
  notes.writeUInt16LE(3, 2);
  for (const [at, part] of [45, 30, 12, 7, 4, 2012].entries()) notes.writeUInt16LE(part, 0x0b * 2 + at * 2);
  const maker = { tag: 0x927c, type: TYPES.undefined, value: notes };
  const said = { takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' };
  const makeAlone = withExif(jpeg, [{ tag: MAKE, type: TYPES.ascii, value: 'RECONYX\0' }, exif(maker)], 'little');
  expect(await saidOf(put('game.jpg', makeAlone))).toMatchObject({ ...said, camera: 'RECONYX' });
  const rational = Buffer.from([1, 0, 0, 0, 60, 0, 0, 0]);
  const exposed = withExif(jpeg, [exif({ tag: 0x829a, type: TYPES.rational, value: rational }, maker)], 'little');
  expect(await saidOf(put('exposed.jpg', exposed))).toMatchObject({
    ...said,
    exposureTime: expect.closeTo(1 / 60) as number,
  });
});

test('A JPEG of a camera of before EXIF has the date and the camera of its CIFF', async () => {
  const taken = Buffer.alloc(12);
  taken.writeUInt32LE(Date.UTC(2000, 9, 27, 22, 56, 26) / 1000);
  const named = Buffer.from('Canon\0Canon PowerShot A5\0');
  const list = Buffer.alloc(2 + 2 * 10 + 4);
  list.writeUInt16LE(2);
  const entry = (at: number, tag: number, bytes: number, place: number) => {
    list.writeUInt16LE(tag, at);
    list.writeUInt32LE(bytes, at + 2);
    list.writeUInt32LE(place, at + 6);
  };
  entry(2, 0x180e, taken.length, 0);
  entry(12, 0x080a, named.length, taken.length);
  list.writeUInt32LE(taken.length + named.length, 22);
  const head = Buffer.from('II\x1a\0\0\0HEAPJPGM\0\0\x01\0'.padEnd(26, '\0'), 'latin1');
  const file = withSegment(jpeg, 0xe0, Buffer.concat([head, taken, named, list]));
  expect(await saidOf(put('ciff.jpg', file))).toMatchObject({
    takenAt: '2000-10-27T22:56:26',
    takenFrom: 'exif',
    camera: 'Canon PowerShot A5',
  });
});

test('An AVI that says on which day it was made has that date', async () => {
  const chunk = (name: string, content: Buffer) => {
    const head = Buffer.from(`${name}....`, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content]);
  };
  const said = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('ICRD', Buffer.from('2021-07-15\0\0'))]));
  const file = put('made.avi', chunk('RIFF', Buffer.concat([Buffer.from('AVI '), said])));
  const tags = (await reader.readPhoto(file, file, 'video'))?.tags ?? {};
  expect(factsOf(tags).dates).toMatchObject([{ from: 'container', at: '2021-07-15' }]);
});

function put(name: string, bytes: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function exif(...entries: Entry[]): Entry {
  return { tag: EXIF, type: TYPES.long, value: entries };
}

/** By ExifTool. */
async function write(file: string, ...tags: string[]): Promise<void> {
  execFileSync('perl', [await exiftoolPath(), '-config', '', '-q', '-q', '-overwrite_original', ...tags, file]);
}

function outermostBoxes(file: Buffer): { kind: string; bytes: Buffer }[] {
  const boxes = [];
  for (let at = 0; at < file.length; at += file.readUInt32BE(at)) {
    boxes.push({ kind: file.toString('latin1', at + 4, at + 8), bytes: file.subarray(at, at + file.readUInt32BE(at)) });
  }
  return boxes;
}

function free(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes);
  box.write('free', 4, 'latin1');
  return box;
}
