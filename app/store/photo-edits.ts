// What the user says of a photo itself: when it was taken and its title, above what its files say, and whether it is a favourite.

import { z } from 'zod';
import { Precision } from '../contract.ts';
import { type Database, query } from './database.ts';

const Taken = z.object({
  /** Whole local time: the middle of what is known. */
  takenAt: z.string(),
  takenPrecision: Precision,
  takenOffset: z.string().nullable(),
});
export type TakenEdit = z.output<typeof Taken>;

/** null: what the photo itself says. */
export type PhotoEdit =
  | { kind: 'taken'; value: TakenEdit | null }
  | { kind: 'title'; value: string | null }
  | { kind: 'favourite'; value: '1' | null };

/** Columns of a photo, as its files say and as they stand. */
const Said = Taken.extend({ takenFrom: z.string(), title: z.string().nullable(), titleFrom: z.string().nullable() });
const PhotoRow = Said.extend({ own: z.string().nullable(), favourite: z.number() });
const EditedRow = Taken.extend({
  photo: z.string(),
  isDated: z.number(),
  title: z.string().nullable(),
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
});
const EditRow = z.object({ kind: z.enum(['taken', 'title', 'favourite']), value: z.string().nullable() });

export type PhotoEditStore = ReturnType<typeof photoEditStore>;

export function photoEditStore(database: Database) {
  const add = database.prepare('INSERT INTO photo_edit (action, photo, kind, value) VALUES (?, ?, ?, ?)');
  const ofAction = query(
    database,
    z.object({ photo: z.number() }),
    'SELECT DISTINCT photo FROM photo_edit WHERE action = ?',
  );
  const datedBy = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT DISTINCT photo FROM photo_edit WHERE action = ? AND kind = 'taken'`,
  );
  const photo = query(
    database,
    PhotoRow,
    `SELECT own, taken_at AS takenAt, taken_precision AS takenPrecision, taken_offset AS takenOffset,
       taken_from AS takenFrom, title, title_from AS titleFrom, favourite FROM photo WHERE id = ?`,
  );
  const edited = query(
    database,
    EditedRow,
    `SELECT hash AS photo, taken_from = 'user' AS isDated, taken_at AS takenAt, taken_precision AS takenPrecision,
       taken_offset AS takenOffset, iif(title_from = 'user', title, NULL) AS title,
       favourite FROM photo WHERE own IS NOT NULL OR favourite = 1 ORDER BY id`,
  );
  const standing = query(
    database,
    EditRow,
    // The oldest first: a later one covers it.
    `SELECT photo_edit.kind, value FROM photo_edit JOIN action ON action.id = photo_edit.action
     WHERE photo = ? AND undone_at IS NULL ORDER BY action.id, photo_edit.rowid`,
  );
  const put = database.prepare(
    `UPDATE photo SET own = ?, taken_at = ?, taken_precision = ?, taken_offset = ?, taken_from = ?, title = ?,
       title_from = ? WHERE id = ?`,
  );
  const favour = database.prepare('UPDATE photo SET favourite = ? WHERE id = ?');

  return {
    add: (action: number, of: number, { kind, value }: PhotoEdit) =>
      void add.run(action, of, kind, kind === 'taken' && value !== null ? JSON.stringify(value) : value),
    /** What the user says, photo by photo: by its content. */
    standing: () =>
      edited.all().map(({ photo, isDated, title, favourite, ...taken }) => {
        return { photo, taken: isDated ? taken : null, title, favourite };
      }),
    /** The photos of which an action spoke. */
    of: (action: number): number[] => ofAction.all(action).map((row) => row.photo),
    /** Those of them of which it said when they were taken. */
    datedBy: (action: number): number[] => datedBy.all(action).map((row) => row.photo),
    /**
     * Brings a photo's columns in line with what its files say and what the user says.
     * @param isFresh they are what its files say, just read
     */
    apply(of: number, isFresh = false): void {
      const row = photo.get(of);
      if (!row) return;
      const { own, favourite, ...columns } = row;
      const edits = standing.all(of);
      const isFavourite = Number(edits.findLast(({ kind }) => kind === 'favourite')?.value ?? 0);
      if (isFavourite !== favourite) favour.run(isFavourite, of);
      if (own === null && edits.every(({ kind }) => kind === 'favourite')) return;
      const base = own === null || isFresh ? columns : Said.parse(JSON.parse(own));
      const latest = new Map(edits.map(({ kind, value }) => [kind, value]));
      const taken = latest.get('taken');
      const title = latest.get('title');
      const now = {
        ...base,
        ...(taken && { ...Taken.parse(JSON.parse(taken)), takenFrom: 'user' }),
        ...(title && { title, titleFrom: 'user' }),
      };
      const kept = taken || title ? JSON.stringify(base) : null;
      const when = [now.takenAt, now.takenPrecision, now.takenOffset, now.takenFrom];
      put.run(kept, ...when, now.title, now.titleFrom, of);
    },
  };
}
