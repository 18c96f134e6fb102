// Whole names that are typed nearly right: “Ana Exampel” for Anna Example, though “Ana” alone may be a piece of a word.

import { ensure } from '../ensure.ts';
import { nearestNames } from './nearest-name.ts';
import { mention, type Named, understandTyped } from './query.ts';
import { type Token, tokenize } from './words.ts';

export interface NearName {
  /** Who is meant, and where in what was typed. */
  people: readonly Named[];
  start: number;
  end: number;
}

/** Names of several words; what else the words mean, as a date or as somebody's name, they go on meaning. */
export function nearNames(typed: string, names: readonly Named[]): NearName[] {
  const tokens = tokenize(typed);
  const whole = names
    .map((person) => ({ person, words: tokenize(person.name).map(({ folded }) => folded) }))
    .filter(({ words }) => words.length > 1);
  const longest = Math.max(0, ...whole.map(({ words }) => words.length));
  const openEnds = new Set(
    understandTyped(typed, names).flatMap(({ part, end, isQuoted }) =>
      !isQuoted && (part.kind === 'word' || part.kind === 'unknown') ? [end] : [],
    ),
  );
  const found: NearName[] = [];
  for (let at = 0; at < tokens.length;) {
    const near = nearAt(at);
    if (near === undefined) at++;
    else {
      found.push(near.name);
      at += near.length;
    }
  }
  return found;

  /** The longest that begins at a word. */
  function nearAt(at: number): { name: NearName; length: number } | undefined {
    for (let length = Math.min(longest, tokens.length - at); length > 1; length--) {
      const run = tokens.slice(at, at + length);
      const [first, ...more] = run;
      if (first === undefined || more.some(({ isExcluded }) => isExcluded)) continue;
      const fitting = whole.filter(
        ({ words }) => words.length === length && run.every((word, i) => fits(word, words[i])),
      );
      const nearest = new Set(
        nearestNames(run.map(({ folded }) => folded).join(' '), new Set(fitting.map(({ words }) => words.join(' ')))),
      );
      if (nearest.size === 0 || !run.some(({ end }) => openEnds.has(end))) continue;
      const people = fitting.filter(({ words }) => nearest.has(words.join(' '))).map(({ person }) => person);
      return { name: { people, start: first.start, end: ensure(run.at(-1), 'The last word').end }, length };
    }
    return undefined;
  }

  function fits({ folded, end, isQuoted }: Token, word: string | undefined): boolean {
    return !isQuoted && (folded === word || openEnds.has(end));
  }
}

/** The same query with those people in it whose names are nearly typed. */
export function putNamesRight(typed: string, near: readonly NearName[], names: readonly Named[]): string {
  return near.toReversed().reduce((query, { people, start, end }) => {
    const meant = people.map((person) => mention(person, names)).join(' or ');
    return query.slice(0, start) + meant + query.slice(end);
  }, typed);
}
