// What long commands tell where nobody has a terminal: a line every ten seconds into the pipe, of real commands that take so long.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { check } from '../app/commands/check.ts';
import { model } from '../app/commands/model.ts';
import { exportTransfer, importTransfer } from '../app/commands/transfer.ts';
import { ensure } from '../app/ensure.ts';
import { LARGE_MODELS } from '../app/models/catalogue.ts';
import { resource } from '../app/platform/resources.ts';
import { openStore } from '../app/store/index.ts';
import { writeFacePhotos } from './face-photos.ts';
import { publish } from './large-models/release.ts';

const PHOTOS = 40;
const LONGER_THAN_A_LINE_MS = 10_200;
const WAIT = { timeout: 60_000, interval: 20 };

type Command = ChildProcessByStdio<null, null, Readable>;

let folder: string;
const children: Command[] = [];
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-progress-')))));
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(process.platform === 'win32')(
  'Into a pipe a scan tells how many photos are done, and a worker what it waits for',
  async () => {
    const photos = join(folder, 'photos');
    const library = join(folder, 'library');
    await writeFacePhotos(photos, PHOTOS);
    const worker = start(['worker', '--queue', 'postgres://kindred@127.0.0.1:9/kindred'], {
      KINDRED_INVITATION: `http://127.0.0.1:9/#${'a'.repeat(43)}`, // where nothing answers
    });
    const scan = start(['scan', photos, '--library', library]);
    await vi.waitUntil(() => hasFile(join(library, 'thumbs')), WAIT);
    // The first line may tell what was known before the photos were counted; the next one is of now.
    for (const line of [1, 2]) {
      scan.child.kill('SIGSTOP'); // as on a machine that has no time for it
      await pause(LONGER_THAN_A_LINE_MS);
      scan.child.kill('SIGCONT');
      await expect.poll(() => scan.lines().length, WAIT).toBeGreaterThanOrEqual(line);
    }
    expect(scan.lines()).toContainEqual(expect.stringMatching(/^after \d+ s: \d+ of 40 photos, \d+ faces/));
    await expect
      .poll(worker.lines, WAIT)
      .toContainEqual(expect.stringMatching(/^after \d+ s: http:\/\/127\.0\.0\.1:9 does not answer\. Trying again$/));
  },
  120_000,
);

describe('Where ten seconds pass between any two looks at the clock,', () => {
  let lines: string[];
  beforeEach(() => {
    lines = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 11_000));
  });
  afterEach(() => void vi.restoreAllMocks());

  test('a check with repairs tells each step that is due, and goes on telling while SQLite reads the database', async () => {
    const library = join(folder, 'library');
    const said = join(folder, 'said.json');
    openStore(library).close();
    fillWithSlowRows(join(library, 'library.db'));
    await check.run({ options: { library, repair: true }, operands: [] });
    const steps = told();
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      'Checking the database\n',
      'Working out 0 rows anew\n',
      'Comparing the cached pictures\n',
      'Checking the library\n',
    ]);
    // When it was said, and then whenever it was due.
    expect(steps.filter((step) => step === 'Checking the database\n').length).toBeGreaterThan(1);
    await exportTransfer.run({ options: { library, json: said }, operands: [] });
    await importTransfer.run({ options: { library }, operands: [said] });
    expect(told().at(-1)).toBe('Bringing in what was said of 0 people\n');
  }, 240_000);

  test('a download of a model tells how much of it is there', async () => {
    const source = ensure(LARGE_MODELS.find(({ name }) => name === 'sface')).source;
    const release = await publish(Buffer.alloc(source.bytes));
    release.silentAfter = 10_000_000;
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((address, options) => {
      expect(address).toBe(source.url);
      return fetch(release.url, options);
    });
    const getting = model.run({ options: { library: join(folder, 'library') }, operands: ['get', 'sface'] });
    getting.catch(() => undefined); // expected below
    await expect.poll(told, WAIT).toContainEqual(expect.stringMatching(/^10 MB of 39 MB/));
    release.server.closeAllConnections();
    release.server.close();
    await expect(getting).rejects.toThrow(/What has been downloaded is kept/);
  }, 120_000);

  function told(): string[] {
    return lines.map((line) => line.replace(/^after \d+ s: /, ''));
  }
});

/** Rows whose place in an index SQLite works out anew, which takes a second of all of them. */
function fillWithSlowRows(file: string): void {
  const database = new SQLite(file);
  database.exec(`CREATE TABLE slow (bytes INTEGER);
    CREATE INDEX slow_length ON slow (length(hex(zeroblob(bytes))));
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 30)
    INSERT INTO slow SELECT 10000000 + n FROM number`);
  database.close();
}

function hasFile(path: string): boolean {
  return (
    existsSync(path) && readdirSync(path, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())
  );
}

function start(words: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [resource('app', 'cli.ts'), ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...variables },
  });
  children.push(child);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  return { child, lines: () => said.split('\n').filter((line) => line.startsWith('after ')) };
}
