// Which photos are meant by a person, an album, a folder or a search, one by one, in the order of their list.

import type { PhotoSet } from '../contract.ts';
import { AppError } from '../errors.ts';
import { inAlbum, toRule } from '../search/rule.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Rule, Store } from '../store/index.ts';
import { meaningOf } from './query-meaning.ts';

/** Photos asked for at once: the store answers such a page within some ten milliseconds. */
const PHOTOS_PER_PAGE = 10_000;

/** @throws AppError `notFound` when there is no such person or album */
export function photosOf(store: Store, set: PhotoSet): number[] {
  if ('photos' in set) return [...new Set(set.photos)];
  if ('everything' in set) return all((offset) => store.photos.list(PHOTOS_PER_PAGE, offset));
  if ('folder' in set) {
    const { folder, directory } = set;
    return all((offset) => store.directories.photos(folder, directory, PHOTOS_PER_PAGE, offset));
  }
  if ('person' in set) {
    const { person } = set;
    if (!store.people.get(person)) throw new AppError('notFound', sentence('personGone'));
    return all((offset) => store.photos.ofPerson(person, PHOTOS_PER_PAGE, offset));
  }
  const rule = 'album' in set ? ruleOfAlbum(store, set.album) : meaningOf(store, set.query).asked;
  if (rule === null) return [];
  return all((offset) => store.search.photos(rule, PHOTOS_PER_PAGE, offset));
}

function ruleOfAlbum(store: Store, album: number): Rule {
  const found = store.albums.get(album);
  if (found === undefined) throw new AppError('notFound', sentence('albumGone'));
  return found.rule === null ? inAlbum(album) : toRule(found.rule, store.people.names());
}

function all(page: (offset: number) => { id: number }[]): number[] {
  const ids: number[] = [];
  for (;;) {
    const found = page(ids.length);
    ids.push(...found.map(({ id }) => id));
    if (found.length < PHOTOS_PER_PAGE) return ids;
  }
}
