// Photos that the user put into albums one by one: facts, of which the newest about an album and a photo holds.

import { z } from 'zod';
import { type Database, query } from './database.ts';

/** The photos of an album whose id is given, present or not. */
export const CHOSEN_FOR_ALBUM = `SELECT photo FROM (
  SELECT photo, chosen, max(action) FROM album_photo JOIN action ON action.id = album_photo.action
  WHERE album = CAST(? AS INTEGER) AND undone_at IS NULL GROUP BY photo) WHERE chosen = 1`;

export function chosenPhotoStore(database: Database) {
  const add = database.prepare('INSERT INTO album_photo (action, album, photo, chosen) VALUES (?, ?, ?, ?)');
  const inAlbum = query(database, z.object({ photo: z.number() }), `${CHOSEN_FOR_ALBUM} ORDER BY photo`);
  const hashes = query(
    database,
    z.object({ hash: z.string() }),
    `SELECT hash FROM photo WHERE id IN (${CHOSEN_FOR_ALBUM}) ORDER BY id`,
  );
  const takenOut = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT DISTINCT photo FROM album_photo JOIN action ON action.id = album_photo.action
     WHERE album = ? AND chosen = 0 AND undone_at IS NULL`,
  );

  return {
    /** @param isChosen false: taken out */
    add: (action: number, album: number, photo: number, isChosen: boolean) =>
      void add.run(action, album, photo, isChosen ? 1 : 0),
    /** Also those that are away at the moment. */
    inAlbum: (album: number): number[] => inAlbum.all(album).map(({ photo }) => photo),
    /** The same, by their content. */
    hashes: (album: number): string[] => hashes.all(album).map(({ hash }) => hash),
    /** Photos of which the user said at any time that they do not belong into it. */
    takenOut: (album: number): number[] => takenOut.all(album).map(({ photo }) => photo),
  };
}
