// What the user says of albums: made, changed, deleted, brought back, each as one action that can be undone.

import { AppError } from '../errors.ts';
import type { AlbumRecord, AlbumRule, Anchor, Store } from '../store/index.ts';
import type { Ledger } from './ledger.ts';

export type Albums = ReturnType<typeof openAlbums>;

export function openAlbums(store: Store, { say, cardOf }: Ledger) {
  function save(album: number | null, name: string, rule: AlbumRule): AlbumRecord {
    const before = album === null ? undefined : albumOf(album);
    if (before && before.name === name && JSON.stringify(before.rule) === JSON.stringify(rule)) return before;
    // Whom an album names and who cannot be found by now stays named as before.
    const known = new Map<number, Anchor>(
      album === null ? [] : store.albums.anchors(album).map((each) => [each.holder, each]),
    );
    const anchorOf = (person: number): Anchor => known.get(person) ?? { person, face: cardOf(person).cover };
    const { with: parties, without, ...rest } = rule;
    const description = {
      name,
      rest,
      parties: parties.map((party) => party.map(anchorOf)),
      without: without.map(anchorOf),
    };
    return record(album, sentenceOf(before, name), (action, id) => store.albums.describe(action, id, description));
  }

  function remove(album: number): void {
    const { name } = albumOf(album);
    say('album', `Deleted the album “${name}”`, (action) => {
      store.albums.remove(action, album);
      return [];
    });
  }

  /** As it was when it was deleted. */
  function restore(album: number): AlbumRecord {
    const gone = store.albums.deleted().find(({ id }) => id === album);
    if (!gone) throw new AppError('notFound', 'That album is not among the deleted ones any more.');
    return record(album, `Brought back the album “${gone.name}”`, (action, id) => store.albums.repeat(action, id));
  }

  function record(album: number | null, sentence: string, work: (action: number, id: number) => void): AlbumRecord {
    let id = album ?? 0;
    say('album', sentence, (action) => {
      if (album === null) id = store.albums.create(new Date().toISOString());
      work(action, id);
      return [];
    });
    return albumOf(id);
  }

  function albumOf(id: number): AlbumRecord {
    const album = store.albums.get(id);
    if (!album) throw new AppError('notFound', 'That album is not there any more.');
    return album;
  }

  return { save, remove, restore, get: albumOf };
}

function sentenceOf(before: AlbumRecord | undefined, name: string): string {
  if (before === undefined) return `Made the album “${name}”`;
  return before.name === name ? `Changed the album “${name}”` : `Renamed the album “${before.name}” to “${name}”`;
}
