// A photo that another program edited at its place is the same photo: names, corrections and drawings follow what they are on.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import type { Face } from '../app/contract.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { TYPES, withExif } from './exif-bytes.ts';
import { firstOf } from './first-of.ts';
import { SAMPLES } from './samples.ts';
import { addFolder, rescan } from './scans.ts';

let folder: string;
let photos: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-edited-'));
  photos = join(folder, 'photos');
  mkdirSync(photos);
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A face that was split off and named keeps its name when its photo is turned by the orientation tag alone', async () => {
  const portrait = sharp(SAMPLES[0]).extract({ left: 0, top: 330, width: 660, height: 700 }); // the face is in a corner;
  for (const [index, brightness] of [1, 1.02, 1.04].entries()) {
    await portrait
      .clone()
      .modulate({ brightness })
      .jpeg()
      .toFile(join(photos, `${index}.jpg`));
  }
  const side = join(photos, 'on its side.jpg');
  await portrait.clone().modulate({ brightness: 1.06 }).rotate(90).jpeg().toFile(side);
  await addFolder(library, photos);
  const before = await photoAt(side);
  const [face] = firstOf(1, before.faces);
  await name(face.person?.id, 'Anna');
  const split = await library.engine['people.split']({ person: face.person?.id ?? 0, faces: [face.id] });
  await name(split.id, 'Berta');

  writeFileSync(side, withOrientation(readFileSync(side), 8));
  await rescan(library);
  const after = await photoAt(side);
  expect([after.id, after.width, after.height]).toEqual([before.id, before.height, before.width]);
  expect(namesOn(after)).toEqual({ [face.id]: 'Berta' });
  const [x, y, w, h] = face.box;
  const turned = [y, before.width - x - w, h, w];
  ensure(after.faces[0]).box.forEach((value, index) =>
    expect(Math.abs(value - ensure(turned[index]))).toBeLessThan(0.15 * w),
  );
  await nothingIsLeftBehind(4);
  expect((await people()).sort()).toEqual(['Anna', 'Berta']);
});

