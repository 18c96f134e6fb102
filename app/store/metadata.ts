// What is known of a photo beside its faces: when and where it was taken, and what its owner wrote into it.

import { z } from 'zod';
import { Precision } from '../contract.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { type Database, query } from './database.ts';
import type { PhotoEditStore } from './photo-edits.ts';
import { sentenceColumns, sentenceFrom } from './sentences.ts';

/** Where a photo was taken, by a list of towns. */
const TownRow = z.object({
  town: z.string().nullable(),
  region: z.string().nullable(),
  /** ISO 3166-1, two letters. */
  country: z.string().nullable(),
  /** The names by which that place is found, a line each. */
  placeWords: z.string().nullable(),
});
export type PhotoTown = z.output<typeof TownRow>;

const Row = TownRow.extend({
  takenFrom: z.enum(['exif', 'xmp', 'iptc', 'gps', 'png', 'container', 'sidecar', 'name', 'file', 'user']),
  takenPrecision: Precision,
  takenOffset: z.string().nullable(),
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  exposureTime: z.number().nullable(),
  aperture: z.number().nullable(),
  iso: z.number().nullable(),
  focalLength: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  rating: z.number().nullable(),
  ratingFrom: z.enum(['exif', 'xmp', 'sidecar']).nullable(),
  title: z.string().nullable(),
  titleFrom: z.enum(['exif', 'xmp', 'iptc', 'png', 'sidecar', 'user']).nullable(),
  description: z.string().nullable(),
  keywords: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
});
const TurnRow = z.object({ turn: z.literal([1, 2, 3, 4, 5, 6, 7, 8]) });
export type Turn = z.output<typeof TurnRow>['turn'];
const ReadRow = z
  .object({ reason: z.string().nullable(), words: z.string().nullable() })
  .transform(({ reason, words }) => (reason === null ? null : sentenceFrom(reason, words)));
const OutdatedRow = z.object({
  photo: z.number(),
  file: z.number(),
  folder: z.number(),
  root: z.string(),
  path: z.string(),
  size: z.number(),
  modified: z.number(),
  sidecar: z.string().nullable(),
});

/** Each with who said so. */
export type PhotoMetadata = z.output<typeof Row> & {
  /** Whole local time: the middle of what is known. */
  takenAt: string;
};
export type OutdatedMetadata = z.output<typeof OutdatedRow>;

/**
 * A photo's date as far as it is known: 2005, 1985-08, 2018-10-13, 2012-07-04T12:30, 2012-07-04T12:30:45; NULL where only its
 * file has a time.
 */
export const TAKEN = `CASE WHEN dated = 1 THEN substr(taken_at, 1, CASE taken_precision
  WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'day' THEN 10 WHEN 'minute' THEN 16 ELSE 19 END) END`;

/** The order of every list of photos: those without a date last, the latest file first. */
export const NEWEST_FIRST = 'dated DESC, taken_at DESC, photo.id DESC';

/** The newest of some photos, as a value: in that order it comes last. */
export const NEWEST_PHOTO = `CAST(substr(max(dated || taken_at || printf(' %015d', photo.id)), -15) AS INTEGER)`;

/** To be compared: min() and max() of it are dates, with their precision behind them; of photos without a date NULL. */
export const TAKEN_KEY = 'CASE WHEN dated = 1 THEN taken_at || taken_precision END';
const WHOLE_DATE_LENGTH = '2019-07-04T18:30:00'.length;
const LENGTH_OF_PRECISION: Record<string, number> = { year: 4, month: 7, day: 10, minute: 16 };
/** What such a min() or max() says, as far as it is known. */
export const TakenKey = z
  .string()
  .transform((key) => key.slice(0, LENGTH_OF_PRECISION[key.slice(WHOLE_DATE_LENGTH)] ?? WHOLE_DATE_LENGTH));

