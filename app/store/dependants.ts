// What was done later and builds on an action: as long as that stands, the action cannot be taken back by itself.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Flag = z.literal([0, 1]).transform((flag) => flag === 1);
const EffectsRow = z.object({ moved: Flag, drawn: Flag, turned: Flag });
const Newest = z.object({ id: z.number().nullable() });

/** Tables that say something, and when a later row covers an earlier one. */
const FACT_TABLES = {
  naming: 'over.person = said.person',
  hiding: 'over.person = said.person',
  covering: 'over.person = said.person',
  remark: 'over.person = said.person AND over.kind = said.kind',
  album_said: 'over.album = said.album',
  album_photo: 'over.album = said.album AND over.photo = said.photo',
  photo_edit: 'over.photo = said.photo AND over.kind = said.kind',
  answer: `over.left_face IN (said.left_face, said.right_face) AND over.right_face IN (said.left_face, said.right_face)`,
};
const OF_A_PERSON = ['naming', 'hiding', 'covering', 'remark'];
const ACTION_STANDS = '(SELECT undone_at IS NULL FROM action WHERE id =';

/** What an action did beside saying something: moving faces, drawing one, or turning them (no face, a collage). */
const EFFECTS_OF_ACTION = `SELECT
  EXISTS (SELECT 1 FROM face_move WHERE action = :action)
    OR EXISTS (SELECT 1 FROM action WHERE id = :action AND reverts IS NOT NULL) AS moved,
  EXISTS (SELECT 1 FROM drawing WHERE action = :action) AS drawn,
  EXISTS (SELECT 1 FROM rejection WHERE action = :action)
    OR EXISTS (SELECT 1 FROM collage WHERE action = :action) AS turned`;

/** The faces that go back with the action, or, when it reverts one of Kindred's, go there again. */
const MOVED_FACES = `moved AS MATERIALIZED (
  SELECT face FROM face_move WHERE action = :action
  UNION SELECT face FROM face_move WHERE action = (SELECT reverts FROM action WHERE id = :action)
  UNION SELECT face FROM drawing WHERE action = :action)`;

/**
 * Where the same faces were moved later, or became the face of a name. What Kindred did afterwards and the user took
 * back does not count: both together leave the faces where they were.
 */
const MOVED_ON = `WITH ${MOVED_FACES} SELECT max(id) AS id FROM (
  SELECT action AS id FROM moved JOIN face_move ON face_move.face = moved.face WHERE action > :action
  UNION ALL SELECT later.id FROM moved JOIN face_move ON face_move.face = moved.face
    JOIN action AS later ON later.reverts = face_move.action WHERE face_move.action < :action AND later.id > :action
  UNION ALL SELECT action FROM moved JOIN covering ON covering.face = moved.face WHERE action > :action
) AS later WHERE ${ACTION_STANDS} later.id)`;

/** Where something was said later of people who would have no face without those that go. */
const SPOKE_OF_THOSE_LEAVING = `WITH ${MOVED_FACES}, leaving AS MATERIALIZED (
    SELECT person FROM (
      SELECT to_person AS person FROM face_move WHERE action = :action
      UNION SELECT from_person FROM face_move WHERE action = (SELECT reverts FROM action WHERE id = :action)
      UNION SELECT face.person FROM drawing JOIN face ON face.id = drawing.face WHERE action = :action) AS holder
    WHERE person IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM face WHERE face.person = holder.person AND face.id NOT IN (SELECT face FROM moved)))
  ${newestOf(
    [...OF_A_PERSON, 'album_person'],
    (table) => `SELECT said.action AS id FROM leaving JOIN ${table} AS said ON said.person = leaving.person`,
  )}`;

/** Where something was said later of a face that the user drew: without it, nothing is there. */
const SPOKE_OF_THE_DRAWN = newestOf(
  [
    ['answer', 'left_face'],
    ['answer', 'right_face'],
    ['rejection', 'face'],
  ],
  ([table, column]) =>
    `SELECT said.action AS id FROM drawing JOIN ${table} AS said ON said.${column} = drawing.face WHERE drawing.action = :action`,
);

/** Where all faces of a person of the action went later: the person that holds them may have inherited what was said. */
const TOOK_ALL_FACES = newestOf(
  OF_A_PERSON,
  (table) => `SELECT face_move.action AS id FROM ${table} AS said JOIN face_move ON face_move.from_person = said.person
    WHERE said.action = :action AND face_move.action IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM face WHERE face.person = said.person)`,
);

/** Where more was said later of an album that the action made. */
const SPOKE_OF_THE_ALBUM = newestOf(
  ['album_said', 'album_photo'],
  (table) => `SELECT said.action AS id FROM album_said AS made JOIN ${table} AS said ON said.album = made.album
    WHERE made.action = :action AND NOT EXISTS (
      SELECT 1 FROM album_said AS before WHERE before.album = made.album AND before.action < made.action)`,
);

/** Where all that the action said was said anew: to take it back would change nothing. */
const SAID_ANEW = `SELECT iif(count(*) = count(id), max(id), NULL) AS id FROM (${Object.entries(FACT_TABLES)
  .map(
    ([table, isSame]) => `SELECT (
      SELECT over.action FROM ${table} AS over WHERE ${isSame} AND over.action > :action AND ${ACTION_STANDS} over.action)
      ORDER BY over.action DESC LIMIT 1) AS id FROM ${table} AS said WHERE said.action = :action`,
  )
  .join(' UNION ALL ')})`;

/** @returns a function that finds the newest later action that stands and builds on one */
export function dependantsOf(database: Database): (action: number) => number | undefined {
  const effects = query(database, EffectsRow, EFFECTS_OF_ACTION);
  const movedOn = query(database, Newest, MOVED_ON);
  const ofThoseLeaving = query(database, Newest, SPOKE_OF_THOSE_LEAVING);
  const ofTheDrawn = query(database, Newest, SPOKE_OF_THE_DRAWN);
  const tookAll = query(database, Newest, TOOK_ALL_FACES);
  const ofTheAlbum = query(database, Newest, SPOKE_OF_THE_ALBUM);
  const saidAnew = query(database, Newest, SAID_ANEW);

  return (action) => {
    const { moved, drawn, turned } = effects.one({ action });
    const questions = [tookAll, ofTheAlbum];
    if (moved || drawn) questions.push(movedOn, ofThoseLeaving);
    if (drawn) questions.push(ofTheDrawn);
    if (!moved && !drawn && !turned) questions.push(saidAnew);
    const found = questions.flatMap((question) => question.get({ action })?.id ?? []);
    return found.length === 0 ? undefined : Math.max(...found);
  };
}

function newestOf<Item>(items: readonly Item[], select: (item: Item) => string): string {
  return `SELECT max(id) AS id FROM (${items.map(select).join(' UNION ALL ')}) AS later
    WHERE later.id > :action AND ${ACTION_STANDS} later.id)`;
}
