// What an edit of many photos means for each of them: a date, a shift of its time, an offset, a title, a favourite.

import { AppError } from '../errors.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { PhotoEdit, Store, TakenEdit } from '../store/index.ts';
import { middleOf, precisionOf, readDate } from './dates.ts';

/** null: what the photos themselves say. */
export type TakenRequest =
  { at?: string | undefined; shiftMinutes?: number | undefined; offset?: string | null | undefined } | null | undefined;

/** Photos become favourites, or are none any more. @returns what is new, by photo. @throws AppError `notFound` */
export function favouritesOf(
  store: Store,
  photos: readonly number[],
  favourite: boolean,
): { edits: Map<number, PhotoEdit[]>; what: Sentence } {
  const edits = new Map<number, PhotoEdit[]>();
  for (const photo of new Set(photos)) {
    const now = store.photos.get(photo);
    if (!now) throw new AppError('notFound', sentence('photoGone'));
    if (now.favourite !== favourite) edits.set(photo, [{ kind: 'favourite', value: favourite ? '1' : null }]);
  }
  const what = favourite ? 'photosFavoured' : 'photosFavouredNoMore';
  return { edits, what: sentence(what, { photos: edits.size }) };
}

/**
 * @param title undefined: as it is
 * @returns what is new, by photo, and what was said in words
 * @throws AppError `badRequest` for a day that does not exist, `notFound` for a photo that is not there
 */
export function editsOf(
  store: Store,
  photos: readonly number[],
  taken: TakenRequest,
  title: string | null | undefined,
): { edits: Map<number, PhotoEdit[]>; what: Sentence } {
  const text = title?.trim() || null;
  const at = taken?.at === undefined ? undefined : dateIn(taken.at);
  const edits = new Map<number, PhotoEdit[]>();
  for (const photo of new Set(photos)) {
    const now = store.metadata.get(photo);
    const before = store.photos.get(photo)?.takenAt;
    if (!now || before === undefined) throw new AppError('notFound', sentence('photoGone'));
    const each: PhotoEdit[] = [];
    if (taken === null && now.takenFrom === 'user') each.push({ kind: 'taken', value: null });
    if (taken) {
      const value = takenOf({ at: before, offset: now.takenOffset }, at, taken);
      if (value) each.push({ kind: 'taken', value });
    }
    if (title !== undefined && text !== now.title && !(text === null && now.titleFrom !== 'user')) {
      each.push({ kind: 'title', value: text });
    }
    if (each.length > 0) edits.set(photo, each);
  }
  return { edits, what: inWords(edits.size, taken, text, title !== undefined) };
}

/** @returns null: as it is, or it is not known when it was */
function takenOf(
  before: { at: string | null; offset: string | null },
  at: string | undefined,
  { shiftMinutes = 0, offset }: NonNullable<TakenRequest>,
): TakenEdit | null {
  const known = at ?? before.at;
  if (known === null) return null;
  const now = { at: shifted(known, shiftMinutes), offset: offset === undefined ? before.offset : offset };
  // Another day or hour is in no zone that was said of the one before.
  if (at !== undefined && offset === undefined) now.offset = null;
  if (now.at === before.at && now.offset === before.offset) return null;
  return { takenAt: middleOf(now.at), takenPrecision: precisionOf(now), takenOffset: now.offset };
}

function shifted(at: string, minutes: number): string {
  if (at.length < '2012-07-04T12:30'.length || minutes === 0) return at;
  return dateIn(new Date(Date.parse(`${at}Z`) + minutes * 60_000).toISOString().slice(0, at.length));
}

/** @throws AppError `badRequest` */
function dateIn(text: string): string {
  const date = readDate(text);
  // A date of which a part is no day or no time would be read as less than was written.
  if (date?.at !== text) throw new AppError('badRequest', sentence('noSuchDate'));
  return text;
}

function inWords(photos: number, taken: TakenRequest, title: string | null, isTitled: boolean): Sentence {
  const named =
    isTitled && (title === null ? sentence('ownTitles', { photos }) : sentence('titled', { photos, title }));
  const dated = taken !== undefined && inWordsOfDate(photos, taken);
  return named && dated
    ? sentence('bothSaid', { first: dated, second: named })
    : dated || named || sentence('ownDates', { photos });
}

function inWordsOfDate(photos: number, taken: NonNullable<TakenRequest> | null): Sentence {
  if (taken === null) return sentence('ownDates', { photos });
  if (taken.at !== undefined) return sentence('dated', { photos, date: taken.at.replace('T', ' ') });
  if (taken.shiftMinutes !== undefined) return sentence('shifted', { photos, hours: hoursOf(taken.shiftMinutes) });
  return sentence('offsetSaid', { photos, offset: taken.offset ?? null });
}

/** +2:00, −1:30. */
function hoursOf(minutes: number): string {
  const [whole, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '−' : '+'}${whole}:${String(rest).padStart(2, '0')}`;
}
