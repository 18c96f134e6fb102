// Brings in what was said in another library of the same photos, as one thing that can be undone.

import type { TransferFace, Transfer } from '../../contract.ts';
import { sentence } from '../../sentences/sentence.ts';
import { intersectionOverUnion } from '../../boxes.ts';
import { SAME_FACE_IOU, type Store } from '../../store/index.ts';
import { isSaid } from '../grouping/constraints.ts';
import type { Groups } from '../grouping/groups.ts';
import type { Change, Actions } from './actions.ts';

export interface Imported {
  people: number;
  faces: number;
  /** Faces of photos that are not in this library. */
  missing: number;
  albums: number;
}

type TransferPerson = Transfer['people'][number];

/** Less than frames that are looked at are apart. */
const SAME_MOMENT_S = 0.5;

export function openTransferImport(
  store: Store,
  groups: Groups,
  { record, cardOf, moveFaces, moveOut, reload }: Actions,
) {
  /** What was said here stands: names are given where there is none, and no person with a name is renamed. */
  function importTransfer(said: Transfer): { imported: Imported; change: Change } {
    const imported: Imported = { people: 0, faces: 0, missing: 0, albums: 0 };
    const rejected: number[] = [];
    const edited: number[] = [];
    const change = record('import', sentence('imported', { people: said.people.length }), (action) => {
      const concerned = new Set<number>();
      const taken = new Set<number>();
      const people = said.people.map((person) => {
        const faces = person.faces.flatMap((face) => find(face) ?? []);
        imported.faces += faces.length;
        imported.missing += person.faces.length - faces.length;
        if (faces.length === 0) return undefined;
        const target = gather(action, faces, taken, concerned);
        importDetails(action, target, person);
        imported.people++;
        return target;
      });
      importCannotLinks(action, said.apart);
      rejected.push(...reject(action, said.noFaces, concerned));
      store.people.refresh(concerned);
      imported.albums = bringAlbums(action, said.albums, people);
      imported.albums += bringChosenAlbums(action, said.chosenAlbums);
      edited.push(...edit(action, said.photos));
      return [...concerned];
    });
    reload(rejected);
    edited.forEach(groups.reloadPhoto);
    return { imported, change };
  }

  /** All faces come to the person that holds most of them and is not yet taken by the list, else to a new person. */
  function gather(action: number, faces: readonly number[], taken: Set<number>, concerned: Set<number>): number {
    const held = new Map<number, number>();
    for (const person of faces.map(personOf)) {
      if (person === null) continue;
      concerned.add(person);
      held.set(person, (held.get(person) ?? 0) + 1);
    }
    const [most] = [...held].filter(([person]) => !taken.has(person)).sort(([, a], [, b]) => b - a);
    const strangers = faces.filter((face) => personOf(face) !== most?.[0]).map((id) => ({ id }));
    const target = most?.[0] ?? moveOut(action, strangers);
    if (most) moveFaces(action, strangers, target);
    taken.add(target);
    concerned.add(target);
    store.people.refresh([target]);
    return target;
  }

  function importDetails(action: number, id: number, person: TransferPerson): void {
    const card = cardOf(id);
    const own = store.personDetails.of(id);
    if (person.name !== null && card.name === null) store.facts.name(action, id, person.name, card.cover);
    if (person.hidden && !card.hidden) store.facts.hide(action, id, true);
    if (person.favourite && !card.favourite) store.personDetails.add(action, id, 'favourite', '1', card.cover);
    if (person.born !== null && own.born === null) store.personDetails.add(action, id, 'born', person.born, card.cover);
    if (person.note !== null && !(own.note ?? '').includes(person.note)) {
      const both = own.note === null ? person.note : `${own.note}\n\n${person.note}`;
      store.personDetails.add(action, id, 'note', both, card.cover);
    }
    const cover = person.cover === null ? undefined : find(person.cover);
    if (cover !== undefined && !store.transfer.chosenCover(id)) store.facts.cover(action, id, cover);
  }

  function importCannotLinks(action: number, pairs: Transfer['apart']): void {
    for (const [left, right] of pairs) {
      const [one, other] = [find(left), find(right)];
      // Faces of one person here stay together.
      if (one === undefined || other === undefined || personOf(one) === personOf(other)) continue;
      if (!isSaid(store, one, other, 'different')) store.facts.answer(action, one, other, 'different');
    }
  }

  /** @returns the faces that are out of sight from now on */
  function reject(action: number, noFaces: readonly TransferFace[], concerned: Set<number>): number[] {
    const faces = noFaces.flatMap((face) => find(face) ?? []).filter((face) => groups.faces.has(face));
    for (const face of faces) {
      store.facts.reject(action, face);
      store.photos.refreshVisibility(face);
      const person = personOf(face);
      if (person !== null) concerned.add(person);
    }
    return faces;
  }

  /** What was said here of a photo's date or title stands. @returns the photos of which something else is true now */
  function edit(action: number, photos: Transfer['photos']): number[] {
    return photos.flatMap(({ photo: hash, taken, title, favourite }) => {
      const photo = store.photos.ofHash(hash);
      const now = photo === undefined ? undefined : store.metadata.get(photo);
      if (photo === undefined || now === undefined) return [];
      if (taken && now.takenFrom !== 'user') store.photoEdits.add(action, photo, { kind: 'taken', value: taken });
      if (title !== null && now.titleFrom !== 'user')
        store.photoEdits.add(action, photo, { kind: 'title', value: title });
      if (favourite && store.photos.get(photo)?.favourite === false)
        store.photoEdits.add(action, photo, { kind: 'favourite', value: '1' });
      store.photoEdits.apply(photo);
      return [photo];
    });
  }

  /** @param people who they are here, by their index in the list; undefined: not here. @returns how many were made */
  function bringAlbums(action: number, albums: Transfer['albums'], people: readonly (number | undefined)[]): number {
    const names = new Set(store.albums.all().map(({ name }) => name));
    const anchors = (places: readonly number[]) =>
      places.flatMap((place) => {
        const person = people[place];
        const card = person === undefined ? undefined : store.people.get(person);
        return card ? [{ person: card.id, face: card.cover }] : [];
      });
    let made = 0;
    for (const { name, rule } of albums) {
      const { with: parties, without, ...rest } = rule;
      const carried = parties.map(anchors);
      // Without one of its people it would be another album; or one of that name is there already.
      if (names.has(name) || carried.some((party) => party.length === 0)) continue;
      const album = store.albums.create(new Date().toISOString());
      store.albums.setDescription(action, album, { name, rest, parties: carried, without: anchors(without) });
      made++;
    }
    return made;
  }

  /**
   * Their photos join those of an album of the same name; what was taken out of it here stays out.
   * @returns how many were made
   */
  function bringChosenAlbums(action: number, albums: Transfer['chosenAlbums']): number {
    const own = new Map(store.albums.all().map((album) => [album.name, album]));
    let made = 0;
    for (const { name, photos: hashes, cover } of albums) {
      const known = own.get(name);
      const photos = hashes.flatMap((hash) => store.photos.ofHash(hash) ?? []);
      // An album of that name fills itself here; or none of its photos is here.
      if (known?.rule || photos.length === 0) continue;
      const album = known?.id ?? store.albums.create(new Date().toISOString());
      const left = new Set([...store.chosenPhotos.inAlbum(album), ...store.chosenPhotos.takenOut(album)]);
      for (const photo of new Set(photos)) if (!left.has(photo)) store.chosenPhotos.add(action, album, photo, true);
      if (known) continue;
      const first = cover === null ? undefined : store.photos.ofHash(cover);
      store.albums.describeChosen(action, album, name, first ?? null);
      made++;
    }
    return made;
  }

  function personOf(face: number): number | null {
    return store.photos.face(face)?.person ?? null;
  }

  /** The face of this library at that place of the same photo. */
  function find({ photo, box, at }: TransferFace): number | undefined {
    let best: number | undefined;
    let most = SAME_FACE_IOU;
    for (const { id, x, y, w, h, at: seen } of store.transfer.onPhoto(photo)) {
      if (!isAtOnce(at ?? null, seen)) continue;
      const overlap = intersectionOverUnion([x, y, w, h], box);
      if (overlap >= most) [best, most] = [id, overlap];
    }
    return best;
  }

  return importTransfer;
}

/** Seconds of a video, the same in every library but for how it was read; null: it is a photo. */
function isAtOnce(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : Math.abs(one - other) <= SAME_MOMENT_S;
}
