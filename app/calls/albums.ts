// The calls of albums: those that fill themselves, those of chosen photos, and the folders as albums.

import { basename, join } from 'node:path';
import type { Activity } from '../library/activity.ts';
import type { Album, Engine, FolderAlbum } from '../contract.ts';
import { AppError } from '../errors.ts';
import type { AlbumSaid } from '../people/edits/albums.ts';
import type { People } from '../people/index.ts';
import { inAlbum, toRule } from '../search/rule.ts';
import { sentence } from '../sentences/sentence.ts';
import type { AlbumRecord, DirectoryRecord, Store } from '../store/index.ts';

type AlbumCalls = Pick<Engine, Extract<keyof Engine, `albums.${string}`>>;

export function makeAlbumCalls(store: Store, people: People, activity: Activity): AlbumCalls {
  const { albums } = people;

  return {
    'albums.list': () => ({
      albums: store.albums.all().map((album) => albumOf(store, album)),
      deleted: store.albums.deleted().map(({ id, name }) => ({ id, name })),
    }),
    'albums.get'({ album }) {
      const found = albums.get(album);
      const mentioned = new Set(found.rule === null ? [] : [...found.rule.with.flat(), ...found.rule.without]);
      return {
        album: albumOf(store, found),
        rule: found.rule,
        people: [...mentioned].flatMap((person) => store.people.get(person) ?? []),
      };
    },
    'albums.photos'({ album, limit, offset }) {
      const rule = ruleOf(store, albums.get(album));
      return { photos: store.search.photos(rule, limit, offset), total: store.search.count(rule) };
    },
    'albums.save': ({ album, name, rule }) => said(albums.save(album, name, rule)),
    'albums.make': ({ name, photos }) => said(albums.make(name, known(photos))),
    'albums.choose'({ album, photos, chosen }) {
      const { photos: moved, said: now } = albums.choose(album, known(photos), chosen);
      const { action, ...card } = said(now);
      return { album: card, photos: moved, action };
    },
    'albums.describe': ({ album, name, cover }) => {
      if (typeof cover === 'number') known([cover]);
      return said(albums.describe(album, { name, cover }));
    },
    'albums.delete'({ album }) {
      const action = albums.remove(album);
      activity.changed('people');
      return { action };
    },
    'albums.restore': ({ album }) => said(albums.restore(album)),

    'albums.folders'({ limit, offset }) {
      const all = store.directories.all();
      return { folders: all.slice(offset, offset + limit).map(folderOf), total: all.length };
    },
    'albums.folder': ({ folder, directory }) => folderOf(directoryOf(folder, directory)),
    'albums.folderPhotos': ({ folder, directory, limit, offset }) => ({
      photos: store.directories.photos(folder, directory, limit, offset),
      total: store.directories.get(folder, directory)?.photos ?? 0,
    }),
  };

  function said({ action, ...album }: AlbumSaid): Album & { action: number | null } {
    activity.changed('people');
    return { ...albumOf(store, album), action };
  }

  /** @throws AppError `notFound` for a photo that is not there */
  function known(photos: readonly number[]): number[] {
    const all = [...new Set(photos)];
    if (all.some((photo) => store.photos.get(photo) === undefined))
      throw new AppError('notFound', sentence('photoGone'));
    return all;
  }

  function directoryOf(folder: number, directory: string): DirectoryRecord {
    const found = store.directories.get(folder, directory);
    if (!found) throw new AppError('notFound', sentence('folderAlbumAway'));
    return found;
  }
}

/** An album with what there is of it. */
export function albumOf(store: Store, album: AlbumRecord): Album {
  const { photos, first, last, cover: newest } = store.search.about(ruleOf(store, album));
  const cover = album.cover !== null && isIn(store, album, album.cover) ? album.cover : newest;
  const isChosen = album.rule === null;
  return { id: album.id, name: album.name, isChosen, photos, firstTakenAt: first, lastTakenAt: last, cover };
}

function ruleOf(store: Store, { id, rule }: AlbumRecord) {
  return rule === null ? inAlbum(id) : toRule(rule, store.people.names());
}

/** A cover may be away, or taken out since. */
function isIn(store: Store, { id }: AlbumRecord, photo: number): boolean {
  return store.chosenPhotos.inAlbum(id).includes(photo) && store.timeline.placeOf(photo) !== null;
}

/** A directory by its name and its whole path. */
export function calledIn(root: string, directory: string): { name: string; path: string } {
  const path = join(root, directory).replace(/(?<=.)[\\/]$/, '');
  return { name: basename(path) || path, path };
}

function folderOf({ folder, root, directory, photos, first, last, cover }: DirectoryRecord): FolderAlbum {
  return { folder, directory, ...calledIn(root, directory), photos, firstTakenAt: first, lastTakenAt: last, cover };
}
