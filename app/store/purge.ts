// Deletes photos and their faces for good: the only place where something that was said may go, and only with the last face.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Id = z.object({ id: z.number() });
const FaceRow = z.object({ id: z.number(), person: z.number().nullable() });

/**
 * 1. What was said of a face that goes is said of another face of the same person from now on, where there is one.
 * 2. The faces and photos go. 3. So do people without any face, and 4. actions of which nothing is left.
 * @returns the faces that are gone: their cached pictures can go too
 */
export function purge(database: Database, photos: readonly number[]): { faces: number[] } {
  const parameter = JSON.stringify(photos);
  const THESE = '(SELECT value FROM json_each(?))';
  const rows = query(database, FaceRow, `SELECT id, person FROM face WHERE photo IN ${THESE}`).all(parameter);
  const heir = query(
    database,
    Id,
    `SELECT id FROM face WHERE person = ? AND photo NOT IN ${THESE} ORDER BY gone, quality DESC LIMIT 1`,
  );
  const touched = new Set<number>();
  const touch = query(
    database,
    Id,
    `SELECT action AS id FROM answer WHERE left_face = ? UNION SELECT action FROM answer WHERE right_face = ?
     UNION SELECT action FROM naming WHERE face = ?
     UNION SELECT action FROM rejection WHERE face = ? UNION SELECT action FROM covering WHERE face = ?
     UNION SELECT action FROM face_move WHERE face = ? AND action IS NOT NULL
     UNION SELECT action FROM collage JOIN face ON face.photo = collage.photo WHERE face.id = ?`,
  );
  const inherit = [
    'UPDATE answer SET left_face = :heir WHERE left_face = :face',
    'UPDATE answer SET right_face = :heir WHERE right_face = :face',
    'UPDATE naming SET face = :heir WHERE face = :face',
  ].map((sql) => database.prepare(sql));
  const lose = [
    'DELETE FROM answer WHERE left_face = :face OR right_face = :face',
    'UPDATE naming SET face = NULL WHERE face = :face',
  ].map((sql) => database.prepare(sql));
  const remove = [
    // What is no face, and which face stands for a person, is said of this one face alone.
    'DELETE FROM rejection WHERE face = :face',
    'DELETE FROM covering WHERE face = :face',
    'DELETE FROM face_move WHERE face = :face',
    'DELETE FROM embedding WHERE face = :face',
    'DELETE FROM face WHERE id = :face',
  ].map((sql) => database.prepare(sql));

  for (const { id, person } of rows) {
    for (const action of touch.all(id, id, id, id, id, id, id)) touched.add(action.id);
    const next = person === null ? undefined : heir.get(person, parameter)?.id;
    if (next === undefined) for (const statement of lose) statement.run({ face: id });
    else for (const statement of inherit) statement.run({ heir: next, face: id });
  }
  database.exec('DELETE FROM answer WHERE left_face = right_face'); // both sides have one heir: nothing is left to say
  for (const { id } of rows) for (const statement of remove) statement.run({ face: id });
  database.prepare(`DELETE FROM file WHERE photo IN ${THESE}`).run(parameter);
  database.prepare(`DELETE FROM collage WHERE photo IN ${THESE}`).run(parameter);
  database.prepare(`DELETE FROM photo WHERE id IN ${THESE}`).run(parameter);
  forgetPeople(database, new Set(rows.flatMap(({ person }) => person ?? [])), touched);
  forgetActions(database, touched);
  return { faces: rows.map(({ id }) => id) };
}

/** Someone of whom no face is left has no name any more; the row stays while the moves of others speak of it. */
function forgetPeople(database: Database, people: ReadonlySet<number>, touched: Set<number>): void {
  const hasFaces = query(database, Id, 'SELECT id FROM face WHERE person = ? LIMIT 1');
  const touch = query(
    database,
    Id,
    'SELECT action AS id FROM naming WHERE person = ? UNION SELECT action FROM hiding WHERE person = ?',
  );
  const forget = [
    'DELETE FROM naming WHERE person = :person',
    'DELETE FROM hiding WHERE person = :person',
    'DELETE FROM covering WHERE person = :person',
    'UPDATE person SET name = NULL, hidden = 0, faces = 0, photos = 0, cover = NULL WHERE id = :person',
    `DELETE FROM person WHERE id = :person
       AND NOT EXISTS (SELECT 1 FROM face_move WHERE from_person = :person OR to_person = :person)`,
  ].map((sql) => database.prepare(sql));
  for (const person of people) {
    if (hasFaces.get(person)) continue;
    for (const action of touch.all(person, person)) touched.add(action.id);
    for (const statement of forget) statement.run({ person });
  }
}

function forgetActions(database: Database, actions: ReadonlySet<number>): void {
  const forget = database.prepare(
    `DELETE FROM action WHERE id = :action
       AND NOT EXISTS (SELECT 1 FROM answer WHERE action = :action) AND NOT EXISTS (SELECT 1 FROM naming WHERE action = :action)
       AND NOT EXISTS (SELECT 1 FROM hiding WHERE action = :action)
       AND NOT EXISTS (SELECT 1 FROM rejection WHERE action = :action)
       AND NOT EXISTS (SELECT 1 FROM covering WHERE action = :action)
       AND NOT EXISTS (SELECT 1 FROM collage WHERE action = :action)
       AND NOT EXISTS (SELECT 1 FROM face_move WHERE action = :action)`,
  );
  for (const action of actions) forget.run({ action });
}
