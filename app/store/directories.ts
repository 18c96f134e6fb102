// The folders that hold photos, as albums: every directory below the watched folders.

import { z } from 'zod';
import { column, type Database, query, untilChanged } from './database.ts';
import { NEWEST_FIRST, NEWEST_PHOTO, TAKEN_KEY, TakenKey } from './metadata.ts';
import { PHOTO_CARD, PhotoCardRow } from './photo-cards.ts';

const Row = z.object({
  folder: z.number(),
  /** The watched folder's path. */
  root: z.string(),
  /** Below it, with a separator at the end; empty: the watched folder itself. */
  directory: z.string(),
  photos: z.number(),
  first: TakenKey.nullable(),
  last: TakenKey.nullable(),
  cover: z.number(),
});
const NameRow = Row.pick({ root: true, directory: true, photos: true });

export type DirectoryRecord = z.output<typeof Row>;

const FILES_IN_FOLDERS = `FROM file JOIN folder ON folder.id = file.folder JOIN photo ON photo.id = file.photo AND present = 1
  WHERE state IN ('done', 'waiting') AND removed_at IS NULL`;
const DIRECTORY_COLUMNS = `SELECT file.folder, folder.path AS root, directory, count(DISTINCT photo.id) AS photos,
  min(${TAKEN_KEY}) AS first, max(${TAKEN_KEY}) AS last,
  ${NEWEST_PHOTO} AS cover ${FILES_IN_FOLDERS}`;

export function directoryStore(database: Database) {
  const all = query(
    database,
    Row,
    `${DIRECTORY_COLUMNS} GROUP BY file.folder, directory ORDER BY last DESC, root, directory`,
  );
  const one = query(
    database,
    Row,
    `${DIRECTORY_COLUMNS} AND file.folder = ? AND directory = ? GROUP BY file.folder, directory`,
  );
  const names = query(
    database,
    NameRow,
    // Answered by the index alone, which is why copies within a folder count.
    `SELECT folder.path AS root, directory, count(*) AS photos FROM file JOIN folder ON folder.id = file.folder
     WHERE state = 'done' AND removed_at IS NULL GROUP BY file.folder, directory ORDER BY photos DESC`,
  );
  const photos = query(
    database,
    PhotoCardRow,
    `SELECT DISTINCT ${PHOTO_CARD} ${FILES_IN_FOLDERS} AND file.folder = ? AND directory = ?
     ORDER BY ${NEWEST_FIRST} LIMIT ? OFFSET ?`,
  );
  const ids = column(
    database,
    z.int(),
    `SELECT photo.id ${FILES_IN_FOLDERS} AND file.folder = ? AND directory = ? GROUP BY photo.id ORDER BY ${NEWEST_FIRST}`,
  );

  return {
    /** Those with the newest photos first. */
    all: untilChanged(database, () => all.all()),
    /** Of all folders, those with the most photos first. */
    names: untilChanged(database, () => names.all()),
    get: (folder: number, directory: string): DirectoryRecord | undefined => one.get(folder, directory),
    photos: (folder: number, directory: string, limit: number, offset: number) =>
      photos.all(folder, directory, limit, offset),
    /** Of all its photos, in the same order. */
    ids: (folder: number, directory: string): number[] => ids(folder, directory),
  };
}
