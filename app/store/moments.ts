// Who is in a video, and when: its tracks, each a face with the moment it was seen in, and how far the search for them is.

import { z } from 'zod';
import { intersectionOverUnion } from '../boxes.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { decodeVector, innerProduct } from '../vectors.ts';
import { type Database, query } from './database.ts';
import { faceRows, type NewFace } from './face-rows.ts';
import { sentenceColumns, sentenceFrom } from './sentences.ts';

const Times = { begins: z.number(), ends: z.number(), firstSeen: z.number(), clearest: z.number() };
const MomentRow = z.object({
  face: z.number(),
  ...Times,
  views: z.number(),
});
const PersonMomentRow = z.object({ photo: z.number(), begins: z.number(), ends: z.number() });
const KnownTrackRow = z.object({
  face: z.number(),
  begins: z.number(),
  ends: z.number(),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
});
const VectorRow = z.object({ model: z.string(), vector: z.instanceof(Uint8Array) });
const VideoRow = z.object({ photo: z.number(), container: z.string(), seconds: z.number().nullable() });
const AnalysisRow = z
  .object({
    state: z.enum(['begun', 'done', 'failed']),
    version: z.number(),
    attempts: z.number(),
    reason: z.string().nullable(),
    words: z.string().nullable(),
  })
  .transform(({ reason, words, ...row }) => ({ ...row, reason: reason === null ? null : sentenceFrom(reason, words) }));
const Attempts = z.object({ attempts: z.number() });
const CountsRow = z.object({ waiting: z.number(), done: z.number(), failed: z.number() });

/** When a face of a video is seen, in seconds from its beginning, and in how many frames it was found. */
export type MomentRecord = z.output<typeof MomentRow>;
export type VideoToAnalyse = z.output<typeof VideoRow>;
export type VideoAnalysisRecord = z.output<typeof AnalysisRow>;

/** One person from frame to frame, for a while. */
export interface NewTrack {
  /** The clearest view, with vectors of the best ones. */
  face: NewFace;
  /** Seconds from the beginning of the video. */
  begins: number;
  ends: number;
  firstSeen: number;
  clearest: number;
  /** Frames that it was found in, and how many of these views are clear. */
  views: number;
  clearViews: number;
  /** Two tracks that share one of these frames are two people. */
  frames: readonly number[];
}

/** From which similarity on a track is one that was found before: of any place in the video, and of about the same time and place. */
const SAME_TRACK_SIMILARITY = 0.9;
const LEAST_TRACK_SIMILARITY = 0.4;
const SAME_TRACK_TIME = 0.5;
const SAME_TRACK_PLACE = 0.3;

/** A video that FFmpeg can decode. */
export const SEARCHED_VIDEO = 'poster = 1 AND present = 1';
/** It is there, in a folder in whose videos people are to be found. */
export const SEARCHED_FILE = `file.state = 'done' AND behind = 0 AND removed_at IS NULL AND paused = 0 AND finds_in_videos = 1`;
/** Until the user asks for another try, the file changes, or the analysis does. */
export const FAILED_ANALYSIS = `version = :version AND analysis.state = 'failed' AND analysis.retry_at IS NULL`;
const IS_WANTED = `${SEARCHED_VIDEO} AND EXISTS (SELECT 1 FROM file JOIN folder ON folder.id = file.folder
  WHERE file.photo = photo.id AND ${SEARCHED_FILE})`;
// Joined in this order: these are asked at every report, and most libraries have many photos and few videos.
const VIDEOS = `FROM video CROSS JOIN photo ON photo.id = video.photo
  LEFT JOIN video_analysis AS analysis ON analysis.photo = video.photo`;
const IS_WAITING = `(analysis.photo IS NULL OR version <> :version OR state = 'begun' OR (state = 'failed' AND retry_at IS NOT NULL))`;

