// The whole timeline in few bytes: how many photos each day has and of what shape, and where a photo stands in it.

import { z } from 'zod';
import { type Database, query, untilChanged } from './database.ts';

/** Shapes are told in steps of 1/32; a panorama or a strip of a scan takes no row for itself. */
const STEPS = 32;
const NARROWEST = STEPS / 2;
const WIDEST = 2.5 * STEPS;
/** Of the letter that stands for the shape 0. */
const FIRST_LETTER = 32;

const DayRow = z.object({ day: z.string(), shapes: z.string() });
const PlaceRow = z.object({ place: z.number() });

export type DayRecord = z.output<typeof DayRow>;
export type TimelineStore = ReturnType<typeof timelineStore>;

export function timelineStore(database: Database) {
  const shape = `CASE WHEN height = 0 THEN ${STEPS}
    ELSE max(${NARROWEST}, min(${WIDEST}, CAST(round(${STEPS}.0 * width / height) AS INTEGER))) END`;
  const days = query(
    database,
    DayRow,
    `SELECT substr(taken_at, 1, 10) AS day,
       group_concat(char(${FIRST_LETTER} + ${shape}), '' ORDER BY taken_at DESC, id DESC) AS shapes
     FROM photo WHERE present = 1 GROUP BY day ORDER BY day DESC`,
  );
  const place = query(
    database,
    PlaceRow,
    `SELECT (SELECT count(*) FROM photo WHERE present = 1 AND (taken_at, id) > (this.taken_at, this.id)) AS place
     FROM photo AS this WHERE this.id = ? AND this.present = 1`,
  );
  return {
    /** Every day that has photos, the newest first; a letter a photo, in the order of `photos.list`. */
    days: untilChanged(database, (): DayRecord[] => days.all()),
    /** How many photos stand before this one in the order of `photos.list`. */
    placeOf: (photo: number): number | null => place.get(photo)?.place ?? null,
  };
}
