// Photos that play: videos, and the films that belong to photos.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const VideoRow = z.object({
  container: z.string(),
  codec: z.string().nullable(),
  seconds: z.number().nullable(),
  hasPoster: z.literal([0, 1]).transform((flag) => flag === 1),
});
const FilmRow = z.object({ start: z.number(), bytes: z.number() });
const Count = z.object({ n: z.number() });

export type VideoRecord = z.output<typeof VideoRow>;
/** Where a film lies in its photo's file: its first byte, and how many they are. */
export type FilmSlice = z.output<typeof FilmRow>;

export function videoStore(database: Database) {
  const one = query(
    database,
    VideoRow,
    'SELECT container, codec, seconds, poster AS hasPoster FROM video WHERE photo = ?',
  );
  const put = database.prepare(
    `INSERT INTO video (photo, container, codec, seconds, poster) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (photo) DO UPDATE SET container = excluded.container, codec = excluded.codec,
       seconds = excluded.seconds, poster = excluded.poster`,
  );
  const describe = database.prepare('UPDATE video SET codec = ?, seconds = ? WHERE photo = ?');
  const film = query(database, FilmRow, 'SELECT start, bytes FROM film WHERE photo = ?');
  const putFilm = database.prepare('INSERT OR REPLACE INTO film (photo, start, bytes) VALUES (?, ?, ?)');
  const dropFilm = database.prepare('DELETE FROM film WHERE photo = ?');
  const any = query(database, Count, 'SELECT EXISTS (SELECT 1 FROM video) AS n');
  const withoutPoster = query(
    database,
    Count,
    'SELECT count(*) AS n FROM video CROSS JOIN photo ON photo.id = video.photo WHERE poster = 0 AND present = 1',
  );
  const readAgain = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE state = 'done' AND behind = 0
       AND photo IN (SELECT photo FROM video WHERE poster = 0)`,
  );
  return {
    /** undefined: the photo is a still. */
    get: (photo: number): VideoRecord | undefined => one.get(photo),
    set: (photo: number, { container, codec, seconds, hasPoster }: VideoRecord): void =>
      void put.run(photo, container, codec, seconds, hasPoster ? 1 : 0),
    /** What was not known yet when it was read first. Nothing of a still. */
    describe: (photo: number, { codec, seconds }: Pick<VideoRecord, 'codec' | 'seconds'>): void =>
      void describe.run(codec, seconds, photo),
    /** The film inside of the photo's own file. */
    filmIn: (photo: number): FilmSlice | undefined => film.get(photo),
    setFilm(photo: number, slice: FilmSlice | null): void {
      if (slice === null) dropFilm.run(photo);
      else putFilm.run(photo, slice.start, slice.bytes);
    },
    /** Is any photo of the library a video? */
    areThere: (): boolean => any.one().n === 1,
    /** How many there are of which no picture could be made, as there was no decoder. */
    withoutPoster: (): number => withoutPoster.one().n,
    /** There is a decoder now: they wait to be read once more. @returns how many files they are */
    readThoseWithoutPoster: (): number => readAgain.run().changes,
  };
}
