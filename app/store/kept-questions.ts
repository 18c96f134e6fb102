// What was worked out to be asked about, from a close to the next opening: guesses, which can be made again.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const People = z.string().transform((text) => z.array(z.int()).parse(JSON.parse(text)));
const Numbers = z
  .instanceof(Uint8Array)
  .refine(({ byteLength }) => byteLength % Float64Array.BYTES_PER_ELEMENT === 0, 'These are no numbers of 64 bits');
const Row = z.object({ basis: z.string(), pairs: Numbers, awaited: People });

export interface KeptQuestions {
  /** What they follow from. */
  basis: string;
  /** See `rowsOf`. */
  pairs: Uint8Array;
  /** People of whom all is still to be worked out. */
  awaited: readonly number[];
}

export function keptQuestionsStore(database: Database) {
  const take = query(database, Row, 'DELETE FROM kept_questions RETURNING basis, pairs, awaited');
  const put = database.prepare('INSERT OR REPLACE INTO kept_questions (id, basis, pairs, awaited) VALUES (1, ?, ?, ?)');
  return {
    /** Once: from now on they change. @returns nothing when the library was not closed */
    take: (): KeptQuestions | undefined => take.all()[0],
    put({ basis, pairs, awaited }: KeptQuestions): void {
      put.run(basis, pairs, JSON.stringify(awaited));
    },
  };
}
