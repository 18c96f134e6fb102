// Names, dates and tags that travel to and from Immich: by sidecars, which it reads and writes through the same ExifTool.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultReadTaskOptions, ExifTool, type WriteTags } from 'exiftool-vendored';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ensure } from '../app/ensure.ts';
import { ORIENTATIONS } from '../app/vision/orientation.ts';
import {
  album,
  apply,
  type Box,
  exiftool,
  facesOn,
  HEIGHT,
  look,
  NAMES,
  named,
  namesOn,
  portrait,
  stored,
  storedBox,
  WIDTH,
} from './named-album.ts';
import { rescan } from './scans.ts';

/** Started as Immich starts it. */
const immich = new ExifTool({
  maxProcs: 1,
  useMWG: true,
  numericTags: [...DefaultReadTaskOptions.numericTags, 'FocalLength', 'FileSize'],
  writeArgs: ['-overwrite_original'],
});
/** Of another kind or without these, Immich passes a face over. */
const RegionInfo = z.object({
  AppliedToDimensions: z.object({ W: z.number(), H: z.number(), Unit: z.string() }),
  RegionList: z.array(
    z.object({
      Area: z.object({ X: z.number(), Y: z.number(), W: z.number(), H: z.number(), Unit: z.literal('normalized') }),
      Type: z.literal('Face'),
      Name: z.string(),
    }),
  ),
});

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());
afterAll(() => immich.end());

test('What was set in Immich is read beside a photo: date, words, place, stars, tags; who is tagged as one of its people is named', async () => {
  const [alone, together] = [join(album.photos, 'alone.jpg'), join(album.photos, 'together.jpg')];
  writeFileSync(alone, await portrait(0));
  writeFileSync(together, album.upright);
  await change(alone, {
    Description: 'Am See',
    ImageDescription: 'Am See',
    DateTimeOriginal: '2012-07-04T12:30:45.000+02:00',
    GPSLatitude: 47.9,
    GPSLongitude: -11.3,
    Rating: 4,
    TagsList: ['People/Anna', 'Places/Starnberg', 'summer'],
  });
  await change(together, { TagsList: ['People/Anna', 'People/Ben'] });
  await album.scan();
  expect(await shown('alone.jpg')).toMatchObject({
    takenAt: '2012-07-04T12:30:45',
    takenOffset: '+02:00',
    takenFrom: 'sidecar',
    description: 'Am See',
    position: { latitude: 47.9, longitude: -11.3 },
    rating: { stars: 4, from: 'sidecar' },
    keywords: ['Anna', 'Starnberg', 'summer'],
  });
  const report = await look('xmp');
  expect(named(report, 'Anna')).toMatchObject({ photos: 2, settled: 2, asked: 0 });
  expect(named(report, 'Ben')).toMatchObject({ photos: 1, settled: 0, asked: 1 });
  await apply();
  expect(await namesOn('together.jpg')).toEqual(['Anna', null, null]);
});

test('Immich finds the names and boxes that Kindred writes, in all eight orientations; they come home from what it then writes', async () => {
  for (const orientation of ORIENTATIONS) {
    writeFileSync(photoOf(orientation), await stored(orientation));
    await exiftool(`-IFD0:Orientation#=${orientation}`, photoOf(orientation));
  }
  await album.scan();
  const faces = (await facesOn('turned1.jpg')).sort((one, other) => one.box[0] - other.box[0]);
  for (const [index, name] of NAMES.entries()) {
    const person = ensure(faces[index]?.person ?? undefined).id;
    await album.library.engine['people.name']({ person, name, ifTaken: 'ask' });
  }
  await write(true);
  for (const orientation of ORIENTATIONS) {
    expectNear(await foundByImmich(photoOf(orientation)), await boxesOn(`turned${orientation}.jpg`));
  }

  // It writes the file anew as a whole. What is Kindred's in there is still known, and everything is there once.
  for (const orientation of ORIENTATIONS) {
    await change(photoOf(orientation), {
      Description: 'Zu dritt',
      ImageDescription: 'Zu dritt',
      Rating: 5,
      TagsList: ['summer'],
    });
  }
  await rescan(album.library);
  expect(await look()).toMatchObject({ names: [], unnamed: 0, disputed: 0 });
  await album.library.engine['people.name']({
    person: ensure(faces[0]?.person ?? undefined).id,
    name: 'Anna-Lena',
    ifTaken: 'ask',
  });
  await write(true);
  for (const orientation of ORIENTATIONS) {
    const boxes = await boxesOn(`turned${orientation}.jpg`);
    expect(Object.keys(boxes).sort()).toEqual(['Anna-Lena', 'Ben', 'Özlem']);
    expectNear(await foundByImmich(photoOf(orientation)), boxes);
    expect(await shown(`turned${orientation}.jpg`)).toMatchObject({
      description: 'Zu dritt',
      rating: { stars: 5, from: 'sidecar' },
      keywords: ['summer'],
    });
  }

  // In another library, beside the same photos, they name the same faces.
  await album.close();
  rmSync(join(album.folder, 'library'), { recursive: true });
  await album.scan();
  const report = await look('xmp');
  for (const name of ['Anna-Lena', 'Ben', 'Özlem']) {
    expect(named(report, name)).toMatchObject({ photos: 8, fits: 8, differs: 0, drawn: 0 });
  }
  await apply();
  for (const orientation of ORIENTATIONS) {
    expect(await namesOn(`turned${orientation}.jpg`)).toEqual(['Anna-Lena', 'Ben', 'Özlem']);
  }
}, 300_000);

