// The cohort that faces are compared with, and how close each face's surroundings are: guesses, which can be made again.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const CohortRow = z.object({ id: z.number(), faces: z.number(), members: z.instanceof(Uint8Array) });

export type CohortRecord = z.output<typeof CohortRow>;

export function surroundingsStore(database: Database) {
  const newest = query(
    database,
    CohortRow,
    'SELECT id, faces, members FROM cohort WHERE score = ? ORDER BY id DESC LIMIT 1',
  );
  const newestId = query(
    database,
    z.object({ id: z.number() }),
    'SELECT id FROM cohort WHERE score = ? ORDER BY id DESC LIMIT 1',
  );
  const insert = query(
    database,
    z.object({ id: z.number() }),
    'INSERT INTO cohort (score, faces, members) VALUES (?, ?, ?) RETURNING id',
  );
  const put = database.prepare(
    'INSERT OR REPLACE INTO closeness (face, cohort, value) SELECT id, ?, ? FROM face WHERE id = ?',
  );
  const drop = database.prepare(
    `DELETE FROM cohort WHERE id < ? AND NOT EXISTS (SELECT 1 FROM closeness WHERE cohort = cohort.id)`,
  );
  return {
    /** @param score which models are compared, and how. */
    cohort: (score: string): CohortRecord | undefined => newest.get(score),
    /** The id alone: its members are half a megabyte. */
    cohortId: (score: string): number | undefined => newestId.get(score)?.id,
    /** @returns its id. Those before stay as long as a face was measured by them. */
    addCohort(score: string, faces: number, members: Uint8Array): number {
      const id = insert.one(score, faces, members).id;
      drop.run(id);
      return id;
    },
    putCloseness(cohort: number, values: ReadonlyMap<number, number>): void {
      for (const [face, value] of values) put.run(cohort, value, face);
    },
  };
}