export function momentStore(database: Database) {
  const rows = faceRows(database);
  const ofPhoto = query(
    database,
    MomentRow,
    `SELECT face.id AS face, begins, ends, first_seen AS firstSeen, clearest, views FROM face JOIN moment ON moment.face = face.id
     WHERE face.photo = ? AND gone = 0 AND rejected = 0 ORDER BY begins, ends, face.id`,
  );
  const tracksOf = query(
    database,
    KnownTrackRow,
    `SELECT face.id AS face, begins, ends, x, y, w, h FROM face JOIN moment ON moment.face = face.id
     WHERE face.photo = ? ORDER BY face.id`,
  );
  const vectorsOf = query(database, VectorRow, 'SELECT model, vector FROM embedding WHERE face = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO moment (face, begins, ends, first_seen, clearest, views, clear_views, frames)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofPerson = query(
    database,
    PersonMomentRow,
    `SELECT photo, begins, ends FROM face JOIN moment ON moment.face = face.id
     WHERE person = ? AND gone = 0 AND rejected = 0 ORDER BY photo, begins, ends`,
  );
  const isWanted = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT photo.id AS photo FROM video JOIN photo ON photo.id = video.photo WHERE photo.id = ? AND ${IS_WANTED}`,
  );
  const next = query(
    database,
    VideoRow,
    `SELECT photo.id AS photo, container, seconds ${VIDEOS}
     WHERE ${IS_WANTED} AND ${IS_WAITING} AND (retry_at IS NULL OR retry_at <= :now)
     ORDER BY CASE version WHEN :version THEN attempts ELSE 0 END, taken_at DESC, photo.id DESC LIMIT :most`,
  );
  const counts = query(
    database,
    CountsRow,
    `SELECT count(*) FILTER (WHERE ${IS_WAITING}) AS waiting,
       count(*) FILTER (WHERE version = :version AND state = 'done') AS done,
       count(*) FILTER (WHERE ${FAILED_ANALYSIS}) AS failed
     ${VIDEOS} WHERE ${IS_WANTED}`,
  );
  const secondsWaiting = query(
    database,
    z.object({ seconds: z.number() }),
    `SELECT total(seconds) AS seconds ${VIDEOS} WHERE ${IS_WANTED} AND ${IS_WAITING}`,
  );
  const analysis = query(
    database,
    AnalysisRow,
    'SELECT state, version, attempts, reason, reason_words AS words FROM video_analysis WHERE photo = ?',
  );
  const begin = query(
    database,
    Attempts,
    `INSERT INTO video_analysis (photo, state, version, attempts) VALUES (:photo, 'begun', :version, 1)
     ON CONFLICT (photo) DO UPDATE SET
       attempts = CASE WHEN version = :version AND state <> 'done' THEN attempts + 1 ELSE 1 END,
       state = 'begun', version = :version, retry_at = NULL
     RETURNING attempts`,
  );
  const putBack = database.prepare(
    `UPDATE video_analysis SET version = 0, attempts = 0 WHERE photo = ? AND state = 'begun'`,
  );
  const succeed = database.prepare(
    `UPDATE video_analysis SET state = 'done', attempts = 0, reason = NULL, reason_words = NULL, retry_at = NULL
     WHERE photo = ?`,
  );
  const fail = database.prepare(
    `UPDATE video_analysis SET state = 'failed', reason = ?, reason_words = ?, retry_at = ? WHERE photo = ?`,
  );
  const outdate = database.prepare(
    'UPDATE video_analysis SET version = 0, attempts = 0 WHERE :photo IS NULL OR photo = :photo',
  );
  const retry = database.prepare(
    `UPDATE video_analysis SET version = 0, attempts = 0 WHERE state = 'failed'
       AND (:file IS NULL OR photo = (SELECT photo FROM file WHERE id = :file))`,
  );
  const outdateWithout = database.prepare(
    `UPDATE video_analysis SET version = 0, attempts = 0 WHERE version <> 0 AND photo IN (
       SELECT face.photo FROM face JOIN moment ON moment.face = face.id WHERE gone = 0 AND NOT EXISTS (
         SELECT 1 FROM embedding WHERE embedding.face = face.id AND model = ?))`,
  );
  const inherit = database.prepare(
    'UPDATE face SET photo = :heir WHERE photo = :photo AND id IN (SELECT face FROM moment)',
  );

  return {
    /** Moments of a video in which a face can be seen, in the order of time. */
    of: (photo: number): MomentRecord[] => ofPhoto.all(photo),
    /** Of a person in all videos, by the video. */
    ofPerson: (person: number): z.output<typeof PersonMomentRow>[] => ofPerson.all(person),
    /** People are to be found in this video: see `next`. */
    isWanted: (photo: number): boolean => isWanted.get(photo) !== undefined,
    /** undefined: nothing was begun with yet. */
    analysisOf: (photo: number): VideoAnalysisRecord | undefined => analysis.get(photo),
    /**
     * Videos whose people are to be found, the newest first; what ended the program comes after all others.
     * @param version of the analysis today
     */
    next: (version: number, now: string, most: number): VideoToAnalyse[] => next.all({ version, now, most }),
    /** Of videos whose people are to be found. */
    counts: (version: number) => counts.one({ version }),
    /** How long those that wait play in all, as far as they say so, the one under way included. */
    secondsWaiting: (version: number): number => secondsWaiting.one({ version }).seconds,
    /** Before anything is done with it, so that a video that ends the program is not begun for ever. @returns which attempt it is */
    begin: (photo: number, version: number): number => begin.one({ photo, version }).attempts,
    /** The program ends, or waits: that was no attempt. */
    putBack: (photo: number): void => void putBack.run(photo),
    fail: (photo: number, reason: Sentence, retryAt: string | null): void =>
      void fail.run(...sentenceColumns(reason), retryAt, photo),
    /** Videos whose search failed wait for another one, by their files. */
    retry(files: readonly number[] | 'all'): void {
      for (const file of files === 'all' ? [null] : files) retry.run({ file });
    },
    /** From now on every video waits to be analysed anew, or this one. */
    outdate: (photo?: number): void => void outdate.run({ photo: photo ?? null }),
    /** The same of videos with faces that a model has not embedded, as only a frame shows them. */
    outdateWithout: (model: string): void => void outdateWithout.run(model),
    /**
     * A video's file has another content now, which is another photo: what was said of the people in it goes along, and stays
     * with those that are found again.
     */
    inherit: (photo: number, heir: number): void => void inherit.run({ photo, heir }),

    /**
     * Stores who was found in a video, in a transaction of its own or in a larger one. A track that was found before keeps its
     * face's id and all that was said of it.
     * @returns the faces of the tracks, in their order
     */
    record(photo: number, tracks: readonly NewTrack[]): number[] {
      const known = tracksOf.all(photo).map((row) => ({ ...row, vectors: vectorsFrom(vectorsOf.all(row.face)) }));
      const before = matches(tracks, known);
      const faces = tracks.map((track, index) => {
        const known = before.get(index);
        if (known !== undefined) rows.renew(known, track.face);
        const face = known ?? rows.add(photo, track.face);
        const { begins, ends, firstSeen, clearest, views, clearViews, frames } = track;
        put.run(face, begins, ends, firstSeen, clearest, views, clearViews, JSON.stringify(frames));
        return face;
      });
      const found = new Set(faces);
      for (const { face } of known) if (!found.has(face)) rows.lose(face);
      succeed.run(photo);
      return faces;
    },
  };
}

type Known = z.output<typeof KnownTrackRow> & { vectors: ReadonlyMap<string, Float32Array> };

function vectorsFrom(list: z.output<typeof VectorRow>[]): Map<string, Float32Array> {
  return new Map(list.map(({ model, vector }) => [model, decodeVector(vector)]));
}

/** Which track is which that was found before, the surest first, each once. @returns faces by the indices of the tracks */
function matches(tracks: readonly NewTrack[], known: readonly Known[]): Map<number, number> {
  const pairs = tracks.flatMap((track, index) =>
    known.flatMap((other) => {
      const likeness = likenessOf(track, other);
      return likeness > 0 ? [{ index, face: other.face, likeness }] : [];
    }),
  );
  pairs.sort((a, b) => b.likeness - a.likeness || a.index - b.index || a.face - b.face);
  const found = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, face } of pairs) {
    if (found.has(index) || taken.has(face)) continue;
    found.set(index, face);
    taken.add(face);
  }
  return found;
}

/** @returns 0: it is another track */
function likenessOf(track: NewTrack, known: Known): number {
  const time = sharedTime(track, known);
  const place = intersectionOverUnion(track.face.box, [known.x, known.y, known.w, known.h]);
  const similarity = similarityOf(track, known);
  const isThere = time >= SAME_TRACK_TIME && place >= SAME_TRACK_PLACE;
  const isSame =
    similarity === undefined
      ? isThere
      : similarity >= SAME_TRACK_SIMILARITY || (isThere && similarity >= LEAST_TRACK_SIMILARITY);
  return isSame ? (similarity ?? 0) + time + place : 0;
}

/** The share of the time that both take up which they share. */
function sharedTime(a: { begins: number; ends: number }, b: { begins: number; ends: number }): number {
  const shared = Math.min(a.ends, b.ends) - Math.max(a.begins, b.begins);
  const all = Math.max(a.ends, b.ends) - Math.min(a.begins, b.begins);
  return all > 0 ? Math.max(0, shared / all) : 1;
}

/** By the models that embedded both, the least; undefined: there is none. */
function similarityOf({ face }: NewTrack, known: Known): number | undefined {
  const similarities = Object.entries(face.embeddings).flatMap(([model, vector]) => {
    const other = known.vectors.get(model);
    const own = decodeVector(vector);
    return other?.length === own.length ? [innerProduct(own, other)] : [];
  });
  return similarities.length === 0 ? undefined : Math.min(...similarities);
}
