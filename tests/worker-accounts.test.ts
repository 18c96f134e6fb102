// The accounts of PostgreSQL that packaging/workers/accounts.sql makes, on a real one: what a worker needs, and nothing else.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
    account.username = 'attic';
    account.password = PASSWORD;
    const open = (address: string, as: 'server' | 'worker') =>
      openPhotoQueue(readQueueAddress(address), { name: 'photos', as, onError: () => undefined });
    const server = await open(postgres.address, 'server');
    const jobs = [randomUUID(), randomUUID()].toSorted();
    await server.put(jobs.map((id) => ({ id, isUrgent: false })));
    await postgres.query(readFileSync(resource('packaging', 'workers', 'accounts.sql'), 'utf8'));
    await postgres.query(`CREATE ROLE attic LOGIN PASSWORD '${PASSWORD}' IN ROLE kindred_worker`);

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

    await postgres.query('DROP ROLE attic');
    await expect(open(account.href, 'worker')).rejects.toThrow(/authentication failed/);
    await server.close();
    await postgres.stop();
  },
  60_000,
);
