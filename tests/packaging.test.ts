// What is packed for people who install Kindred: exactly what it needs, sealed, and enough to find a face.

import { extractAll, listPackage } from '@electron/asar';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nodeOfVision } from '../app/electron/node-of-vision.ts';
import { resource } from '../app/platform/resources.ts';
import { type Job, Report, type TaskRequest } from '../app/vision/protocol.ts';
import { nodePackage } from '../tools/node-package.mjs';
import { runTool } from '../tools/tool.ts';
import { writeFacePhotos } from './face-photos.ts';

/** What the queue of many machines needs: a server's alone. */
const OF_THE_QUEUE =
  /^(?:pg|pg-.+|pgpass|postgres-.+|split2|xtend|cron-parser|rrule-temporal|temporal-spec|tagged-tag|non-error|@opentelemetry\/api)$/;

/** Before its fuses every Electron has these letters. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const folder = mkdtempSync(join(tmpdir(), 'kindred-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Config = z.looseObject({
  publish: z.null(),
  npmRebuild: z.literal(false),
  asar: z.literal(true),
  electronFuses: z.record(z.string(), z.boolean()),
  linux: z.looseObject({ target: z.array(z.string()), icon: z.string() }),
  win: z.looseObject({ target: z.array(z.string()), icon: z.string() }),
  mac: z.looseObject({ target: z.array(z.unknown()), icon: z.string() }),
});
const read = () => getConfig(resource(), 'electron-builder.yml', null);

describe('The configuration', () => {
  test('It is what electron-builder’s own schema allows', async () => {
    const config = await read();
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    const misspelt = Object.assign({ lnux: {} }, config);
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow(/lnux/);
  });

  test('It packs for Linux, Windows and macOS, and looks nowhere for updates until a channel is set', async () => {
    const { linux, win, mac } = Config.parse(await read());
    expect(linux.target).toEqual(['AppImage', 'deb']);
    expect(win.target).toEqual(['nsis']);
    expect(mac.target).toEqual([{ target: 'dmg', arch: ['arm64'] }]);
  });

  test('Each platform has the icon in its own format', async () => {
    const { linux, win, mac } = Config.parse(await read());
    const start = (icon: string) => readFileSync(resource(icon)).subarray(0, 4).toString('latin1');
    expect([linux.icon, win.icon, mac.icon].map(start)).toEqual(['\x89PNG', '\0\0\x01\0', 'icns']);
  });
});

test('Every thread and process that a built file starts is built with it', async () => {
  const build = resource('tools', 'tsconfig.build.json');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [resource('node_modules', 'typescript', 'bin', 'tsc'), '-p', build, '--listFilesOnly'],
    { maxBuffer: 2 ** 26 },
  );
  const built = stdout.split('\n').filter((file) => file.startsWith(resource('app')));
  const started = built.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new URL\(`\.\/([\w-]+)\$\{extname/g)].map(([, name]) =>
      join(dirname(file), `${name}.ts`),
    ),
  );
  expect(started.length).toBeGreaterThan(4);
  expect(started.filter((file) => !built.includes(file))).toEqual([]);
});

// Packing for another platform needs that platform's tools.
describe.runIf(process.platform === 'linux')('A packed Kindred', () => {
  const packed = join(folder, 'packages', `linux-${process.arch === 'x64' ? '' : `${process.arch}-`}unpacked`);
  const archive = join(packed, 'resources', 'app.asar');
  const unpacked = `${archive}.unpacked`;
  const node = join(packed, 'resources', 'node', 'node');
  let files: string[];

  beforeAll(async () => {
    for (const part of ['app', 'node'])
      await promisify(execFile)(process.execPath, [resource('tools', 'build.ts'), part]);
    standInDistribution(join(folder, 'electron'));
    const words = ['--dir', '--linux', `-c.electronDist=${join(folder, 'electron')}`];
    expect(await runTool('electron-builder', [...words, `-c.directories.output=${join(folder, 'packages')}`])).toBe(0);
    files = listPackage(archive, { isPack: false })
      .map((path) => path.split(sep).join('/').slice(1))
      .filter((path, _index, all) => !all.some((other) => other.startsWith(`${path}/`)));
  }, 400_000);

  test('It is built as JavaScript that finds its resources where the sources do', async () => {
    // A sandboxed preload is a script, and `electron` is all that it can require.
    const preload = readFileSync(resource('dist', 'app', 'electron', 'preload.cjs'), 'utf8');
    expect(preload.match(/\bimport\b|require\([^)]*\)/g)).toEqual([`require('electron')`]);
    const resources: unknown = await import(pathToFileURL(resource('dist', 'app', 'platform', 'resources.js')).href);
    const { resource: builtResource } = z
      .object({ resource: z.function({ input: [z.string()], output: z.string() }) })
      .parse(resources);
    expect(builtResource('migrations')).toBe(resource('migrations'));
  });

  test('It holds our own parts and the packages that they need, and nothing else', () => {
    const parts = new Set(
      files.map((path) =>
        path
          .split('/')
          .slice(0, path.startsWith('dist/') ? 2 : 1)
          .join('/'),
      ),
    );
    expect([...parts].sort()).toEqual(
      [
        'LICENSE',
        'dist/app',
        'dist/renderer',
        'dist/vision',
        'migrations',
        'models',
        'node_modules',
        'package.json',
        'packaging',
      ].sort(),
    );
    const needed = runtimePackages().filter((name) => !OF_THE_QUEUE.test(name));
    expect(packagesIn(files)).toEqual(needed);
    expect(runtimePackages().length - needed.length).toBeGreaterThan(10);
  });

  test('It holds no source, no test and no tool', () => {
    const strangers = files.filter((path) =>
      /\.(?:ts|tsx|cts|mts|map|md\.ts)$|\.test\.|^(?:tests|tools|renderer|app)\//.test(path),
    );
    expect(strangers).toEqual([]);
  });

  test('Its native code is this platform’s alone, and lies beside the archive', () => {
    const native = files.filter((path) => /\.(?:node|so[.\d]*|dylib|dll)$/.test(path));
    const arch = process.arch;
    expect(native.map((path) => path.replaceAll(/\d+(?:\.\d+)+/g, 'N')).sort()).toEqual([
      `node_modules/@img/sharp-libvips-linux-${arch}/lib/libvips-cpp.so.N`,
      `node_modules/@img/sharp-linux-${arch}/lib/sharp-linux-${arch}-N.node`,
      `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`,
      `node_modules/onnxruntime-node/bin/napi-v6/linux/${arch}/libonnxruntime.so.1`,
      `node_modules/onnxruntime-node/bin/napi-v6/linux/${arch}/onnxruntime_binding.node`,
      `node_modules/usearch/prebuilds/linux-${arch}/usearch.node`,
    ]);
    for (const path of [...native, ...files.filter((path) => /^(?:models|migrations)\//.test(path))]) {
      expect(existsSync(join(unpacked, path)), path).toBe(true);
    }
  });

  test('It brings the models and migrations that there are', () => {
    for (const name of ['models', 'migrations']) {
      const wanted = readdirSync(resource(name)).filter(
        (file) => /\.(?:onnx|bin|sql)$/.test(file) || file === 'models.json',
      );
      const there = files.filter((path) => path.startsWith(`${name}/`)).map((path) => path.slice(name.length + 1));
      expect(there).toEqual(expect.arrayContaining(wanted));
    }
  });

  test('Without Electron itself it takes at most 190 MB, two fifths of which are Node', () => {
    expect(bytesIn(join(packed, 'resources'))).toBeLessThan(190_000_000);
    expect(bytesIn(join(packed, 'resources', 'node'))).toBeLessThan(79_000_000);
  });

  test('ExifTool lies beside the archive, with all that it needs to read a photo', async () => {
    const exiftool = join(unpacked, 'node_modules', 'exiftool-vendored.pl', 'bin', 'exiftool');
    const photos = ['d18_umlaut_description.jpg', 'd19_xmp_only.jpg', 'e07_xptitle.jpg', 'e09_png_text.png'];
    const files = photos.map((name) => resource('tests', 'fixtures', 'metadata', name));
    const words = [exiftool, '-s3', '-Model', '-XMP:DateTimeOriginal', '-XPTitle', '-CreationTime', ...files];
    const { stdout } = await promisify(execFile)('perl', words);
    for (const told of ['Handy für Oma', '1962:08:15 10:00:00', 'Grüße', '2012:07:04 12:30:45']) {
      expect(stdout).toContain(told);
    }
  });

  test('It brings a Node of the pinned version, which may be run, and its licence', async () => {
    expect(readdirSync(join(packed, 'resources', 'node')).sort()).toEqual(['LICENSE', 'node']);
    const { stdout } = await promisify(execFile)(node, ['--version']);
    expect(stdout.trim()).toBe(`v${nodePackage(process.platform, process.arch)?.version}`);
    const where = { resourcesPath: join(packed, 'resources'), platform: process.platform };
    expect(nodeOfVision({ isPackaged: true }, where)).toBe(node);
  });

  test('Its Node knows English, and is not ended by what it knows of no other language', async () => {
    const calls = [
      "new Intl.NumberFormat('en').format(12345.6)",
      "new Intl.ListFormat('en').format(['one', 'two', 'three'])",
      "new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(0)",
      "new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(0)",
      "['word', 'sentence'].map((granularity) => [...new Intl.Segmenter('ja', { granularity }).segment('日本 語')].length)",
      "['ä', 'b', 'a10', 'a9'].sort(new Intl.Collator('de', { numeric: true }).compare).join(' ')",
      "'u\u0308'.normalize('NFC') + 'ﬁ'.normalize('NFKC') + /^\\p{Lu}$/u.test('Ä')",
      "new TextDecoder('utf-16le').decode(Buffer.from('Übung', 'utf16le')) + new TextDecoder('latin1').decode(Buffer.of(0xe4))",
    ];
    const { stdout } = await promisify(execFile)(node, ['-p', `JSON.stringify([${calls.join(', ')}])`]);
    expect(JSON.parse(stdout)).toEqual([
      '12,345.6',
      'one, two, and three',
      'January 1, 1970',
      'January 1, 1970',
      [3, 1],
      'ä a9 a10 b',
      'üfitrue',
      'Übungä',
    ]);
  });

  test('Its Node alone runs vision, from what lies beside the archive, and finds a face', async () => {
    const [photo = ''] = await writeFacePhotos(join(folder, 'seen'), 1);
    const worker = join(unpacked, 'dist', 'vision', 'app', 'vision', 'worker.js');
    const child = fork(worker, { execPath: node, cwd: folder, env: {}, serialization: 'advanced' });
    const ended = once(child, 'exit');
    const replied = new Promise((resolve) =>
      child.on('message', (message) => Report.parse(message).kind !== 'ready' && resolve(message)),
    );
    const request: TaskRequest<'analyse'> = { photo: 1, path: photo, smallestFace: 0.02, also: [], turn: 1 };
    child.send({ id: 1, task: 'analyse', request } satisfies Job);
    // Where it ends without a word, that is what the test says.
    expect(await Promise.race([replied, ended])).toMatchObject({ kind: 'done', value: { faces: [{}] } });
    child.kill();
  });

  test('The fuses are set: no options, no inspector, no code but the archive’s', () => {
    const binary = readFileSync(join(packed, 'kindred'), 'latin1');
    const start = binary.indexOf(SENTINEL) + SENTINEL.length + 2; // after the version of the wire, and its length
    const wire = binary.slice(start, start + 9);
    // In this order: run as Node, cookie encryption, NODE_OPTIONS, --inspect, integrity, only from
    // the archive, another V8 snapshot, privileges for file:, traps of WebAssembly.
    expect(wire.slice(0, 8)).toBe('00001100');
  });

  test('There is nowhere to look for updates', () => {
    expect(existsSync(join(packed, 'resources', 'app-update.yml'))).toBe(false);
  });

  test('What is packed suffices: it opens a library and finds a face', async () => {
    const whole = join(folder, 'whole');
    extractAll(archive, whole);
    const [photo] = await writeFacePhotos(join(folder, 'photos'), 1);
    const script = join(folder, 'find.mjs');
    writeFileSync(
      script,
      `import { openLibrary } from ${JSON.stringify(pathToFileURL(join(whole, 'dist', 'app', 'core.js')).href)};
      const library = await openLibrary({ folder: ${JSON.stringify(join(folder, 'library'))} });
      await library.engine['folders.add']({ path: ${JSON.stringify(join(folder, 'photos'))} });
      await library.whenIdle();
      const { faces, photos } = await library.engine['library.status']({});
      await library.close();
      process.stdout.write(JSON.stringify({ faces, photos }));`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder });
    expect(existsSync(photo ?? '')).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({ faces: 1, photos: { total: 1, done: 1 } });
  });
});

/** `devOptional`: needed by a tool, and by what is for other platforms. */
const Installed = z.looseObject({ dev: z.boolean().optional(), devOptional: z.boolean().optional() });

/** What the lockfile says is needed when Kindred runs, as far as it is for this platform. */
function runtimePackages(): string[] {
  const { packages } = z
    .object({ packages: z.record(z.string(), Installed) })
    .parse(JSON.parse(readFileSync(resource('package-lock.json'), 'utf8')));
  const needed = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional);
  return packagesIn(needed.map(([path]) => path).filter((path) => existsSync(resource(path))));
}

function packagesIn(paths: string[]): string[] {
  const names = paths.flatMap((path) => {
    const [root, first = '', second = ''] = path.split('/');
    if (root !== 'node_modules') return [];
    return [first.startsWith('@') ? `${first}/${second}` : first];
  });
  return [...new Set(names)].sort();
}

function bytesIn(place: string): number {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** As much of Electron's distribution as packing looks at: a program with fuses, its licences, a language. */
function standInDistribution(place: string): void {
  mkdirSync(join(place, 'locales'), { recursive: true });
  mkdirSync(join(place, 'resources'));
  const fuses = Buffer.concat([Buffer.from(SENTINEL), Buffer.of(1, 9), Buffer.from('101100011')]);
  writeFileSync(join(place, 'electron'), fuses, { mode: 0o755 });
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak']) {
    writeFileSync(join(place, name), '');
  }
}
