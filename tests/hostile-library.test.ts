// What is kept, made by somebody else: backups with statements of their own, names and files that pretend to be others.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { contract } from '../app/contract.ts';
import { fileLog } from '../app/platform/log.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { sendTo } from './http.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-kept-'));
const open: RunningServer[] = [];
let libraries = 0;
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A crafted backup', () => {
  const CRAFTED: [what: string, sql: string][] = [
    [
      'a trigger that never ends',
      `CREATE TRIGGER evil AFTER INSERT ON folder BEGIN SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n); END`,
    ],
    [
      'a trigger that takes back what is said',
      `CREATE TRIGGER evil AFTER INSERT ON folder BEGIN DELETE FROM folder; END`,
    ],
    [
      'a view in the place of a table',
      `ALTER TABLE folder RENAME TO real_folder; CREATE VIEW folder AS SELECT * FROM real_folder`,
    ],
  ];
  test.each(CRAFTED)(
    'with %s is refused, and everything goes on',
    async (_what, sql) => {
      const { server, library } = await start();
      await call(server, 'backups.make', {});
      const { value } = (await call(server, 'backups.list', {})) as { value: { backups: { name: string }[] } };
      const crafted = '2031-01-01T00-00-00-000Z.daily.db';
      copyFileSync(join(library, 'backups', value.backups[0]?.name ?? ''), join(library, 'backups', crafted));
      const database = new SQLite(join(library, 'backups', crafted));
      database.pragma('legacy_alter_table = ON');
      database.exec(sql);
      database.close();
      expect(await call(server, 'backups.restore', { backup: crafted })).toMatchObject({
        ok: false,
        error: { sentence: { text: expect.stringMatching(/damaged: choose another/) } },
      });
      const photos = join(folder, `photos-${libraries}`);
      mkdirSync(photos);
      expect(await call(server, 'folders.add', { path: photos })).toMatchObject({ ok: true });
      expect(await call(server, 'library.status', {})).toMatchObject({ value: { folders: [{ path: photos }] } });
    },
    60_000,
  );

  test.runIf(process.platform === 'linux')(
    'that is a pipe or a device is none',
    async () => {
      const { server, library } = await start();
      mkdirSync(join(library, 'backups'), { recursive: true });
      const [pipe, device] = ['2031-01-01T00-00-00-000Z.daily.db', '2032-01-01T00-00-00-000Z.daily.db'];
      spawnSync('mkfifo', [join(library, 'backups', pipe)]);
      symlinkSync('/dev/zero', join(library, 'backups', device));
      expect(await call(server, 'backups.list', {})).toMatchObject({ value: { backups: [] } });
      for (const backup of [pipe, device]) {
        expect(await call(server, 'backups.restore', { backup })).toMatchObject({ error: { code: 'notFound' } });
      }
      expect(await call(server, 'library.status', {})).toMatchObject({ ok: true });
    },
    60_000,
  );
});

describe('Words', () => {
  test('A file’s name cannot write lines of its own into the log, nor command a terminal', async () => {
    const { server, library } = await start();
    const photos = join(folder, 'odd names');
    mkdirSync(photos);
    const names = [
      'a\n{"at":"now","level":"error","event":"forged"}.jpg',
      'b\u001b[2J\u009b31m\u007f.jpg',
      'c\u202egpj.jpg',
      'd\u2028e.jpg',
    ];
    for (const name of names) writeFileSync(join(photos, name), 'no picture');
    await call(server, 'folders.add', { path: photos });
    await expect
      .poll(() => call(server, 'library.status', {}), { timeout: 30_000 })
      .toMatchObject({ value: { photos: { failed: names.length, waiting: 0 } } });
    const text = readFileSync(join(library, 'log', 'kindred.log'), 'utf8');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Zl}|\p{Bidi_Control}/u);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; path?: string });
    expect(lines.filter(({ event }) => event === 'forged')).toEqual([]);
    const told = lines.filter(({ event }) => event === 'photo.setAside').map(({ path }) => path);
    expect(new Set(told)).toEqual(new Set(names.map((name) => join(photos, name))));
  }, 60_000);

  test.each([
    ['written in two ways', 'A\u0308nne', 'Änne'],
    ['with a space of no width', 'An\u200bna\ufeff', 'Anna'],
    ['with a sign that turns text round', '\u202eannA\u202c', 'annA'],
    ['with several kinds of spaces', ' Anna\u00a0\u3000Maria\t', 'Anna Maria'],
    ['with signs that command a terminal', 'An\u001b\u0007na', 'Anna'],
    ['with the joiners of its script', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['of letters that look alike, which are others', '\u0410nna', '\u0410nna'],
  ])('A name %s', (_how, typed, kept) => {
    expect(contract['people.name'].request.parse({ person: 1, name: typed })).toMatchObject({ name: kept });
  });

  test('A name of nothing that can be seen is none', () => {
    expect(contract['photos.edit'].request.parse({ photos: [1], title: 'Sum\u200bmer \u202e' }).title).toBe('Summer');
    expect(contract['people.details'].request.parse({ person: 1, note: 'a\u202e\nb' }).note).toBe('a\nb');
    expect(contract['people.name'].request.safeParse({ person: 1, name: '\u200b \u2060\u202e' }).success).toBe(false);
  });
});

async function start(): Promise<{ server: RunningServer; library: string }> {
  const library = join(folder, `library-${libraries++}`);
  const server = await startServer({ folder: library, log: fileLog(join(library, 'log')) });
  open.push(server);
  return { server, library };
}

async function call(server: RunningServer, name: string, json: unknown): Promise<unknown> {
  const authorization = `Bearer ${new URL(server.address).searchParams.get('key')}`;
  const sent = await sendTo(server.port, { path: `/call/${name}`, method: 'POST', json, headers: { authorization } });
  return JSON.parse(sent.body.toString());
}
