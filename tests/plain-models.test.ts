// Models that are published as ONNX files: what they are shown, and one that is got, used and calibrated in a library.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Models } from '../app/contract.ts';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { LARGE_MODELS, type LargeModel } from '../app/models/catalogue.ts';
import { modelFile } from '../app/models/manifest.ts';
import { Graph } from '../app/models/onnx.ts';
import { Calibration } from '../app/people/scoring/self-calibration.ts';
import { silentLog } from '../app/platform/log.ts';
import { embed } from '../app/vision/embed.ts';
import { largeEmbedder } from '../app/vision/large.ts';
import { pyramidOf } from '../app/vision/picture.ts';
import { openModel } from '../app/vision/sessions.ts';
import { writeFacePhotos } from './face-photos.ts';
import { publish, type Release, sha256 } from './large-models/release.ts';
import { readStore } from './read-store.ts';

const TEST_TIMEOUT_MS = 240_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-plain-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('What is shown to a model', () => {
  // One colour everywhere: red 200, green 100, blue 50.
  const data = new Uint8Array(3 * 160 * 160).map((_, at) => [200, 100, 50][at % 3] ?? 0);
  const pyramid = pyramidOf({ data, width: 160, height: 160 });
  const landmarks = [60, 65, 100, 65, 80, 85, 64, 105, 96, 105];
  const face = { pyramid, detection: { box: [40, 30, 120, 130] as const, confidence: 1, landmarks } };

  test.each([
    ['sface', 128, [200, 100, 50]],
    ['auraface', 512, [72.5 / 127.5, -27.5 / 127.5, -77.5 / 127.5]],
  ])('%s: red, green and blue in their order and range, one picture a run', async (name, dimensions, colours) => {
    const file = join(folder, `${name}.onnx`);
    writeFileSync(file, meansOfColours(dimensions));
    const embedded = await embed(await openModel(name, { file }), largeEmbedder(name), [face, face, face]);
    const vectors = embedded.map(({ vector }) => vector);
    const length = Math.hypot(...colours);
    expect(vectors.map((vector) => vector.length)).toEqual([dimensions, dimensions, dimensions]);
    for (const vector of vectors) {
      colours.forEach((value, at) => expect(vector[at]).toBeCloseTo(value / length, 4));
      expect(vector[3]).toBe(0);
    }
  });
});

describe('A model got from its publisher', { timeout: TEST_TIMEOUT_MS }, () => {
  let library: Library;
  let release: Release;
  beforeEach(async () => {
    // What ships, under another name: such a model can be had without a connection.
    const published = readFileSync(modelFile('mobilefacenet-512'));
    release = await publish(published);
    const source = { url: release.url, bytes: published.length, sha256: sha256(published) };
    const largeModels = LARGE_MODELS.map((model): LargeModel => {
      return model.name === 'auraface' ? { ...model, source } : model;
    });
    await writeFacePhotos(join(folder, 'photos'), 48); // twelve faces, four times each
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false, largeModels });
    await library.engine['folders.add']({ path: join(folder, 'photos') });
    await library.whenIdle();
  }, TEST_TIMEOUT_MS);
  afterEach(async () => {
    await library.close();
    release.server.closeAllConnections();
    release.server.close();
  });

  test('embeds every face, reads its threshold off them, and compares from then on; names stay', async () => {
    const { people } = await library.engine['people.list']({ section: 'main', offset: 0, limit: 100 });
    // Eleven people: one of them is on two of the samples.
    expect(people.map(({ faces }) => faces)).toEqual([8, ...Array.from({ length: 10 }, () => 4)]);
    await library.engine['people.name']({ person: ensure(people[0]).id, name: 'Anna', ifTaken: 'ask' });
    await library.engine['models.get']({ name: 'auraface' });
    expect(await untilDone()).toMatchObject({ inUse: 'shipped', failure: null });
    await library.engine['models.use']({ name: 'auraface' });
    expect(await untilDone()).toMatchObject({ inUse: 'auraface', failure: null });
    const { missing, calibration } = readStore(join(folder, 'library'), (store) => ({
      missing: store.embeddings.missing('auraface'),
      calibration: Calibration.parse(JSON.parse(store.settings.get('calibration') ?? 'null')),
    }));
    expect(missing).toBe(0);
    expect(calibration.network).toBe('auraface');
    // Of what strangers have in common it lies as far above as the threshold of the models that ship.
    expect(calibration.threshold).toBeGreaterThan(calibration.mean + 2 * calibration.deviation);
    expect(calibration.threshold).toBeLessThan(0.9);
    const after = await library.engine['people.list']({ section: 'main', offset: 0, limit: 100 });
    expect(after.people.map(({ name, faces }) => [name, faces]).sort()).toEqual(
      people.map(({ faces }, index) => [index === 0 ? 'Anna' : null, faces]).sort(),
    );
  });

  async function untilDone(): Promise<Models> {
    for (;;) {
      const models = await library.engine['models.list']({});
      if (models.work === null) return models;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

/** A model with names of its own that takes one picture a run, and tells the mean of each colour; the rest is zero. */
function meansOfColours(dimensions: number): Uint8Array {
  const graph = new Graph('means');
  const filters = new Float32Array(dimensions * 3);
  for (const colour of [0, 1, 2]) filters[3 * colour + colour] = 1;
  const input = graph.input('data', [1, 3, 112, 112]);
  const colours = graph.apply('Conv', [input, graph.constant([dimensions, 3, 1, 1], filters)]);
  const means = graph.apply('GlobalAveragePool', [colours]);
  graph.output(graph.apply('Flatten', [means], { axis: 1 }, 'fc1'), [1, dimensions]);
  return graph.encode();
}
