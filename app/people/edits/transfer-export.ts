// What the user said, written down so that another library of the same photos understands it: names, answers, albums.

import type { TransferFace, Transfer } from '../../contract.ts';
import type { TransferFaceRecord, Store } from '../../store/index.ts';

export function exportTransfer(store: Store): Transfer {
  const albums = store.albums.all();
  const mentioned = albums.flatMap(({ rule }) => (rule === null ? [] : [...rule.with.flat(), ...rule.without]));
  const people = [...new Set([...store.transfer.spokenOf(), ...mentioned])].flatMap((id) => store.people.get(id) ?? []);
  const places = new Map(people.map(({ id }, place) => [id, place]));
  const placesOf = (ids: readonly number[]) => ids.flatMap((id) => places.get(id) ?? []);
  return {
    kindred: 1,
    people: people.map(({ id, name, hidden, favourite }) => {
      const { note, born } = store.personDetails.of(id);
      const cover = store.transfer.chosenCover(id);
      const faces = store.transfer.ofPerson(id).map(transfer);
      return { name, hidden, favourite, note, born, cover: cover ? transfer(cover) : null, faces };
    }),
    apart: store.transfer.apart().flatMap((pair): [TransferFace, TransferFace][] => {
      const [left, right] = [store.transfer.face(pair.left), store.transfer.face(pair.right)];
      return left && right ? [[transfer(left), transfer(right)]] : [];
    }),
    noFaces: store.transfer.rejected().map(transfer),
    // Without a person whose photos are away it would be another album.
    albums: albums.flatMap(({ name, rule }) => {
      if (rule === null) return [];
      const carried = { ...rule, with: rule.with.map(placesOf), without: placesOf(rule.without) };
      return carried.with.some((party) => party.length === 0) ? [] : [{ name, rule: carried }];
    }),
    photos: store.photoEdits.standing(),
    chosenAlbums: albums.flatMap(({ id, name, rule, cover }) => {
      if (rule !== null) return [];
      const hash = cover === null ? undefined : store.photos.hashOf(cover);
      return [{ name, photos: store.chosenPhotos.hashes(id), cover: hash ?? null }];
    }),
  };
}

function transfer({ hash, x, y, w, h, at }: TransferFaceRecord): TransferFace {
  return { photo: hash, box: [x, y, w, h], ...(at !== null && { at }) };
}
