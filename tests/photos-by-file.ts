// What tests of stills and their films look at: all photos of a library, with their files and who is on them.

import { relative } from 'node:path';
import type { Library } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';

/** In the order of their files' names, as they stand below the folder; the still of each before its film. */
export async function photosByFile({ engine }: Library, folder: string) {
  const { photos } = await engine['photos.list']({ offset: 0, limit: 50 });
  const found = await Promise.all(
    photos.map(async (card) => {
      const { places, faces } = await engine['photos.get']({ photo: card.id });
      const people = faces.flatMap(({ person }) => person ?? []);
      return {
        ...card,
        people: people.map(({ id }) => id),
        names: people.flatMap(({ name }) => name ?? []),
        files: places.map(({ path }) => relative(folder, path)),
      };
    }),
  );
  return found.sort((a, b) => ensure(a.files[0]).localeCompare(ensure(b.files[0])));
}
