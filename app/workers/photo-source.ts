// Where a worker reads a photo: in the folder that is mounted here, if the very file lies there, or else fetched to a file.

import { realpath, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { isWithin, realPathOf } from '../platform/photo-bounds.ts';
import { type FileIdentity, identityOf, openPlainFile } from '../platform/plain-file.ts';
import { makeTemporaryFolder } from '../platform/temporary-folder.ts';
import type { Grant } from './protocol.ts';
import type { ServerClient } from './server-client.ts';

/** Networks and foreign disks keep times to a second or two. */
const SAME_TIME_MS = 2_000;

export interface ReadablePhoto {
  path: string;
  /** Which file it has to be when it is opened. */
  identity: FileIdentity;
}

export interface PhotoSource {
  /** @throws what `work` throws, and what fetching does */
  read<Result>(grant: Grant, work: (photo: ReadablePhoto) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** @param folder where the server's photos are mounted; undefined: each is fetched */
export async function openPhotoSource(folder: string | undefined, server: ServerClient): Promise<PhotoSource> {
  const root = folder === undefined ? undefined : await rootAt(folder);
  const fetched = makeTemporaryFolder('worker');
  let count = 0;

  async function mounted({ places, size, modified }: Grant): Promise<ReadablePhoto | undefined> {
    for (const place of root === undefined ? [] : places) {
      const path = join(root ?? '', ...place.split('/'));
      const identity = await identityInside(path, root ?? '');
      if (identity?.size === size && Math.abs(identity.modified - modified) <= SAME_TIME_MS) return { path, identity };
    }
    return undefined;
  }

  return {
    async read(grant, work) {
      const there = await mounted(grant);
      if (there) return work(there);
      const extension = extname(grant.places[0] ?? '');
      const path = join(fetched, `${++count}${/^\.\w{1,8}$/.test(extension) ? extension : ''}`);
      try {
        await server.fetchPhoto(grant, path);
        return await work({ path, identity: await identityOf(path) });
      } finally {
        await rm(path, { force: true });
      }
    },
    close: () => rm(fetched, { recursive: true, force: true }),
  };
}

async function rootAt(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => undefined);
  if (root !== undefined && (await stat(root)).isDirectory()) return root;
  throw new AppError('folder', `--photos names no folder that is there: ${folder}. Are the photos mounted?`);
}

/** @returns undefined for what is not there, is no plain file, or lies outside, wherever a link in its path leads */
async function identityInside(path: string, root: string): Promise<FileIdentity | undefined> {
  const file = await openPlainFile(path).catch(() => undefined); // it is fetched instead
  if (!file) return undefined;
  try {
    return isWithin(await realPathOf(file, path), root) ? file.identity : undefined;
  } finally {
    await file.handle.close();
  }
}
