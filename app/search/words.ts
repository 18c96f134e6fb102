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
}

const PIECE = /["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s,;"“”„«»]+/gu;

export function tokenize(typed: string): Token[] {
  return [...typed.matchAll(PIECE)].map(({ 0: whole, 1: quoted, index }) => {
    const text = (quoted ?? whole).trim();
    return { text, folded: foldText(text), start: index, end: index + whole.length, isQuoted: quoted !== undefined };
  });
}
