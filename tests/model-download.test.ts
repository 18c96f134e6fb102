// Getting a large model from a server: resumed, checked, cancelled, and every failure a sentence.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { LARGE_MODELS, type LargeModel } from '../app/models/catalogue.ts';
import { download } from '../app/models/download.ts';
import { openLargeModels } from '../app/models/large-models.ts';
import { seeded } from './seeded-random.ts';
import { pytorchFile } from './large-models/files.ts';
import { drawFaceNet, greyPicture } from './large-models/loops.ts';
import { publish, type Release, sha256 } from './large-models/release.ts';

const TEST_TIMEOUT_MS = 240_000;
const PUBLISHED = Buffer.from(Float64Array.from({ length: 50_000 }, seeded(3).next).buffer);

let folder: string;
let file: string;
let release: Release;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-download-'));
  file = join(folder, 'network.pt');
  release = await publish(PUBLISHED);
});
afterEach(() => {
  release.server.closeAllConnections();
  release.server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A download', () => {
  test('arrives whole, with its checksum and its progress', async () => {
    const seen: number[] = [];
    expect(await get({ onProgress: (received) => seen.push(received) })).toBe(sha256(PUBLISHED));
    expect(readFileSync(file)).toEqual(PUBLISHED);
    expect([seen[0], seen.at(-1)]).toEqual([0, PUBLISHED.length]);
    expect(readdirSync(folder)).toEqual(['network.pt']);
  });

  test('goes on where it broke off', async () => {
    release.breakAfter = 150_000;
    await expect(get()).rejects.toThrow(/connection .* kept/);
    expect(existsSync(file)).toBe(false);
    release.breakAfter = Infinity;
    const seen: number[] = [];
    await get({ onProgress: (received) => seen.push(received) });
    expect(readFileSync(file)).toEqual(PUBLISHED);
    expect(seen[0]).toBeGreaterThan(0);
    expect(release.ranges).toEqual([undefined, `bytes=${seen[0]}-`]);
  });

  test('begins anew when the server has another version by now', async () => {
    release.breakAfter = 150_000;
    await expect(get()).rejects.toThrow(/kept/);
    release.breakAfter = Infinity;
    release.contents = Buffer.from(PUBLISHED).reverse();
    await get({ sha256: null });
    expect(readFileSync(file)).toEqual(release.contents);
  });

  test('begins anew when what is there cannot be gone on with', async () => {
    release.breakAfter = 150_000;
    await expect(get()).rejects.toThrow(/kept/);
    release.breakAfter = Infinity;
    release.refusesRanges = true;
    await get();
    expect(readFileSync(file)).toEqual(PUBLISHED);
  });

  test('that is not what was published is deleted, and says which checksum it has', async () => {
    release.contents = Buffer.from(PUBLISHED).reverse();
    await expect(get()).rejects.toThrow(new RegExp(`not the file that was published.*${sha256(release.contents)}`));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of another size is refused before it comes', async () => {
    release.contents = Buffer.concat([PUBLISHED, PUBLISHED]);
    const seen: number[] = [];
    await expect(get({ onProgress: (received) => seen.push(received) })).rejects.toThrow(
      /800000 bytes instead of 400000/,
    );
    expect(seen).toEqual([]);
  });

  test('is cancelled at once, and what came is kept', async () => {
    release.silentAfter = 150_000;
    const cancelling = new AbortController();
    const onProgress = (received: number) => {
      if (received > 0) cancelling.abort(new Error('enough'));
    };
    await expect(get({ signal: cancelling.signal, onProgress })).rejects.toThrow('enough');
    release.silentAfter = Infinity;
    await get();
    expect(release.ranges[1]).toMatch(/^bytes=\d+-$/);
    expect(readFileSync(file)).toEqual(PUBLISHED);
  });

  test('from a server that falls silent is given up in words', async () => {
    release.silentAfter = 150_000;
    await expect(get({ patience: 300 })).rejects.toThrow(/broke off.*try again.*kept/);
  });

  test('without a connection says so, in words', async () => {
    release.server.close();
    await expect(get()).rejects.toThrow(/127\.0\.0\.1:\d+ failed \(ECONNREFUSED\): check the internet connection/);
  });

  test('of a file that is not there says so, in words', async () => {
    release.status = 404;
    await expect(get()).rejects.toThrow(/does not have the file at the moment \(404\)/);
  });

  function get(changes: Partial<Parameters<typeof download>[0]> & { sha256?: string | null } = {}): Promise<string> {
    const { sha256: wanted = sha256(PUBLISHED), ...options } = changes;
    const source = { url: release.url, bytes: PUBLISHED.length, sha256: wanted };
    return download({ source, file, signal: new AbortController().signal, onProgress: () => undefined, ...options });
  }
});

