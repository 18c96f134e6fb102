// What was typed, cut into words.

import { foldText } from '../store/index.ts';

export interface Token {
  text: string;
  /** As it is compared: without capitals and accents. */
  folded: string;
  /** Where it begins in what was typed. */
  start: number;
  end: number;
  /** In quotation marks: meant as it stands. */
  isQuoted: boolean;
  /** After a minus, as search engines have it: -Igor. */
  isExcluded: boolean;
}

/** A minus before a letter or a number sign excludes; between numbers and inside of words it is something else. */
const PIECE = /(?:(?<=^|[\s,;])([-−–])(?=[\p{L}#"“„«]))?(?:["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s,;"“”„«»]+))/gu;

export function tokenize(typed: string): Token[] {
  return [...typed.matchAll(PIECE)].map(({ 0: whole, 1: minus = '', 2: quoted, 3: plain = '', index }) => {
    const text = (quoted ?? plain).trim();
    return {
      text,
      folded: foldText(text),
      start: index + minus.length,
      end: index + whole.length,
      isQuoted: quoted !== undefined,
      isExcluded: minus !== '',
    };
  });
}

/** Whether a name, or a word in it, begins so; both folded. */
export function startsWord(name: string, sought: string): boolean {
  return name.startsWith(sought) || name.includes(` ${sought}`);
}