export function metadataStore(database: Database, edits: Pick<PhotoEditStore, 'apply'>) {
  const one = query(
    database,
    Row,
    `SELECT taken_from AS takenFrom, taken_precision AS takenPrecision, taken_offset AS takenOffset, camera, lens,
       exposure_time AS exposureTime, aperture, iso, focal_length AS focalLength, town, region, country,
       place_words AS placeWords, latitude, longitude, rating, rating_from AS ratingFrom, title, title_from AS titleFrom, description, keywords
     FROM photo WHERE id = ?`,
  );
  const put = database.prepare(
    `UPDATE photo SET taken_at = ?, taken_precision = ?, taken_from = ?, taken_offset = ?, camera = ?, lens = ?,
       exposure_time = ?, aperture = ?, iso = ?, focal_length = ?, town = ?, region = ?, country = ?, place_words = ?,
       latitude = ?, longitude = ?, rating = ?, rating_from = ?, title = ?, title_from = ?, description = ?, keywords = ?,
       embedded = ?, metadata = ?, metadata_reason = ?, metadata_words = ? WHERE id = ?`,
  );
  const embedded = query(
    database,
    z.object({ text: z.string().nullable() }),
    'SELECT embedded AS text FROM photo WHERE id = ? AND metadata = ?',
  );
  const giveUp = database.prepare(
    'UPDATE photo SET metadata = ?, metadata_reason = ?, metadata_words = ? WHERE id = ?',
  );
  const state = query(
    database,
    z.object({ version: z.number(), isKnown: z.number() }),
    'SELECT metadata AS version, embedded IS NOT NULL AS isKnown FROM photo WHERE id = ?',
  );
  const problem = query(
    database,
    ReadRow,
    'SELECT metadata_reason AS reason, metadata_words AS words FROM photo WHERE id = ?',
  );
  const outdated = query(
    database,
    OutdatedRow,
    // Of several files the one with a sidecar, which is read with it; else the one that stands for the photo. A film never does.
    `SELECT photo.id AS photo, file.id AS file, folder, folder.path AS root, file.path, size, modified, sidecar
     FROM photo JOIN file ON file.photo = photo.id JOIN folder ON folder.id = file.folder
     WHERE photo.id > ? AND metadata <> ? AND state = 'done' AND film = 0 AND removed_at IS NULL
       AND paused = 0 AND folder NOT IN (SELECT value FROM json_each(?))
     ORDER BY photo.id, sidecar IS NULL, behind, file.id LIMIT 1`,
  );
  const turnOf = query(database, TurnRow, 'SELECT turn FROM photo WHERE id = ?');
  const withSidecar = query(
    database,
    z.object({ id: z.number() }),
    `SELECT id FROM file WHERE photo = ? AND id <> ? AND sidecar IS NOT NULL AND state IN ('done', 'waiting') LIMIT 1`,
  );

  return {
    get: (photo: number) => one.get(photo),
    /**
     * @param inFile what the file itself says, kept so that a changed sidecar can be weighed against it
     * @param version of the rules by which it was read; 0: it could not be read, and will be when it can; below that: nor could
     * it so many times
     * @param problem why it is not all that the file says
     */
    set(photo: number, metadata: PhotoMetadata, inFile: string, version: number, problem: Sentence | null) {
      const { takenAt, takenPrecision, takenFrom, takenOffset, camera, lens, latitude, longitude } = metadata;
      const { exposureTime, aperture, iso, focalLength, town, region, country, placeWords } = metadata;
      const { rating, ratingFrom, title, titleFrom, description, keywords } = metadata;
      const taken = [takenAt, takenPrecision, takenFrom, takenOffset, camera, lens];
      const exposed = [exposureTime, aperture, iso, focalLength];
      const placed = [town, region, country, placeWords, latitude, longitude];
      const words = [rating, ratingFrom, title, titleFrom, description, JSON.stringify(keywords)];
      put.run(
        ...taken,
        ...exposed,
        ...placed,
        ...words,
        inFile,
        version,
        ...(problem ? sentenceColumns(problem) : [null, null]),
        photo,
      );
      edits.apply(photo, true);
    },
    /** All else that is known of the photo stands. @param version, problem as for `set` */
    giveUp(photo: number, version: number, problem: Sentence) {
      giveUp.run(version, ...sentenceColumns(problem), photo);
    },
    /** How many times it could not be read since it was read last. */
    tries: (photo: number): number => Math.max(0, -state.one(photo).version),
    /** Has anything been said of it by `set`? */
    isKnown: (photo: number): boolean => state.one(photo).isKnown === 1,
    /** As it was given to `set`; null when it was read by other rules, or not at all. */
    embedded: (photo: number, version: number): string | null => embedded.get(photo, version)?.text ?? null,
    /** Why the photo's file was not read, or not wholly. */
    problem: (photo: number): Sentence | null => problem.get(photo) ?? null,
    /**
     * The next photo that was read by other rules, and one of its files.
     * @param after the photo before it; 0: from the first
     * @param away folders whose files cannot be read at the moment
     */
    nextOutdated: (after: number, version: number, away: readonly number[]): OutdatedMetadata | undefined =>
      outdated.get(after, version, JSON.stringify(away)),
    /** How its sidecar turns it beyond what the photo's own file says, as EXIF numbers it. */
    turnOf: (photo: number): Turn => turnOf.one(photo).turn,
    /** Has another file of this photo a sidecar? */
    hasSidecarElsewhere: (photo: number, file: number): boolean => withSidecar.get(photo, file) !== undefined,
  };
}
