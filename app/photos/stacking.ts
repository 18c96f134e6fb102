// Which files are one photo: a raw file and its JPEG, a HEIC and its JPEG, an edited copy beside its original, a still and its film.

import { createHash } from 'node:crypto';
import { basename, dirname, extname } from 'node:path';
import type { StackPlace, Store } from '../store/index.ts';
import { middleMsOf } from './dates.ts';
import { googleOriginal } from './google-edited.ts';
import type { Facts } from './photo-facts.ts';
import { isPicture, isRaw, isVideo } from './names.ts';

const HEIF_SUFFIXES = new Set(['.heic', '.heif', '.hif']);
const JPEG_SUFFIXES = new Set(['.jpg', '.jpeg', '.jpe', '.jfif']);
/** Apple's edited copy of IMG_1234 is IMG_E1234. */
const APPLE_EDITED = /^(IMG_)E(\d{4,})$/i;

/** What Google gives back of a motion photo NAME.MP.jpg apart from it. */
const GOOGLE_FILM_SUFFIX = '.mp';

/** The finished picture before what it was made from, and a still before its film. */
const [EDITED_RANK, HEIF_RANK, JPEG_RANK, RAW_RANK, FILM_RANK] = [0, 1, 2, 3, 4];
/** Safe integers have 53 bits; two files of one folder in a hundred million share a number by chance. */
const STACK_HEX_DIGITS = 13;

/**
 * @param path below its folder
 * @returns files of one stack are one photo, and the one of the lowest rank stands for it; null: the name tells nothing
 */
export function stackOf(path: string): StackPlace | null {
  const suffix = extname(path).toLowerCase();
  if (suffix === '') return null;
  const isFilm = isVideo(basename(path));
  const name = (isFilm ? stillOf(path, suffix) : basename(path, extname(path))).normalize('NFC');
  const edited = editedOf(name);
  const original = edited ?? name;
  // Pictures of other formats that share a name (a drawing and its photo) are one only as original and edited copy.
  const isOfCamera = isFilm || isRaw(path) || HEIF_SUFFIXES.has(suffix) || JPEG_SUFFIXES.has(suffix);
  const key = `${dirname(path)}/${original.toLowerCase()}${isOfCamera ? '' : suffix}`;
  const stack = parseInt(createHash('sha256').update(key).digest('hex').slice(0, STACK_HEX_DIGITS), 16);
  if (isFilm) return { stack, rank: FILM_RANK };
  return {
    stack,
    rank: edited !== null ? EDITED_RANK : isRaw(path) ? RAW_RANK : HEIF_SUFFIXES.has(suffix) ? HEIF_RANK : JPEG_RANK,
  };
}

/** @returns the name of what was edited; null: it is no edited copy */
function editedOf(name: string): string | null {
  const ofApple = APPLE_EDITED.exec(name);
  return ofApple ? ofApple.slice(1).join('') : googleOriginal(name);
}

/** What icloudpd writes behind the name of the film that belongs to a HEIC. */
const ICLOUDPD_FILM = /_HE(?:VC|IC)$/i;

/** The name, without its suffix, of the still whose film it would be: IMG_1.MOV, IMG_1.jpg.mp4, IMG_1_HEVC.MOV, PXL_1.MP. */
function stillOf(path: string, suffix: string): string {
  if (suffix === GOOGLE_FILM_SUFFIX) return basename(path);
  const name = basename(path, extname(path)).replace(ICLOUDPD_FILM, '');
  return isPicture(name) ? basename(name, extname(name)) : name;
}

/**
 * In a transaction. What a file calls its shot is known: films beside it in which the same one is named belong to the still in
 * which it is, whatever their names are.
 * @param file its row
 * @returns whether a film now belongs to another still than before, and waits to be looked at
 */
export function noteShot(store: Store, file: number, shot: string | null): boolean {
  if (shot === null) return false;
  store.stacks.setShot(file, shot);
  const beside = store.stacks.ofShot(file);
  const stacks = beside.flatMap(({ path, stack }) => (isVideo(basename(path)) ? [] : (stack ?? [])));
  let isMoved = false;
  for (const { id, path, stack } of beside) {
    const named = isVideo(basename(path)) ? stackOf(path) : null;
    if (!named) continue;
    const [first = named.stack] = stacks;
    const wanted = stacks.includes(named.stack) ? named.stack : first;
    if (wanted === stack) continue;
    store.stacks.move(id, { ...named, stack: wanted });
    isMoved = true;
  }
  return isMoved;
}

/** As the user wishes it: every picture a photo of its own, or `stackOf`. A film is one with its still in any case. */
export function stackPlaces(store: Store): typeof stackOf {
  return store.settings.get('filesApart') ? (path) => (staysStacked(path) ? stackOf(path) : null) : stackOf;
}

/** Whether `stackPlaces` has a place for a file, found without working it out. */
export function isStacked(path: string, isApart: boolean): boolean {
  return isApart ? staysStacked(path) : extname(path) !== '';
}

/** Films, and what they are the films of. */
function staysStacked(path: string): boolean {
  const suffix = extname(path).toLowerCase();
  if (isVideo(basename(path))) return true;
  const name = basename(path, extname(path));
  return editedOf(name.normalize('NFC')) === null && (HEIF_SUFFIXES.has(suffix) || JPEG_SUFFIXES.has(suffix));
}

/** A camera writes both files within this time, and their clocks with whole seconds. */
const ONE_SHOT_MS = 2000;

/**
 * Counters start again at IMG_0001: what says itself that it was taken at another time is another photo.
 * @returns undefined: one of them says no time, and only their pictures can tell
 */
export function isOneShot(one: Facts, other: Facts): boolean | undefined {
  const [a, b] = [one, other].map(({ dates }) => dates.find(({ rank }) => rank === 'original'));
  if (!a || !b) return undefined;
  return Math.abs(middleMsOf(a.at) - middleMsOf(b.at)) <= ONE_SHOT_MS;
}
