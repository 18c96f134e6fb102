// Which files are one photo: a raw file and its JPEG, a HEIC and its JPEG, an edited copy beside its original.

import { createHash } from 'node:crypto';
import { basename, dirname, extname } from 'node:path';
import type { StackPlace, Store } from '../store/index.ts';
import { middleOf } from './dates.ts';
import type { Facts } from './metadata.ts';
import { isRaw } from './names.ts';

const HEIF_SUFFIXES = new Set(['.heic', '.heif', '.hif']);
const JPEG_SUFFIXES = new Set(['.jpg', '.jpeg', '.jpe', '.jfif']);
/** Apple's edited copy of IMG_1234 is IMG_E1234. */
const APPLE_EDITED = /^(IMG_)E(\d{4,})$/i;
/** Google's of NAME is NAME-edited, in the language of the account. */
const GOOGLE_EDITED =
  /^(.+)-(?:edited|bearbeitet|modifié|editado|editada|modificato|bewerkt|edytowane|redigerad|redigeret|redigert|muokattu|upraveno|изменено|編集済み|已修改|수정됨)$/iu;

/** The finished picture before what it was made from. */
const [EDITED_RANK, HEIF_RANK, JPEG_RANK, RAW_RANK] = [0, 1, 2, 3];
/** Safe integers have 53 bits; two files of one folder in a hundred million share a number by chance. */
const STACK_HEX_DIGITS = 13;

/**
 * @param path below its folder
 * @returns files of one stack are one photo, and the one of the lowest rank stands for it; null: the name tells nothing
 */
export function stackOf(path: string): StackPlace | null {
  const suffix = extname(path).toLowerCase();
  if (suffix === '') return null;
  const name = basename(path, extname(path)).normalize('NFC');
  const edited = APPLE_EDITED.exec(name) ?? GOOGLE_EDITED.exec(name);
  const original = edited ? edited.slice(1).join('') : name;
  // Pictures of other formats that share a name (a drawing and its photo) are one only as original and edited copy.
  const isOfCamera = isRaw(path) || HEIF_SUFFIXES.has(suffix) || JPEG_SUFFIXES.has(suffix);
  const key = `${dirname(path)}/${original.toLowerCase()}${isOfCamera ? '' : suffix}`;
  const stack = parseInt(createHash('sha256').update(key).digest('hex').slice(0, STACK_HEX_DIGITS), 16);
  return {
    stack,
    rank: edited ? EDITED_RANK : isRaw(path) ? RAW_RANK : HEIF_SUFFIXES.has(suffix) ? HEIF_RANK : JPEG_RANK,
  };
}

/** As the user wishes it: every file a photo of its own, or `stackOf`. */
export function stackPlaces(store: Store): typeof stackOf {
  return store.settings.get('filesApart') ? () => null : stackOf;
}

/** A camera writes both files within this time, and their clocks with whole seconds. */
const ONE_SHOT_MS = 2000;

/** Counters start again at IMG_0001: what says itself that it was taken at another time is another photo. */
export function isOneShot(one: Facts, other: Facts): boolean {
  const [a, b] = [one, other].map(({ dates }) => dates.find(({ rank }) => rank === 'original'));
  if (!a || !b) return true;
  return Math.abs(timeOf(a.at) - timeOf(b.at)) <= ONE_SHOT_MS;
}

function timeOf(at: string): number {
  return Date.parse(`${middleOf(at)}Z`);
}
