// The house keeps its order: who may import whom, and who may know which library, read from the import statements.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';
import { resource } from '../app/platform/resources.ts';

type Room = { holds: RegExp; mayImport: string[] };

/** What every room of the people may lean on, and whatever leans on people. */
const BELOW_PEOPLE = ['sentences', 'ground', 'platform', 'scheduling', 'store', 'visionHandle'];

/** From the ground up: a room is named by the first pattern that fits. */
const ROOMS: Record<string, Room> = {
  sentences: { holds: /^app\/sentences\//, mayImport: [] },
  contract: { holds: /^app\/contract\//, mayImport: ['sentences'] },
  ground: { holds: /^app\/(contract|boxes|ensure|errors|vectors)\.ts$/, mayImport: ['sentences', 'contract'] },
  platform: { holds: /^app\/platform\//, mayImport: ['sentences', 'ground'] },
  scheduling: { holds: /^app\/scheduling\//, mayImport: ['sentences', 'ground'] },
  manifest: { holds: /^app\/models\/manifest\.ts$/, mayImport: ['sentences', 'ground', 'platform'] },
  graphs: { holds: /^app\/models\/(onnx|protobuf|tensor|padding)\.ts$/, mayImport: [] },
  models: { holds: /^app\/models\//, mayImport: ['sentences', 'ground', 'platform', 'graphs'] },
  store: { holds: /^app\/store\//, mayImport: ['sentences', 'ground', 'platform'] },
  visionHandle: {
    holds: /^app\/vision\/(protocol|orientation|handle|vision-worker|provider|formats\/signature)\.ts$/,
    mayImport: ['sentences', 'contract', 'ground', 'platform', 'scheduling', 'manifest'],
  },
  vision: {
    holds: /^app\/vision\//,
    mayImport: ['sentences', 'contract', 'ground', 'platform', 'scheduling', 'manifest', 'visionHandle'],
  },
  scoring: { holds: /^app\/people\/scoring\//, mayImport: [...BELOW_PEOPLE] },
  clustering: { holds: /^app\/people\/clustering\//, mayImport: [...BELOW_PEOPLE, 'scoring'] },
  grouping: { holds: /^app\/people\/grouping\//, mayImport: [...BELOW_PEOPLE, 'scoring', 'clustering'] },
  edits: { holds: /^app\/people\/edits\//, mayImport: [...BELOW_PEOPLE, 'scoring', 'clustering', 'grouping'] },
  review: {
    holds: /^app\/people\/review\//,
    mayImport: [...BELOW_PEOPLE, 'scoring', 'clustering', 'grouping', 'edits'],
  },
  people: {
    holds: /^app\/people\/[^/]+\.ts$/,
    mayImport: [...BELOW_PEOPLE, 'scoring', 'clustering', 'grouping', 'edits', 'review'],
  },
  search: { holds: /^app\/search\//, mayImport: ['sentences', 'ground', 'platform', 'store'] },
  photos: {
    holds: /^app\/photos\//,
    mayImport: ['sentences', 'ground', 'platform', 'scheduling', 'store', 'visionHandle'],
  },
  names: {
    holds: /^app\/names\//,
    mayImport: ['sentences', 'ground', 'platform', 'store', 'photos', 'visionHandle'],
  },
  workers: {
    holds: /^app\/workers\//,
    mayImport: ['sentences', 'ground', 'platform', 'manifest', 'visionHandle'],
  },
  server: { holds: /^app\/server\//, mayImport: ['sentences', 'ground', 'platform', 'scheduling', 'workers', 'core'] },
  electron: { holds: /^app\/electron\//, mayImport: ['sentences', 'ground', 'platform', 'scheduling', 'core'] },
  commands: {
    holds: /^app\/commands\//,
    mayImport: [...BELOW_PEOPLE, 'manifest', 'library', 'workers', 'core', 'server'],
  },
  library: {
    holds: /^app\/library\//,
    mayImport: [...BELOW_PEOPLE, 'scoring', 'edits', 'people', 'photos', 'names', 'models', 'workers'],
  },
  entrances: {
    holds: /^app\/(cli|start)\.ts$/,
    mayImport: ['sentences', 'ground', 'platform', 'core', 'commands', 'server', 'electron'],
  },
  core: {
    holds: /^app\/(?:calls\/)?[^/]+\.ts$/,
    mayImport: [...BELOW_PEOPLE, 'scoring', 'edits', 'people', 'search', 'photos', 'models', 'library', 'workers'],
  },
  screen: { holds: /^renderer\//, mayImport: ['sentences'] },
};

/** Packages that one room alone knows. */
const OWNED: Record<string, string[]> = {
  electron: ['electron'],
  'node:http': ['server', 'workers'], // a worker speaks to its server
  'node:https': ['workers'],
  'node:http2': [],
  'node:net': ['server'],
  'node:tls': [],
  'node:dgram': [],
  'better-sqlite3': ['store'],
  chokidar: ['photos'],
  sharp: ['vision', 'visionHandle'],
  'onnxruntime-node': ['vision', 'visionHandle'],
  pg: ['workers'],
  'pg-boss': ['workers'],
  h5wasm: ['models'],
  'h5wasm/node': ['models'],
  react: ['screen'],
  '@tanstack/react-query': ['screen'],
};

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)|^\s*import\s+'([^']+)'/gm;

interface Import {
  to: string;
  typeOnly: boolean;
  /** Read when that place is come to, not when the file is. */
  isLate: boolean;
}

test('Every room imports only what lies below it', () => {
  expect(violations(sources())).toEqual([]);
});

test('The reading of imports sees what is there', () => {
  const all = sources();
  expect(importsOf('app/core.ts', all.get('app/core.ts') ?? '')).toContainEqual({
    to: 'app/store/index.ts',
    typeOnly: false,
    isLate: false,
  });
  expect(importsOf('app/answer.ts', all.get('app/answer.ts') ?? '')).toContainEqual({
    to: 'app/platform/log.ts',
    typeOnly: true,
    isLate: false,
  });
  expect(all.size).toBeGreaterThan(40);
});

test('A room that reaches up, round a corner or over to a neighbour is told on', () => {
  const planted = new Map([
    ['app/store/people.ts', `import { answer } from '../answer.ts';`],
    ['app/photos/queue.ts', `import Database from 'better-sqlite3';\nimport { run } from '../vision/sessions.ts';`],
    ['app/models/weights.ts', `import { mobilenet } from '../../models/mobilenet.ts';`],
    ['app/people/scoring/time.ts', `import { openGroups } from '../grouping/groups.ts';`],
    ['app/people/grouping/groups.ts', `import { openQuestionQueue } from '../review/question-queue.ts';`],
    ['app/people/index.ts', `const server = await import('node:http');`],
    ['app/server/main.ts', `import {\n  app,\n} from 'electron';\nimport { openStore } from '../store/index.ts';`],
    ['app/electron/main.ts', `export { serve } from '../server/main.ts';`],
    ['app/errors.ts', `import './platform/log.ts';`],
    ['renderer/main.tsx', `import { contract } from '../app/contract.ts';`],
    ['renderer/person.tsx', `import type { Store } from '../app/store/index.ts';`],
  ]);
  expect(violations(planted)).toEqual([
    'app/store/people.ts (store) may not import app/answer.ts',
    'app/photos/queue.ts (photos) may not import better-sqlite3',
    'app/photos/queue.ts (photos) may not import app/vision/sessions.ts',
    'app/models/weights.ts (models) may not import models/mobilenet.ts',
    'app/people/scoring/time.ts (scoring) may not import app/people/grouping/groups.ts',
    'app/people/grouping/groups.ts (grouping) may not import app/people/review/question-queue.ts',
    'app/people/index.ts (people) may not import node:http',
    'app/server/main.ts (server) may not import electron',
    'app/server/main.ts (server) may not import app/store/index.ts',
    'app/electron/main.ts (electron) may not import app/server/main.ts',
    'app/errors.ts (ground) may not import app/platform/log.ts',
    'renderer/main.tsx (screen) may not import app/contract.ts',
    'renderer/person.tsx (screen) may not import app/store/index.ts',
  ]);
});

test('No file is imported by what it imports itself, not even for a type', () => {
  expect(inCircles(sources())).toEqual([]);
});

test('A circle of imports is told on, however long it is, and without those who only lead to it', () => {
  const planted = new Map([
    ['app/photos/queue.ts', `import type { Reading } from './reader.ts';`],
    ['app/photos/reader.ts', `import { walk } from './walk.ts';\nimport { ensure } from '../ensure.ts';`],
    ['app/photos/walk.ts', `const late = await import('./queue.ts');`],
    ['app/core.ts', `import { startQueue } from './photos/queue.ts';`],
    ['app/ensure.ts', ''],
  ]);
  expect(inCircles(planted)).toEqual(['app/photos/queue.ts', 'app/photos/reader.ts', 'app/photos/walk.ts']);
});

test('Nothing in the engine calls out: only for Electron at the start from source, and for what was asked for: a model, a worker’s server', () => {
  const callers = [...sources()].filter(
    ([path, text]) => path.startsWith('app/') && /(?<!\.)\bfetch\(|\bWebSocket\(|'node:https'/.test(text),
  );
  expect(callers.map(([path]) => path)).toEqual([
    'app/electron/launch.ts',
    'app/models/download.ts',
    'app/workers/server-client.ts',
  ]);
});

test('A vision process starts without the decoder of HEIC and without all calls of the screen: several start for every scan', () => {
  const atStart = readAtStart('app/vision/worker.ts');
  expect(atStart).toContain('app/vision/formats/heic.ts');
  expect(atStart).toContain('zod');
  expect([...atStart].filter((path) => path === 'app/contract.ts' || path.startsWith('libheif-js'))).toEqual([]);
});

test('A command starts without the server, and without node:http, with which all of Node’s fetch comes', () => {
  const atStart = readAtStart('app/cli.ts');
  expect(atStart).toContain('app/commands/serve.ts');
  expect([...atStart].filter((path) => path === 'node:http' || path === 'app/server/main.ts')).toEqual([]);
});

/** A source and all that is read before its first line runs: ours, packages, and what Node brings. */
function readAtStart(entrance: string): Set<string> {
  const all = sources();
  const read = new Set([entrance]);
  for (const path of read) {
    const found = importsOf(path, all.get(path) ?? '').filter(({ typeOnly, isLate }) => !typeOnly && !isLate);
    for (const { to } of found) read.add(to);
  }
  return read;
}

/** Every source of ours but the tests, by its path from the root, with forward slashes. */
function sources(): Map<string, string> {
  const paths = ['app', 'renderer', 'models']
    .flatMap((folder) =>
      readdirSync(resource(folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.(?:ts|tsx|cts|mjs)$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(resource(path), 'utf8')]));
}

function violations(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const room = roomOf(path);
    if (room === undefined) return []; // models/: what builds and checks the models may import all of the program
    return importsOf(path, text)
      .filter((found) => !isAllowed(room, found))
      .map(({ to }) => `${path} (${room}) may not import ${to}`);
  });
}

/** What is left when files are taken away that import none of the others, or that none of the others imports. */
function inCircles(files: ReadonlyMap<string, string>): string[] {
  const left = new Map([...files].map(([path, text]) => [path, importsOf(path, text).map(({ to }) => to)]));
  for (let before = Infinity; left.size < before;) {
    before = left.size;
    const imported = new Set([...left.values()].flat());
    for (const [path, imports] of left) {
      if (!imported.has(path) || !imports.some((to) => left.has(to))) left.delete(path);
    }
  }
  return [...left.keys()].sort();
}

function isAllowed(room: string, { to, typeOnly }: Import): boolean {
  const target = roomOf(to);
  // The ground holds single stones: they do not even lean on each other.
  if (target === room) return room !== 'ground';
  // The screen learns the shapes of the contract; its schemas would bring zod along.
  if (room === 'screen' && to === 'app/contract.ts') return typeOnly;
  if (isOurs(to)) return target !== undefined && (ROOMS[room]?.mayImport.includes(target) ?? false);
  return OWNED[to]?.includes(room) ?? true;
}

function isOurs(path: string): boolean {
  return /^(?:app|renderer|models|tests|tools)\//.test(path);
}

function roomOf(path: string): string | undefined {
  return Object.entries(ROOMS).find(([, { holds }]) => holds.test(path))?.[0];
}

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, called, bare]) => {
    const to = from ?? called ?? bare ?? '';
    const resolved = to.startsWith('.')
      ? normalize(join(dirname(path), to))
          .split(sep)
          .join('/')
      : to;
    return { to: resolved, typeOnly: type !== undefined, isLate: called !== undefined };
  });
}
