// Reads the address after --queue: which PostgreSQL, as which user, in which schema, and whether others could read along.

import { readFileSync } from 'node:fs';
import type { PoolConfig } from 'pg';
import { AppError } from '../errors.ts';
import { isLoopbackHost } from './loopback.ts';

export interface QueueAddress {
  connection: PoolConfig;
  /** The queue's own: the account needs no other. */
  schema: string;
  /** Without the password, for sentences. */
  label: string;
}

const DEFAULT_SCHEMA = 'kindred';
const POSTGRES_PORT = 5432;
/** A network that was cut says nothing: what takes longer has failed. */
const CONNECT_LIMIT_MS = 5_000;
const QUERY_LIMIT_MS = 15_000;

/**
 * `postgres://user:password@host:5432/database`, and after a question mark: `schema` (default: kindred), `sslmode`
 * (`verify-full`, the default but on this machine; `disable`, which has to be said), `sslrootcert` (the file of the authority
 * that signed the certificate), `host` (the folder of a socket).
 * @throws AppError `badRequest`
 */
export function readQueueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) throw unreadable();
  const query = url.searchParams;
  const unknown = [...query.keys()].filter((key) => !['schema', 'sslmode', 'sslrootcert', 'host'].includes(key));
  // What stands there is perhaps the rest of a password, which no sentence may show.
  if (url.hash !== '' || /[/@]/.test(url.pathname.slice(1)) || unknown.some((key) => !/^\w+$/.test(key))) {
    throw unreadable();
  }
  if (unknown.length > 0) throw new AppError('badRequest', `The queue’s address cannot say ${unknown.join(', ')}.`);
  const schema = query.get('schema') ?? DEFAULT_SCHEMA;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    throw new AppError('badRequest', 'The schema of the queue needs a name of small letters and digits.');
  }
  const host = query.get('host') ?? (url.hostname || 'localhost');
  const database = decoded(url.pathname.slice(1));
  return {
    schema,
    label: `${host}${url.port === '' ? '' : `:${url.port}`}/${database}`,
    connection: {
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? POSTGRES_PORT : Number(url.port),
      ...(url.username !== '' && { user: decoded(url.username) }),
      ...(url.password !== '' && { password: decoded(url.password) }),
      ...(database !== '' && { database }),
      ssl: encryption(host, query.get('sslmode'), query.get('sslrootcert')),
      application_name: 'kindred',
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
      keepAlive: true,
    },
  };
}

function unreadable(): AppError {
  return new AppError(
    'badRequest',
    'The queue needs an address such as postgres://kindred:password@localhost/kindred. ' +
      'Signs such as % / ? # @ in its password are written as %25 %2F %3F %23 %40.',
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unreadable(); // without a cause, which would hold the password
  }
}

function encryption(host: string, mode: string | null, authority: string | null): PoolConfig['ssl'] {
  const isHere = isLoopbackHost(host) || host.startsWith('/');
  if (mode === 'disable' || (mode === null && isHere)) return false;
  if (mode !== null && mode !== 'verify-full') {
    throw new AppError('badRequest', 'The queue’s address may say sslmode=verify-full or sslmode=disable.');
  }
  return { rejectUnauthorized: true, ...(authority !== null && { ca: certificateIn(authority) }) };
}

function certificateIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('badRequest', `The queue’s address names a sslrootcert that cannot be read: ${file}.`, {
      cause,
    });
  }
}
