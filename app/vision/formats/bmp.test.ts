// BMP files in run-length compression, as programs of Windows write them and as damage leaves them.

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeBmp } from './bmp.ts';

const MOST_PIXELS = 1_000_000;
/** As the tests write pictures: a letter a pixel. */
const COLOURS = { '.': [0, 0, 0], r: [255, 0, 0], g: [0, 255, 0], b: [0, 0, 255] } as const;

interface Runs {
  width: number;
  height: number;
  bits: 4 | 8;
  runs: readonly number[];
}

function bmpOf({ width, height, bits, runs }: Runs): Buffer {
  const palette = Object.values(COLOURS).flatMap(([red, green, blue]) => [blue, green, red, 0]);
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + palette.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(bits === 8 ? 1 : 2, 30);
  header.writeUInt32LE(4, 46);
  return Buffer.concat([header, Buffer.from(palette), Buffer.from(runs)]);
}

async function shown(bmp: Buffer): Promise<string[]> {
  const { data, info } = await sharp(decodeBmp(bmp, MOST_PIXELS)).raw().toBuffer({ resolveWithObject: true });
  const letters = Array.from({ length: info.width * info.height }, (_, pixel) => {
    const colour = data.subarray(3 * pixel, 3 * pixel + 3).join();
    return Object.entries(COLOURS).find(([, each]) => each.join() === colour)?.[0] ?? '?';
  });
  return Array.from({ length: info.height }, (_, row) =>
    letters.slice(row * info.width, (row + 1) * info.width).join(''),
  );
}

const [END_OF_ROW, END_OF_PICTURE, MOVE] = [
  [0, 0],
  [0, 1],
  [0, 2],
] as const;

test('A BMP file in runs of pixels: runs, pixels as they are, moves, and the end, from the lowest row up', async () => {
  const rows = ['.....', '..bg.', 'rgb..', 'rrrrb'];
  const eight = [4, 1, 1, 3, ...END_OF_ROW, 0, 3, 1, 2, 3, 0, ...END_OF_ROW, ...MOVE, 2, 0, 1, 3, 1, 2];
  const four = [4, 0x11, 1, 0x30, ...END_OF_ROW, 0, 3, 0x12, 0x30, ...END_OF_ROW, ...MOVE, 2, 0, 2, 0x32];
  const size = { width: 5, height: 4 };
  expect(await shown(bmpOf({ ...size, bits: 8, runs: [...eight, ...END_OF_PICTURE] }))).toEqual(rows);
  expect(await shown(bmpOf({ ...size, bits: 4, runs: [...four, ...END_OF_PICTURE] }))).toEqual(rows);
  // Of two colours in turn the first begins each run.
  expect(await shown(bmpOf({ width: 5, height: 1, bits: 4, runs: [5, 0x12] }))).toEqual(['rgrgr']);
});

test('Runs that leave the picture, and a copy that broke off, are shown as far as they go', async () => {
  const size = { width: 3, height: 2, bits: 8 } as const;
  expect(await shown(bmpOf({ ...size, runs: [255, 1, ...END_OF_ROW, 9, 2] }))).toEqual(['ggg', 'rrr']);
  expect(await shown(bmpOf({ ...size, runs: [3, 1, ...MOVE, 255, 255, 3, 2] }))).toEqual(['...', 'rrr']);
  expect(await shown(bmpOf({ ...size, runs: [3, 1, 0, 200, 1, 2] }))).toEqual(['...', 'rrr']);
});

test('Damage ends in a sentence, and a few bytes take no memory for a large picture', () => {
  const refused = (runs: Runs) => () => decodeBmp(bmpOf(runs), MOST_PIXELS);
  expect(refused({ width: 3, height: 4, bits: 8, runs: [3, 1, ...END_OF_ROW] })).toThrow('damaged');
  expect(refused({ width: 1000, height: 1000, bits: 8, runs: [...END_OF_PICTURE] })).toThrow('damaged');
  expect(refused({ width: 30_000, height: 30_000, bits: 4, runs: [1, 1] })).toThrow('too large');
  const odd = bmpOf({ width: 3, height: 1, bits: 8, runs: [3, 1] });
  odd.writeUInt16LE(4, 28);
  expect(() => decodeBmp(odd, MOST_PIXELS)).toThrow('damaged');
});
