// What the store keeps, as the contract has it.

import type { Face, HistoryEntry, PersonCard, Question } from '../contract.ts';
import { AppError } from '../errors.ts';
import { obstacleTo } from '../people/edits/actions.ts';
import { firstReachable } from '../platform/reachable.ts';
import { sentence } from '../sentences/sentence.ts';
import type { ActionRecord, FaceRecord, Store } from '../store/index.ts';

export function toFace({ id, photo, x, y, w, h, confidence, quality, person, name }: FaceRecord): Face {
  return { id, photo, box: [x, y, w, h], confidence, quality, person: person === null ? null : { id: person, name } };
}

/** @throws AppError `notFound` */
export function cardOf(store: Store, person: number): PersonCard {
  const card = store.people.get(person);
  if (!card) throw new AppError('notFound', sentence('personGone'));
  return card;
}

/** @throws AppError `notFound` */
export function photoCardOf(store: Store, photo: number) {
  const found = store.photos.get(photo);
  if (!found) throw new AppError('notFound', sentence('photoGone'));
  return found;
}

const MOST_PICTURES = 6;

/** What was done, whether it can be taken back, and some of the faces that it was about. */
export function historyEntryOf(store: Store, entry: ActionRecord): HistoryEntry {
  const { id, at, sentence: said, undone, who } = entry;
  const obstacle = undone ? null : obstacleTo(store, entry);
  return { id, at, sentence: said, undone, who, obstacle, faces: store.facts.pictures(id, MOST_PICTURES) };
}

interface AskedFace {
  id: number;
  photo: number;
}

/** A face of a question, which memory has and the store must have too. */
export async function questionSideOf(
  store: Store,
  { id }: AskedFace,
  more: readonly AskedFace[],
): Promise<Question['left']> {
  const face = store.photos.face(id);
  const photo = face && store.photos.get(face.photo);
  const paths = face ? store.files.paths(face.photo) : [];
  const [first] = paths;
  if (!face || !photo || first === undefined || face.person === null)
    throw new Error(`Face ${id} is in memory but not in store.`);
  const person = cardOf(store, face.person);
  return {
    face: face.id,
    photo: face.photo,
    path: (await firstReachable(paths)) ?? first,
    box: [face.x, face.y, face.w, face.h],
    width: photo.width,
    height: photo.height,
    isVideo: photo.video !== null,
    takenAt: photo.takenAt,
    person,
    more: more.map((other) => ({
      face: other.id,
      photo: other.photo,
      takenAt: photoCardOf(store, other.photo).takenAt,
    })),
  };
}
