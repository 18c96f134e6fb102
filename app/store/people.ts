// People as the screen sees them, and which face belongs to whom.

import { z } from 'zod';
import { type Database, query } from './database.ts';
import { foldText } from './fold-text.ts';
import { TAKEN_KEY, TakenKey } from './metadata.ts';
import { LIVE } from './photos.ts';
import { standing } from './person-details.ts';

/** An unnamed person on at most this many photos is shown under “once or twice”. */
const SELDOM_PHOTOS = 2;

const Flag = z.literal([0, 1]).transform((flag) => flag === 1);
const CardRow = z.object({
  id: z.number(),
  name: z.string().nullable(),
  hidden: Flag,
  favourite: Flag,
  faces: z.number(),
  photos: z.number(),
  photosSinceHidden: z.number(),
  cover: z.number(),
});
const SectionsRow = z.object({ main: z.number(), seldom: z.number(), hidden: z.number() });
const EarlyRow = z.object({ early: Flag });
const NameRow = z.object({ id: z.number(), name: z.string(), photos: z.number() });
const TownRow = z.object({
  name: z.string().nullable(),
  country: z.string().nullable(),
  photos: z.number(),
  first: TakenKey.nullable(),
  last: TakenKey.nullable(),
});

export type PersonCardRecord = z.output<typeof CardRow>;
export type Section = 'main' | 'seldom' | 'hidden';

/** Faces get their ids as they are found, so those of new photos are above all that were there when the user hid. */
const PHOTOS_SINCE_HIDDEN = `CASE WHEN hidden = 1 THEN (
    SELECT count(DISTINCT photo) FROM face WHERE face.person = person.id AND ${LIVE} AND face.id > (
      SELECT newest_face FROM hiding JOIN action ON action.id = hiding.action
      WHERE hiding.person = person.id AND undone_at IS NULL ORDER BY action.id DESC LIMIT 1))
  ELSE 0 END AS photosSinceHidden`;
const PERSON_CARD = `id, name, hidden, favourite, faces, photos, ${PHOTOS_SINCE_HIDDEN}, cover FROM person WHERE faces > 0`;
/** While no person has been seen often, all people count as the main ones. */
const IS_EARLY = `NOT EXISTS (SELECT 1 FROM person WHERE faces > 0 AND hidden = 0 AND photos > ${SELDOM_PHOTOS})`;
const IS_MAIN = `(name IS NOT NULL OR favourite = 1 OR photos > ${SELDOM_PHOTOS} OR ${IS_EARLY})`;
const SECTION_FILTER: Record<Section, string> = {
  main: `hidden = 0 AND ${IS_MAIN}`,
  seldom: `hidden = 0 AND NOT ${IS_MAIN}`,
  hidden: 'hidden = 1',
};

/** Favourites, then the named, then by photos; of those seen as often, the clearest picture first. */
const PEOPLE_ORDER = 'favourite = 0, name IS NULL, photos DESC, cover_quality DESC, id';

/** From this quality on faces are as good as one another for a cover; and from so many pixels of width. */
const [CLEAR_COVER, LARGE_COVER] = [0.9, 256];

/** What a person's columns are derived from. */
export const PERSON_COUNTS = `(SELECT count(*), count(DISTINCT photo) FROM face WHERE face.person = person.id AND ${LIVE})`;
export const PERSON_NAME = `(SELECT naming.name FROM naming JOIN action ON action.id = naming.action
  WHERE naming.person = person.id AND undone_at IS NULL ORDER BY action.id DESC, naming.rowid DESC LIMIT 1)`;
export const PERSON_HIDDEN = `coalesce((SELECT hiding.hidden FROM hiding JOIN action ON action.id = hiding.action
  WHERE hiding.person = person.id AND undone_at IS NULL ORDER BY action.id DESC LIMIT 1), 0)`;

/**
 * Of the clearest faces the largest, up to what a crop shows: most often somebody looks into the camera there, in good light.
 * Looked for among the first of an index, as a person may have thousands of faces.
 */
const BEST_COVER = `(SELECT id FROM (
    SELECT id, w, quality FROM face WHERE face.person = person.id AND ${LIVE} ORDER BY quality DESC LIMIT 100)
  ORDER BY min(quality, ${CLEAR_COVER}) DESC, min(w, ${LARGE_COVER}) DESC, quality DESC, id LIMIT 1)`;

