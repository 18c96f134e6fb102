// Names that travel to and from programs that read and write by Exiv2, as digiKam and darktable do.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ensure } from '../app/ensure.ts';
import { ORIENTATIONS } from '../app/vision/orientation.ts';
import { findExiv2, propertiesBy, setBy } from './exiv2.ts';
import { FOREIGN_SIDECARS } from './foreign-sidecars.ts';
import { rescan } from './scans.ts';
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
  stored,
  storedBox,
  WIDTH,
} from './named-album.ts';

const exiv2 = findExiv2();
const REGIONS = 'Xmp.mwg-rs.Regions';
const Sides = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const RECTANGLES = 'Xmp.MP.RegionInfo/MPRI:Regions';

describe.runIf(exiv2)('With Exiv2', () => {
  const program = exiv2 ?? '';
  const sidecarOf = (orientation: number) => join(album.photos, `turned${orientation}.jpg.xmp`);

  beforeAll(() => album.prepare());
  beforeEach(async () => {
    album.begin();
    for (const orientation of ORIENTATIONS) {
      const path = join(album.photos, `turned${orientation}.jpg`);
      writeFileSync(path, await stored(orientation));
      await exiftool(`-IFD0:Orientation#=${orientation}`, path);
    }
  });
  afterEach(() => album.end());

  test('in all eight orientations it finds the same names and boxes, and what it writes anew stays Kindred’s', async () => {
    await album.scan();
    const faces = (await facesOn('turned1.jpg')).sort((one, other) => one.box[0] - other.box[0]);
    for (const [index, name] of NAMES.entries()) {
      const person = ensure(faces[index]?.person ?? undefined).id;
      await album.library.engine['people.name']({ person, name, ifTaken: 'ask' });
    }
    await write(true);
    for (const orientation of ORIENTATIONS) {
      const found = propertiesBy(program, sidecarOf(orientation));
      expect(found.get('Xmp.iptcExt.PersonInImage')).toBe(NAMES.join(', '));
      const boxes: Record<string, Box> = Object.fromEntries(
        (await facesOn(`turned${orientation}.jpg`)).map(({ person, box: [x, y, w, h] }) => [
          person?.name ?? '',
          storedBox([x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT], orientation),
        ]),
      );
      expectNear(regionsIn(found), boxes);
      expectNear(rectanglesIn(found), boxes);
      setBy(program, sidecarOf(orientation), [['Xmp.xmp.Rating', '4']]);
    }

    // Written anew in its own way, no name in it is another program's, and taken out again only the stars are left.
    await rescan(album.library);
    expect(await look()).toMatchObject({ names: [], unnamed: 0, disputed: 0 });
    const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 10 });
    for (const { id } of photos) {
      expect((await album.library.engine['photos.get']({ photo: id })).rating).toEqual({ stars: 4, from: 'sidecar' });
    }
    await write(false);
    await album.library.engine['sidecars.takeAway']({});
    await album.library.writeNames();
    for (const orientation of ORIENTATIONS) {
      const left = propertiesBy(program, sidecarOf(orientation));
      expect([...left.keys()].filter((key) => !key.startsWith('Xmp.xmp.'))).toEqual([]);
      expect(left.get('Xmp.xmp.Rating')).toBe('4');
      expect(readFileSync(sidecarOf(orientation), 'utf8')).not.toContain('Anna');
    }
  }, 300_000);

  test('the names and boxes that it writes land on their faces in all eight orientations, also beside those that stand there', async () => {
    for (const orientation of ORIENTATIONS) {
      const path = sidecarOf(orientation);
      writeFileSync(path, ensure(FOREIGN_SIDECARS[orientation % 2 === 0 ? 'darktable' : 'empty']));
      const [width, height] = orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
      const boxes = album.seen.map((box) => storedBox(box, orientation));
      setBy(program, path, orientation % 3 === 0 ? rectangles(boxes) : regions(boxes, width, height));
    }
    await album.scan();
    const report = await look();
    for (const name of NAMES) expect(named(report, name)).toMatchObject({ fits: ORIENTATIONS.length, differs: 0 });
    await apply();
    for (const orientation of ORIENTATIONS) expect(await namesOn(`turned${orientation}.jpg`)).toEqual([...NAMES]);

    await write(true);
    for (const orientation of ORIENTATIONS) {
      const found = propertiesBy(program, sidecarOf(orientation));
      expect(Object.keys(regionsIn(found)).sort()).toEqual([...NAMES].sort());
      expect(Object.keys(rectanglesIn(found)).sort()).toEqual([...NAMES].sort());
    }
  }, 300_000);

  test('a date and a title that it writes anew stay the user’s, and go when they are taken back', async () => {
    await album.scan();
    const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 1 });
    const { id } = ensure(photos[0]);
    const path = `${ensure((await album.library.engine['photos.get']({ photo: id })).places[0]).path}.xmp`;
    const said = {
      takenAt: '1962-08-15T10:00:00',
      takenOffset: '+01:00',
      takenFrom: 'user',
      title: { text: 'Anna & Ben' },
    };
    const taken = { at: '1962-08-15T10:00:00', offset: '+01:00' };
    await album.library.engine['photos.edit']({ photos: [id], taken, title: 'Anna & Ben' });
    await write(true);
    expect(propertiesBy(program, path).get('Xmp.exif.DateTimeOriginal')).toBe('1962-08-15T10:00:00+01:00');
    // darktable leaves the zone out, and adds milliseconds.
    setBy(program, path, [
      ['Xmp.xmp.Rating', '4'],
      ['Xmp.exif.DateTimeOriginal', '1962:08:15 10:00:00.000'],
    ]);
    await rescan(album.library);
    expect(await album.library.engine['photos.get']({ photo: id })).toMatchObject(said);
    await album.library.engine['history.undo']({});
    expect(await album.library.engine['photos.get']({ photo: id })).toMatchObject({ takenFrom: 'file', title: null });
    await album.library.writeNames();
    const left = propertiesBy(program, path);
    expect([...left.keys()].filter((key) => !key.startsWith('Xmp.xmp.'))).toEqual([]);
    expect(left.get('Xmp.xmp.Rating')).toBe('4');
  }, 120_000);

  async function write(writes: boolean): Promise<void> {
    await album.library.engine['sidecars.change']({ folder: 'all', writes });
    await album.library.writeNames();
    expect(await album.library.engine['sidecars.get']({})).toMatchObject({ failed: 0, waiting: 0 });
  }
});

