// Which faces' vectors changed since they were written to the file that a large library keeps them in.

import { z } from 'zod';
import { column, type Database, query } from './database.ts';

export function vectorChangeStore(database: Database) {
  const newest = query(database, z.object({ id: z.number() }), 'SELECT coalesce(max(id), 0) AS id FROM vector_change');
  const faces = column(database, z.number(), 'SELECT face FROM vector_change');
  const forget = database.prepare('DELETE FROM vector_change WHERE id <= ?');

  return {
    /** The number of the last change. */
    newest: (): number => newest.one().id,
    faces: (): number[] => faces(),
    /** The file holds what came of these changes. @param last the number of the last one */
    forget: (last: number): void => void forget.run(last),
  };
}
