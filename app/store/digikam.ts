// Reads who is on which photo from digiKam's own database, from a copy: nothing is written beside the original, not even a lock.

import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { AppError, codeOf, messageOf } from '../errors.ts';
import { identityOf } from '../platform/plain-file.ts';
import { makeTemporaryFolder } from '../platform/temporary-folder.ts';
import { sentence } from '../sentences/sentence.ts';
import { query } from './database.ts';

const Row = z.object({
  /** volumeid:?path=/home/anna/Pictures, or ?uuid=…; and where below it the collection lies. */
  root: z.string().nullable(),
  below: z.string().nullable(),
  /** Of the album, in the collection. */
  album: z.string(),
  file: z.string(),
  bytes: z.number().nullable(),
  person: z.string(),
  /** XML of a rectangle in pixels of the upright picture; null: somewhere on the photo. */
  region: z.string().nullable(),
});
export type DigikamRow = z.output<typeof Row>;

/** Confirmed names alone: what digiKam suggests, does not know or was told to ignore has other properties. */
const ROWS = `
  WITH person (tag, name) AS (
    SELECT Tags.id, coalesce(nullif((SELECT value FROM TagProperties
      WHERE tagid = Tags.id AND property = 'person' AND value <> '' LIMIT 1), ''), Tags.name)
    FROM Tags WHERE NOT EXISTS (SELECT 1 FROM TagProperties
      WHERE tagid = Tags.id AND property IN ('unknownPerson', 'unconfirmedPerson', 'ignoredPerson'))),
  said (image, tag, region) AS (
    SELECT imageid, tagid, value FROM ImageTagProperties WHERE property = 'tagRegion'
    UNION ALL
    SELECT imageid, tagid, NULL FROM ImageTags
    WHERE tagid IN (SELECT tagid FROM TagProperties WHERE property = 'person') AND NOT EXISTS (
      SELECT 1 FROM ImageTagProperties AS region WHERE region.property = 'tagRegion'
        AND region.imageid = ImageTags.imageid AND region.tagid = ImageTags.tagid))
  SELECT identifier AS root, specificPath AS below, relativePath AS album, Images.name AS file, fileSize AS bytes,
    person.name AS person, region
  FROM said JOIN person ON person.tag = said.tag JOIN Images ON Images.id = said.image
    JOIN Albums ON Albums.id = Images.album LEFT JOIN AlbumRoots ON AlbumRoots.id = Albums.albumRoot
  WHERE Images.status < 3
  ORDER BY Images.id`;

/**
 * @param file a digikam4.db
 * @throws AppError `badRequest` when it is no such database, or one of another kind
 */
export async function readDigikam(file: string): Promise<DigikamRow[]> {
  const folder = makeTemporaryFolder('digikam');
  try {
    const copy = join(folder, 'digikam4.db');
    await copyPlain(file, copy);
    // What digiKam said last may stand in its journal only.
    for (const end of ['-wal', '-journal']) await copyPlain(file + end, copy + end).catch(passOverMissing);
    const database = new SQLite(copy);
    try {
      return query(database, Row, ROWS).all();
    } finally {
      database.close();
    }
  } catch (error) {
    throw new AppError('badRequest', sentence('digikamUnread', { file, reason: messageOf(error) }), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A pipe of that name would be waited for. */
async function copyPlain(from: string, to: string): Promise<void> {
  await identityOf(from);
  await copyFile(from, to);
}

function passOverMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
