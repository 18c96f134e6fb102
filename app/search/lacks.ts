// Photos that lack something, as people ask for them, in English and in German: undated, no date, without people, ohne Gesichter.

import type { Token } from './words.ts';

/** No day of them is known, or nobody was found on them. */
export interface Lacks {
  kind: 'lacks';
  what: 'date' | 'people';
}

const ALONE = new Map<string, Lacks['what']>([
  ...each('date', 'undated undatiert undatierte undatierten'),
  ...each('people', 'nobody niemand niemandem niemanden'),
]);
const NO = new Set('no without kein keine ohne'.split(' '));
const ARTICLES = new Set('a any ein'.split(' '));
const LACKED = new Map<string, Lacks['what']>([
  ...each('date', 'date dates datum'),
  ...each('people', 'people persons faces personen menschen leute gesichter'),
]);

/** The words at a place that say what photos lack, and how many they are; undefined: they do not. */
export function readLacks(tokens: readonly Token[], at: number): { lacks: Lacks; length: number } | undefined {
  const word = (place: number): string => {
    const token = tokens[place];
    return token === undefined || token.isQuoted || token.isExcluded ? '' : token.folded;
  };
  const alone = ALONE.get(word(at));
  if (alone !== undefined) return { lacks: { kind: 'lacks', what: alone }, length: 1 };
  if (!NO.has(word(at))) return undefined;
  const length = ARTICLES.has(word(at + 1)) ? 3 : 2;
  const what = LACKED.get(word(at + length - 1));
  return what && { lacks: { kind: 'lacks', what }, length };
}

function each(what: Lacks['what'], words: string): [string, Lacks['what']][] {
  return words.split(' ').map((word) => [word, what]);
}
