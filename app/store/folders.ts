// The watched folders: added, paused, thinned out by patterns, removed and, within thirty days, back again.

import { z } from 'zod';
import { Skipped } from '../contract.ts';
import { type Database, query, untilChanged } from './database.ts';

const Flag = z.literal([0, 1]).transform((flag) => flag === 1);
const FolderRow = z.object({
  id: z.number(),
  path: z.string(),
  photos: z.number(),
  waiting: z.number(),
  paused: Flag,
  excluded: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
  polled: Flag.nullable(),
  /** Names are written into the sidecars of its photos. */
  writesNames: Flag,
  /** People are looked for in its videos. */
  findsInVideos: Flag,
  skipped: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(Skipped)),
});
const Id = z.object({ id: z.number() });

export type FolderRecord = z.output<typeof FolderRow>;
export type FolderSettings = Pick<FolderRecord, 'paused' | 'excluded' | 'polled' | 'findsInVideos'>;

const FOLDER_COLUMNS = `id, path, (SELECT count(DISTINCT photo) FROM file WHERE folder = folder.id AND state = 'done') AS photos,
  (SELECT count(*) FROM file WHERE folder = folder.id AND state = 'waiting') AS waiting,
  paused, folder.excluded, polled, skipped, writes_names AS writesNames,
  finds_in_videos AS findsInVideos FROM folder WHERE removed_at IS NULL`;

export function folderStore(database: Database) {
  const allNow = query(database, FolderRow, `SELECT ${FOLDER_COLUMNS} ORDER BY path`);
  // Photos of a hundred thousand files take 25 ms to count, and every status asks for them.
  const all = untilChanged(database, () => allNow.all());
  const one = query(database, FolderRow, `SELECT ${FOLDER_COLUMNS} AND id = ?`);
  const add = query(
    database,
    Id,
    `INSERT INTO folder (path, added_at) VALUES (?, ?)
     ON CONFLICT (path) DO UPDATE SET removed_at = NULL, paused = 0 RETURNING id`,
  );
  const remove = database.prepare('UPDATE folder SET removed_at = ? WHERE id = ?');
  const change = database.prepare(
    'UPDATE folder SET paused = ?, excluded = ?, polled = ?, finds_in_videos = ? WHERE id = ?',
  );
  const skip = database.prepare('UPDATE folder SET skipped = :skipped WHERE id = :id AND skipped <> :skipped');
  const removedBefore = query(database, Id, 'SELECT id FROM folder WHERE removed_at < ?');
  const dropLeft = database.prepare(
    'UPDATE photo SET left_folder = NULL, left_path = NULL, left_at = NULL WHERE left_folder = ?',
  );
  const dropFiles = database.prepare('DELETE FROM file WHERE folder = ?');
  const drop = database.prepare('DELETE FROM folder WHERE id = ?');

  const readable = query(database, Id, 'SELECT id FROM folder WHERE removed_at IS NULL AND paused = 0 ORDER BY id');

  return {
    all: (): readonly FolderRecord[] => all(),
    get: (id: number): FolderRecord | undefined => one.get(id),
    /** Those whose photos may be read. */
    readable: (): number[] => readable.all().map((row) => row.id),
    /** A folder that was removed comes back with the id, and all the files, that it had. */
    add: (path: string, at: string): number => add.one(path, at).id,
    /** The rows of its files stay, and with them everything that was said about the photos. */
    remove: (id: number, at: string) => void remove.run(at, id),
    change: (id: number, { paused, excluded, polled, findsInVideos }: FolderSettings) =>
      void change.run(
        paused ? 1 : 0,
        JSON.stringify(excluded),
        polled === null ? null : polled ? 1 : 0,
        findsInVideos ? 1 : 0,
        id,
      ),
    /** What its last whole scan met and did not read; most scans meet the same, and write nothing. */
    skip: (id: number, skipped: readonly Skipped[]) => void skip.run({ skipped: JSON.stringify(skipped), id }),
    removedBefore: (at: string): number[] => removedBefore.all(at).map((row) => row.id),
    /** For good, with the rows of its files; its photos are then without a place. */
    drop(id: number): void {
      dropFiles.run(id);
      dropLeft.run(id);
      drop.run(id);
    },
  };
}
