// What a query asks the store for, and which photos that are: names that nobody has are read as the nearest that somebody has.

import { nearestNames } from '../search/nearest-name.ts';
import { calledNearly, type Named, type Part, understand } from '../search/query.ts';
import { ruleOf, toRule } from '../search/rule.ts';
import { nearNames, putNamesRight } from '../search/whole-names.ts';
import { tokenize } from '../search/words.ts';
import { type AlbumRule, foldText, type Rule, type Store } from '../store/index.ts';

/** A word or a whole name that was typed, and who or which place is meant instead. */
export interface Correction {
  typed: string;
  people: number[];
  place: string | null;
}

export interface QueryMeaning {
  /** With whole names put right: of it the parts are. */
  query: string;
  parts: Part[];
  corrections: Correction[];
  /** null: nothing was asked for. */
  rule: AlbumRule | null;
  /** The same as the store follows it. */
  asked: Rule | null;
  total: number;
}

export function meaningOf(store: Store, query: string, names: readonly Named[] = store.people.names()): QueryMeaning {
  const asWritten = count(store, query, understand(query, names), names);
  if (asWritten.total > 0 && !asWritten.parts.some(({ kind }) => kind === 'unknown')) return asWritten;
  const quoted = new Set(tokenize(query).flatMap(({ text, isQuoted }) => (isQuoted ? [text] : [])));
  const near = nearNames(query, names);
  const corrections: Correction[] = near.map(({ people, start, end }) => ({
    typed: query.slice(start, end),
    people: people.map(({ id }) => id),
    place: null,
  }));
  const right = putNamesRight(query, near, names);
  const parts = understand(right, names).map((part): Part => {
    if (part.kind !== 'word' && part.kind !== 'unknown') return part;
    // What is found as it was written, or was written in quotation marks, is meant so.
    if (quoted.has(part.text) || (part.kind === 'word' && isFound(store, part.text, names))) return part;
    const people = calledNearly(part.text, names);
    if (people.length > 0) {
      corrections.push({ typed: part.text, people, place: null });
      return { kind: part.kind === 'word' ? 'with' : 'without', people };
    }
    const place = part.kind === 'word' ? placeNearly(store, part.text) : undefined;
    if (place === undefined) return part;
    corrections.push({ typed: part.text, people: [], place });
    return { kind: 'word', text: place };
  });
  return corrections.length === 0 ? asWritten : { ...count(store, right, parts, names), corrections };
}

function count(store: Store, query: string, parts: Part[], names: readonly Named[]): QueryMeaning {
  const rule = ruleOf(parts);
  const asked = rule && toRule(rule, names);
  return { query, parts, corrections: [], rule, asked, total: asked === null ? 0 : store.search.count(asked) };
}

/** Of several that are as near, the one with the most photos. */
function placeNearly(store: Store, typed: string): string | undefined {
  const places = store.search.places().map(({ name }) => ({ name, folded: foldText(name) }));
  const nearest = nearestNames(
    foldText(typed),
    places.map(({ folded }) => folded),
  );
  return places.find(({ folded }) => nearest.includes(folded))?.name;
}

function isFound(store: Store, word: string, names: readonly Named[]): boolean {
  return count(store, word, [{ kind: 'word', text: word }], names).total > 0;
}
