// A real PostgreSQL for a test: Debian's own server, in a folder of its own, on a free port, as an unprivileged user.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type QueryResult } from 'pg';
import { apt, canInstall } from './chromium.ts';
import { freePort } from './free-port.ts';

/** Debian keeps the server's programs apart from those that everybody runs, a folder a version. */
const DEBIAN_VERSIONS = '/usr/lib/postgresql';
const NOBODY = 65_534;
const PASSWORD = 'a test of a queue';
const START_LIMIT_MS = 60_000;

export interface TestPostgres {
  /** With user and password. */
  readonly address: string;
  readonly port: number;
  /** Its folder: the database in `data`, what it says in `log`. */
  readonly folder: string;
  query(sql: string): Promise<QueryResult>;
  /** As when its machine loses power; then from what is on the disk. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @returns the folder of its programs; undefined: there is none, so tests that need it are not run */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN_VERSIONS) ? readdirSync(DEBIAN_VERSIONS) : [];
  const newest = versions.toSorted((one, other) => Number(other) - Number(one));
  const places = [
    ...newest.map((version) => join(DEBIAN_VERSIONS, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return places.find((place) => ['initdb', 'postgres'].every((program) => existsSync(join(place, program))));
}

/** Installs Debian's where this process may; the tests that need it are named as not run where it cannot be had. */
export function bringPostgres(say: (sentence: string) => void): void {
  if (findPostgres() !== undefined || !canInstall()) return;
  say('Installing PostgreSQL, the queue of many machines (about half a minute) …');
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'postgresql');
}

/** @param settings such as `fsync=off`, for tests that restart nothing */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('There is no PostgreSQL here.');
  const folder = mkdtempSync(join(tmpdir(), 'kindred-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  // It refuses to run as the administrator.
  const isAdministrator = process.getuid?.() === 0;
  if (isAdministrator) for (const path of [folder, data, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const as = { cwd: folder, ...(isAdministrator && { uid: NOBODY, gid: NOBODY }) };
  const words = [
    '-D',
    data,
    '-U',
    'kindred',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-sync',
    '-E',
    'UTF8',
  ];
  const made = spawnSync(join(programs, 'initdb'), [...words, '--locale=C'], { ...as, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`PostgreSQL’s folder could not be made: ${made.stderr}`);
  const port = await freePort();
  const address = `postgres://kindred:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  let server = await start();

  async function start(): Promise<ChildProcess> {
    const options = [
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=300',
      ...settings,
    ];
    const child = spawn(
      join(programs ?? dirname(data), 'postgres'),
      ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
      { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
    const began = Date.now();
    for (;;) {
      if (child.exitCode !== null || Date.now() - began > START_LIMIT_MS)
        throw new Error(`PostgreSQL did not start: ${said}`);
      try {
        await query('SELECT 1');
        return child;
      } catch {
        await pause(50);
      }
    }
  }

  async function query(sql: string): Promise<QueryResult> {
    const client = new Client({ connectionString: address });
    client.on('error', () => undefined); // the query says it
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async function end(signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }

  return {
    address,
    port,
    folder,
    query,
    async restart() {
      await end('SIGQUIT');
      server = await start();
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
