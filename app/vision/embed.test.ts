// How often a face is looked at: once when it is clear, else as it is and mirrored.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Graph } from '../models/onnx.ts';
import { embed } from './embed.ts';
import { largeEmbedder } from './large.ts';
import { pyramidOf } from './picture.ts';
import { openModel } from './sessions.ts';

const SIDE = 112;

test('A clear face is seen as it is, another one as the mean of itself and its mirror image, in the order of the faces', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-looks-'));
  try {
    const file = join(folder, 'halves.onnx');
    writeFileSync(file, halves(128));
    // Red 200 in the left half, 50 in the right one.
    const data = new Uint8Array(3 * 160 * 160).map((_, at) => (Math.floor(at / 3) % 160 < 80 ? 200 : 50));
    const landmarks = [60, 65, 100, 65, 80, 85, 64, 105, 96, 105];
    const detection = { box: [40, 30, 120, 130] as const, confidence: 1, landmarks };
    const face = (quality: number) => ({ pyramid: pyramidOf({ data, width: 160, height: 160 }), detection, quality });
    const embedder = { ...largeEmbedder('sface'), oneLookFrom: 0.9 };
    const qualities = [0.89, 0.9, 1, 0.2, 0.95];
    const vectors = await embed(await openModel('sface', { file }), embedder, qualities.map(face));
    const [clear, both] = [200 / Math.hypot(200, 50), Math.SQRT1_2];
    const expected = [both, clear, clear, both, clear];
    vectors.forEach((vector, index) => expect(vector[0]).toBeCloseTo(expected[index] ?? 0, 1));
    expect(vectors.map((vector) => Math.round(Math.hypot(...vector) * 1e4) / 1e4)).toEqual([1, 1, 1, 1, 1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A network that tells the mean of red in the left half, then in the right half, and zeros. */
function halves(dimensions: number): Uint8Array {
  const graph = new Graph('halves');
  const filters = new Float32Array(dimensions * 3 * SIDE * SIDE);
  const half = (SIDE * SIDE) / 2;
  for (let at = 0; at < SIDE * SIDE; at++) {
    const side = at % SIDE < SIDE / 2 ? 0 : 1;
    filters[side * 3 * SIDE * SIDE + at] = 1 / half;
  }
  const input = graph.input('data', [1, 3, SIDE, SIDE]);
  const means = graph.apply('Conv', [input, graph.constant([dimensions, 3, SIDE, SIDE], filters)]);
  graph.output(graph.apply('Flatten', [means], { axis: 1 }, 'fc1'), [1, dimensions]);
  return graph.encode();
}
