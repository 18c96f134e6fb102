// Faces by what their photo holds, so that what was said of them can be carried to another library.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Row = z.object({
  id: z.number(),
  hash: z.string(),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  /** In a video: the second in which it was seen there. */
  at: z.number().nullable(),
});
const Id = z.object({ id: z.number() });
const PairRow = z.object({ left: z.number(), right: z.number() });

export type TransferFaceRecord = z.output<typeof Row>;

const PLACED_FACE_COLUMNS = `face.id, hash, x, y, w, h, clearest AS at FROM face JOIN photo ON photo.id = face.photo
  LEFT JOIN moment ON moment.face = face.id`;

export function transferStore(database: Database) {
  const spokenOf = query(
    database,
    Id,
    `SELECT id FROM person WHERE name IS NOT NULL OR hidden = 1 OR favourite = 1 OR note IS NOT NULL OR born IS NOT NULL
     UNION SELECT face.person FROM face JOIN face_move ON face_move.face = face.id
       JOIN action ON action.id = face_move.action WHERE undone_at IS NULL AND face.person IS NOT NULL
     UNION SELECT face.person FROM answer JOIN action ON action.id = answer.action
       JOIN face ON face.id IN (left_face, right_face) WHERE undone_at IS NULL AND verdict = 'same'
       AND face.person IS NOT NULL
     ORDER BY 1`,
  );
  const ofPerson = query(
    database,
    Row,
    `SELECT ${PLACED_FACE_COLUMNS} WHERE person = ? AND gone = 0 AND rejected = 0 ORDER BY face.id`,
  );
  const rejected = query(database, Row, `SELECT ${PLACED_FACE_COLUMNS} WHERE rejected = 1 ORDER BY face.id`);
  const onPhoto = query(database, Row, `SELECT ${PLACED_FACE_COLUMNS} WHERE hash = ? AND gone = 0`);
  const one = query(database, Row, `SELECT ${PLACED_FACE_COLUMNS} WHERE face.id = ?`);
  const apart = query(
    database,
    PairRow,
    `SELECT left_face AS left, right_face AS right FROM answer JOIN action ON action.id = answer.action
     WHERE undone_at IS NULL AND verdict = 'different' ORDER BY action.id`,
  );
  const chosenCover = query(
    database,
    Row,
    `SELECT ${PLACED_FACE_COLUMNS} JOIN covering ON covering.face = face.id JOIN action ON action.id = covering.action
     WHERE covering.person = ? AND undone_at IS NULL ORDER BY action.id DESC LIMIT 1`,
  );

  return {
    /** All people with a user edit that stands. */
    spokenOf: (): number[] => spokenOf.all().map(({ id }) => id),
    ofPerson: (person: number) => ofPerson.all(person),
    rejected: () => rejected.all(),
    /** On the photo of that content, whether or not they are called no face. */
    onPhoto: (hash: string) => onPhoto.all(hash),
    face: (id: number) => one.get(id),
    /** Pairs of faces that the user called different. */
    apart: () => apart.all(),
    chosenCover: (person: number) => chosenCover.get(person),
  };
}
