// The queue between the server and its workers: pg-boss in PostgreSQL. It holds numbers of jobs, and nothing of a photo.

import { Pool } from 'pg';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import pgBossPackage from 'pg-boss/package.json' with { type: 'json' };
import { z } from 'zod';
import type { QueueAddress } from './queue-address.ts';
import { foreignSchema, refuseOldPostgres, refuseOtherSchema } from './queue-trouble.ts';
import { MOST_LOST_WORKERS } from './photo-ticket.ts';

/** A photo that took a worker down is tried again. */
const RETRY_LIMIT = MOST_LOST_WORKERS - 1;
/** The server gives a job up itself when its worker is away: this is for a server that is gone as well. */
const EXPIRE_SECONDS = 900;
const DEAD_LETTERS_AT_ONCE = 100;
const MOST_STANDING = 10_000;
/** Statements side by side: the server's few long lists, and a worker's small ones. */
const MOST_CONNECTIONS = 4;

const PgBossPackage = z.object({ pgboss: z.object({ schema: z.int() }) });
const VersionNumber = z.object({ server_version_num: z.coerce.number() });

export interface WaitingJob {
  id: string;
  /** Goes before all that are not. */
  isUrgent: boolean;
}

export interface StandingJob {
  id: string;
  isTaken: boolean;
}

/** Every call throws what the driver throws: see queueTroubleOf. */
export interface PhotoQueue {
  put(jobs: readonly WaitingJob[]): Promise<void>;
  /** @returns up to so many, the most urgent first, then the oldest that wait */
  take(most: number): Promise<string[]>;
  /** Done, or not wanted any more. */
  remove(ids: readonly string[]): Promise<void>;
  /** Their worker went: they are tried again, or are dead letters after the third time. */
  giveUp(ids: readonly string[]): Promise<void>;
  /** Those that were given up for good since this was asked last. */
  takeDeadLetters(): Promise<string[]>;
  standing(): Promise<StandingJob[]>;
  close(): Promise<void>;
}

export interface QueueState {
  /** Of PostgreSQL: 15.12. */
  postgres: string;
  /** Of the tables; null: there are none yet. */
  schema: number | null;
  neededSchema: number;
}

/**
 * @param as the server makes the tables and keeps the queue; a worker finds it
 * @throws UnusableQueue; what the driver throws
 */
export async function openPhotoQueue(
  address: QueueAddress,
  { name, as, onError }: { name: string; as: 'server' | 'worker'; onError(error: Error): void },
): Promise<PhotoQueue> {
  const pool = new Pool({ ...address.connection, max: MOST_CONNECTIONS });
  pool.on('error', onError); // of a connection that nothing was asked of: the next call says it again
  const isServer = as === 'server';
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: address.schema,
    migrate: isServer,
    supervise: isServer,
    schedule: false,
    registerInstance: false,
    createSchema: false,
  });
  boss.on('error', onError);
  /** What is said for every few photos PostgreSQL reads and plans once a connection. @param as another one for each text */
  const prepared = (as: string) => ({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query({ name: as, text, ...(values && { values }) }) },
  });
  const deadLetters = `${name}-dead`;
  try {
    await checkVersions();
    await boss.start();
    if (isServer) {
      await makeQueues();
      await letWorkersTake();
    }
  } catch (error) {
    await close();
    throw error;
  }

  async function checkVersions(): Promise<void> {
    const { rows } = await pool.query('SHOW server_version_num');
    refuseOldPostgres(VersionNumber.parse(rows[0]).server_version_num);
    const found = await schemaVersion(pool, address.schema);
    // Its tables are made, or brought up to date, by the server alone; newer ones belong to a newer Kindred.
    if (!isServer || (found !== null && found > NEEDED_SCHEMA)) refuseOtherSchema(found, NEEDED_SCHEMA);
    if (found === null && isServer) await makeSchema();
  }

  /** The account may own the schema and have no right to make one. */
  async function makeSchema(): Promise<void> {
    const { rowCount } = await pool.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [address.schema]);
    if (rowCount === 0) await pool.query(`CREATE SCHEMA ${address.schema}`);
  }

  /** What an earlier start left is put there anew: the library's own rows say what waits. */
  async function makeQueues(): Promise<void> {
    await boss.createQueue(deadLetters, { retryLimit: 0 });
    await boss.createQueue(name, {
      retryLimit: RETRY_LIMIT,
      retryDelay: 0,
      expireInSeconds: EXPIRE_SECONDS,
      deadLetter: deadLetters,
    });
    await boss.deleteAllJobs(name);
    await boss.deleteAllJobs(deadLetters);
  }

  /** Workers need not have the server's account: packaging/workers/accounts.sql makes others. */
  async function letWorkersTake(): Promise<void> {
    const { schema } = address;
    const role = `${schema}_worker`;
    const { rowCount } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) return;
    await pool.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    await pool.query(`GRANT SELECT ON ${schema}.version, ${schema}.queue TO ${role}`);
    await pool.query(`GRANT SELECT, UPDATE ON ${schema}.job_common TO ${role}`);
  }

  async function close(): Promise<void> {
    await boss.stop({ graceful: false, close: false }).catch(onError);
    await pool.end();
  }

  return {
    async put(jobs) {
      await boss.insert(
        name,
        jobs.map(({ id, isUrgent }) => ({ id, data: { job: id }, priority: isUrgent ? 1 : 0 })),
        prepared('put'),
      );
    },
    async take(most) {
      const jobs = await boss.fetch(name, { batchSize: most, ...prepared(`take ${most}`) });
      return jobs.map(({ id }) => id);
    },
    async remove(ids) {
      if (ids.length > 0) await boss.deleteJob(name, [...ids], prepared('remove'));
    },
    async giveUp(ids) {
      if (ids.length > 0) await boss.fail(name, [...ids]);
    },
    async takeDeadLetters() {
      const letters = await boss.fetch<{ job: string }>(deadLetters, { batchSize: DEAD_LETTERS_AT_ONCE });
      if (letters.length > 0) {
        await boss.deleteJob(
          deadLetters,
          letters.map(({ id }) => id),
        );
      }
      return letters.map(({ data }) => data.job);
    },
    async standing() {
      const jobs: JobWithMetadata[] = await boss.findJobs(name, { limit: MOST_STANDING });
      return jobs.map(({ id, state }) => ({ id, isTaken: state === 'active' }));
    },
    close,
  };
}

/** For `doctor`. @throws what the driver throws */
export async function inspectQueue(address: QueueAddress): Promise<QueueState> {
  const pool = new Pool({ ...address.connection, max: 1 });
  try {
    const { rows } = await pool.query(
      "SELECT current_setting('server_version') AS text, current_setting('server_version_num') AS number",
    );
    const { text: postgres, number } = z.object({ text: z.string(), number: z.coerce.number() }).parse(rows[0]);
    refuseOldPostgres(number);
    return { postgres, schema: await schemaVersion(pool, address.schema), neededSchema: NEEDED_SCHEMA };
  } finally {
    await pool.end();
  }
}

const NEEDED_SCHEMA = PgBossPackage.parse(pgBossPackage).pgboss.schema;

async function schemaVersion(pool: Pool, schema: string): Promise<number | null> {
  const { rows: tables } = await pool.query('SELECT to_regclass($1) AS name', [`${schema}.version`]);
  if (z.object({ name: z.string().nullable() }).parse(tables[0]).name === null) return null;
  const { rows } = await pool.query(`SELECT * FROM ${schema}.version`);
  const found = z.object({ version: z.coerce.number() }).safeParse(rows[0]);
  if (!found.success) throw foreignSchema(schema);
  return found.data.version;
}
