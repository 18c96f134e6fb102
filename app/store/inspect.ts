// Is the library what it claims to be? Its pages, its references, and every column that is derived from others.

import { z } from 'zod';
import { runAside } from './aside.ts';
import { type Database, query } from './database.ts';
import { PERSON_COUNTS, PERSON_HIDDEN, PERSON_NAME, peopleStore } from './people.ts';
import { LIVE, PRESENT } from './photos.ts';
import { standing } from './person-details.ts';
import { damages } from './verify.ts';

const Count = z.object({ n: z.number() });
const Id = z.object({ id: z.number() });

const Inspection = z.object({
  /** Pages and references, in SQLite's words: only a backup helps. */
  damages: z.array(z.string()),
  /** Derived columns that do not agree with what they are derived from: they can be computed again. */
  outdated: z.object({ photos: z.array(z.number()), people: z.array(z.number()) }),
  /** Vectors without a face, photos that never were anywhere: leftovers that nothing refers to. */
  orphans: z.object({ embeddings: z.number(), photos: z.number() }),
});
export type Inspection = z.output<typeof Inspection>;

/** While a file of it waits, a photo is about to change: nothing can be told yet. */
const IS_QUIET = `NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id AND state = 'waiting')`;

/** @param folder the library's: of a large one SQLite reads every page for minutes, in which something else may be told */
export async function inspectAside(folder: string, signal?: AbortSignal): Promise<Inspection> {
  return Inspection.parse(await runAside('inspect-worker', folder, signal));
}

export function inspect(database: Database): Inspection {
  const found = damages(database);
  // A damaged file answers with anything: what it says of itself is worth nothing.
  if (found.length > 0) {
    return { damages: found, outdated: { photos: [], people: [] }, orphans: { embeddings: 0, photos: 0 } };
  }
  const photos = query(database, Id, `SELECT id FROM photo WHERE present <> ${PRESENT} AND ${IS_QUIET}`);
  const people = query(
    database,
    Id,
    `SELECT id FROM person WHERE (faces, photos) <> ${PERSON_COUNTS} OR name IS NOT ${PERSON_NAME} OR hidden <> ${PERSON_HIDDEN}
       OR favourite <> (${standing('favourite')} IS NOT NULL) OR note IS NOT ${standing('note')}
       OR born IS NOT ${standing('born')} OR (cover IS NULL) <> (faces = 0)
       OR cover_quality IS NOT (SELECT quality FROM face WHERE id = cover)
       OR cover IS NOT NULL AND NOT EXISTS (SELECT 1 FROM face WHERE id = cover AND face.person = person.id AND ${LIVE})`,
  );
  const embeddings = query(
    database,
    Count,
    'SELECT count(*) AS n FROM embedding WHERE NOT EXISTS (SELECT 1 FROM face WHERE id = face)',
  );
  const withoutFile = query(
    database,
    Count,
    'SELECT count(*) AS n FROM photo WHERE left_folder IS NULL AND NOT EXISTS (SELECT 1 FROM file WHERE photo = photo.id)',
  );
  return {
    damages: [],
    outdated: { photos: photos.all().map(({ id }) => id), people: people.all().map(({ id }) => id) },
    orphans: { embeddings: embeddings.one().n, photos: withoutFile.one().n },
  };
}

/** Computes derived columns again, and removes what nothing refers to. Facts are not touched. */
export function repair(database: Database, { photos, people }: Inspection['outdated']): void {
  const refreshPhoto = database.prepare(`UPDATE photo SET present = ${PRESENT} WHERE id = ?`);
  const onPhoto = query(database, Id, 'SELECT DISTINCT person AS id FROM face WHERE photo = ? AND person IS NOT NULL');
  const { refresh } = peopleStore(database);
  database.transaction(() => {
    for (const photo of photos) refreshPhoto.run(photo);
    refresh([...people, ...photos.flatMap((photo) => onPhoto.all(photo).map(({ id }) => id))]);
    database.exec('DELETE FROM embedding WHERE NOT EXISTS (SELECT 1 FROM face WHERE id = face)');
  })();
}

/** Which cached pictures there may be, and which of them must be there: by their own id, with their photo's. */
export function expectedPictures(database: Database) {
  const Row = z.object({ id: z.number(), photo: z.number(), wanted: z.number() });
  const pictures = (sql: string) => {
    const known = new Set<number>();
    const wanted = new Map<number, number>();
    for (const row of query(database, Row, sql).each()) {
      known.add(row.id);
      if (row.wanted) wanted.set(row.id, row.photo);
    }
    return { has: (id: number): boolean => known.has(id), wanted: wanted as ReadonlyMap<number, number> };
  };
  const IS_READ = `present = 1 AND ${IS_QUIET}`;
  return {
    thumbs: pictures(`SELECT id, id AS photo, ${IS_READ} AS wanted FROM photo`),
    faces: pictures(
      `SELECT face.id, face.photo, gone = 0 AND ${IS_READ} AS wanted FROM face JOIN photo ON photo.id = face.photo`,
    ),
  };
}
