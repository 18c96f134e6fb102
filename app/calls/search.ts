// The calls of search: photos by what was typed, and what it may become while it is typed.

import { albumOf, calledIn } from './albums.ts';
import type { Engine, Suggestion } from '../contract.ts';
import { albumsCalled } from '../search/album-names.ts';
import { leaveOut } from '../search/leave-out.ts';
import { calledLike, type Named, type Part } from '../search/query.ts';
import { distinct } from '../search/rule.ts';
import { suggest } from '../search/suggest.ts';
import type { Store } from '../store/index.ts';
import { meaningOf } from './query-meaning.ts';

type SearchCalls = Pick<Engine, Extract<keyof Engine, `search.${string}`>>;

export function makeSearchCalls(store: Store): SearchCalls {
  return {
    'search.photos'({ query, limit, offset }) {
      const names = store.people.names();
      const { query: right, parts, corrections, rule, asked, total } = meaningOf(store, query, names);
      const mentioned = parts.flatMap((part) => {
        if (part.kind === 'with' || part.kind === 'without') return part.people;
        return part.kind === 'word' ? calledLike(part.text, names).slice(0, MOST_ALIKE) : [];
      });
      const people = [...new Set(mentioned)].flatMap((person) => store.people.get(person) ?? []);
      return {
        photos: asked === null ? [] : store.search.photos(asked, limit, offset),
        total,
        parts: distinct(parts),
        people,
        albums: offset === 0 ? albumsFor(query) : [],
        rule,
        corrections,
        instead: rule !== null && total === 0 ? instead(right, parts, names) : [],
      };
    },
    'search.suggest': ({ typed }) => ({ suggestions: suggestionsFor(typed) }),
  };

  function albumsFor(query: string) {
    const called = albumsCalled(query, store.albums.all()).slice(0, MOST_ALBUMS);
    return called.map((album) => albumOf(store, album));
  }

  /** What would be found if one thing less were asked for, the most first. */
  function instead(query: string, parts: readonly Part[], names: readonly Named[]) {
    return parts
      .flatMap((without, place) => {
        const rest = leaveOut(query, place, names);
        const photos = rest === null ? 0 : meaningOf(store, rest, names).total;
        return rest === null || photos === 0 ? [] : [{ query: rest, without, photos }];
      })
      .sort((a, b) => b.photos - a.photos)
      .slice(0, MOST_INSTEAD);
  }

  function suggestionsFor(typed: string): Suggestion[] {
    const found = suggest(typed, {
      people: store.people.names(),
      folders: store.directories
        .names()
        .map(({ root, directory, photos }) => ({ ...calledIn(root, directory), photos })),
      places: store.search.places(),
      months: store.search.months(),
      albums: store.albums.all(),
    });
    const all = [
      ...found.people.flatMap(({ id, text, start }): Suggestion[] => {
        const person = store.people.get(id);
        return person ? [{ kind: 'person', person, text, start }] : [];
      }),
      ...found.dates.map((each): Suggestion => ({ kind: 'date', ...each })),
      ...found.places.map((each): Suggestion => ({ kind: 'place', ...each })),
      ...found.albums.map(({ id, name }): Suggestion => ({ kind: 'album', album: id, name })),
      ...found.folders.map((each): Suggestion => ({ kind: 'folder', ...each })),
    ];
    // What all words mean together comes before what the last ones mean.
    return all.sort((a, b) => startOf(a) - startOf(b));
  }
}

/** An album is called by all that was typed. */
function startOf(suggestion: Suggestion): number {
  return suggestion.kind === 'album' ? 0 : suggestion.start;
}

/** Of those whose name only begins like a word. */
const MOST_ALIKE = 12;
const MOST_ALBUMS = 6;
const MOST_INSTEAD = 4;