describe('Of a photo of three people who were named', () => {
  let path: string;
  let original: Buffer;
  let before: Awaited<ReturnType<typeof photoAt>>;
  let names: Record<number, string>;
  beforeEach(async () => {
    path = join(photos, 'three.jpg');
    original = await sharp(SAMPLES[0]).jpeg({ quality: 92 }).toBuffer();
    writeFileSync(path, original);
    await addFolder(library, photos);
    before = await photoAt(path);
    expect(before.faces).toHaveLength(3);
    for (const [index, face] of before.faces.entries())
      await name(face.person?.id, ensure(['Anna', 'Berta', 'Carl'][index]));
    names = namesOn(await photoAt(path));
  });

  const edits: [what: string, edit: (picture: Buffer) => Promise<Buffer> | Buffer][] = [
    ['made grey', (picture) => sharp(picture).greyscale().jpeg().toBuffer()],
    ['made half as large', (picture) => sharp(picture).resize(800).jpeg().toBuffer()],
    ['mirrored', (picture) => sharp(picture).flop().jpeg().toBuffer()],
    ['turned upside down by its tag', (picture) => withOrientation(picture, 3)],
    ['turned on its side by its tag', (picture) => withOrientation(picture, 6)],
  ];
  test.each(edits)('%s, it is the same photo, with everybody on it', async (_what, edit) => {
    writeFileSync(path, await edit(original));
    await rescan(library);
    const after = await photoAt(path);
    expect(after.id).toBe(before.id);
    expect(namesOn(after)).toEqual(names);
    await nothingIsLeftBehind(1);
  });

  test('Cropped, it keeps those who are still on it; and all are back when the crop is taken back', async () => {
    const { width, height } = before;
    const left = Math.round((before.faces[1]?.box[0] ?? 0) - 120); // between the first face and the second
    writeFileSync(
      path,
      await sharp(original)
        .extract({ left, top: 40, width: width - left, height: height - 60 })
        .toBuffer(),
    );
    await rescan(library);
    const after = await photoAt(path);
    const [first] = firstOf(1, before.faces);
    const others = before.faces.slice(1);
    expect(after.id).toBe(before.id);
    expect(namesOn(after)).toEqual(Object.fromEntries(others.map(({ id }) => [id, names[id]])));
    for (const face of others) {
      const [movedX = NaN] = after.faces.find(({ id }) => id === face.id)?.box ?? [];
      expect(Math.abs(movedX - (face.box[0] - left))).toBeLessThan(0.1 * face.box[2]);
    }
    await nothingIsLeftBehind(1);

    writeFileSync(path, original);
    await rescan(library);
    expect(namesOn(await photoAt(path))).toEqual(names);
    expect(names[first.id]).toBeDefined();
    await nothingIsLeftBehind(1);
  });

  test('What was drawn moves with it, goes with what is cut away, and what is no face stays none', async () => {
    const [first, second] = firstOf(2, before.faces);
    const drawn = await library.engine['faces.draw']({ photo: before.id, box: [20, 20, 90, 110] });
    await library.engine['faces.reject']({ faces: [second.id] });
    writeFileSync(path, await sharp(original).flop().jpeg().toBuffer());
    await rescan(library);
    const mirrored = await photoAt(path);
    const box = mirrored.faces.find(({ id }) => id === drawn.id)?.box ?? [];
    [before.width - 110, 20, 90, 110].forEach((value, index) =>
      expect(Math.abs(ensure(box[index]) - value)).toBeLessThan(8),
    );
    expect(mirrored.faces.map(({ id }) => id)).not.toContain(second.id);
    expect(mirrored.faces).toHaveLength(3);

    const { width, height } = before;
    const flopped = await sharp(original).flop().toBuffer();
    writeFileSync(
      path,
      await sharp(flopped)
        .extract({ left: 0, top: 60, width: width - 150, height: height - 60 })
        .toBuffer(),
    );
    await rescan(library);
    expect((await photoAt(path)).faces.map(({ id }) => id)).not.toContain(drawn.id);
    expect(namesOn(await photoAt(path))[first.id]).toBe(names[first.id]);
    await nothingIsLeftBehind(1);
  });

  test('Another picture in its place inherits nothing that was drawn', async () => {
    await library.engine['faces.draw']({ photo: before.id, box: [20, 20, 90, 110] });
    writeFileSync(path, await sharp(SAMPLES[5]).jpeg().toBuffer());
    await rescan(library);
    const after = await photoAt(path);
    expect(after.id).not.toBe(before.id);
    expect(after.faces.every(({ confidence }) => confidence > 0.6)).toBe(true);
    expect(namesOn(after)).toEqual({});
    expect((await library.engine['missing.list']({ offset: 0, limit: 10 })).photos).toMatchObject([
      { photo: before.id },
    ]);
  });
});

async function photoAt(path: string) {
  const { photos: cards } = await library.engine['photos.list']({ offset: 0, limit: 100 });
  const all = await Promise.all(cards.map(({ id }) => library.engine['photos.get']({ photo: id })));
  const found = all.find(({ places }) => places.some((place) => place.path === path));
  if (!found) throw new Error(`There is no photo at ${path}.`);
  return found;
}

function namesOn({ faces }: { faces: readonly Face[] }): Record<number, string> {
  return Object.fromEntries(faces.flatMap(({ id, person }) => (person?.name ? [[id, person.name]] : [])));
}

async function name(person: number | undefined, name: string): Promise<void> {
  await library.engine['people.name']({ person: person ?? 0, name, ifTaken: 'keepBoth' });
}

async function people(): Promise<(string | null)[]> {
  const lists = (['main', 'seldom'] as const).map((section) =>
    library.engine['people.list']({ section, offset: 0, limit: 100 }),
  );
  return (await Promise.all(lists)).flatMap((list) => list.people.map((person) => person.name));
}

async function nothingIsLeftBehind(count: number): Promise<void> {
  expect((await library.engine['missing.list']({ offset: 0, limit: 10 })).total).toBe(0);
  expect((await library.engine['photos.list']({ offset: 0, limit: 10 })).total).toBe(count);
}

/** The same JPEG, pixel for pixel, with EXIF that says nothing but how to turn it. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  return withExif(jpeg, [{ tag: 0x112, type: TYPES.short, value: orientation }], 'big');
}
