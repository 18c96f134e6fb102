// What was done later and builds on an action: as long as that stands, the action cannot be taken back by itself.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Id = z.object({ id: z.number() });

/** Tables that say something, and when a later row covers an earlier one. */
const STATEMENTS = {
  naming: 'over.person = said.person',
  hiding: 'over.person = said.person',
  covering: 'over.person = said.person',
  remark: 'over.person = said.person AND over.kind = said.kind',
  album_said: 'over.album = said.album',
  answer: `over.left_face IN (said.left_face, said.right_face) AND over.right_face IN (said.left_face, said.right_face)`,
};
const OF_A_PERSON = ['naming', 'hiding', 'covering', 'remark', 'album_person'];
const LATER = 'later.id > :action AND later.undone_at IS NULL';

/**
 * `moved`: the faces that go back with the action, or, when it reverts one of Kindred's, go there again.
 * `leaving`: people who then have no face.
 */
const CONCERNED = `
  moved AS MATERIALIZED (
    SELECT face FROM face_move WHERE action = :action
    UNION SELECT face FROM face_move WHERE action = (SELECT reverts FROM action WHERE id = :action)
    UNION SELECT face FROM drawing WHERE action = :action),
  leaving AS MATERIALIZED (
    SELECT person FROM (
      SELECT to_person AS person FROM face_move WHERE action = :action
      UNION SELECT from_person FROM face_move WHERE action = (SELECT reverts FROM action WHERE id = :action)
      UNION SELECT face.person FROM drawing JOIN face ON face.id = drawing.face WHERE action = :action) AS holder
    WHERE person IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM face WHERE face.person = holder.person AND face.id NOT IN (SELECT face FROM moved)))`;

/**
 * The same faces were moved later. What Kindred did afterwards and the user took back does not count: both together
 * leave the faces where they were.
 */
const MOVED_ON = `
  SELECT later.id FROM moved JOIN face_move ON face_move.face = moved.face
    JOIN action AS later ON later.id = face_move.action WHERE ${LATER}
  UNION SELECT later.id FROM moved JOIN face_move ON face_move.face = moved.face
    JOIN action AS later ON later.reverts = face_move.action WHERE ${LATER} AND face_move.action < :action
  UNION SELECT later.id FROM moved JOIN covering ON covering.face = moved.face
    JOIN action AS later ON later.id = covering.action WHERE ${LATER}`;

/** Something was said later of people whom the action made. */
const SPOKE_OF_THOSE_LEAVING = unionOf(
  OF_A_PERSON,
  (table) => `SELECT later.id FROM leaving JOIN ${table} AS said ON said.person = leaving.person
    JOIN action AS later ON later.id = said.action WHERE ${LATER}`,
);

/** Something was said later of a face that the user drew: without it, nothing is there. */
const SPOKE_OF_THE_DRAWN = unionOf(
  ['answer.left_face', 'answer.right_face', 'rejection.face'],
  (
    column,
  ) => `SELECT later.id FROM drawing JOIN ${column.split('.')[0]} AS said ON said.${column.split('.')[1]} = drawing.face
    JOIN action AS later ON later.id = said.action WHERE drawing.action = :action AND ${LATER}`,
);

/** Somebody of whom the action speaks has no face left: whoever holds them may have inherited what was said. */
const TOOK_ALL_FACES = unionOf(
  OF_A_PERSON.filter((table) => table !== 'album_person'),
  (table) => `SELECT later.id FROM ${table} AS said JOIN face_move ON face_move.from_person = said.person
    JOIN action AS later ON later.id = face_move.action
    WHERE said.action = :action AND ${LATER} AND NOT EXISTS (SELECT 1 FROM face WHERE face.person = said.person)`,
);

/** The action did nothing but say things, and all of them were said anew: to take it back would change nothing. */
const SAID_ANEW = `
  SELECT id FROM (${unionOf(
    Object.entries(STATEMENTS),
    ([table, isSame]) => `SELECT later.id FROM ${table} AS said JOIN ${table} AS over ON ${isSame}
      JOIN action AS later ON later.id = over.action WHERE said.action = :action AND ${LATER}`,
  )})
  WHERE NOT EXISTS (SELECT 1 FROM moved)
    AND NOT EXISTS (SELECT 1 FROM rejection WHERE action = :action)
    AND NOT EXISTS (SELECT 1 FROM collage WHERE action = :action)
    ${Object.entries(STATEMENTS)
      .map(
        ([
          table,
          isSame,
        ]) => `AND NOT EXISTS (SELECT 1 FROM ${table} AS said WHERE said.action = :action AND NOT EXISTS (
          SELECT 1 FROM ${table} AS over JOIN action AS later ON later.id = over.action WHERE ${isSame} AND ${LATER}))`,
      )
      .join(' ')}`;

/** @returns a function that finds the later actions that stand and build on one, the newest first */
export function dependantsOf(database: Database): (action: number) => number[] {
  const dependants = query(
    database,
    Id,
    `WITH ${CONCERNED}
     ${[MOVED_ON, SPOKE_OF_THOSE_LEAVING, SPOKE_OF_THE_DRAWN, TOOK_ALL_FACES, SAID_ANEW].join(' UNION ')}
     ORDER BY 1 DESC`,
  );
  return (action) => dependants.all({ action }).map(({ id }) => id);
}

function unionOf<Item>(items: readonly Item[], select: (item: Item) => string): string {
  return items.map(select).join(' UNION ');
}
