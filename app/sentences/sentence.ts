// What Kindred says to a person, apart from the language: which sentence it is, and what it is about.

import { english } from './english.ts';

/** Every language says all that English says, of the same things. */
export type Catalogue = typeof english;
export type SentenceId = keyof Catalogue;

export interface Sentence {
  /** In English: for logs, scripts and the command line, and where a language does not know the sentence. */
  text: string;
  /** Null: it exists only as it was written. */
  id: string | null;
  /** JSON. Once stored they are kept for ever: a sentence about other things is another sentence. */
  values: Record<string, unknown>;
}

/** Words in a sentence may be a sentence themselves. */
type Given<Values> = {
  [Key in keyof Values]: Values[Key] extends string ? string | Sentence : Values[Key];
};
type About<Id extends SentenceId> =
  Parameters<Catalogue[Id]> extends [infer Values] ? [values: Given<Values>] : [values?: undefined];

export function sentence<Id extends SentenceId>(id: Id, ...[values]: About<Id>): Sentence {
  const about: Record<string, unknown> = { ...values };
  return { text: fill(english, id, about), id, values: about };
}

/** One that no language knows: what another program reported, what an earlier version said. */
export function asWritten(text: string): Sentence {
  return { text, id: null, values: {} };
}

export function inWords(catalogue: Catalogue, { text, id, values }: Sentence): string {
  return isKnown(id) ? fill(catalogue, id, values) : text;
}

export function isKnown(id: string | null): id is SentenceId {
  return id !== null && Object.hasOwn(english, id);
}

function fill(catalogue: Catalogue, id: SentenceId, values: Record<string, unknown>): string {
  const words = Object.entries(values).map(([key, value]) => [
    key,
    isSentence(value) ? inWords(catalogue, value) : value,
  ]);
  // `sentence` paired the two, and no id is ever used for other values: TypeScript cannot follow that through the union.
  return (catalogue[id] as (values: unknown) => string)(Object.fromEntries(words));
}

function isSentence(value: unknown): value is Sentence {
  return typeof value === 'object' && value !== null && 'text' in value && 'id' in value && 'values' in value;
}
