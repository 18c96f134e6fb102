// Every kind of photo file gives the same face; what is no photo, or too little of one, is refused in plain words.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intersectionOverUnion } from '../app/boxes.ts';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { decodeVector, innerProduct as dot } from '../app/vectors.ts';
import { sentence } from '../app/sentences/sentence.ts';

import { startVision } from '../app/vision/handle.ts';
import type { PhotoAnalysis, Vision } from '../app/vision/protocol.ts';
import { everyFormat, turnedBack, VIDEO } from './formats.ts';
import { SAMPLES } from './samples.ts';

const SIDE = 640;
/** A slow machine that has other work as well takes minutes for them all. */
const TEST_TIMEOUT_MS = 240_000;

let folder: string;
let vision: Vision;
let reference: PhotoAnalysis;
let formats: Record<string, Buffer>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-formats-'));
  vision = startVision({ log: silentLog });
  formats = await everyFormat(SIDE);
  reference = await vision.analyse(put('reference.png', await sharp(SAMPLES[1]).resize(SIDE).png().toBuffer()));
});
afterAll(async () => {
  await vision.close();
  rmSync(folder, { recursive: true, force: true });
});

test('The same face in every format, upright and in its colours', { timeout: TEST_TIMEOUT_MS }, async () => {
  const colour = await meanColour(reference.thumbnail);
  const analyses = Object.entries(formats).map(async ([name, bytes]) => {
    const file = put(name, bytes);
    const analysis = await vision.analyse(file);
    expect(analysis.width / analysis.height, name).toBeCloseTo(reference.width / reference.height, 2);
    expect(dot(vectorOf(analysis), vectorOf(reference)), name).toBeGreaterThan(0.9);
    const shown = await meanColour(analysis.thumbnail);
    const preview = await meanColour(await vision.preview(file, 400));
    const tolerance = name === 'cmyk.jpg' ? 20 : 4; // ink has fewer colours than light
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(ensure(shown[channel]) - ensure(colour[channel])), name).toBeLessThan(tolerance);
      expect(Math.abs(ensure(preview[channel]) - ensure(colour[channel])), name).toBeLessThan(tolerance);
    }
  });
  await Promise.all(analyses);
});

test('All eight orientations in JPEG, PNG, WebP and TIFF', { timeout: TEST_TIMEOUT_MS }, async () => {
  const upright = await sharp(SAMPLES[1]).resize(SIDE).png().toBuffer();
  const analyses = (['jpeg', 'png', 'webp', 'tiff'] as const).flatMap((format) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
      const name = `${orientation}.${format}`;
      const turned = await sharp(await turnedBack(upright, orientation))
        .withMetadata({ orientation })
        .toFormat(format)
        .toBuffer();
      const analysis = await vision.analyse(put(name, turned));
      expect([analysis.width, analysis.height], name).toEqual([reference.width, reference.height]);
      expect(dot(vectorOf(analysis), vectorOf(reference)), name).toBeGreaterThan(0.9);
    }),
  );
  await Promise.all(analyses);
});

test(
  'Turned and mirrored copies of the same pixels give the very same faces',
  { timeout: TEST_TIMEOUT_MS },
  async () => {
    const upright = await sharp(SAMPLES[0]).resize(1000).png().toBuffer();
    const analysisOf = async (name: string, pixels: Buffer, orientation: number, format: 'png' | 'jpeg') => {
      const turned = sharp(await turnedBack(pixels, orientation)).withMetadata({ orientation });
      return (await vision.analyse(put(name, await turned[format]().toBuffer()))).faces;
    };
    const first = await analysisOf('same 1.png', upright, 1, 'png');
    expect(first.length).toBeGreaterThan(2);
    const others = [2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
      expect(await analysisOf(`same ${orientation}.png`, upright, orientation, 'png'), `${orientation}`).toEqual(first);
      // A JPEG is compressed in the way in which it lies, so its pixels are others: what is surely a face is found in each.
      const again = await analysisOf(`same ${orientation}.jpeg`, upright, orientation, 'jpeg');
      for (const face of first.filter(({ confidence }) => confidence > 0.95)) {
        expect(
          again.some(({ box }) => intersectionOverUnion(box, face.box) > 0.7),
          `${orientation}`,
        ).toBe(true);
      }
    });
    await Promise.all(others);
  },
);

