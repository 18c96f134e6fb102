// What the user says of a person beside the name: favourite, note, birth date.

import { z } from 'zod';
import { type Database, query } from './database.ts';

export type PersonDetailKind = 'favourite' | 'note' | 'born';

/** favourite: '1'; note: any text; born: 2019-07-04. null: nothing, or taken away. */
export type PersonDetailRecord = Record<PersonDetailKind, string | null>;

/** The newest standing word of a kind about `person`, as SQL. */
export function standing(kind: PersonDetailKind): string {
  return `(SELECT remark.value FROM remark JOIN action ON action.id = remark.action
    WHERE remark.person = person.id AND remark.kind = '${kind}' AND undone_at IS NULL
    ORDER BY action.id DESC, remark.rowid DESC LIMIT 1)`;
}

const Text = z.string().nullable();
const Row = z.object({ favourite: Text, note: Text, born: Text });

export function personDetailStore(database: Database) {
  const add = database.prepare('INSERT INTO remark (action, person, kind, value, face) VALUES (?, ?, ?, ?, ?)');
  const of = query(database, Row, `SELECT iif(favourite, '1', NULL) AS favourite, note, born FROM person WHERE id = ?`);
  const births = query(
    database,
    z.object({ person: z.number(), day: z.number() }),
    'SELECT id AS person, julianday(born) AS day FROM person WHERE born IS NOT NULL',
  );

  return {
    /** When people were born, in days as photos are dated, by their ids. */
    births: (): Map<number, number> => new Map(births.all().map(({ person, day }) => [person, day])),
    /** @param face a face of the person at that time */
    add: (action: number, person: number, kind: PersonDetailKind, value: string | null, face: number) =>
      void add.run(action, person, kind, value, face),
    of: (person: number): PersonDetailRecord => of.get(person) ?? { favourite: null, note: null, born: null },
  };
}
