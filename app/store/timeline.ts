// The whole timeline in few bytes: how many photos each day has and of what shape, and where a photo stands in it.

import { z } from 'zod';
import { column, type Database, query, untilChanged } from './database.ts';
import { NEWEST_FIRST, TAKEN } from './metadata.ts';

/** Shapes are told in steps of 1/32; a panorama or a strip of a scan takes no row for itself. */
const SHAPE_STEPS = 32;
const NARROWEST_SHAPE = SHAPE_STEPS / 2;
const WIDEST_SHAPE = 2.5 * SHAPE_STEPS;
/** Of the letter that stands for the shape 0. */
const FIRST_LETTER = 32;

/** 2019-07-04, or as much of it as is known, and the letter. */
const DayAndShape = z.string().regex(/^(?:\d{4}(?:-\d\d){0,2})?.$/s);
const PlaceRow = z.object({ place: z.number() });

export interface DayRecord {
  /** A month or a year where no more is known; empty: without a date. */
  day: string;
  shapes: string;
}

export function timelineStore(database: Database) {
  const shape = `CASE WHEN height = 0 THEN ${SHAPE_STEPS}
    ELSE max(${NARROWEST_SHAPE}, min(${WIDEST_SHAPE}, CAST(round(${SHAPE_STEPS}.0 * width / height) AS INTEGER))) END`;
  // Put together here: SQLite would sort all photos twice for it, and take three times as long.
  const shapes = column(
    database,
    DayAndShape,
    `SELECT coalesce(substr(${TAKEN}, 1, 10), '') || char(${FIRST_LETTER} + ${shape})
     FROM photo WHERE present = 1 ORDER BY ${NEWEST_FIRST}`,
  );
  const place = query(
    database,
    PlaceRow,
    // In two parts: of three columns that are compared at once the index would use the first alone.
    `SELECT (SELECT count(*) FROM photo WHERE present = 1 AND dated > this.dated)
       + (SELECT count(*) FROM photo
          WHERE present = 1 AND dated = this.dated AND (taken_at, id) > (this.taken_at, this.id)) AS place
     FROM photo AS this WHERE this.id = ? AND this.present = 1`,
  );
  return {
    /** Every day that has photos, the newest first, a month or a year in its middle, those without a date last; a letter a photo, in the order of `photos.list`. */
    days: untilChanged(database, () => daysOf(shapes())),
    /** How many photos stand before this one in the order of `photos.list`. */
    placeOf: (photo: number): number | null => place.get(photo)?.place ?? null,
  };
}

/** @param photos the day of each, and the letter of its shape */
function daysOf(photos: readonly string[]): DayRecord[] {
  const days: DayRecord[] = [];
  let last: DayRecord | undefined;
  for (const photo of photos) {
    const day = photo.slice(0, -1);
    if (day !== last?.day) days.push((last = { day, shapes: '' }));
    last.shapes += photo.slice(-1);
  }
  return days;
}
