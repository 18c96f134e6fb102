// Orientation that stands in a sidecar turns the photo: its previews, its boxes, and all that the user said of its faces.

import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Photo } from '../app/contract.ts';
import { ensure } from '../app/ensure.ts';
import { METADATA_VERSION } from '../app/photos/metadata.ts';
import { intersectionOverUnion } from '../app/boxes.ts';

import { combined, ORIENTATIONS, turnFrom, uprightBox } from '../app/vision/orientation.ts';
import { album, apply, type Box, exiftool, HEIGHT, look, NAMES, stored, storedBox, WIDTH } from './named-album.ts';
import { rescan } from './scans.ts';

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());

test('Of the eight orientations any two make another one, and each can be undone', () => {
  const box = [0.1, 0.2, 0.3, 0.4] as const;
  for (const one of ORIENTATIONS) {
    expect(combined(one, turnFrom(one, 1))).toBe(1);
    for (const other of ORIENTATIONS) {
      expectNear(uprightBox(box, combined(one, other)), uprightBox(uprightBox(box, one), other));
      expect(combined(one, turnFrom(one, other))).toBe(other);
    }
  }
});

test(
  'In all eight orientations the faces, the previews and other programs’ boxes lie as on the upright photo',
  { timeout: 240_000 },
  async () => {
    for (const orientation of ORIENTATIONS) {
      put(`alone${orientation}.jpg`, await stored(orientation));
      put(`alone${orientation}.jpg.xmp`, sidecar(orientation, album.seen));
    }
    // Where both say something the sidecar is the one that was corrected, also for Adobe's kind of it.
    put('both.jpg', await stored(6));
    await exiftool('-IFD0:Orientation#=3', join(album.photos, 'both.jpg'));
    put('both.xmp', sidecar(6, album.seen));
    await album.scan();
    const { engine } = album.library;
    for (const name of [...ORIENTATIONS.map((orientation) => `alone${orientation}.jpg`), 'both.jpg']) {
      const photo = await photoNamed(name);
      expect([photo.width, photo.height], name).toEqual([WIDTH, HEIGHT]);
      expect(places(photo), name).toHaveLength(NAMES.length);
      for (const [index, box] of places(photo).entries()) expectSameFace(box, pixels(ensure(album.seen[index])), name);
      for (const kind of ['thumbnail', 'preview'] as const)
        expect(await difference(kind, photo.id), name).toBeLessThan(6);
    }
    const report = await look();
    expect(report.names.map(({ name, fits }) => [name, fits])).toEqual(NAMES.map((name) => [name, 9]));
    expect(report).toMatchObject({ turned: 0, disputed: 0 });
    await apply();

    // A face that is drawn is where it was drawn.
    const photo = await photoNamed('alone6.jpg');
    const drawn = await engine['faces.draw']({ photo: photo.id, box: [20, 20, 80, 90] });
    expect(drawn.box).toEqual([20, 20, 80, 90]);

    // What is written lies on the stored picture, as the sidecar turns it: read in another library it names the same faces.
    await engine['sidecars.change']({ folder: 'all', writes: true });
    await album.library.writeNames();
    await album.close();
    rmSync(join(album.folder, 'library'), { recursive: true });
    await album.scan();
    expect((await look()).names.map(({ name, fits }) => [name, fits])).toEqual(NAMES.map((name) => [name, 9]));
  },
);

test('A sidecar that turns a photo later, or goes again, takes all that was said of its faces along', async () => {
  put('photo.jpg', await stored(6));
  await album.scan();
  const { engine } = album.library;
  const lying = await photoNamed('photo.jpg');
  expect([lying.width, lying.height]).toEqual([HEIGHT, WIDTH]);
  // Lying on their sides, not all of them are found.
  const faces = album.seen.flatMap((seen, index) => {
    const place = pixels(storedBox(seen, 6), [HEIGHT, WIDTH]);
    const face = lying.faces.find(({ box }) => intersectionOverUnion(box, place) >= 0.5);
    return face ? [{ ...face, seen, name: ensure(NAMES[index]) }] : [];
  });
  expect(faces.length).toBeGreaterThanOrEqual(2);
  for (const { person, name } of faces) {
    await engine['people.name']({ person: ensure(person).id, name, ifTaken: 'ask' });
  }
  const [first, second] = faces;
  await engine['faces.reject']({ faces: [ensure(second).id] });
  const drawn = await engine['faces.draw']({ photo: lying.id, box: [30, 700, 60, 80] });
  const before = await photoNamed('photo.jpg');

  put('photo.jpg.xmp', sidecar(6));
  await rescan(album.library);
  const upright = await photoNamed('photo.jpg');
  expect([upright.id, upright.width, upright.height]).toEqual([lying.id, WIDTH, HEIGHT]);
  expect(peopleOf(upright)).toEqual(expect.arrayContaining(peopleOf(before)));
  expectSameFace(boxOf(upright, ensure(first).id), pixels(ensure(first).seen), ensure(first).name);
  expectNear(boxOf(upright, drawn.id), [WIDTH - 700 - 80, 30, 80, 60]);
  expect(await difference('preview', upright.id)).toBeLessThan(6);

  rmSync(join(album.photos, 'photo.jpg.xmp'));
  await rescan(album.library);
  const again = await photoNamed('photo.jpg');
  expect([again.width, again.height]).toEqual([HEIGHT, WIDTH]);
  expect(peopleOf(again)).toEqual(expect.arrayContaining(peopleOf(before)));
  expectNear(boxOf(again, drawn.id), [30, 700, 60, 80]);
});

