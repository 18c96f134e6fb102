// Is a video the film of a photo, which the camera took with it? By what both say of the shot, else by when they were taken.

import { middleMsOf } from './dates.ts';
import type { Facts } from './photo-facts.ts';

/** A live photo's film is of 3 seconds, that of others shorter or a little longer. */
const LONGEST_FILM_S = 10;
/** Where neither says when it was taken. */
const LONGEST_UNDATED_FILM_S = 5;
/** A film begins before the shot and ends after it; clocks have whole seconds. */
const FILM_AND_SHOT_MS = 5000;
const QUARTER_MS = 15 * 60_000;
/** Two times of which one has no zone: the widest are fourteen hours from UTC. */
const WIDEST_ZONE_MS = 15 * 3_600_000;

export function isFilmOf(film: Facts, still: Facts): boolean {
  if (film.shot !== null && still.shot !== null) return film.shot === still.shot;
  const seconds = film.video?.seconds ?? 0;
  if (seconds > LONGEST_FILM_S) return false;
  const [taken, shot] = [takenIn(film, 'container'), takenIn(still, 'original')];
  if (taken === undefined || shot === undefined) return seconds <= LONGEST_UNDATED_FILM_S;
  const apart = Math.abs(taken.ms - shot.ms);
  if (taken.isWorld && shot.isWorld) return apart <= FILM_AND_SHOT_MS;
  // Whole quarters of an hour may be the zone's.
  const rest = Math.abs(apart - QUARTER_MS * Math.round(apart / QUARTER_MS));
  return apart <= WIDEST_ZONE_MS && rest <= FILM_AND_SHOT_MS;
}

function takenIn({ dates }: Facts, rank: 'original' | 'container'): { ms: number; isWorld: boolean } | undefined {
  const date = dates.find((each) => each.rank === rank);
  if (!date) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(date.offset ?? '') ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === '-' ? -1 : 1);
  return { ms: middleMsOf(date.at) - offset, isWorld: date.offset !== null };
}
