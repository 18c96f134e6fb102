// What the user said: appended, never overwritten, so that everything can be undone and shown as a history.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const ActionRow = z.object({
  id: z.number(),
  at: z.string(),
  sentence: z.string(),
  undone: z.literal([0, 1]).transform((flag) => flag === 1),
});
const AnswerRow = z.object({
  left: z.number(),
  right: z.number(),
  verdict: z.enum(['same', 'different', 'unsure']),
});
const MoveRow = z.object({ face: z.number(), from: z.number().nullable(), to: z.number().nullable() });
const PersonRow = z.object({ person: z.number() });

export type Verdict = z.output<typeof AnswerRow>['verdict'];
export type AnswerRecord = z.output<typeof AnswerRow>;
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
  | 'remark'
  | 'album'
  | 'import';
export type FactStore = ReturnType<typeof factStore>;

export function factStore(database: Database) {
  const act = query(
    database,
    z.object({ id: z.number() }),
    `INSERT INTO action (at, who, kind, sentence) VALUES (?, 'user', ?, ?) RETURNING id`,
  );
  const answer = database.prepare(
    'INSERT INTO answer (action, left_face, right_face, verdict, similarity) VALUES (?, ?, ?, ?, ?)',
  );
  const name = database.prepare('INSERT INTO naming (action, person, name, face) VALUES (?, ?, ?, ?)');
  const reject = database.prepare('INSERT INTO rejection (action, face) VALUES (?, ?)');
  const rejectedBy = query(database, z.object({ face: z.number() }), 'SELECT face FROM rejection WHERE action = ?');
  const cover = database.prepare('INSERT INTO covering (action, person, face) VALUES (?, ?, ?)');
  const lessons = query(
    database,
    z.object({ similarity: z.number(), verdict: z.enum(['same', 'different']) }),
    `SELECT similarity, verdict FROM answer JOIN action ON action.id = answer.action
     WHERE undone_at IS NULL AND similarity IS NOT NULL AND verdict <> 'unsure' AND action.id > ?`,
  );
  const hide = database.prepare('INSERT INTO hiding (action, person, hidden) VALUES (?, ?, ?)');
  const answers = query(
    database,
    AnswerRow,
    `SELECT left_face AS left, right_face AS right, verdict
     FROM answer JOIN action ON action.id = answer.action WHERE undone_at IS NULL ORDER BY action.id`,
  );
  const ACTION = 'id, at, sentence, undone_at IS NOT NULL AS undone FROM action';
  const history = query(database, ActionRow, `SELECT ${ACTION} ORDER BY id DESC LIMIT ? OFFSET ?`);
  const count = query(database, z.object({ n: z.number() }), 'SELECT count(*) AS n FROM action');
  const last = query(
    database,
    ActionRow,
    `SELECT ${ACTION} WHERE undone_at IS NULL AND who = 'user' ORDER BY id DESC LIMIT 1`,
  );
  const undo = database.prepare('UPDATE action SET undone_at = ? WHERE id = ?');
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
     UNION SELECT person FROM rejection JOIN face ON face.id = face WHERE action = ? AND person IS NOT NULL`,
  );

  return {
    act: (at: string, kind: ActionKind, sentence: string): number => act.get(at, kind, sentence)?.id ?? 0,
    /** @param similarity of the two sides when they were asked about; null when nobody asked */
    answer: (action: number, left: number, right: number, verdict: Verdict, similarity: number | null = null) =>
      void answer.run(action, left, right, verdict, similarity),
    /** @param action the answers after this one */
    lessons: (action: number) => lessons.all(action),
    reject: (action: number, face: number) => void reject.run(action, face),
    rejectedBy: (action: number): number[] => rejectedBy.all(action).map((row) => row.face),
    cover: (action: number, person: number, face: number) => void cover.run(action, person, face),
    /** @param face a face of the person at that time: the anchor of the name */
    name: (action: number, person: number, called: string | null, face: number) =>
      void name.run(action, person, called, face),
    hide: (action: number, person: number, hidden: boolean) => void hide.run(action, person, hidden ? 1 : 0),
    /** All answers that stand, oldest first. */
    answers: (): AnswerRecord[] => answers.all(),
    history: (limit: number, offset: number) => history.all(limit, offset),
    count: (): number => count.get()?.n ?? 0,
    last: () => last.get(),
    /** The id of the newest action; 0 when there is none. */
    newest: (): number => history.get(1, 0)?.id ?? 0,
    markUndone: (action: number, at: string) => void undo.run(at, action),
    /** The face moves of an action, the latest first. */
    moves: (action: number) => moves.all(action),
    /** People whom an action named, hid, gave a cover, remarked on or took a face from by calling it no face. */
    concerned: (action: number): number[] =>
      concerned.all(action, action, action, action, action).map((row) => row.person),
  };
}
