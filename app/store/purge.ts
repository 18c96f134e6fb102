// Deletes photos and their faces for good: the only place where something that was said may go, and only with the last face.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Id = z.object({ id: z.number() });
const FaceRow = z.object({ id: z.number(), person: z.number().nullable() });

/**
 * Every column that refers to a face, and what becomes of its row when the face goes. A test holds these four lists
 * against the schema: a table that a migration adds has to be named here.
 * `inherit`: another face of the same person stands for it; without one the row goes. `inheritOrClear`: or it stays without.
 */
export const OF_FACE: References<'inherit' | 'inheritOrClear' | 'delete'> = {
  'answer.left_face': 'inherit',
  'answer.right_face': 'inherit',
  'naming.face': 'inheritOrClear',
  'remark.face': 'inheritOrClear',
  'album_person.face': 'inheritOrClear',
  // What is no face, was drawn by hand, or stands for a person, is said of this one face alone.
  'rejection.face': 'delete',
  'covering.face': 'delete',
  'drawing.face': 'delete',
  'face_move.face': 'delete',
  'moment.face': 'delete',
  'closeness.face': 'delete',
  'embedding.face': 'delete',
};

/** What becomes of a row when no face is left of the person. `keep`: the person's row stays, without a name, as long as it does. */
export const OF_PERSON: References<'delete' | 'keep'> = {
  'naming.person': 'delete',
  'hiding.person': 'delete',
  'covering.person': 'delete',
  'remark.person': 'delete',
  // The album becomes empty: without its last condition it would hold all photos.
  'album_person.person': 'keep',
  'face.person': 'keep',
  'face_move.from_person': 'keep',
  'face_move.to_person': 'keep',
};

/** What keeps an action in the history: when nothing of it is left, it goes. */
export const OF_ACTION: References<'keep'> = {
  'answer.action': 'keep',
  'naming.action': 'keep',
  'hiding.action': 'keep',
  'rejection.action': 'keep',
  'covering.action': 'keep',
  'drawing.action': 'keep',
  'collage.action': 'keep',
  'photo_edit.action': 'keep',
  'name_hint.action': 'keep',
  'remark.action': 'keep',
  'album_said.action': 'keep',
  'album_photo.action': 'keep',
  'album_person.action': 'keep',
  'face_move.action': 'keep',
  'action.reverts': 'keep',
};

/** `clear`: what was said holds without it. */
export const OF_PHOTO: References<'delete' | 'clear'> = {
  'face.photo': 'delete', // one by one, after what was said of it
  'file.photo': 'delete',
  'video.photo': 'delete',
  'film.photo': 'delete',
  'video_analysis.photo': 'delete',
  'collage.photo': 'delete',
  'photo_edit.photo': 'delete',
  'album_photo.photo': 'delete',
  // The newest photo stands for the album again.
  'album_said.cover': 'clear',
  'name_hint.photo': 'delete',
  'names_due.photo': 'delete',
};

type References<Fate extends string> = Readonly<Record<`${string}.${string}`, Fate>>;

/**
 * 1. What was said of a face that goes is said of another face of the same person from now on, where there is one.
 * 2. The faces and photos go. 3. So do people without any face, and 4. actions of which nothing is left.
 * @returns the faces that are gone: their cached pictures can go too
 */
