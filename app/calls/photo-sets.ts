// Which photos are meant by a person, an album, a folder or a search, one by one, in the order of their list.

import type { PhotoSet } from '../contract.ts';
import { AppError } from '../errors.ts';
import { inAlbum, toRule } from '../search/rule.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Rule, Store } from '../store/index.ts';
import { meaningOf } from './query-meaning.ts';

/** @throws AppError `notFound` when there is no such person or album */
export function photosOf(store: Store, set: PhotoSet): number[] {
  if ('photos' in set) return [...new Set(set.photos)];
  if ('everything' in set) return store.photos.ids();
  if ('folder' in set) return store.directories.ids(set.folder, set.directory);
  if ('person' in set) {
    if (!store.people.get(set.person)) throw new AppError('notFound', sentence('personGone'));
    return store.photos.idsOfPerson(set.person);
  }
  const rule = 'album' in set ? ruleOfAlbum(store, set.album) : meaningOf(store, set.query).asked;
  return rule === null ? [] : store.search.ids(rule);
}

function ruleOfAlbum(store: Store, album: number): Rule {
  const found = store.albums.get(album);
  if (found === undefined) throw new AppError('notFound', sentence('albumGone'));
  return found.rule === null ? inAlbum(album) : toRule(found.rule, store.people.names());
}