test('A live photo counts once, and a video of which nothing can be shown is listed with a word on it', async () => {
  const photos = join(folder, 'live');
  mkdirSync(photos);
  writeFileSync(join(photos, 'IMG_1.HEIC'), ensure(formats['iphone.heic']));
  for (const name of ['IMG_1.MOV', 'img_1.heic.mp4', 'film.mp4']) writeFileSync(join(photos, name), VIDEO);
  const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
  const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
  expect(failures).toMatchObject([{ path: join(photos, 'film.mp4'), reason: sentence('videoDamaged'), retryAt: null }]);
  expect((await library.engine['library.status']({})).photos).toMatchObject({ done: 1, waiting: 0 });
  await library.close();
});

describe('Files that are damaged or no photos', () => {
  test('A copy that broke off after most of the picture is shown as far as it goes', async () => {
    for (const name of ['baseline.jpg', 'progressive.jpeg', 'plain.png', 'animated.gif', 'windows.bmp', 'nikon.nef']) {
      const bytes = ensure(formats[name]);
      const analysis = await vision.analyse(put(`cut ${name}`, bytes.subarray(0, Math.round(bytes.length * 0.8))));
      expect([analysis.width, analysis.height], name).toEqual([reference.width, reference.height]);
    }
  });

  test('A copy that hardly began is refused', async () => {
    for (const [name, bytes] of Object.entries(formats)) {
      if (name === 'motion photo.jpg') continue; // most of it is there however little is left of the video
      const looking = vision.analyse(put(`begun ${name}`, bytes.subarray(0, Math.round(bytes.length * 0.02))));
      await expect(looking, name).rejects.toMatchObject({
        code: 'photo',
        message: expect.stringMatching(/^The file is damaged: |holds no preview/),
      });
    }
  });

  test('What is no photo is told by its content, whatever its name says', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    const reasons = await Promise.all(
      Object.entries({ 'text.jpg': 'no picture', 'empty.jpg': '', 'drawing.png': drawing, 'film.jpg': VIDEO }).map(
        ([name, content]) => reasonOf(vision.analyse(put(name, content))),
      ),
    );
    expect(reasons).toEqual([
      'This is not a picture in a format that Kindred can read.',
      'The file is empty.',
      'This is not a picture in a format that Kindred can read.',
      'This is a video, which cannot be looked at as a photo.',
    ]);
  });

  test('A picture of more pixels than can be read is refused before it is read', async () => {
    const bytes = Buffer.from(ensure(formats['windows.bmp']));
    bytes.writeInt32LE(30_000, 18);
    bytes.writeInt32LE(30_000, 22);
    expect(await reasonOf(vision.analyse(put('huge.bmp', bytes)))).toMatch(/too large: at most 300 megapixels/);
    const png = Buffer.from(ensure(formats['plain.png']));
    png.writeUInt32BE(30_000, 16);
    png.writeUInt32BE(30_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    expect(await reasonOf(vision.analyse(put('huge.png', png)))).toMatch(/too large: at most 300 megapixels/);
  });
});

describe('Large pictures', () => {
  test('One of 100 megapixels is read in little memory', { timeout: TEST_TIMEOUT_MS }, async () => {
    const modest = startVision({ log: silentLog, workers: 1, mostMemory: 700_000_000 });
    const face = await sharp(SAMPLES[1]).resize(3500).png().toBuffer();
    const large = join(folder, 'large.jpg');
    await sharp({ create: { width: 12_000, height: 8_400, channels: 3, background: '#678' } })
      .composite([{ input: face, left: 5000, top: 3000 }])
      .jpeg({ quality: 90 })
      .toFile(large);
    const analysis = await modest.analyse(large);
    expect([analysis.width, analysis.height, analysis.faces.length]).toEqual([12_000, 8_400, 1]);
    await modest.close();
  });

  test('One that needs more memory than it may have is set aside in words, and others are read as always', async () => {
    const modest = startVision({ log: silentLog, workers: 1, mostMemory: 200_000_000 });
    const hungry = join(folder, 'hungry.png');
    await sharp({ create: { width: 12_000, height: 8_400, channels: 3, background: '#678' } })
      .png({ progressive: true, compressionLevel: 1 }) // can only be decoded whole
      .toFile(hungry);
    expect(await reasonOf(modest.preview(hungry, 800))).toMatch(/takes more than .* memory/);
    expect((await modest.preview(SAMPLES[0], 800)).length).toBeGreaterThan(1000);
    await modest.close();
  });
});

function put(name: string, content: Uint8Array | string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The surest face: strong colour shifts may show one more where there is none. */
function vectorOf({ faces }: PhotoAnalysis): Float32Array {
  return decodeVector(ensure(faces[0]?.embeddings['vggface2-mobilenet']));
}

async function meanColour(picture: Uint8Array): Promise<number[]> {
  const { channels } = await sharp(picture).stats();
  return channels.map(({ mean }) => mean);
}

async function reasonOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'It was read.',
    (error: Error) => error.message,
  );
}
