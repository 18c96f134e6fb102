// What the user said: appended, never overwritten, so that everything can be undone and shown as a history.

import { z } from 'zod';
import type { Sentence } from '../sentences/sentence.ts';
import { type Database, query, untilChanged } from './database.ts';
import { dependantsOf } from './dependants.ts';
import { forgetIfEmpty } from './purge.ts';
import { sentenceColumns, sentenceFrom } from './sentences.ts';

const ActionRow = z
  .object({
    id: z.number(),
    at: z.string(),
    sentence: z.string(),
    words: z.string().nullable(),
    undone: z.literal([0, 1]).transform((flag) => flag === 1),
    who: z.enum(['user', 'import', 'machine']),
    reverts: z.number().nullable(),
  })
  .transform(({ sentence, words, ...row }) => ({ ...row, sentence: sentenceFrom(sentence, words) }));
const AnswerRow = z.object({
  left: z.number(),
  right: z.number(),
  /** `later`: asked again when nothing else is left. */
  answer: z.enum(['same', 'different', 'unsure', 'later']),
  at: z.string(),
});
const LessonRow = z
  .object({
    similarity: z.number(),
    answer: z.enum(['same', 'different']),
    years: z.number().nullable(),
    sameDay: z.literal([0, 1]).nullable(),
  })
  .transform(({ years, sameDay, ...lesson }) => {
    return { ...lesson, timeGap: years === null ? null : { years, sameDay: sameDay === 1 } };
  });
const MoveRow = z.object({ face: z.number(), from: z.number().nullable(), to: z.number().nullable() });
const PersonRow = z.object({ person: z.number() });

export type ActionRecord = z.output<typeof ActionRow>;
export type AnswerKind = z.output<typeof AnswerRow>['answer'];
export type AnswerRecord = z.output<typeof AnswerRow>;
/** The two sides of a question as they were when it was answered. */
export interface AskedRecord {
  similarity: number;
  /** In time; null: not known. */
  timeGap: { years: number; sameDay: boolean } | null;
}
export type ActionKind =
  | 'answer'
  | 'name'
  | 'merge'
  | 'split'
  | 'hide'
  | 'assign'
  | 'reject'
  | 'cover'
  | 'dissolve'
  | 'draw'
  | 'collage'
  | 'join'
  | 'remark'
  | 'album'
  | 'edit'
  | 'import';

/** The faces that an action was about: what it was about itself first, then those that moved with it. */
const FACES_OF_ACTION = [
  'SELECT face FROM rejection WHERE action = :action',
  'SELECT face FROM drawing WHERE action = :action',
  'SELECT face FROM covering WHERE action = :action',
  'SELECT left_face FROM answer WHERE action = :action',
  'SELECT right_face FROM answer WHERE action = :action',
  'SELECT face FROM naming WHERE action = :action',
  'SELECT face FROM remark WHERE action = :action',
  'SELECT face FROM album_person WHERE action = :action',
  'SELECT cover FROM hiding JOIN person ON person.id = hiding.person WHERE action = :action',
  'SELECT face.id FROM album_photo JOIN face ON face.photo = album_photo.photo WHERE action = :action',
  'SELECT face.id FROM photo_edit JOIN face ON face.photo = photo_edit.photo WHERE action = :action',
  'SELECT face.id FROM collage JOIN face ON face.photo = collage.photo WHERE action = :action',
  'SELECT face FROM face_move WHERE action IN (SELECT reverts FROM action WHERE id = :action UNION SELECT :action)',
];

