// “This is Anna”, said of photos instead of faces: meant is the one face on each that no name was given to.

import type { Store } from '../../store/index.ts';

export interface Meant {
  /** At most one a photo. */
  faces: number[];
  /** Photos on which that person is already. */
  known: number;
  /** Photos with several faces without a name: which one is meant cannot be told. */
  several: number;
  /** Photos without any such face. */
  without: number;
}

/** @param person who is meant; null: a person who is not there yet. Strangers whom the user hid are not meant. */
export function facesMeant(store: Store, photos: Iterable<number>, person: number | null): Meant {
  const meant: Meant = { faces: [], known: 0, several: 0, without: 0 };
  for (const photo of photos) {
    const faces = store.photos.facesOf(photo);
    const [first, ...more] = faces.filter(
      (face) => face.name === null && face.person !== null && store.people.get(face.person)?.hidden === false,
    );
    if (person !== null && faces.some((face) => face.person === person)) meant.known++;
    else if (first === undefined) meant.without++;
    else if (more.length > 0) meant.several++;
    else meant.faces.push(first.id);
  }
  return meant;
}