describe('A large model', () => {
  test(
    'is downloaded, converted and kept with its checksum; removing it leaves nothing',
    async () => {
      release.contents = pytorchFile(drawFaceNet(greyPicture(80), 21).tensors, 'stream');
      const large = open(release.contents.length);
      large.get('facenet');
      expect(large.fetching()).toMatchObject({ kind: 'download', name: 'facenet', received: 0 });
      await untilDone(large);
      expect(large.failure()).toBeUndefined();
      expect(large.fileOf('facenet')).toBe(join(folder, 'models', 'facenet.onnx'));
      expect(large.sha256Of('facenet')).toBe(sha256(release.contents));
      expect(readdirSync(join(folder, 'models')).sort()).toEqual(['facenet.json', 'facenet.onnx']);
      large.get('facenet'); // it is there
      expect(release.ranges.length).toBe(1);
      large.remove('facenet');
      expect(readdirSync(join(folder, 'models'))).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test('that is something else is refused in words, and leaves nothing', async () => {
    const large = open(PUBLISHED.length);
    large.get('facenet');
    await untilDone(large);
    expect(large.failure()).toMatchObject({
      name: 'facenet',
      sentence: { text: expect.stringMatching(/get .* again/) },
    });
    expect(large.fileOf('facenet')).toBeUndefined();
    expect(readdirSync(join(folder, 'models'))).toEqual([]);
  });

  test('is waited for or cancelled before another one is got', async () => {
    release.silentAfter = 100;
    const large = open(PUBLISHED.length);
    large.get('facenet');
    expect(() => large.get('resnet50')).toThrow(/FaceNet is on its way/);
    await large.cancel();
    expect(large.fetching()).toBeUndefined();
    expect(large.failure()).toBeUndefined();
  });

  test('that is published as ONNX is kept as it came, and its checksum with it', async () => {
    const large = open(PUBLISHED.length);
    large.get('sface');
    await untilDone(large);
    expect(large.failure()).toBeUndefined();
    expect(large.fileOf('sface')).toBe(join(folder, 'models', 'sface.onnx'));
    expect(readFileSync(join(folder, 'models', 'sface.onnx'))).toEqual(PUBLISHED);
    expect(large.sha256Of('sface')).toBe(sha256(PUBLISHED));
    expect(readdirSync(join(folder, 'models')).sort()).toEqual(['sface.json', 'sface.onnx']);
    large.remove('sface');
    expect(readdirSync(join(folder, 'models'))).toEqual([]);
  });

  test('that is published as ONNX is never there with another checksum', async () => {
    release.contents = Buffer.from(PUBLISHED).reverse();
    const large = open(PUBLISHED.length);
    large.get('auraface');
    await untilDone(large);
    expect(large.failure()).toMatchObject({
      name: 'auraface',
      sentence: { text: expect.stringContaining(sha256(release.contents)) },
    });
    expect(large.fileOf('auraface')).toBeUndefined();
    expect(readdirSync(join(folder, 'models'))).toEqual([]);
  });

  test('that is published as ONNX is not there while it is half, and goes on where it broke off', async () => {
    release.breakAfter = 150_000;
    const large = open(PUBLISHED.length);
    large.get('auraface');
    await untilDone(large);
    expect(large.failure()).toMatchObject({ sentence: { text: expect.stringMatching(/kept/) } });
    expect(large.fileOf('auraface')).toBeUndefined();
    release.breakAfter = Infinity;
    large.get('auraface');
    await untilDone(large);
    expect(large.failure()).toBeUndefined();
    expect(release.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    expect(readFileSync(join(folder, 'models', 'auraface.onnx'))).toEqual(PUBLISHED);
  });

  /** Of what is converted no checksum is asked here; of what is run as it came always one is. */
  function open(bytes: number) {
    const models = LARGE_MODELS.map((model): LargeModel => {
      const { url } = release;
      return model.form === 'weights'
        ? { ...model, source: { url, bytes, sha256: null } }
        : { ...model, source: { url, bytes, sha256: sha256(PUBLISHED) } };
    });
    return openLargeModels({ library: folder, log: silentLog, models });
  }

  async function untilDone(large: ReturnType<typeof open>): Promise<void> {
    while (large.fetching()) await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
