// The accounts of PostgreSQL that packaging/workers/accounts.sql makes, on a real one: what a worker needs, and nothing else.

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { resource } from '../app/platform/resources.ts';
import { openPhotoQueue } from '../app/workers/photo-queue.ts';
import { readQueueAddress } from '../app/workers/queue-address.ts';
import { findPostgres, startPostgres } from './postgres.ts';

const PASSWORD = 'of the attic';

test.skipIf(findPostgres() === undefined)(
  'A worker does with an account that takes jobs, can neither put, remove nor look at anything else, and ends with its machine',
  async () => {
    const postgres = await startPostgres(['fsync=off']);
    const account = new URL(postgres.address);
    // As compose.yaml has it: the accounts are there before the server makes its tables.
    account.username = 'worker';
    account.password = PASSWORD;
    const accounts = resource('packaging', 'workers', 'accounts.sql');
    const psql = spawnSync(
      join(findPostgres() ?? '', 'psql'),
      ['-v', 'ON_ERROR_STOP=1', '-f', accounts, postgres.address],
      {
        env: { WORKER_PASSWORD: PASSWORD },
        encoding: 'utf8',
      },
    );
    expect(psql).toMatchObject({ status: 0, stderr: '' });
    const open = (address: string, as: 'server' | 'worker') =>
      openPhotoQueue(readQueueAddress(address), { name: 'photos', as, onError: () => undefined });
    const server = await open(postgres.address, 'server');
    const jobs = [randomUUID(), randomUUID()].toSorted();
    await server.put(jobs.map((id) => ({ id, isUrgent: false })));

    const worker = await open(account.href, 'worker');
    expect((await worker.take(10)).toSorted()).toEqual(jobs);
    await expect(worker.remove(jobs)).rejects.toThrow(/permission denied/);
    await expect(worker.put([{ id: randomUUID(), isUrgent: true }])).rejects.toThrow(/permission denied/);
    await worker.close();
    const client = new Client({ connectionString: account.href });
    await client.connect();
    for (const sql of [
      'UPDATE kindred.queue SET retry_limit = 0',
      'SELECT * FROM kindred.instance',
      'CREATE TABLE kindred.own (id int)',
      'DROP SCHEMA kindred CASCADE',
    ]) {
      await expect(client.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
    await client.end();
    expect(await server.standing()).toHaveLength(2);

    await postgres.query('DROP ROLE worker');
    await expect(open(account.href, 'worker')).rejects.toThrow(/authentication failed/);
    await server.close();
    await postgres.stop();
  },
  60_000,
);

test('Workers are given that account by what starts them, and the server keeps its own', () => {
  const packed = (name: string) => readFileSync(resource('packaging', 'workers', name), 'utf8');
  const compose = packed('compose.yaml');
  const addresses = [...compose.matchAll(/KINDRED_QUEUE: postgres:\/\/(\w+):\$\{(\w+)\}@queue\/kindred/g)];
  expect(addresses.map(([, account, password]) => [account, password])).toEqual([
    ['worker', 'WORKER_PASSWORD'],
    ['kindred', 'QUEUE_PASSWORD'],
  ]);
  expect(compose).toContain('- ./accounts.sql:/docker-entrypoint-initdb.d/accounts.sql:ro');
  expect(compose).toMatch(/^ {6}POSTGRES_USER: kindred$/m);
  expect(compose).toMatch(/^ {6}WORKER_PASSWORD: \$\{WORKER_PASSWORD\}$/m);
  expect(packed('accounts.sql')).toMatch(/^CREATE ROLE worker LOGIN .* IN ROLE kindred_worker;$/m);
  expect(packed('kindred-worker.service')).not.toMatch(/postgres:\/\/kindred:/);
});
