// Photos by content, the faces found on them, and the vectors that describe the faces.

import { z } from 'zod';
import { type Box, intersectionOverUnion } from '../boxes.ts';
import { column, type Database, query } from './database.ts';
import { faceRows, IS_DRAWN, type NewFace } from './face-rows.ts';
import { NEWEST_FIRST, type PhotoMetadata, type Turn } from './metadata.ts';
import { PHOTO_CARD, PhotoCardRow } from './photo-cards.ts';

const Id = z.object({ id: z.number() });
const PhotoRow = PhotoCardRow.extend({
  bytes: z.number(),
  /** Where it is not dated: that of the file. */
  fileTime: z.string().nullable(),
  camera: z.string().nullable(),
});
/** Photos on which a person is, each once, the newest first. */
const OF_PERSON = `FROM face JOIN photo ON photo.id = face.photo
  WHERE person = ? AND gone = 0 AND rejected = 0 AND present = 1 GROUP BY photo.id ORDER BY ${NEWEST_FIRST}`;

const FaceRow = z.object({
  id: z.number(),
  photo: z.number(),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  confidence: z.number(),
  quality: z.number(),
  person: z.number().nullable(),
  name: z.string().nullable(),
});
const MarkedRow = FaceRow.pick({ id: true, x: true, y: true, w: true, h: true }).extend({
  isDrawn: z.literal([0, 1]).transform((flag) => flag === 1),
});
const SeenRow = FaceRow.pick({ id: true, x: true, y: true, w: true, h: true, person: true, name: true }).extend({
  isRejected: z.literal([0, 1]).transform((flag) => flag === 1),
});
/** Numbers of frames, as JSON. */
const Frames = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.int().nonnegative()));
const GroupableRow = z.object({
  face: z.number(),
  photo: z.number(),
  person: z.number().nullable(),
  quality: z.number(),
  /** One person may be seen more than once on its photo. */
  collage: z.literal([0, 1]).transform((flag) => flag === 1),
  /** When the photo says that it was taken, in days; null: it does not. */
  day: z.number().nullable(),
  /** By when it was taken for sure, in days, however roughly the photo says so; null: it does not. */
  takenBefore: z.number().nullable(),
  /** How close its surroundings are, and by which cohort that was measured; null: it was not yet. */
  closeness: z.number().nullable(),
  cohort: z.number().nullable(),
  /** Of a track in a video: how many clear views stand for it, and frames that it shares with others; null: of a photo. */
  clearViews: z.number().nullable(),
  frames: Frames.nullable(),
});
const VectorRow = GroupableRow.extend({ model: z.string(), vector: z.instanceof(Uint8Array) });

export type FaceRecord = z.output<typeof FaceRow>;
export type MarkedFace = z.output<typeof MarkedRow>;
export type SeenFace = z.output<typeof SeenRow>;
/** What grouping needs to know of a face, beside its vectors. */
export type GroupableRecord = z.output<typeof GroupableRow>;
export type VectorRecord = z.output<typeof VectorRow>;

export interface NewPhoto {
  hash: string;
  bytes: number;
  width: number;
  height: number;
  /** Whole local time. */
  takenAt: string;
  takenFrom: PhotoMetadata['takenFrom'];
  camera: string | null;
  pipeline: number;
  /** How its sidecar turns it beyond what the file itself says, as EXIF numbers it. Default: not at all. */
  turn?: Turn;
}
/** What an edit makes of a photo: where a box of it lies now, in pixels of the upright, full-size picture. */
export interface EditedPhoto {
  photo: number;
  place(box: Box): Box;
}
const FACE_COLUMNS = `face.id, face.photo, x, y, w, h, confidence, quality, person, person.name
  FROM face LEFT JOIN person ON person.id = face.person`;
const PHOTO_DETAILS = `${PHOTO_CARD}, bytes, CASE WHEN dated = 0 THEN taken_at END AS fileTime, camera FROM photo`;
/** A face counts while it is still found and its photo can be reached. */
export const LIVE = `gone = 0 AND rejected = 0
  AND NOT EXISTS (SELECT 1 FROM photo AS away INDEXED BY photo_away WHERE away.id = face.photo AND present = 0)`;

/** A photo can be reached while one of its files is there; one that waits is about to be analysed again. */
export const PRESENT = `EXISTS (SELECT 1 FROM file JOIN folder ON folder.id = file.folder
  WHERE file.photo = photo.id AND state IN ('done', 'waiting') AND removed_at IS NULL)`;