export function peopleStore(database: Database) {
  const insert = query(
    database,
    z.object({ id: z.number() }),
    'INSERT INTO person (created_at) VALUES (?) RETURNING id',
  );
  const assign = database.prepare('UPDATE face SET person = ? WHERE id = ?');
  const logMove = database.prepare(
    'INSERT INTO face_move (action, at, face, from_person, to_person) SELECT ?, ?, id, person, ? FROM face WHERE id = ?',
  );
  const refresh = database.prepare(
    `UPDATE person SET
       (faces, photos) = ${PERSON_COUNTS},
       (cover, cover_quality) = (SELECT id, quality FROM face WHERE id = coalesce(
         (SELECT covering.face FROM covering JOIN action ON action.id = covering.action
          WHERE covering.person = person.id AND undone_at IS NULL
            AND covering.face IN (SELECT id FROM face WHERE face.person = person.id AND ${LIVE})
          ORDER BY action.id DESC LIMIT 1),
         ${BEST_COVER})),
       name = ${PERSON_NAME},
       hidden = ${PERSON_HIDDEN},
       favourite = ${standing('favourite')} IS NOT NULL, note = ${standing('note')}, born = ${standing('born')}
     WHERE id = ?`,
  );
  const settle = database.prepare('UPDATE person SET settled = 1 WHERE settled = 0 AND faces > 0');
  const unsettled = query(database, z.object({ id: z.number() }), 'SELECT id FROM person WHERE settled = 0');
  const settleOne = database.prepare('UPDATE person SET settled = 1 WHERE id = ?');
  const hidden = query(database, z.object({ id: z.number() }), 'SELECT id FROM person WHERE hidden = 1 AND faces > 0');
  const seenOnce = query(
    database,
    z.object({ id: z.number() }),
    `SELECT id FROM person WHERE faces > 0 AND photos = 1 AND ${SECTION_FILTER.seldom}`,
  );
  const withName = query(
    database,
    z.object({ id: z.number() }),
    'SELECT id FROM person WHERE name IS NOT NULL AND faces > 0',
  );
  const favourites = query(
    database,
    z.object({ id: z.number() }),
    'SELECT id FROM person WHERE favourite = 1 AND faces > 0',
  );
  const personCard = query(database, CardRow, `SELECT ${PERSON_CARD} AND id = ?`);
  const all = query(database, CardRow, `SELECT ${PERSON_CARD} ORDER BY name IS NULL, photos DESC, id`);
  const ofPhoto = query(
    database,
    z.object({ person: z.number() }),
    'SELECT DISTINCT person FROM face WHERE photo = ? AND person IS NOT NULL',
  );
  const faces = query(database, z.object({ id: z.number() }), 'SELECT id FROM face WHERE person = ? ORDER BY id');
  const holder = query(
    database,
    z.object({ person: z.number().nullable() }),
    'SELECT person FROM face WHERE id = ? AND rejected = 0',
  );
  const lists = Object.fromEntries(
    Object.entries(SECTION_FILTER).map(([section, condition]) => [
      section,
      query(database, CardRow, `SELECT ${PERSON_CARD} AND ${condition} ORDER BY ${PEOPLE_ORDER} LIMIT ? OFFSET ?`),
    ]),
  );
  const sections = query(
    database,
    SectionsRow,
    `SELECT coalesce(sum(${SECTION_FILTER.main}), 0) AS main, coalesce(sum(${SECTION_FILTER.seldom}), 0) AS seldom,
       coalesce(sum(${SECTION_FILTER.hidden}), 0) AS hidden FROM person WHERE faces > 0`,
  );
  const early = query(database, EarlyRow, `SELECT ${IS_EARLY} AS early`);
  const names = query(
    database,
    NameRow,
    'SELECT id, name, photos FROM person WHERE name IS NOT NULL AND faces > 0 ORDER BY photos DESC, id',
  );
  const together = query(
    database,
    CardRow.extend({ shared: z.number() }),
    `SELECT id, name, hidden, favourite, faces, photos, 0 AS photosSinceHidden, cover, shared FROM (
       SELECT other.person, count(DISTINCT other.photo) AS shared
       FROM (SELECT DISTINCT photo FROM face WHERE person = :person AND gone = 0 AND rejected = 0) AS mine
       JOIN face AS other ON other.photo = mine.photo AND other.gone = 0 AND other.rejected = 0
       WHERE other.person <> :person AND mine.photo NOT IN (SELECT id FROM photo WHERE present = 0)
       GROUP BY other.person
     ) JOIN person ON person.id = person
     WHERE hidden = 0 AND faces > 0 ORDER BY shared DESC, name IS NULL, photos DESC, id LIMIT :limit`,
  );
  const named = query(
    database,
    CardRow,
    `SELECT ${PERSON_CARD} AND name IS NOT NULL AND instr(fold_text(name), :typed) > 0
     ORDER BY instr(fold_text(name), :typed) = 1 DESC, photos DESC, name LIMIT 8`,
  );
  const called = query(
    database,
    CardRow,
    `SELECT ${PERSON_CARD} AND name IS NOT NULL AND fold_text(name) = ? AND id IS NOT ? ORDER BY photos DESC, id`,
  );
  const newestMove = query(database, z.object({ id: z.number() }), 'SELECT coalesce(max(id), 0) AS id FROM face_move');
  const movedSince = query(
    database,
    z.object({ person: z.number() }),
    `SELECT from_person AS person FROM face_move WHERE id > :move AND from_person IS NOT NULL
     UNION SELECT to_person FROM face_move WHERE id > :move AND to_person IS NOT NULL`,
  );
  // Both in one: of somebody who is on most photos, reading all of them is what takes the time.
  const towns = query(
    database,
    TownRow,
    `SELECT town AS name, country, count(DISTINCT photo.id) AS photos,
       min(min(${TAKEN_KEY})) OVER () AS first, max(max(${TAKEN_KEY})) OVER () AS last
     FROM face JOIN photo ON photo.id = face.photo
     WHERE person = ? AND gone = 0 AND rejected = 0 AND present = 1
     GROUP BY town, country ORDER BY photos DESC, town`,
  );

  return {
    create: (at: string): number => insert.one(at).id,
    /**
     * Moves faces to a person (null: to none) and logs each move.
     * @param action what the user did, so that undo can move them back; null: the machine's own grouping
     */
    moveFaces(faces: Iterable<number>, to: number | null, at: string, action: number | null) {
      for (const face of faces) {
        logMove.run(action, at, to, face);
        assign.run(to, face);
      }
    },
    /** Brings name, cover and counts in line with the facts and faces: in the transaction that changed them. */
    refresh(people: Iterable<number>) {
      for (const person of new Set(people)) refresh.run(person);
    },
    /** From now on the machine moves no face of the people there are. */
    settleAll: () => void settle.run(),
    /** The id of the latest move of a face: 0 when there was none. */
    newestMove: (): number => newestMove.one().id,
    /** The people who gained or lost a face after that move. */
    movedSince: (move: number): number[] => movedSince.all({ move }).map((row) => row.person),
    settle: (person: number) => void settleOne.run(person),
    unsettled: (): number[] => unsettled.all().map((row) => row.id),
    hidden: (): number[] => hidden.all().map((row) => row.id),
    /** Those under “once or twice” who are on one photo only. */
    seenOnce: (): number[] => seenOnce.all().map((row) => row.id),
    named: (): number[] => withName.all().map((row) => row.id),
    favourites: (): number[] => favourites.all().map((row) => row.id),
    get: (id: number): PersonCardRecord | undefined => personCard.get(id),
    all: (): PersonCardRecord[] => all.all(),
    /** Whose face it is, whether or not it can be seen; null: of no person, or it is no face. */
    holderOf: (face: number): number | null => holder.get(face)?.person ?? null,
    /** Every face that the person holds, also those that cannot be seen now: their photo is away, or they are no face. */
    faces: (person: number): number[] => faces.all(person).map((row) => row.id),
    ofPhoto: (photo: number): number[] => ofPhoto.all(photo).map((row) => row.person),
    list: (section: Section, limit: number, offset: number): PersonCardRecord[] =>
      lists[section]?.all(limit, offset) ?? [],
    /** How many people are in each: all people are in one of them. */
    sections: () => sections.one(),
    /** Whether no person has been seen more than once or twice: then there is no section of those seldom seen. */
    isEarly: (): boolean => early.get()?.early ?? false,
    /** All people with a name, those on the most photos first. */
    names: () => names.all(),
    /** Who else is on the photos of a person, on how many, the most first. */
    together: (person: number, limit: number) => together.all({ person, limit }),
    /** Named people whose name contains the text, those that begin with it first. */
    suggest: (typed: string): PersonCardRecord[] => named.all({ typed: foldText(typed) }),
    /** Others of the same name, as names are compared; those on the most photos first. */
    called: (name: string, except: number | null): PersonCardRecord[] => called.all(foldText(name), except),
    /** Between which dates the photos of a person were taken, and in which towns, as far as they say; those with the most first. */
    whenAndWhere(person: number) {
      const rows = towns.all(person);
      const { first = null, last = null } = rows[0] ?? {};
      const named = rows.flatMap(({ name, country, photos }) =>
        name === null || country === null ? [] : [{ name, country, photos }],
      );
      return { first, last, towns: named };
    },
  };
}
