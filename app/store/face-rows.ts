// Rows of faces as an analysis writes them: of photos one by one, of videos track by track.

import { z } from 'zod';
import { type Database, query } from './database.ts';

export interface NewFace {
  box: [number, number, number, number];
  landmarks: number[];
  confidence: number;
  quality: number;
  embeddings: Record<string, Uint8Array>;
  /** By the user, where the detector finds no face. */
  isDrawn?: boolean;
}

/** The user drew it, and that stands. */
export const IS_DRAWN = `EXISTS (SELECT 1 FROM drawing JOIN action ON action.id = drawing.action
  WHERE drawing.face = face.id AND undone_at IS NULL)`;

export function faceRows(database: Database) {
  const insert = query(
    database,
    z.object({ id: z.number() }),
    `INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality, drawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     RETURNING id`,
  );
  const update = database.prepare(
    `UPDATE face SET x = ?, y = ?, w = ?, h = ?, landmarks = ?, confidence = ?, quality = ?, gone = 0, drawn = ?
     WHERE id = ?`,
  );
  const lose = database.prepare(`UPDATE face SET gone = NOT ${IS_DRAWN}, drawn = ${IS_DRAWN} WHERE id = ?`);
  const dropVectors = database.prepare('DELETE FROM embedding WHERE face = ?');
  const dropCloseness = database.prepare('DELETE FROM closeness WHERE face = ?');
  const putVector = database.prepare('INSERT OR REPLACE INTO embedding (face, model, vector) VALUES (?, ?, ?)');

  function putVectors(face: number, { embeddings }: NewFace): void {
    for (const [model, vector] of Object.entries(embeddings)) putVector.run(face, model, vector);
  }

  return {
    /** @returns the id of the new face */
    add(photo: number, found: NewFace): number {
      const face = insert.one(photo, ...valuesOf(found)).id;
      putVectors(face, found);
      return face;
    },
    /** The face was found again: it keeps its id and all that was said of it. */
    renew(face: number, found: NewFace): void {
      update.run(...valuesOf(found), face);
      // A model that is not asked now embedded other pixels.
      for (const drop of [dropVectors, dropCloseness]) drop.run(face);
      putVectors(face, found);
    },
    /** An analysis has not found it again. */
    lose: (face: number): void => void lose.run(face),
  };
}

function valuesOf({ box, landmarks, confidence, quality, isDrawn = false }: NewFace) {
  return [...box, JSON.stringify(landmarks), confidence, quality, isDrawn ? 1 : 0];
}
