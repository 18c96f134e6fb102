// What the user said, written down so that another library of the same photos understands it: names, answers, albums.

import type { FaceAnywhere, Portable } from '../contract.ts';
import type { FaceAnywhereRecord, Store } from '../store/index.ts';

export function exportSaid(store: Store): Portable {
  const albums = store.albums.all();
  const mentioned = albums.flatMap(({ rule }) => [...rule.with.flat(), ...rule.without]);
  const people = [...new Set([...store.anywhere.spokenOf(), ...mentioned])].flatMap((id) => store.people.get(id) ?? []);
  const places = new Map(people.map(({ id }, place) => [id, place]));
  const placesOf = (ids: readonly number[]) => ids.flatMap((id) => places.get(id) ?? []);
  return {
    kindred: 1,
    people: people.map(({ id, name, hidden, favourite }) => {
      const { note, born } = store.personDetails.of(id);
      const cover = store.anywhere.chosenCover(id);
      const faces = store.anywhere.ofPerson(id).map(anywhere);
      return { name, hidden, favourite, note, born, cover: cover ? anywhere(cover) : null, faces };
    }),
    apart: store.anywhere.apart().flatMap((pair): [FaceAnywhere, FaceAnywhere][] => {
      const [left, right] = [store.anywhere.face(pair.left), store.anywhere.face(pair.right)];
      return left && right ? [[anywhere(left), anywhere(right)]] : [];
    }),
    noFaces: store.anywhere.rejected().map(anywhere),
    // An album without somebody whose photos are away would be another album.
    albums: albums.flatMap(({ name, rule }) => {
      const carried = { ...rule, with: rule.with.map(placesOf), without: placesOf(rule.without) };
      return carried.with.some((party) => party.length === 0) ? [] : [{ name, rule: carried }];
    }),
  };
}

function anywhere({ hash, x, y, w, h }: FaceAnywhereRecord): FaceAnywhere {
  return { photo: hash, box: [x, y, w, h] };
}
