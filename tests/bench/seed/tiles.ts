// The pictures of the large library: a few hundred different ones, cut from the sample photos, as hard links.

import { linkSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { ensure } from '../../../app/ensure.ts';
import { SAMPLES } from '../../samples.ts';
import { facePhotos } from '../../face-photos.ts';
import { random } from './invent.ts';

/** As cameras and phones have them: width and height. */
export const SHAPES: readonly (readonly [number, number])[] = [
  [4000, 3000],
  [3000, 4000],
  [4000, 3000],
  [6000, 4000],
  [4032, 3024],
  [3024, 4032],
  [4000, 2250],
  [4000, 6000],
  [4000, 3000],
  [3000, 3000],
  [4032, 3024],
];
const THUMBNAILS = 40 * SHAPES.length;
const FACES = 240;
const THUMBNAIL_SIDE = 640;
const CROP_SIDE = 256;

export type Tiles = Awaited<ReturnType<typeof makeTiles>>;

export async function makeTiles(folder: string) {
  const draw = random(3);
  mkdirSync(folder, { recursive: true });
  const samples = await Promise.all(SAMPLES.map(readSample));
  for (let tile = 0; tile < THUMBNAILS; tile++) {
    const sample = ensure(samples[Math.floor(draw() * samples.length)]);
    writeFileSync(join(folder, `thumbs-${tile}.jpg`), await thumbnail(tile, sample, draw));
  }
  const faces = await facePhotos(FACES);
  for (const [tile, photo] of faces.entries()) {
    const crop = await sharp(photo)
      .resize(CROP_SIDE, CROP_SIDE)
      .jpeg({ quality: 75, optimiseCoding: false })
      .toBuffer();
    writeFileSync(join(folder, `faces-${tile}.jpg`), crop);
    writeFileSync(join(folder, `originals-${tile}.jpg`), photo);
  }
  const tiles = {
    thumbs: filesOf(folder, 'thumbs', THUMBNAILS),
    faces: filesOf(folder, 'faces', FACES),
    originals: filesOf(folder, 'originals', FACES),
  };
  const made = new Set<string>();
  return {
    /** @returns what a scan will see of it */
    link(kind: keyof typeof tiles, id: number, path: string): { size: number; modified: number } {
      const below = dirname(path);
      if (!made.has(below)) mkdirSync(below, { recursive: true });
      made.add(below);
      // A photo of a shape gets a tile of that shape: both count in the same step.
      const tile = ensure(tiles[kind][id % tiles[kind].length]);
      linkSync(tile.file, path);
      return tile;
    },
  };
}

function filesOf(folder: string, kind: string, count: number) {
  return Array.from({ length: count }, (_, tile) => {
    const file = join(folder, `${kind}-${tile}.jpg`);
    const { size, mtimeMs } = statSync(file);
    return { file, size, modified: mtimeMs };
  });
}

/** A part of a sample, in the shape of its photo. */
function thumbnail(tile: number, sample: Sample, draw: () => number): Promise<Buffer> {
  const [width, height] = ensure(SHAPES[tile % SHAPES.length]);
  const part = (0.6 + 0.4 * draw()) * Math.min(sample.width / width, sample.height / height);
  const [across, down] = [Math.floor(width * part), Math.floor(height * part)];
  const scale = THUMBNAIL_SIDE / Math.max(width, height);
  return sharp(sample.data, { raw: { width: sample.width, height: sample.height, channels: 3 } })
    .extract({
      left: Math.floor(draw() * (sample.width - across)),
      top: Math.floor(draw() * (sample.height - down)),
      width: across,
      height: down,
    })
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
    .modulate({ hue: Math.floor(draw() * 60) - 30, brightness: 0.85 + 0.3 * draw() })
    .jpeg({ quality: 75, optimiseCoding: false })
    .toBuffer();
}

interface Sample {
  data: Buffer;
  width: number;
  height: number;
}

async function readSample(path: string): Promise<Sample> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .resize({ width: 1200 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
