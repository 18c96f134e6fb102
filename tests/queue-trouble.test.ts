// A queue that cannot be used: what is said of it, with what to do, while photos are analysed on this machine.

import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Status } from '../app/contract.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { invite, readAdmission } from '../app/workers/invitations.ts';
import { serverClient } from '../app/workers/server-client.ts';
import { ATTIC } from './attic.ts';
import { runCli } from './command-process.ts';
import { writeFacePhotos } from './face-photos.ts';
import { startOlder } from './older-postgres.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const WAIT = { timeout: 60_000, interval: 100 };

let folder: string;
let server: RunningServer | undefined;
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-queue-')))));
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

test('A queue that is not there at the start is said with what to do, and work goes on here', async () => {
  const photos = join(folder, 'photos');
  await writeFacePhotos(photos, 3);
  const notified: string[] = [];
  const queue = 'postgres://kindred@127.0.0.1:9/kindred'; // where nothing answers
  server = await startServer({ folder: library(), log: silentLog, queue, notify: (said) => notified.push(said) });
  await vi.waitUntil(() => notified.length > 0, WAIT);
  expect((await status()).problem).toMatchObject({ message: { id: 'queueAway' }, hint: { id: 'queueAwayHint' } });
  await engine()['folders.add']({ path: photos });
  await vi.waitUntil(async () => (await status()).photos.done === 3, WAIT);
});

describe.skipIf(findPostgres() === undefined)('With PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => void (postgres = await startPostgres(['fsync=off'])), 60_000);
  afterAll(() => postgres.stop());

  test('A queue that is not there is said, work goes on here, and it is used as soon as it is there', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 3);
    const own = await startPostgres(['fsync=off']);
    const notified: string[] = [];
    await own.query(`CREATE ROLE worker LOGIN PASSWORD 'w'`);
    const limited = own.address.replace(/\/\/.*@/, '//worker:w@');
    server = await startServer({
      folder: library(),
      log: silentLog,
      queue: limited,
      notify: (said) => notified.push(said),
    });
    await vi.waitUntil(() => notified.length > 0, WAIT);
    expect(notified[0]).toMatch(/^PostgreSQL does not let Kindred use the queue: .+ Check user, password and database/);
    await engine()['folders.add']({ path: photos });
    await vi.waitUntil(async () => (await status()).photos.done === 3, WAIT);
    expect((await status()).problem?.message.id).toBe('queueRefused');
    // The account needs nothing but the queue's schema.
    await own.query('CREATE SCHEMA kindred AUTHORIZATION worker');
    await vi.waitUntil(async () => (await status()).problem === null, WAIT);
    await own.query('UPDATE kindred.version SET version = 9999');
    const told = await runCli(['doctor', '--queue', limited, '--library', library()]);
    expect(told.stdout).toMatch(/BAD {2}Queue 127\.0\.0\.1:\d+\/postgres: PostgreSQL \d+.*tables of version 9999/);
    for (const [schema, columns] of [
      ['theirs', 'version text'],
      ['others', 'number int'],
    ] as const) {
      await own.query(`CREATE SCHEMA ${schema}`);
      await own.query(`CREATE TABLE ${schema}.version (${columns})`);
      await own.query(`INSERT INTO ${schema}.version VALUES ('1')`);
      await own.query(`UPDATE theirs.version SET version = 'spring'`);
      const queue = `${own.address}?schema=${schema}`;
      const { stdout } = await runCli(['doctor', '--queue', queue, '--library', library()]);
      expect(stdout).toMatch(`postgres: The schema ${schema} in PostgreSQL belongs to another program: `);
    }
    await server.close();
    server = await startServer({ folder: library(), log: silentLog, queue: limited });
    await vi.waitUntil(async () => (await status()).problem?.message.id === 'queueOtherSchema', WAIT);
    await own.stop();
    await vi.waitUntil(async () => (await status()).problem?.message.id === 'queueAway', WAIT);
    expect(existsSync(own.folder)).toBe(false);
  });

  test('A disk that is full there, and a PostgreSQL that is too old, are said with what to do, and work goes on here', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 8);
    server = await startServer({ folder: library(), log: silentLog, queue: postgres.address });
    await server.library.sharing?.tried();
    await serverClient(readAdmission(invite(library(), 'attic', `http://127.0.0.1:${server.port}`))).hello(ATTIC);
    // As PostgreSQL says it when a row finds no room.
    await postgres.query(`CREATE FUNCTION kindred.no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await postgres.query(
      'CREATE TRIGGER no_room BEFORE INSERT ON kindred.job FOR EACH ROW EXECUTE FUNCTION kindred.no_room()',
    );
    const problems = new Set<string | null | undefined>();
    await engine()['folders.add']({ path: photos });
    try {
      await vi.waitUntil(async () => {
        const { problem, photos: counts } = await status();
        problems.add(problem?.message.id);
        return counts.done === 8 && problems.has('queueFull');
      }, WAIT);
    } finally {
      await postgres.query('DROP FUNCTION kindred.no_room CASCADE');
    }
    await vi.waitUntil(async () => (await status()).problem === null, WAIT);
    await server.close();

    const older = await startOlder(postgres.port);
    const address = postgres.address.replace(`:${postgres.port}/`, `:${older.port}/`);
    server = await startServer({ folder: library(), log: silentLog, queue: address });
    await vi.waitUntil(async () => (await status()).problem !== null, WAIT);
    expect((await status()).problem).toMatchObject({ message: { id: 'queueTooOld', values: { version: 12 } } });
    const told = await runCli(['doctor', '--queue', address, '--library', library()]);
    expect(told.stdout).toMatch(/BAD {2}Queue .*PostgreSQL 12 is too old/);
    await server.close();
    server = undefined;
    older.close();
  });
});

function library(): string {
  return join(folder, 'library');
}

function engine() {
  return ensure(server, 'The server').library.engine;
}

async function status(): Promise<Status> {
  return engine()['library.status']({});
}
