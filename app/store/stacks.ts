// The files of one picture, such as a raw file and its JPEG: which of them stands for the photo, and which are behind it.

import { z } from 'zod';
import { column, type Database, query } from './database.ts';
import { IS_REFUSED, isOfStack } from './file-conditions.ts';

/** Files of one folder and stack are one photo, and the one of the lowest rank stands for it. */
export interface StackPlace {
  stack: number;
  rank: number;
}

/** A file in which a shot is named. */
const ShotRow = z.object({ id: z.number(), path: z.string(), stack: z.number().nullable() });

export function stackStore(database: Database) {
  const place = database.prepare('UPDATE file SET stack = ?, rank = ? WHERE id = ?');
  const setShot = database.prepare('UPDATE file SET shot = ? WHERE id = ? AND shot IS NOT ?');
  const callOtherFilms = database.prepare(
    `UPDATE file AS film SET state = 'waiting' FROM file
     WHERE file.id = ? AND ${isOfStack('film')} AND film.film = 1 AND film.state = 'done' AND film.shot <> file.shot`,
  );
  const ofShot = query(
    database,
    ShotRow,
    `SELECT other.id, other.path, other.stack FROM file JOIN file AS other ON other.folder = file.folder
       AND other.shot = file.shot AND other.directory = file.directory
     WHERE file.id = ? AND other.state <> 'missing' ORDER BY other.path`,
  );
  const copies = column(
    database,
    z.number(),
    "SELECT id FROM file WHERE photo = ? AND behind = 0 AND state <> 'missing'",
  );
  const lookAgain = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE id = ? AND (state = 'done' OR state = 'failed' AND NOT (${IS_REFUSED}))`,
  );
  const leaveStack = database.prepare(
    "UPDATE file SET state = 'waiting', photo = NULL, behind = 0 WHERE id = ? AND behind = 1 AND stack IS NULL",
  );
  const joinStack = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE id = ? AND state = 'done' AND behind = 0 AND EXISTS (
       SELECT 1 FROM file AS front WHERE ${isOfStack('front')} AND front.rank < file.rank
         AND front.state IN ('done', 'waiting'))`,
  );
  const front = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT front.photo FROM file JOIN file AS front ON ${isOfStack('front')} AND front.rank < file.rank
     WHERE file.id = ? AND front.state = 'done' AND front.behind = 0 AND front.photo IS NOT NULL
     ORDER BY front.rank LIMIT 1`,
  );
  const standIn = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT other.photo FROM file JOIN file AS other ON ${isOfStack('other')} AND other.rank > file.rank
     WHERE file.id = ? AND other.state IN ('done', 'waiting') AND other.behind = 0 AND other.photo IS NOT NULL
     ORDER BY other.rank LIMIT 1`,
  );
  const otherCopies = query(
    database,
    z.object({ n: z.number() }),
    `SELECT count(*) AS n FROM file JOIN folder ON folder.id = file.folder JOIN file AS mine ON mine.id = ?
     WHERE file.photo = ? AND file.id <> mine.id AND file.behind = 0 AND file.state IN ('done', 'waiting')
       AND removed_at IS NULL
       AND NOT (file.folder = mine.folder AND file.stack IS mine.stack AND mine.stack IS NOT NULL AND file.rank > mine.rank)`,
  );
  const lesser = column(
    database,
    z.number(),
    `SELECT other.id FROM file JOIN file AS other ON ${isOfStack('other')} AND other.rank > file.rank WHERE file.id = ?`,
  );
  const putBehind = database.prepare('UPDATE file SET behind = 1 WHERE id = ? AND photo = ? AND behind = 0');
  const callBehind = database.prepare(
    // One that could not be read, a film alone among them, may do as a part of another one.
    `UPDATE file SET state = 'waiting' WHERE id = ? AND (state = 'done' AND behind = 0 OR state = 'failed' AND NOT (${IS_REFUSED}))`,
  );
  const wakeBehind = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE photo = ? AND behind = 1 AND state = 'done' AND NOT EXISTS (
       SELECT 1 FROM file AS front WHERE front.photo = file.photo AND front.behind = 0
         AND front.state IN ('done', 'waiting'))`,
  );
  const byName = query(database, z.object({ id: z.number() }), 'SELECT id FROM file WHERE by_name = 1 LIMIT 1');
  const wakeByName = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE by_name = 1 AND behind = 1 AND state = 'done'`,
  );

  return {
    /** One that was behind another and is by itself now waits to be analysed. */
    place(id: number, to: StackPlace | null): void {
      place.run(to?.stack ?? null, to?.rank ?? 0, id);
      if (to === null) leaveStack.run(id);
    },
    /** The same for one that was read already: it waits to be looked at again. */
    move(id: number, to: StackPlace): void {
      place.run(to.stack, to.rank, id);
      lookAgain.run(id);
    },
    /** What the file itself calls its shot: it is a still of another one than before, and what was its film is looked at again. */
    setShot(file: number, shot: string): void {
      if (setShot.run(shot, file, shot).changes > 0) callOtherFilms.run(file);
    },
    /** The files beside this one in which its shot is named, itself among them, in the order of their names. */
    ofShot: (file: number): z.output<typeof ShotRow>[] => ofShot.all(file),
    /** The files that have the photo's content. */
    copiesOf: (photo: number): number[] => copies(photo),
    /** After the whole stack was placed: one that stands for a photo, and should be behind another, waits. */
    join: (id: number) => void joinStack.run(id),
    /** The photo of the file that stands for this one's stack; undefined: it is that one itself. */
    frontOf: (file: number): number | undefined => front.get(file)?.photo,
    /** The photo that a file of the stack stands for until this one, which is finer, is read. */
    standInOf: (file: number): number | undefined => standIn.get(file)?.photo,
    /** Are there other files of the photo, beside those that this one will stand for? */
    hasOtherCopies: (photo: number, file: number): boolean => otherCopies.one(file, photo).n > 0,
    /** The file was read and stands for its photo: the lesser ones of its stack go behind it, or wait to. */
    stand(file: number, photo: number): void {
      // Asked first, as most files have none: even an update of nothing takes SQLite ten times as long.
      for (const other of lesser(file)) {
        putBehind.run(other, photo);
        callBehind.run(other);
      }
    },
    /** The file that stood for the photo may be gone: then the others wait to be read. */
    wakeBehind: (photo: number) => void wakeBehind.run(photo),
    /** Are there files behind others of which nothing but their names was known? */
    areByName: (): boolean => byName.get() !== undefined,
    /** What files say can be read now: these wait to be looked at again. */
    wakeByName: () => void wakeByName.run(),
  };
}