export function factStore(database: Database) {
  const act = query(
    database,
    z.object({ id: z.number() }),
    `INSERT INTO action (at, who, kind, sentence, words, reverts) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const insertAnswer = database.prepare(
    `INSERT INTO answer (action, left_face, right_face, verdict, similarity, years, same_day)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const name = database.prepare('INSERT INTO naming (action, person, name, face) VALUES (?, ?, ?, ?)');
  const reject = database.prepare('INSERT INTO rejection (action, face) VALUES (?, ?)');
  const rejectedBy = query(database, z.object({ face: z.number() }), 'SELECT face FROM rejection WHERE action = ?');
  const draw = database.prepare('INSERT INTO drawing (action, face) VALUES (?, ?)');
  const drawnBy = query(database, z.object({ face: z.number() }), 'SELECT face FROM drawing WHERE action = ?');
  const cover = database.prepare('INSERT INTO covering (action, person, face) VALUES (?, ?, ?)');
  const lessons = query(
    database,
    LessonRow,
    `SELECT similarity, verdict AS answer, years, same_day AS sameDay FROM answer JOIN action ON action.id = answer.action
     WHERE undone_at IS NULL AND similarity IS NOT NULL AND verdict IN ('same', 'different') AND action.id > ?`,
  );
  const hide = database.prepare(
    'INSERT INTO hiding (action, person, hidden, newest_face) SELECT ?, ?, ?, coalesce(max(id), 0) FROM face',
  );
  const answers = query(
    database,
    AnswerRow,
    `SELECT left_face AS left, right_face AS right, verdict AS answer, action.at AS at
     FROM answer JOIN action ON action.id = answer.action WHERE undone_at IS NULL ORDER BY action.id`,
  );
  const answersAbout = query(
    database,
    AnswerRow,
    `SELECT left_face AS left, right_face AS right, verdict AS answer, action.at AS at
     FROM answer JOIN action ON action.id = answer.action WHERE undone_at IS NULL
       AND left_face IN (:left, :right) AND right_face IN (:left, :right) ORDER BY action.id, answer.rowid`,
  );
  const collage = database.prepare('INSERT INTO collage (action, photo) VALUES (?, ?)');
  const collagesOf = query(database, z.object({ photo: z.number() }), 'SELECT photo FROM collage WHERE action = ?');
  const revertedCollages = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT DISTINCT photo FROM collage JOIN action ON action.id = collage.action
     WHERE who = 'machine' AND undone_at IS NOT NULL`,
  );
  const ACTION_COLUMNS = 'id, at, sentence, words, undone_at IS NOT NULL AS undone, who, reverts FROM action';
  const one = query(database, ActionRow, `SELECT ${ACTION_COLUMNS} WHERE id = ?`);
  const history = query(database, ActionRow, `SELECT ${ACTION_COLUMNS} ORDER BY id DESC LIMIT ? OFFSET ?`);
  const count = query(database, z.object({ n: z.number() }), 'SELECT count(*) AS n FROM action');
  const last = query(
    database,
    ActionRow,
    `SELECT ${ACTION_COLUMNS} WHERE undone_at IS NULL AND who = 'user' ORDER BY id DESC LIMIT 1`,
  );
  const lastUndone = query(
    database,
    ActionRow,
    `SELECT ${ACTION_COLUMNS} WHERE who = 'user' AND undone_at > (SELECT max(at) FROM action WHERE who = 'user')
     ORDER BY undone_at DESC LIMIT 1`,
  );
  const latest = query(
    database,
    z.object({ at: z.string() }),
    `SELECT max(coalesce(max(at), ''), coalesce(max(undone_at), '')) AS at FROM action`,
  );
  const newestStanding = query(
    database,
    z.object({ id: z.number() }),
    'SELECT coalesce(max(id), 0) AS id FROM action WHERE undone_at IS NULL',
  );
  const isLeft = query(
    database,
    z.object({ face: z.number() }),
    `SELECT face FROM face_move JOIN face ON face.id = face_move.face
     WHERE action = ? AND person IS to_person LIMIT 1`,
  );
  const pictures = query(
    database,
    z.object({ face: z.number() }),
    // Of each kind only as many as are wanted are read: an import moves faces by the thousand.
    `WITH shown (face) AS (${FACES_OF_ACTION.map((sql) => `SELECT * FROM (${sql} LIMIT :most)`).join(' UNION ALL ')})
     SELECT DISTINCT face FROM shown WHERE face IS NOT NULL LIMIT :most`,
  );
  const dependant = dependantsOf(database);
  const withdraw = forgetIfEmpty(database);
  const mark = database.prepare('UPDATE action SET undone_at = ? WHERE id = ?');
  const moves = query(
    database,
    MoveRow,
    'SELECT face, from_person AS "from", to_person AS "to" FROM face_move WHERE action = ? ORDER BY id DESC',
  );
  const concerned = query(
    database,
    PersonRow,
    `SELECT person FROM naming WHERE action = ? UNION SELECT person FROM hiding WHERE action = ?
     UNION SELECT person FROM covering WHERE action = ? UNION SELECT person FROM remark WHERE action = ?
     UNION SELECT person FROM rejection JOIN face ON face.id = face WHERE action = ? AND person IS NOT NULL
     UNION SELECT person FROM drawing JOIN face ON face.id = face WHERE action = ? AND person IS NOT NULL
     UNION SELECT person FROM collage JOIN face ON face.photo = collage.photo WHERE action = ? AND person IS NOT NULL
     UNION SELECT person FROM answer JOIN face ON face.id = left_face WHERE action = ? AND person IS NOT NULL
     UNION SELECT person FROM answer JOIN face ON face.id = right_face WHERE action = ? AND person IS NOT NULL`,
  );

  return {
    /** @param reverts what the machine did, when the user takes that back */
    act: (
      at: string,
      kind: ActionKind,
      what: Sentence,
      who: 'user' | 'machine' = 'user',
      reverts: number | null = null,
    ): number => act.one(at, who, kind, ...sentenceColumns(what), reverts).id,
    /** @param asked how alike the two sides were when they were asked about; null without a question */
    answer(action: number, left: number, right: number, kind: AnswerKind, asked: AskedRecord | null = null): void {
      const { similarity = null, timeGap = null } = asked ?? {};
      const sameDay = timeGap && Number(timeGap.sameDay);
      insertAnswer.run(action, left, right, kind, similarity, timeGap?.years ?? null, sameDay);
    },
    /** @param action the answers after this one */
    lessons: (action: number) => lessons.all(action),
    reject: (action: number, face: number) => void reject.run(action, face),
    rejectedBy: (action: number): number[] => rejectedBy.all(action).map((row) => row.face),
    draw: (action: number, face: number) => void draw.run(action, face),
    drawnBy: (action: number): number[] => drawnBy.all(action).map((row) => row.face),
    /** On this photo one person may be seen more than once. */
    collage: (action: number, photo: number) => void collage.run(action, photo),
    collagesOf: (action: number): number[] => collagesOf.all(action).map((row) => row.photo),
    /** Photos that the machine took for collages, which the user took back. */
    photosOfRevertedCollages: (): number[] => revertedCollages.all().map((row) => row.photo),
    cover: (action: number, person: number, face: number) => void cover.run(action, person, face),
    /** @param face a face of the person at that time: the anchor of the name */
    name: (action: number, person: number, called: string | null, face: number) =>
      void name.run(action, person, called, face),
    hide: (action: number, person: number, hidden: boolean) => void hide.run(action, person, hidden ? 1 : 0),
    /** All answers that stand, oldest first. */
    answers: untilChanged(database, (): readonly AnswerRecord[] => answers.all()),
    /** The same, of two faces. */
    answersAbout: (left: number, right: number): AnswerRecord[] => answersAbout.all({ left, right }),
    history: (limit: number, offset: number) => history.all(limit, offset),
    count: (): number => count.one().n,
    last: () => last.get(),
    action: (id: number) => one.get(id),
    /** The id of the newest action; 0 when there is none. */
    newest: (): number => history.get(1, 0)?.id ?? 0,
    /** What was taken back last, if nothing has been said since. */
    lastUndone: () => lastUndone.get(),
    /** The newest that stands, of the user or the machine; 0 when there is none. */
    newestStanding: (): number => newestStanding.one().id,
    /** The newest that was done later, stands, and builds on it: see there. */
    dependant,
    /** Whether any face is still where the action put it. */
    isLeft: (action: number): boolean => isLeft.get(action) !== undefined,
    /** Some of the faces that it was about, for small pictures. */
    pictures: (action: number, most: number): number[] => pictures.all({ action, most }).map(({ face }) => face),
    /** @returns true when nothing was said in it: then it is not there any more */
    withdrawIfEmpty: withdraw,
    /** ISO, UTC: now, and later than everything that was done or undone before, whatever the clock says. */
    moment(): string {
      const now = new Date().toISOString();
      const before = latest.one().at;
      return now > before ? now : new Date(Date.parse(before) + 1).toISOString();
    },
    /** @param undoneAt null: it stands */
    mark: (action: number, undoneAt: string | null) => void mark.run(undoneAt, action),
    /** The face moves of an action, the latest first. */
    moves: (action: number) => moves.all(action),
    /** People whom an action named, hid, gave a cover or details, or one of whose faces or photos it concerned. */
    concerned: (action: number): number[] => concerned.all(...Array<number>(9).fill(action)).map((row) => row.person),
  };
}
