// Getting a large network from a server: resumed, checked, cancelled, and every failure a sentence.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { LARGE_NETWORKS } from '../app/models/catalogue.ts';
import { download } from '../app/models/download.ts';
import { openLargeModels } from '../app/models/large-models.ts';
import type { Plane } from '../models/check/operators.ts';
import { seeded } from './faults/random.ts';
import { pytorchFile } from './large-models/files.ts';
import { drawFaceNet } from './large-models/loops.ts';

const PATIENCE_MS = 240_000;
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

describe('A large network', () => {
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
    PATIENCE_MS,
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

  function open(bytes: number) {
    const models = LARGE_NETWORKS.map((network) => ({
      ...network,
      source: { url: release.url, bytes, sha256: null },
    }));
    return openLargeModels({ library: folder, log: silentLog, models });
  }

  async function untilDone(large: ReturnType<typeof open>): Promise<void> {
    while (large.fetching()) await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

interface Release {
  server: Server;
  url: string;
  contents: Buffer;
  /** The connection is cut, or falls silent, after so many bytes of a reply. */
  breakAfter: number;
  silentAfter: number;
  refusesRanges: boolean;
  status: number;
  /** What was asked for. */
  ranges: (string | undefined)[];
}

/** A server that does what release servers do: versions as tags, and parts of files. */
async function publish(contents: Buffer): Promise<Release> {
  const server = createServer((request, response) => serve(release, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  const release: Release = {
    server,
    url: `http://127.0.0.1:${port}/network.pt`,
    contents,
    breakAfter: Infinity,
    silentAfter: Infinity,
    refusesRanges: false,
    status: 200,
    ranges: [],
  };
  return release;
}

function serve(release: Release, { headers }: IncomingMessage, response: ServerResponse): void {
  const { contents, breakAfter, silentAfter, refusesRanges, status } = release;
  release.ranges.push(headers.range);
  const etag = `"${sha256(contents)}"`;
  if (status !== 200) return void response.writeHead(status).end();
  if (headers.range !== undefined && refusesRanges) return void response.writeHead(416).end();
  const isRest = headers.range !== undefined && headers['if-range'] === etag;
  const start = isRest ? Number(/\d+/.exec(headers.range ?? '')?.[0]) : 0;
  const part = contents.subarray(start);
  response.writeHead(isRest ? 206 : 200, {
    etag,
    'content-length': part.length,
    ...(isRest && { 'content-range': `bytes ${start}-${contents.length - 1}/${contents.length}` }),
  });
  const most = Math.min(breakAfter, silentAfter);
  if (most >= part.length) return void response.end(part);
  response.write(part.subarray(0, most), () => {
    if (breakAfter <= silentAfter) setTimeout(() => response.destroy(), 50); // what was written is on its way first
  });
}

function greyPicture(side: number): Plane {
  return { shape: [side, side, 3], data: new Float64Array(3 * side * side).fill(0.1) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