test('Taken out again, of Kindred’s names nothing is left in what Immich wrote, and of Immich’s words all', async () => {
  const photo = join(album.photos, 'photo.jpg');
  writeFileSync(photo, album.upright);
  await change(photo, { Rating: 3, TagsList: ['summer'] });
  await album.scan();
  const person = ensure((await facesOn('photo.jpg'))[0]?.person ?? undefined).id;
  await album.library.engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  await write(true);
  expect(Object.keys(await foundByImmich(photo))).toEqual(['Anna']);
  await change(photo, { Rating: 5 });
  await rescan(album.library);
  await write(false);
  await album.library.engine['sidecars.takeAway']({});
  await album.library.writeNames();
  expect(existsSync(`${photo}.xmp`)).toBe(true);
  expect(readFileSync(`${photo}.xmp`, 'utf8')).not.toContain('Anna');
  expect(await immich.read(`${photo}.xmp`)).toMatchObject({ Rating: 5, TagsList: ['summer'] });
  expect(await immich.read(`${photo}.xmp`)).not.toHaveProperty('RegionInfo');
});

function photoOf(orientation: number): string {
  return join(album.photos, `turned${orientation}.jpg`);
}

/** As Immich writes what its user changed: beside the photo, made where there is none. */
async function change(photo: string, tags: WriteTags): Promise<void> {
  await immich.write(`${photo}.xmp`, tags);
}

/** By name, in shares of the upright picture: the tags of the photo, and over them those of the sidecar. */
async function foundByImmich(photo: string): Promise<Record<string, Box>> {
  const tags = { ...(await immich.read(photo)), ...(await immich.read(`${photo}.xmp`)) };
  const orientation = z.number().default(1).parse(tags.Orientation);
  const { AppliedToDimensions: size, RegionList: regions } = RegionInfo.parse(tags.RegionInfo);
  expect([size.W, size.H]).toEqual(orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
  // Its way back to the upright picture: as there, but for the two quarter turns.
  const back = { 6: 8, 8: 6 }[orientation] ?? orientation;
  return Object.fromEntries(
    regions.map(({ Name, Area: { X, Y, W, H } }) => [Name, storedBox([X - W / 2, Y - H / 2, W, H], back)]),
  );
}

async function boxesOn(name: string): Promise<Record<string, Box>> {
  return Object.fromEntries(
    (await facesOn(name)).map(({ person, box: [x, y, w, h] }) => [
      person?.name ?? '',
      [x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT],
    ]),
  );
}

function expectNear(found: Record<string, Box>, boxes: Record<string, Box>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(boxes).sort());
  for (const [name, box] of Object.entries(boxes)) {
    for (const [index, side] of box.entries()) expect(found[name]?.[index], name).toBeCloseTo(side, 4);
  }
}

async function shown(name: string) {
  const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 50 });
  const all = await Promise.all(photos.map(({ id }) => album.library.engine['photos.get']({ photo: id })));
  return ensure(
    all.find(({ places }) => places.some(({ path }) => path.endsWith(name))),
    name,
  );
}

async function write(writes: boolean): Promise<void> {
  await album.library.engine['sidecars.change']({ folder: 'all', writes });
  await album.library.writeNames();
  expect(await album.library.engine['sidecars.get']({})).toMatchObject({ failed: 0, waiting: 0 });
}
