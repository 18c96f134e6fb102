// What another program wrote on a photo: who is on it, and where. The same for every program; each reader makes these.

import { cleanName, LONGEST_NAME, type NameSource } from '../contract.ts';
import type { Orientation, ShareBox, Size } from '../vision/orientation.ts';

/** A box around a face. */
export interface Mark {
  /** null: without a name, as telephones write them. */
  name: string | null;
  /** `share` of the sides, or `pixel`: left, top, width, height. */
  box: ShareBox;
  unit: 'share' | 'pixel';
}

/** All that one list of one program says of one photo: its boxes share a frame. */
export interface Marking {
  source: NameSource;
  /** Whose word stands where two lists say different things of one face: the lower. */
  rank: number;
  /** How the picture that the boxes lie on has to be turned to be upright, as far as the file declares it. */
  orientation: Orientation;
  /** Of the picture that the boxes were drawn on; null: the program did not say. */
  appliedTo: Size | null;
  marks: Mark[];
  /** Who is somewhere on the photo: names without a box, or with one that no face can have. */
  names: string[];
}

/** Programs' own words for a person without a name: Picasa's, osxphotos', digiKam's. */
const NO_NAME = /^(?:f{16}|_unknown_|unknown|unconfirmed|ignored|unbekannt|unbestätigt|ignoriert)$/i;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @returns null for a word that is no name. One that is longer than a name can be is found by `longNamesIn`. */
export function nameIn(written: unknown): string | null {
  if (typeof written !== 'string' && typeof written !== 'number') return null;
  const name = cleanName(unescaped(String(written)));
  return name === '' || NO_NAME.test(name) ? null : name;
}

/** Several programs write names as HTML. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, named) => {
    if (typeof named === 'string') return ENTITIES[named.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A box over all of the picture says that a person is on it, and nothing of where. */
const WHOLE = 0.9;

/**
 * Clips a box to the picture.
 * @returns null where there can be no face: no area, its middle outside, or the whole picture
 */
export function clipped([left, top, width, height]: readonly number[]): ShareBox | null {
  if (left === undefined || top === undefined || width === undefined || height === undefined) return null;
  if (![left, top, width, height].every(Number.isFinite) || width <= 0 || height <= 0) return null;
  const [middleX, middleY] = [left + width / 2, top + height / 2];
  if (middleX < 0 || middleX > 1 || middleY < 0 || middleY > 1) return null;
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const box = [x, y, Math.min(1, left + width) - x, Math.min(1, top + height) - y] as const;
  return box[2] * box[3] >= WHOLE ? null : box;
}

/** Names that are longer than a name can be, each once, with the number of its boxes. */
export function longNamesIn({ marks, names }: Marking): Map<string, number> {
  const long = new Map<string, number>();
  for (const name of names.filter(isLong)) long.set(name, 0);
  for (const { name } of marks) if (name !== null && isLong(name)) long.set(name, (long.get(name) ?? 0) + 1);
  return long;
}

/** The boxes stay, without a name. */
export function withoutLongNames(marking: Marking): Marking {
  const marks = marking.marks.map((mark) => (mark.name !== null && isLong(mark.name) ? { ...mark, name: null } : mark));
  return { ...marking, marks, names: marking.names.filter((name) => !isLong(name)) };
}

function isLong(name: string): boolean {
  return name.length > LONGEST_NAME;
}

/** No photo has more faces; a longer list is an attack. ExifTool ends a list at as many. */
export const MOST_MARKS = 1000;

export function isFlood({ marks, names }: Marking): boolean {
  return marks.length + names.length >= MOST_MARKS;
}

/** Without what says nothing. */
export function isSaying({ marks, names }: Marking): boolean {
  return marks.length + names.length > 0;
}