export function purge(database: Database, photos: readonly number[]): { faces: number[] } {
  const parameter = JSON.stringify(photos);
  const THESE_PHOTOS = '(SELECT value FROM json_each(?))';
  const rows = query(database, FaceRow, `SELECT id, person FROM face WHERE photo IN ${THESE_PHOTOS}`).all(parameter);
  const heir = query(
    database,
    Id,
    `SELECT id FROM face WHERE person = ? AND photo NOT IN ${THESE_PHOTOS} ORDER BY gone, quality DESC LIMIT 1`,
  );
  const touched = actionsOf(database, OF_FACE);
  const hand = (fates: string[], sql: (table: string, column: string) => string) =>
    columnsReferring(OF_FACE, fates).map(({ table, column }) => database.prepare(sql(table, column)));
  const inherit = hand(['inherit', 'inheritOrClear'], (t, c) => `UPDATE ${t} SET ${c} = :heir WHERE ${c} = :face`);
  const clear = hand(['inheritOrClear'], (t, c) => `UPDATE ${t} SET ${c} = NULL WHERE ${c} = :face`);
  const remove = hand(['inherit', 'delete'], (t, c) => `DELETE FROM ${t} WHERE ${c} = :face`);
  const removeFace = database.prepare('DELETE FROM face WHERE id = :face');

  const actions = new Set<number>();
  for (const { id, person } of rows) {
    for (const action of touched(id)) actions.add(action);
    const next = person === null ? undefined : heir.get(person, parameter)?.id;
    if (next === undefined) for (const statement of clear) statement.run({ face: id });
    else for (const statement of inherit) statement.run({ heir: next, face: id });
  }
  database.exec('DELETE FROM answer WHERE left_face = right_face'); // both sides have one heir: nothing is left to say
  for (const { id } of rows) for (const statement of [...remove, removeFace]) statement.run({ face: id });
  const ofPhoto = actionsOf(database, OF_PHOTO);
  for (const photo of photos) for (const action of ofPhoto(photo)) actions.add(action);
  for (const { table, column } of columnsReferring(OF_PHOTO, ['delete'])) {
    database.prepare(`DELETE FROM ${table} WHERE ${column} IN ${THESE_PHOTOS}`).run(parameter);
  }
  for (const { table, column } of columnsReferring(OF_PHOTO, ['clear'])) {
    database.prepare(`UPDATE ${table} SET ${column} = NULL WHERE ${column} IN ${THESE_PHOTOS}`).run(parameter);
  }
  database.prepare(`DELETE FROM photo WHERE id IN ${THESE_PHOTOS}`).run(parameter);
  forgetPeople(database, new Set(rows.flatMap(({ person }) => person ?? [])), actions);
  forgetActions(database, actions);
  return { faces: rows.map(({ id }) => id) };
}

/** Someone of whom no face is left has no name any more; the row stays while the moves of others speak of it. */
function forgetPeople(database: Database, people: ReadonlySet<number>, actions: Set<number>): void {
  const hasFaces = query(database, Id, 'SELECT id FROM face WHERE person = ? LIMIT 1');
  const touched = actionsOf(database, OF_PERSON);
  const forget = [
    ...columnsReferring(OF_PERSON, ['delete']).map(
      ({ table, column }) => `DELETE FROM ${table} WHERE ${column} = :person`,
    ),
    `UPDATE person SET name = NULL, hidden = 0, favourite = 0, note = NULL, born = NULL, faces = 0, photos = 0,
       cover = NULL, cover_quality = NULL WHERE id = :person`,
    `DELETE FROM person WHERE id = :person AND ${nothingIn(columnsReferring(OF_PERSON, ['keep']), ':person')}`,
  ].map((sql) => database.prepare(sql));
  for (const person of people) {
    if (hasFaces.get(person)) continue;
    for (const action of touched(person)) actions.add(action);
    for (const statement of forget) statement.run({ person });
  }
}

function forgetActions(database: Database, actions: ReadonlySet<number>): void {
  const forget = forgetIfEmpty(database);
  // What took something back goes before what it took back.
  for (const action of [...actions].sort((a, b) => b - a)) forget(action);
}

/** @returns a function that deletes an action of which nothing is there, and tells whether it did */
export function forgetIfEmpty(database: Database): (action: number) => boolean {
  const forget = database.prepare(
    `DELETE FROM action WHERE id = :action AND ${nothingIn(columnsReferring(OF_ACTION, ['keep']), ':action')}`,
  );
  return (action) => forget.run({ action }).changes > 0;
}

interface Column {
  table: string;
  column: string;
}

function columnsReferring(references: Readonly<Record<string, string>>, fates: readonly string[]): Column[] {
  return Object.entries(references).flatMap(([name, fate]) => {
    const [table = '', column = ''] = name.split('.');
    return fates.includes(fate) ? [{ table, column }] : [];
  });
}

/** @returns a function that finds the actions that speak of one face, person or photo */
function actionsOf(database: Database, references: Readonly<Record<string, string>>): (id: number) => number[] {
  const ofActions = new Set(columnsReferring(OF_ACTION, ['keep']).map(({ table }) => table));
  const selects = columnsReferring(references, [...new Set(Object.values(references))])
    .filter(({ table }) => ofActions.has(table))
    .map(({ table, column }) => `SELECT action AS id FROM ${table} WHERE ${column} = :id AND action IS NOT NULL`);
  if (selects.length === 0) return () => [];
  const statement = database.prepare(selects.join(' UNION '));
  return (id) => statement.all({ id }).map((row) => Id.parse(row).id);
}

function nothingIn(columns: readonly Column[], parameter: string): string {
  return columns
    .map(({ table, column }) => `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${column} = ${parameter})`)
    .join(' AND ');
}
