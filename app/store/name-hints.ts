// Names that another program gave a photo without saying which face is meant, as long as that import stands.

import { z } from 'zod';
import { type Database, query, untilChanged } from './database.ts';
import { foldText } from './fold-text.ts';

const Row = z.object({ photo: z.number(), name: z.string() });

export function nameHintStore(database: Database) {
  const add = database.prepare('INSERT INTO name_hint (action, photo, name) VALUES (?, ?, ?)');
  const all = query(
    database,
    Row,
    'SELECT photo, name FROM name_hint JOIN action ON action.id = name_hint.action WHERE undone_at IS NULL',
  );
  const byName = untilChanged(database, () => {
    const photos = new Map<string, Set<number>>();
    for (const { photo, name } of all.all()) {
      const key = foldText(name);
      const list = photos.get(key) ?? new Set();
      photos.set(key, list.add(photo));
    }
    return photos;
  });

  return {
    add: (action: number, photo: number, name: string) => void add.run(action, photo, name),
    /** The photos on which a person of that name is, by the name as names are compared. */
    byName: (): ReadonlyMap<string, ReadonlySet<number>> => byName(),
  };
}
