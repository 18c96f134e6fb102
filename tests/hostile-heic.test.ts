// HEIC files made to fill memory, or to keep a decoder busy for ever: each is refused in words, and the next one is read.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { startVision } from '../app/vision/handle.ts';
import type { Vision } from '../app/vision/protocol.ts';

const HONEST = readFileSync(resource('tests', 'fixtures', 'display-p3.heic'));
const folder = mkdtempSync(join(tmpdir(), 'kindred-heic-'));
let vision: Vision;
beforeAll(() => {
  vision = startVision({ log: silentLog, workers: 1, limit: 30_000 });
});
afterAll(async () => {
  await vision.close();
  rmSync(folder, { recursive: true, force: true });
});

const BOMBS: [what: string, bytes: () => Buffer][] = [
  ['that claims to be 65,535 pixels wide and high', () => withSize(65_535, 65_535)],
  ['that claims to be two thousand million pixels wide', () => withSize(0x7fffffff, 0x7fffffff)],
  ['just below the most that is decoded whole', () => withSize(8_000, 8_000)],
  ['of no size', () => withSize(0, 0)],
  ['with a box of four thousand million bytes', () => with32('meta', -4, 0xffffffff)],
  ['with a box that ends before it begins', () => with32('meta', -4, 1)],
  ['with an endless list of items', () => with32('iinf', 6, 0xffffffff)],
  ['with data that lie behind its end', () => with32('iloc', 20, 0xfffffff0)],
  ['with a hundred thousand boxes in each other', () => Buffer.concat([typeBox(), nested(100_000)])],
  ['with a million empty boxes', () => Buffer.concat([typeBox(), Buffer.concat(Array(1_000_000).fill(box('free')))])],
  ['that refers to itself', () => selfReferring()],
  ['cut off in the middle', () => HONEST.subarray(0, HONEST.length >> 1)],
];
test.each(BOMBS)(
  'A HEIC %s',
  async (what, bytes) => {
    const bomb = join(folder, `${what}.heic`);
    writeFileSync(bomb, bytes());
    const began = performance.now();
    const [shown, analysed] = await Promise.allSettled([vision.preview(bomb, 1_000), vision.analyse(bomb)]);
    // A decoder may make something of what is left of a picture: then that is what is seen.
    const refusals = [shown, analysed].flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'photo' })));
    expect(performance.now() - began).toBeLessThan(120_000);
    const good = join(folder, 'good.heic');
    writeFileSync(good, HONEST);
    expect((await vision.preview(good, 100)).length).toBeGreaterThan(100);
  },
  240_000,
);

/** Of every picture in the file. */
function withSize(width: number, height: number): Buffer {
  const bytes = Buffer.from(HONEST);
  for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 4)) {
    bytes.writeUInt32BE(width, at + 8);
    bytes.writeUInt32BE(height, at + 12);
  }
  return bytes;
}

/** @param offset from the box's name */
function with32(name: string, offset: number, value: number): Buffer {
  const bytes = Buffer.from(HONEST);
  bytes.writeUInt32BE(value, bytes.indexOf(name) + offset);
  return bytes;
}

/** The picture is a tile of the picture that it is made of. */
function selfReferring(): Buffer {
  const bytes = Buffer.from(HONEST);
  const at = bytes.indexOf('iref');
  if (at < 0) return bytes;
  const from = bytes.readUInt16BE(at + 16);
  const count = bytes.readUInt16BE(at + 18);
  for (let each = 0; each < count; each++) bytes.writeUInt16BE(from, at + 20 + 2 * each);
  return bytes;
}

function typeBox(): Buffer {
  return HONEST.subarray(0, HONEST.readUInt32BE(0));
}

function box(name: string, size = 8): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(size);
  bytes.write(name, 4);
  return bytes;
}

function nested(depth: number): Buffer {
  return Buffer.concat(Array.from({ length: depth }, (_, each) => box('moov', 8 * (depth - each))));
}
