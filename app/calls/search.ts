// The calls of search: photos by what was typed, and what it may become while it is typed.

import { calledIn } from './albums.ts';
import type { Engine, Suggestion } from '../contract.ts';
import { calledLike, understand } from '../search/query.ts';
import { ruleOf, toRule } from '../search/rule.ts';
import { suggest } from '../search/suggest.ts';
import type { Store } from '../store/index.ts';

type SearchCalls = Pick<Engine, Extract<keyof Engine, `search.${string}`>>;

export function makeSearchCalls(store: Store): SearchCalls {
  return {
    'search.photos'({ query, limit, offset }) {
      const names = store.people.names();
      const parts = understand(query, names);
      const rule = ruleOf(parts);
      const mentioned = parts.flatMap((part) => {
        if (part.kind === 'with' || part.kind === 'without') return part.people;
        return part.kind === 'word' ? calledLike(part.text, names).slice(0, MOST_ALIKE) : [];
      });
      const people = [...new Set(mentioned)].flatMap((person) => store.people.get(person) ?? []);
      if (rule === null) return { photos: [], total: 0, parts, people, rule };
      const asked = toRule(rule, names);
      return {
        photos: store.search.photos(asked, limit, offset),
        total: store.search.count(asked),
        parts,
        people,
        rule,
      };
    },
    'search.suggest': ({ typed }) => ({ suggestions: suggestionsFor(typed) }),
  };

  function suggestionsFor(typed: string): Suggestion[] {
    const found = suggest(typed, {
      people: store.people.names(),
      folders: store.directories
        .names()
        .map(({ root, directory, photos }) => ({ ...calledIn(root, directory), photos })),
      months: store.search.months(),
      albums: store.albums.all(),
    });
    return [
      ...found.people.flatMap(({ id, text, start }): Suggestion[] => {
        const person = store.people.get(id);
        return person ? [{ kind: 'person', person, text, start }] : [];
      }),
      ...found.dates.map((each): Suggestion => ({ kind: 'date', ...each })),
      ...found.albums.map(({ id, name }): Suggestion => ({ kind: 'album', album: id, name })),
      ...found.folders.map((each): Suggestion => ({ kind: 'folder', ...each })),
    ];
  }
}

/** Of those whose name only begins like a word. */
const MOST_ALIKE = 12;