/** By name, the box in shares of the stored picture: left, top, width, height. */
function regionsIn(found: ReadonlyMap<string, string>): Record<string, Box> {
  return boxesIn(found, `${REGIONS}/mwg-rs:RegionList`, 'mwg-rs:Name', (item) => {
    const [x, y, w, h] = Sides.parse(
      ['x', 'y', 'w', 'h'].map((side) => Number(found.get(`${item}/mwg-rs:Area/stArea:${side}`))),
    );
    return [x - w / 2, y - h / 2, w, h];
  });
}

function rectanglesIn(found: ReadonlyMap<string, string>): Record<string, Box> {
  return boxesIn(found, RECTANGLES, 'MPReg:PersonDisplayName', (item) =>
    Sides.parse(found.get(`${item}/MPReg:Rectangle`)?.split(', ').map(Number)),
  );
}

function boxesIn(
  found: ReadonlyMap<string, string>,
  list: string,
  name: string,
  boxOf: (item: string) => Box,
): Record<string, Box> {
  const boxes: Record<string, Box> = {};
  for (let index = 1; found.has(`${list}[${index}]/${name}`); index++) {
    boxes[ensure(found.get(`${list}[${index}]/${name}`))] = boxOf(`${list}[${index}]`);
  }
  return boxes;
}

function expectNear(found: Record<string, Box>, boxes: Record<string, Box>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(boxes).sort());
  for (const [name, box] of Object.entries(boxes)) {
    for (const [index, side] of box.entries()) expect(found[name]?.[index], name).toBeCloseTo(side, 4);
  }
}

function regions(boxes: readonly Box[], width: number, height: number): [string, string][] {
  const applied = `${REGIONS}/mwg-rs:AppliedToDimensions`;
  const faces = boxes.flatMap(([x, y, w, h], index): [string, string][] => {
    const item = `${REGIONS}/mwg-rs:RegionList[${index + 1}]`;
    const area = { x: x + w / 2, y: y + h / 2, w, h, unit: 'normalized' };
    return [
      [`${item}/mwg-rs:Name`, ensure(NAMES[index])],
      [`${item}/mwg-rs:Type`, 'Face'],
      ...Object.entries(area).map(([key, value]): [string, string] => [
        `${item}/mwg-rs:Area/stArea:${key}`,
        String(value),
      ]),
    ];
  });
  return [
    [REGIONS, 'XmpText type=Struct'],
    [applied, 'XmpText type=Struct'],
    [`${applied}/stDim:w`, String(width)],
    [`${applied}/stDim:h`, String(height)],
    [`${applied}/stDim:unit`, 'pixel'],
    [`${REGIONS}/mwg-rs:RegionList`, 'XmpText type=Bag'],
    ...faces,
  ];
}

function rectangles(boxes: readonly Box[]): [string, string][] {
  return [
    ['Xmp.MP.RegionInfo', 'XmpText type=Struct'],
    [RECTANGLES, 'XmpText type=Bag'],
    ...boxes.flatMap((box, index): [string, string][] => [
      [`${RECTANGLES}[${index + 1}]/MPReg:PersonDisplayName`, ensure(NAMES[index])],
      [`${RECTANGLES}[${index + 1}]/MPReg:Rectangle`, box.join(', ')],
    ]),
  ];
}
