// What the user says of albums: made, changed, deleted, brought back, each as one action that can be undone.

import { isDeepStrictEqual } from 'node:util';
import { ensure } from '../../ensure.ts';
import { AppError } from '../../errors.ts';
import { sentence, type Sentence } from '../../sentences/sentence.ts';
import type { AlbumRecord, AlbumRule, Anchor, Store } from '../../store/index.ts';
import type { Actions } from './actions.ts';

/** The album as it is now, and the action by which it came to be so; null: it was so before. */
export type AlbumSaid = AlbumRecord & { action: number | null };

export function openAlbums(store: Store, { record, cardOf }: Actions) {
  function save(album: number | null, name: string, rule: AlbumRule): AlbumSaid {
    const before = album === null ? undefined : albumOf(album);
    if (before && before.name === name && isDeepStrictEqual(before.rule, rule)) {
      return { ...before, action: null };
    }
    // Whom an album names and who cannot be found by now stays named as before.
    const known = new Map<number, Anchor>(
      album === null ? [] : store.albums.anchors(album).map((each) => [each.holder, each]),
    );
    const anchorOf = (person: number): Anchor => known.get(person) ?? { person, face: cardOf(person).cover };
    const { with: parties, without, ...rest } = rule;
    if (before?.rule === null) throw new AppError('badRequest', sentence('albumChosen'));
    const description = {
      name,
      rest,
      parties: parties.map((party) => party.map(anchorOf)),
      without: without.map(anchorOf),
    };
    return write(album, savedAs(before, name), (action, id) => store.albums.setDescription(action, id, description));
  }

  /** An album of photos that the user chooses one by one, beginning with these. */
  function make(name: string, photos: readonly number[]): AlbumSaid {
    const what = sentence('albumOfChosen', { name, photos: photos.length });
    return write(null, what, (action, id) => {
      store.albums.describeChosen(action, id, name, null);
      for (const photo of photos) store.chosenPhotos.add(action, id, photo, true);
    });
  }

  /** Puts photos into an album, or takes them out. @returns how many were not, or were, in it */
  function choose(album: number, photos: readonly number[], isChosen: boolean): { photos: number; said: AlbumSaid } {
    const before = chosenAlbum(album);
    const inside = new Set(store.chosenPhotos.inAlbum(album));
    const moved = [...new Set(photos)].filter((photo) => inside.has(photo) !== isChosen);
    if (moved.length === 0) return { photos: 0, said: { ...before, action: null } };
    const what = sentence(isChosen ? 'albumFilled' : 'albumEmptied', { name: before.name, photos: moved.length });
    const said = write(album, what, (action) => {
      for (const photo of moved) store.chosenPhotos.add(action, album, photo, isChosen);
    });
    return { photos: moved.length, said };
  }

  /** What is left out stays as it is. @param cover one of its photos; null: the newest */
  function describe(
    album: number,
    change: { name?: string | undefined; cover?: number | null | undefined },
  ): AlbumSaid {
    const before = chosenAlbum(album);
    const { name = before.name, cover = before.cover } = change;
    if (name === before.name && cover === before.cover) return { ...before, action: null };
    const what =
      name === before.name ? sentence('albumCover', { name }) : sentence('albumRenamed', { before: before.name, name });
    return write(album, what, (action) => store.albums.describeChosen(action, album, name, cover));
  }

  function chosenAlbum(id: number): AlbumRecord {
    const album = albumOf(id);
    if (album.rule !== null) throw new AppError('badRequest', sentence('albumFillsItself'));
    return album;
  }

  /** @returns the action */
  function remove(album: number): number | null {
    const { name } = albumOf(album);
    const { action: written } = record('album', sentence('albumDeleted', { name }), (action) => {
      store.albums.remove(action, album);
      return [];
    });
    return written;
  }

  /** As it was when it was deleted. */
  function restore(album: number): AlbumSaid {
    const gone = store.albums.deleted().find(({ id }) => id === album);
    if (!gone) throw new AppError('notFound', sentence('albumNotDeleted'));
    const what = sentence('albumRestored', { name: gone.name });
    return write(album, what, (action, id) => store.albums.repeat(action, id));
  }

  function write(album: number | null, what: Sentence, work: (action: number, id: number) => void): AlbumSaid {
    let id = album;
    const { action: written } = record('album', what, (action) => {
      id ??= store.albums.create(new Date().toISOString());
      work(action, id);
      return [];
    });
    return { ...albumOf(ensure(id, 'The album that was written')), action: written };
  }

  function albumOf(id: number): AlbumRecord {
    const album = store.albums.get(id);
    if (!album) throw new AppError('notFound', sentence('albumGone'));
    return album;
  }

  return { save, make, choose, describe, remove, restore, get: albumOf };
}

function savedAs(before: AlbumRecord | undefined, name: string): Sentence {
  if (before === undefined) return sentence('albumMade', { name });
  return before.name === name
    ? sentence('albumChanged', { name })
    : sentence('albumRenamed', { before: before.name, name });
}
