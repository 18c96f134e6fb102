// What the user says about people unasked: names, merges, splits, faces in the wrong place, covers, hiding.

import { ensure } from '../../ensure.ts';
import { AppError } from '../../errors.ts';
import { sentence } from '../../sentences/sentence.ts';
import type { NewFace, PersonCardRecord, Store } from '../../store/index.ts';
import type { Groups } from '../grouping/groups.ts';
import { isSaid } from '../grouping/constraints.ts';
import { type Change, type Actions, someone, UNCHANGED } from './actions.ts';

export type NamedOutcome =
  { outcome: 'named'; person: PersonCardRecord; change: Change } | { outcome: 'taken'; namesakes: PersonCardRecord[] };

/** The person as they are after it, and what changed. */
export interface Corrected {
  card: PersonCardRecord;
  change: Change;
}

export function openCorrections(
  store: Store,
  groups: Groups,
  { record, faceOf, placedFaceOf, cardOf, moveFaces, moveAll, moveOut, absorb, reload }: Actions,
) {
  /** @param ifTaken whether others of that name are to be asked about first */
  function name(person: number, called: string | null, ifTaken: 'ask' | 'keepBoth'): NamedOutcome {
    const card = cardOf(person);
    if (card.name === called) return { outcome: 'named', person: card, change: UNCHANGED };
    const namesakes = called === null || ifTaken === 'keepBoth' ? [] : store.people.called(called, person);
    if (namesakes.length > 0) return { outcome: 'taken', namesakes };
    const who = { person: someone(card) };
    const what = called === null ? sentence('unnamed', who) : sentence('named', { ...who, name: called });
    const change = record('name', what, (action) => {
      store.facts.name(action, person, called, card.cover);
      return [person];
    });
    return { outcome: 'named', person: cardOf(person), change };
  }

  /** The user's word stands above shared photos and earlier answers: a mirror, a collage, a slip of the finger. */
  function merge(people: readonly number[], into: number): Corrected {
    const target = cardOf(into);
    const others = [...new Set(people)].filter((person) => person !== into).map(cardOf);
    if (others.length === 0) throw new AppError('badRequest', sentence('mergeNobody'));
    const what = sentence('merged', { others: others.map(someone), into: someone(target) });
    const change = record('merge', what, (action) => {
      for (const { cover } of others) store.facts.answer(action, target.cover, cover, 'same');
      const ids = others.map(({ id }) => id);
      absorb(action, into, ids);
      return [into, ...ids];
    });
    return { card: cardOf(into), change };
  }

  /** These faces are someone else: a new person, for ever apart from this one. */
  function split(person: number, faces: readonly number[]): Corrected {
    const card = cardOf(person);
    const leaving = [...new Set(faces)].map(placedFaceOf);
    const [first] = leaving;
    if (!first) throw new AppError('badRequest', sentence('noFaceChosen'));
    if (leaving.some((face) => face.person !== person)) {
      throw new AppError('conflict', sentence('facesMoved'));
    }
    const ids = new Set(leaving.map(({ id }) => id));
    const staying = groups.people.get(person)?.faces.find(({ id }) => !ids.has(id));
    if (!staying) {
      throw new AppError('badRequest', sentence('splitAll'));
    }
    let fresh = 0;
    const change = record('split', sentence('split', { faces: leaving.length, from: someone(card) }), (action) => {
      fresh = moveOut(action, leaving);
      store.facts.answer(action, first.id, staying.id, 'different');
      return [person, fresh];
    });
    return { card: cardOf(fresh), change };
  }

  /** These faces are that person, wherever they were before; null: they are someone new, perhaps with a name. */
  function assign(faces: readonly number[], person: number | null, called: string | null = null): Corrected {
    const moving = [...new Set(faces)].map(faceOf).filter((face) => person === null || face.person !== person);
    const target = person === null ? null : cardOf(person);
    const [first] = moving;
    if (!first) {
      if (target) return { card: target, change: UNCHANGED };
      throw new AppError('badRequest', sentence('noFaceChosen'));
    }
    const newcomer = called === null ? null : { name: called, photos: new Set(moving.map(({ photo }) => photo)).size };
    const what = sentence('assigned', { faces: moving.length, to: target ? someone(target) : newcomer });
    let to = target?.id;
    const change = record('assign', what, (action) => {
      if (target) {
        moveFaces(action, moving, target.id);
        for (const { id } of moving) store.facts.answer(action, target.cover, id, 'same');
        return [target.id, ...moving.flatMap((face) => face.person ?? [])];
      }
      const fresh = moveOut(action, moving);
      to = fresh;
      if (called !== null) store.facts.name(action, fresh, called, first.id);
      return [fresh, ...moving.flatMap((face) => face.person ?? [])];
    });
    return { card: cardOf(ensure(to, 'The person who was given the faces')), change };
  }

  /** Not a face at all: out of sight until that is undone, whatever is found on the photo again. */
  function reject(faces: readonly number[]): Change {
    const rejected = [...new Set(faces)].map(faceOf);
    const change = record('reject', sentence('rejected', { faces: rejected.length }), (action) => {
      for (const { id } of rejected) {
        store.facts.reject(action, id);
        store.photos.refreshVisibility(id);
      }
      return rejected.flatMap(({ person }) => person ?? []);
    });
    reload(rejected.map(({ id }) => id));
    return change;
  }

  /** A face where none was found. @param keep puts its picture aside, before it is stored for good */
  function draw(photo: number, found: NewFace, keep: (face: number) => void): { face: number; change: Change } {
    let face = 0;
    const change = record('draw', sentence('drew'), (action) => {
      face = store.photos.addDrawn(photo, { ...found, isDrawn: true });
      store.facts.draw(action, face);
      keep(face);
      // Without landmarks nothing can be compared: who it is, only the user knows.
      return found.confidence > 0 ? [] : [moveOut(action, [{ id: face }])];
    });
    reload([face]);
    return { face, change };
  }

  /** On these photos one person may be seen more than once: a mirror, a collage. */
  function collage(photos: readonly number[]): Change {
    const faces = photos.flatMap((photo) => groups.facesOn(photo));
    if (faces.length === 0) throw new AppError('notFound', sentence('nobodyOnPhoto'));
    const change = record('collage', sentence('collage'), (action) => {
      for (const photo of photos.filter((each) => !groups.facesOn(each).every(({ isOnCollage }) => isOnCollage))) {
        store.facts.collage(action, photo);
        store.photos.refreshCollage(photo);
      }
      return faces.flatMap(({ person }) => person ?? []);
    });
    photos.forEach(groups.reloadPhoto);
    return change;
  }

  function cover(person: number, face: number): Corrected {
    const card = cardOf(person);
    if (placedFaceOf(face).person !== person) {
      throw new AppError('conflict', sentence('faceMoved'));
    }
    if (store.transfer.chosenCover(person)?.id === face) return { card, change: UNCHANGED };
    const change = record('cover', sentence('cover', { person: someone(card) }), (action) => {
      store.facts.cover(action, person, face);
      return [person];
    });
    return { card: cardOf(person), change };
  }

  /** Takes a person apart: the name goes, and the faces belong to no person until they are grouped anew. */
  function dissolve(person: number): Change {
    const card = cardOf(person);
    return record('dissolve', sentence('dissolved', { person: someone(card) }), (action) => {
      if (card.name !== null) store.facts.name(action, person, null, card.cover);
      moveAll(action, person, null);
      return [person];
    });
  }

  function hide(people: readonly number[], hidden: boolean): Change {
    const cards = [...new Set(people)].map(cardOf).filter((card) => card.hidden !== hidden);
    if (cards.length === 0) return UNCHANGED;
    return record('hide', sentence(hidden ? 'hid' : 'showed', { people: cards.map(someone) }), (action) => {
      for (const { id } of cards) store.facts.hide(action, id, hidden);
      return cards.map(({ id }) => id);
    });
  }

  /** "Is this also Anna?", answered for many at once. */
  function confirm(person: number, same: readonly number[], different: readonly number[]): Corrected {
    const card = cardOf(person);
    const others = (list: readonly number[]) => [...new Set(list)].filter((id) => id !== person).map(cardOf);
    const [joining, leaving] = [others(same), others(different)];
    if (joining.length + leaving.length === 0) throw new AppError('badRequest', sentence('nobodyAnswered'));
    const what = sentence('confirmed', { people: joining.length + leaving.length, person: someone(card) });
    const change = record('answer', what, (action) => {
      for (const other of joining) store.facts.answer(action, card.cover, other.cover, 'same');
      for (const other of leaving) {
        if (!isSaid(store, card.cover, other.cover, 'different')) {
          store.facts.answer(action, card.cover, other.cover, 'different');
        }
      }
      const ids = joining.map(({ id }) => id);
      absorb(action, person, ids);
      return [person, ...ids, ...leaving.map(({ id }) => id)];
    });
    return { card: cardOf(person), change };
  }

  return { name, merge, split, assign, reject, draw, collage, cover, dissolve, hide, confirm };
}
