// One photo of five people in several renditions, with its truth: they are surely five, as all are in one picture.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { SAMPLES } from '../../samples.ts';

const [SAMPLE, WIDTH] = [SAMPLES[4], 1920];
/** In pixels of the sample: left, top, width, height. */
const PEOPLE = {
  A: [361, 873, 199, 289],
  B: [608, 433, 159, 228],
  C: [770, 102, 178, 231],
  D: [1111, 208, 171, 220],
  E: [1397, 400, 203, 265],
} as const;

const RENDITIONS: Record<string, { width: number; isMirrored?: true; change?(photo: Sharp): Sharp }> = {
  plain: { width: 1920 },
  mirrored: { width: 1400, isMirrored: true },
  small: { width: 500 },
  faded: { width: 900, change: (photo) => photo.modulate({ brightness: 1.2, saturation: 0.5 }) },
  grey: { width: 1000, change: (photo) => photo.greyscale() },
  blurred: { width: 1100, change: (photo) => photo.blur(3) },
};

/** @returns the folder */
export async function writeSampleAlbum(scratch: string): Promise<string> {
  const folder = join(scratch, 'photos');
  mkdirSync(folder);
  const rows = ['photo,person,x,y,w,h'];
  for (const [name, { width, isMirrored = false, change = unchanged }] of Object.entries(RENDITIONS)) {
    const resized = sharp(SAMPLE).resize(width).flop(isMirrored);
    await change(resized)
      .jpeg({ quality: 90 })
      .toFile(join(folder, `${name}.jpg`));
    for (const [person, [x, y, w, h]] of Object.entries(PEOPLE)) {
      const left = isMirrored ? WIDTH - x - w : x;
      rows.push(
        [`${name}.jpg`, person, ...[left, y, w, h].map((side) => Math.round((side * width) / WIDTH))].join(','),
      );
    }
  }
  writeFileSync(join(folder, 'truth.csv'), `${rows.join('\n')}\n`);
  return folder;
}

function unchanged(photo: Sharp): Sharp {
  return photo;
}