/** A file's own time says when it was copied, at best; and a year or a month is no day on which two were seen together. */
const DAY_TAKEN = `CASE WHEN dated = 1 AND taken_precision IN ('day', 'minute', 'second')
  THEN julianday(taken_at) END`;

const TAKEN_BEFORE = `CASE WHEN dated = 1 THEN CASE taken_precision
  WHEN 'year' THEN julianday(taken_at, 'start of year', '+1 year')
  WHEN 'month' THEN julianday(taken_at, 'start of month', '+1 month')
  ELSE julianday(taken_at, 'start of day', '+1 day') END END`;

const GROUPABLE = `face.id AS face, photo, person, quality, collage, ${DAY_TAKEN} AS day, ${TAKEN_BEFORE} AS takenBefore,
  value AS closeness, cohort, clear_views AS clearViews, frames`;
const WITH_MORE = `LEFT JOIN closeness ON closeness.face = face.id LEFT JOIN moment ON moment.face = face.id`;

export function photoStore(database: Database) {
  const byHash = query(database, Id, 'SELECT id FROM photo WHERE hash = ? AND pipeline = ?');
  const anyByHash = query(database, Id, 'SELECT id FROM photo WHERE hash = ?');
  const hashOf = query(database, z.object({ hash: z.string() }), 'SELECT hash FROM photo WHERE id = ?');
  const insert = query(
    database,
    Id,
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, camera, pipeline, turn)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET width = excluded.width, height = excluded.height, pipeline = excluded.pipeline,
       turn = excluded.turn
     RETURNING id`,
  );
  const outdate = database.prepare('UPDATE photo SET pipeline = 0');
  const rehash = database.prepare('UPDATE photo SET hash = ?, bytes = ? WHERE id = ?');
  const supersede = database.prepare(
    `UPDATE photo SET hash = 'superseded ' || id WHERE id = ?
     AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id)`,
  );
  const present = database.prepare(`UPDATE photo SET present = ${PRESENT} WHERE id = ?`);
  const facesOf = query(
    database,
    FaceRow,
    `SELECT ${FACE_COLUMNS} WHERE face.photo = ? AND gone = 0 AND rejected = 0 ORDER BY x`,
  );
  const seenOn = query(
    database,
    SeenRow,
    `SELECT face.id, x, y, w, h, person, person.name, rejected AS isRejected
     FROM face LEFT JOIN person ON person.id = face.person WHERE face.photo = ? AND gone = 0 ORDER BY face.id`,
  );
  const allFacesOf = query(database, FaceRow, `SELECT ${FACE_COLUMNS} WHERE face.photo = ?`);
  const anyFace = query(database, Id, 'SELECT id FROM face WHERE photo = ? LIMIT 1');
  const face = query(database, FaceRow, `SELECT ${FACE_COLUMNS} WHERE face.id = ?`);
  const rows = faceRows(database);
  const visibility = database.prepare(
    `UPDATE face SET
       rejected = EXISTS (SELECT 1 FROM rejection JOIN action ON action.id = rejection.action
         WHERE rejection.face = face.id AND undone_at IS NULL),
       gone = CASE WHEN drawn THEN NOT ${IS_DRAWN} ELSE gone END
     WHERE id = ?`,
  );
  const collage = database.prepare(
    `UPDATE photo SET collage = EXISTS (SELECT 1 FROM collage JOIN action ON action.id = collage.action
       WHERE collage.photo = photo.id AND undone_at IS NULL) WHERE id = ?`,
  );
  const moveFace = database.prepare('UPDATE face SET x = ?, y = ?, w = ?, h = ? WHERE id = ?');
  const cutFace = database.prepare('UPDATE face SET gone = 1, drawn = 0 WHERE id = ?');
  const byHand = query(
    database,
    MarkedRow,
    `SELECT face.id, x, y, w, h, ${IS_DRAWN} AS isDrawn FROM face LEFT JOIN person ON person.id = face.person
     WHERE face.photo = ? AND rejected = 0 AND (${IS_DRAWN} OR gone = 0 AND (person.name IS NOT NULL
       OR EXISTS (SELECT 1 FROM face_move JOIN action ON action.id = face_move.action
         WHERE face_move.face = face.id AND who = 'user' AND undone_at IS NULL)
       OR EXISTS (SELECT 1 FROM answer JOIN action ON action.id = answer.action
         WHERE face.id IN (left_face, right_face) AND undone_at IS NULL)))`,
  );
  const ownEdit = query(
    database,
    Id,
    `SELECT action.id FROM action JOIN (
       SELECT action FROM photo_edit WHERE photo = :photo
       UNION ALL SELECT action FROM album_photo WHERE photo = :photo
       UNION ALL SELECT action FROM face JOIN drawing ON drawing.face = face.id WHERE face.photo = :photo
       UNION ALL SELECT action FROM face JOIN rejection ON rejection.face = face.id WHERE face.photo = :photo
       UNION ALL SELECT action FROM face JOIN covering ON covering.face = face.id WHERE face.photo = :photo) AS edit
     ON action.id = edit.action WHERE undone_at IS NULL LIMIT 1`,
  );
  // Joined in this order, and without a subquery a row: of half a million it is three times as fast.
  const vectors = query(
    database,
    VectorRow,
    `SELECT ${GROUPABLE}, model, vector
     FROM face CROSS JOIN photo ON photo.id = face.photo CROSS JOIN embedding ON embedding.face = face.id
       ${WITH_MORE}
     WHERE face.id BETWEEN ? AND ? AND gone = 0 AND rejected = 0 AND present = 1 ORDER BY face.id, model`,
  );
  const groupable = query(
    database,
    GroupableRow,
    `SELECT ${GROUPABLE} FROM face CROSS JOIN photo ON photo.id = face.photo ${WITH_MORE}
     WHERE face.id BETWEEN ? AND ? AND gone = 0 AND rejected = 0 AND present = 1 ORDER BY face.id`,
  );
  const newestFace = query(database, Id, 'SELECT coalesce(max(id), 0) AS id FROM face');
  const vectorsOf = query(
    database,
    VectorRow,
    `SELECT ${GROUPABLE}, model, vector
     FROM face JOIN photo ON photo.id = face.photo JOIN embedding ON embedding.face = face.id
       ${WITH_MORE}
     WHERE gone = 0 AND rejected = 0 AND present = 1 AND photo = ? ORDER BY face.id, model`,
  );
  const photo = query(database, PhotoRow, `SELECT ${PHOTO_DETAILS} WHERE id = ?`);
  const list = query(
    database,
    PhotoCardRow,
    `SELECT ${PHOTO_CARD} FROM photo WHERE present = 1 ORDER BY ${NEWEST_FIRST} LIMIT ? OFFSET ?`,
  );
  const ids = column(database, z.int(), `SELECT id FROM photo WHERE present = 1 ORDER BY ${NEWEST_FIRST}`);
  const count = query(database, z.object({ n: z.number() }), 'SELECT count(*) AS n FROM photo WHERE present = 1');
  // Those of people are counted already.
  const faceCount = query(
    database,
    z.object({ n: z.number() }),
    `SELECT (SELECT coalesce(sum(faces), 0) FROM person) +
       (SELECT count(*) FROM face WHERE person IS NULL AND ${LIVE}) AS n`,
  );
  const ofPerson = query(
    database,
    PhotoCardRow.extend({ face: z.number() }),
    // Which they are comes first: cards are made of those that are wanted alone.
    `SELECT ${PHOTO_CARD}, face FROM (
       SELECT photo.id, min(face.id) AS face ${OF_PERSON} LIMIT ? OFFSET ?
     ) AS wanted JOIN photo ON photo.id = wanted.id ORDER BY ${NEWEST_FIRST}`,
  );
  const idsOfPerson = column(database, z.int(), `SELECT photo.id ${OF_PERSON}`);
  const facesOfPerson = query(
    database,
    FaceRow,
    `SELECT ${FACE_COLUMNS} WHERE person = ? AND ${LIVE} ORDER BY quality DESC, face.id LIMIT ? OFFSET ?`,
  );
  const withoutPerson = query(
    database,
    FaceRow,
    `SELECT ${FACE_COLUMNS} WHERE person IS NULL AND ${LIVE} ORDER BY face.id`,
  );

  return {
    /** The photo of this content, whichever version of the pipeline analysed it. */
    ofHash: (hash: string): number | undefined => anyByHash.get(hash)?.id,
    hashOf: (photo: number): string | undefined => hashOf.get(photo)?.hash,
    /** The photo of this content, if this version of the pipeline has analysed it. */
    byHash: (hash: string, pipeline: number): number | undefined => byHash.get(hash, pipeline)?.id,

    /** From now on every photo counts as analysed by an earlier version. */
    outdate: () => void outdate.run(),

    /**
     * Stores what was found on a photo. A face whose box overlaps an old one keeps its id and all that was said of it.
     * @param faces null: they are not known now, and stay as they are
     * @param edit the photo that this file held alone before it was edited, or that is turned otherwise by now, and where its
     * boxes lie then: it lives on with the new content
     * @returns the photo, and its faces in the order given
     */
    record(
      fresh: NewPhoto,
      faces: NewFace[] | null,
      edit: EditedPhoto | null = null,
    ): { photo: number; faces: number[] } {
      const { hash, bytes, width, height, takenAt, takenFrom, camera, pipeline, turn = 1 } = fresh;
      if (edit && [undefined, edit.photo].includes(anyByHash.get(hash)?.id)) {
        rehash.run(hash, bytes, edit.photo);
        for (const { id, x, y, w, h } of allFacesOf.all(edit.photo)) moveFace.run(...edit.place([x, y, w, h]), id);
      }
      const id = insert.one(hash, bytes, width, height, takenAt, takenFrom, camera, pipeline, turn).id;
      if (faces === null) return { photo: id, faces: [] };
      const old = new Map(allFacesOf.all(id).map((row) => [row.id, row]));
      const ids = faces.map((found) => {
        const before = mostOverlapping([...old.values()], found.box);
        if (before) old.delete(before.id);
        if (!before) return rows.add(id, found);
        rows.renew(before.id, found);
        return before.id;
      });
      for (const { id: lost, x, y, w, h } of old.values()) {
        if (isOn([x, y, w, h], fresh)) rows.lose(lost);
        else cutFace.run(lost);
      }
      return { photo: id, faces: ids };
    },

    /** Its last file went to another photo for good: it is not found by its content any more, and is purged with upkeep. */
    supersede: (id: number) => void supersede.run(id),
    /** Recomputes whether the photo can be reached; its people's counts must be refreshed after. */
    refreshExistence: (id: number) => void present.run(id),
    /** Stores a face that the detector did not find, on a photo that is there. */
    addDrawn: (photo: number, found: NewFace): number => rows.add(photo, found),
    /** Faces of a photo that the user drew, moved or answered about, or that have a name. */
    byHand: (photo: number): MarkedFace[] => byHand.all(photo),
    /** Did the user say something of this photo that no other photo of the same people can stand for? */
    hasOwnEdit: (photo: number): boolean => ownEdit.get({ photo }) !== undefined,
    /** Brings whether a face can be seen in line with what the user said of it: no face, or drawn by hand. */
    refreshVisibility: (face: number) => void visibility.run(face),
    /** Brings `collage` in line with what the user said of the photo. */
    refreshCollage: (id: number) => void collage.run(id),
    facesOf: (photo: number): FaceRecord[] => facesOf.all(photo),
    /** Also those that the user said are no faces. */
    seenOn: (photo: number): SeenFace[] => seenOn.all(photo),
    /** Was any ever seen on it, also one that is gone or was no face? */
    hadFaces: (photo: number): boolean => anyFace.get(photo) !== undefined,
    face: (id: number): FaceRecord | undefined => face.get(id),
    /** The vectors of live faces with these ids, one row a model, in the order of face ids. */
    vectors: (first: number, last: number) => vectors.all(first, last),
    /** Live faces with these ids, without their vectors, in the order of their ids. */
    groupable: (first: number, last: number) => groupable.all(first, last),
    newestFace: (): number => newestFace.one().id,
    vectorsOf: (photo: number) => vectorsOf.all(photo),
    get: (id: number) => photo.get(id),
    list: (limit: number, offset: number) => list.all(limit, offset),
    /** Of all of them, in the same order: of a large library it takes a twentieth of the time of their cards. */
    ids: (): number[] => ids(),
    count: (): number => count.one().n,
    faceCount: (): number => faceCount.one().n,
    ofPerson: (person: number, limit: number, offset: number) => ofPerson.all(person, limit, offset),
    idsOfPerson: (person: number): number[] => idsOfPerson(person),
    facesOfPerson: (person: number, limit: number, offset: number) => facesOfPerson.all(person, limit, offset),
    facesWithoutPerson: () => withoutPerson.all(),
  };
}

/** Two boxes that share at least this much of what both cover are of one face. */
export const SAME_FACE_IOU = 0.5;

function mostOverlapping(rows: FaceRecord[], box: [number, number, number, number]): FaceRecord | undefined {
  let best: FaceRecord | undefined;
  let most = SAME_FACE_IOU;
  for (const row of rows) {
    const overlap = intersectionOverUnion([row.x, row.y, row.w, row.h], box);
    if (overlap >= most) [best, most] = [row, overlap];
  }
  return best;
}

/** Is the middle of a box inside of the picture? */
export function isOn([x, y, w, h]: Box, { width, height }: { width: number; height: number }): boolean {
  const [middleX, middleY] = [x + w / 2, y + h / 2];
  return middleX >= 0 && middleX <= width && middleY >= 0 && middleY <= height;
}
