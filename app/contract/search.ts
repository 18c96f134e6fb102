// Calls about searching, and what was understood of a query.

import { z } from 'zod';
import { Album, AlbumRule } from './albums.ts';
import { call } from './call.ts';
import { PersonCard, PhotoCard } from './cards.ts';
import { Count, Day, Id, Page } from './terms.ts';

/** What was understood of a query, in its order. */
export const QueryPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('with'), people: z.array(Id) }),
  z.object({ kind: z.literal('without'), people: z.array(Id) }),
  z.object({ kind: z.literal('days'), from: Day.nullable(), to: Day.nullable() }),
  z.object({ kind: z.literal('months'), months: z.array(z.int().min(1).max(12)) }),
  z.object({ kind: z.literal('favourites') }),
  /** Photos without a date, or on which nobody was found. */
  z.object({ kind: z.literal('lacks'), what: z.enum(['date', 'people']) }),
  /** Videos alone, that play for longer and shorter than this, in seconds. */
  z.object({ kind: z.literal('videos'), longer: z.number().nullable(), shorter: z.number().nullable() }),
  z.object({ kind: z.literal('word'), text: z.string() }),
  /** No person has that name, so leaving it out excludes nothing. */
  z.object({ kind: z.literal('unknown'), text: z.string() }),
]);

/** `start`: what was typed from there on is replaced. */
export const Suggestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonCard, text: z.string(), start: Count }),
  z.object({ kind: z.literal('folder'), name: z.string(), path: z.string(), photos: Count, start: Count }),
  /** A month (2019-07) or a year (2019). */
  z.object({ kind: z.literal('date'), date: z.string(), photos: Count, start: Count }),
  /** A town, a part of a country, or a country. */
  z.object({ kind: z.literal('place'), name: z.string(), photos: Count, start: Count }),
  z.object({ kind: z.literal('album'), album: Id, name: z.string() }),
]);

export const searchCalls = {
  /** Photos by what was typed, in English or in German: “with Anna and Ben, without Carl, July 2019, beach”. */
  'search.photos': call(
    z.object({ query: z.string().max(1000), ...Page }),
    z.object({
      photos: z.array(PhotoCard),
      total: Count,
      parts: z.array(QueryPart),
      /** Who is mentioned, or called so. */
      people: z.array(PersonCard),
      /** Called as was typed; with the first photos, as each is a search of its own. */
      albums: z.array(Album),
      /** What an album would need to hold the same; null: nothing was asked for. */
      rule: AlbumRule.nullable(),
      /** Words that are found nowhere, read as the nearest names of people, or else of a place. */
      corrections: z.array(z.object({ typed: z.string(), people: z.array(Id), place: z.string().nullable() })),
      /** Where no photo fits: what would be found without one of the parts, the most first. */
      instead: z.array(z.object({ query: z.string(), without: QueryPart, photos: Count })),
    }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'search.suggest': call(z.object({ typed: z.string().max(1000) }), z.object({ suggestions: z.array(Suggestion) }), {
    reads: ['people', 'photos'],
    needsFaces: false,
  }),
} as const;

export type QueryPart = z.output<typeof QueryPart>;
export type Suggestion = z.output<typeof Suggestion>;