test('A copy without a sidecar says nothing of how its photo is turned; a library of before turns it by itself', async () => {
  put('a.jpg', await stored(8));
  put('a.jpg.xmp', sidecar(8));
  put('copy of a.jpg', await stored(8));
  await album.scan();
  const isUpright = async () => {
    const { width, height } = await photoNamed('a.jpg');
    return width === WIDTH && height === HEIGHT;
  };
  expect(await isUpright()).toBe(true);
  put('another copy.jpg', await stored(8));
  await rescan(album.library);
  expect(await isUpright()).toBe(true);

  // As a version before kept it: analysed as it lies, beside a sidecar that it had read by other rules.
  await album.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(album.folder, 'library', `library.db${end}`), { force: true });
  rmSync(join(album.photos, 'a.jpg.xmp'));
  await album.scan();
  expect(await isUpright()).toBe(false);
  await album.close();
  put('a.jpg.xmp', sidecar(8));
  const { size, mtimeMs } = statSync(join(album.photos, 'a.jpg.xmp'));
  const database = new SQLite(join(album.folder, 'library', 'library.db'));
  database.prepare("UPDATE file SET sidecar = ? WHERE path = 'a.jpg'").run(`a.jpg.xmp:${size}:${mtimeMs}`);
  database.prepare('UPDATE photo SET metadata = ?').run(METADATA_VERSION - 1);
  database.close();
  await album.open({ watch: true });
  await rescan(album.library);
  await vi.waitFor(async () => expect(await isUpright()).toBe(true), { timeout: 20_000, interval: 100 });
});

async function photoNamed(name: string): Promise<Photo> {
  const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 100 });
  for (const { id } of photos) {
    const photo = await album.library.engine['photos.get']({ photo: id });
    if (photo.places.some(({ path }) => path.endsWith(name))) return photo;
  }
  throw new Error(`${name} is not in the library.`);
}

/** From left to right. */
function places({ faces }: Photo): Box[] {
  return faces.map(({ box }) => box).sort(([one], [other]) => one - other);
}

function boxOf({ faces }: Photo, id: number): Box {
  return ensure(faces.find((face) => face.id === id)).box;
}

function peopleOf({ faces }: Photo) {
  const named = faces.map(({ id, person }) => [id, person?.name ?? null] as const);
  return named.sort(([one], [other]) => one - other);
}

/** From shares of the sides. */
function pixels([x, y, w, h]: Box, [width, height] = [WIDTH, HEIGHT]): Box {
  return [x * width, y * height, w * width, h * height];
}

/** How far a picture is from the upright one: of 255, on average. */
async function difference(kind: 'thumbnail' | 'preview', photo: number): Promise<number> {
  const media = await album.library.media(kind, photo);
  const shown = sharp('bytes' in media ? media.bytes : media.file).resize(90, 60, { fit: 'fill' });
  const [one, other] = await Promise.all([
    shown.raw().toBuffer(),
    sharp(album.upright).resize(90, 60, { fit: 'fill' }).raw().toBuffer(),
  ]);
  return one.reduce((sum, value, at) => sum + Math.abs(value - other.readUInt8(at)), 0) / one.length;
}

function expectSameFace(one: Box, other: Box, name: string): void {
  expect(intersectionOverUnion(one, other), name).toBeGreaterThan(0.6);
}

function expectNear(one: readonly number[], other: readonly number[]): void {
  expect(one).toEqual(other.map((value) => expect.closeTo(value, 3) as number));
}

function put(name: string, content: Uint8Array | string): void {
  writeFileSync(join(album.photos, name), content);
}

/** As digiKam and Lightroom say how a picture is turned. @param upright where its faces are, in shares of the sides */
function sidecar(orientation: number, upright: readonly Box[] = []): string {
  const [width, height] = orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
  const regions = upright.map((box, index) => {
    const [x, y, w, h] = storedBox(box, orientation);
    return `<rdf:li><rdf:Description mwg-rs:Name="${NAMES[index]}" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="${x + w / 2}"
      stArea:y="${y + h / 2}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/></rdf:Description></rdf:li>`;
  });
  const list = `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="${width}" stDim:h="${height}"
    stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag>${regions.join('')}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="${orientation}"
      xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
      xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#">${regions.length > 0 ? list : ''}</rdf:Description>
    </rdf:RDF></x:xmpmeta>`;
}
