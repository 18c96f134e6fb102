// kindred doctor: is everything in place? Versions, provider, models, database, disk.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../models/manifest.ts';
import { messageOf } from '../errors.ts';
import type { Finding } from '../library/check.ts';
import { findFfmpeg } from '../platform/ffmpeg.ts';
import { silentLog } from '../platform/log.ts';
import { resource } from '../platform/resources.ts';
import { openStoreReadOnly } from '../store/index.ts';
import { startVision } from '../vision/handle.ts';
import { readQueueAddress } from '../workers/queue-address.ts';
import { type Command, libraryFolder, libraryOption, queueOf, queueOption } from './command.ts';
import { tellFindings } from './findings.ts';

export const doctor: Command = {
  usage: 'doctor [--library DIR] [--queue postgres://…] [--json]',
  summary:
    'Checks versions, the inference provider, the models, the decoder of videos, the database, the disk and the queue.',
  options: { ...libraryOption, ...queueOption, json: { type: 'boolean' } },
  mostOperands: 0,
  async run({ options }) {
    const folder = libraryFolder(options);
    const findings = [
      versions(),
      ...models(),
      await provider(),
      await decoder(),
      database(folder),
      await disk(folder),
      ...(await queue(queueOf(options))),
    ];
    tellFindings(findings, options);
  },
};

function versions(): Finding {
  const { node, v8 } = process.versions;
  return { what: 'Node', isFine: true, detail: `${node} (V8 ${v8}, ${process.platform} ${process.arch})` };
}

/** Every model that ships, by its checksum. */
export function models(): Finding[] {
  return readManifest().models.map(({ file, sha256 }) => {
    const path = resource('models', file);
    const isFine = existsSync(path) && createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
    return {
      what: `Model ${file}`,
      isFine,
      detail: isFine ? 'checksum agrees' : 'missing or damaged: install Kindred again',
    };
  });
}

async function provider(): Promise<Finding> {
  const vision = startVision({ log: silentLog });
  try {
    const { name, reasons } = await vision.provider();
    return { what: 'Inference', isFine: true, detail: `${name}: ${reasons.map(({ text }) => text).join(' ')}` };
  } catch (error) {
    return { what: 'Inference', isFine: false, detail: messageOf(error) };
  } finally {
    await vision.close();
  }
}

/** Videos are listed and played without it. */
async function decoder(): Promise<Finding> {
  const found = await findFfmpeg();
  const detail = found ? `FFmpeg ${found.version} (${found.program})` : 'no FFmpeg: videos have no pictures';
  return { what: 'Videos', isFine: true, detail };
}

function database(folder: string): Finding {
  const what = `Library ${folder}`;
  if (!existsSync(join(folder, 'library.db'))) return { what, isFine: true, detail: 'not there yet' };
  try {
    const store = openStoreReadOnly(folder);
    const detail = store.check();
    store.close();
    return { what, isFine: detail === 'ok', detail: detail === 'ok' ? 'whole' : `damaged: ${detail}` };
  } catch (error) {
    return { what, isFine: false, detail: messageOf(error) };
  }
}

/** Nothing is said of it where there is none. */
async function queue(text: string | undefined): Promise<Finding[]> {
  if (text === undefined) return [];
  const address = readQueueAddress(text);
  const what = `Queue ${address.label}`;
  const { inspectQueue } = await import('../workers/photo-queue.ts');
  const { queueTroubleOf } = await import('../workers/queue-trouble.ts');
  try {
    const { postgres, schema, neededSchema } = await inspectQueue(address);
    const tables = schema === null ? 'no tables yet: the server makes them' : `tables of version ${schema}`;
    const detail = `PostgreSQL ${postgres}, ${tables} (${neededSchema} is needed)`;
    return [{ what, isFine: schema === null || schema === neededSchema, detail }];
  } catch (error) {
    const { message, hint } = queueTroubleOf(error);
    return [{ what, isFine: false, detail: `${message.text} ${hint.text}` }];
  }
}

const LEAST_FREE_BYTES = 500_000_000;

async function disk(folder: string): Promise<Finding> {
  let existing = folder;
  while (!existsSync(existing)) existing = join(existing, '..');
  const { bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  return { what: 'Free space', isFine: free >= LEAST_FREE_BYTES, detail: `${(free / 1e9).toFixed(1)} GB` };
}
