// What the user says about people unasked: names, merges, splits, faces in the wrong place, covers, hiding.

import { AppError } from '../errors.ts';
import type { NewFace, PersonCardRecord, Store } from '../store/index.ts';
import type { Groups } from './groups.ts';
import { type Change, countFaces, describe, type Ledger } from './ledger.ts';

export type NamedOutcome =
  { outcome: 'named'; person: PersonCardRecord; change: Change } | { outcome: 'taken'; other: PersonCardRecord };

/** The person as they are after it, and what changed. */
export interface Corrected {
  card: PersonCardRecord;
  change: Change;
}

export type Corrections = ReturnType<typeof openCorrections>;

export function openCorrections(
  store: Store,
  groups: Groups,
  { say, faceOf, cardOf, move, moveOut, absorb, reload }: Ledger,
) {
  /** @param ifTaken what to do when someone else has that name already */
  function name(person: number, called: string | null, ifTaken: 'ask' | 'merge' | 'keepBoth'): NamedOutcome {
    const card = cardOf(person);
    if (card.name === called) return { outcome: 'named', person: card, change: { people: new Set() } };
    const other = called === null ? undefined : store.people.called(called, person);
    if (other && ifTaken === 'ask') return { outcome: 'taken', other };
    if (other && ifTaken === 'merge') {
      const { card: merged, change } = merge([person], other.id);
      return { outcome: 'named', person: merged, change };
    }
    const sentence =
      called === null ? `Took the name away from ${describe(card)}` : `Named ${describe(card)} “${called}”`;
    const change = say('name', sentence, (action) => {
      store.facts.name(action, person, called, card.cover);
      return [person];
    });
    return { outcome: 'named', person: cardOf(person), change };
  }

  /** The user's word stands above shared photos and earlier answers: a mirror, a collage, a slip of the finger. */
  function merge(people: readonly number[], into: number): Corrected {
    const target = cardOf(into);
    const others = [...new Set(people)].filter((person) => person !== into).map(cardOf);
    if (others.length === 0) throw new AppError('badRequest', 'Choose at least two people to merge.');
    const change = say('merge', `Merged ${others.map(describe).join(', ')} into ${describe(target)}`, (action) => {
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
    const leaving = [...new Set(faces)].map(faceOf);
    if (leaving.some((face) => face.person !== person)) {
      throw new AppError('conflict', 'Some of these faces belong to someone else by now. Look again and choose anew.');
    }
    const ids = new Set(leaving.map(({ id }) => id));
    const staying = [...(groups.people.get(person)?.faces ?? [])].find(({ id }) => !ids.has(id));
    if (!staying) {
      throw new AppError('badRequest', 'These are all the faces there are. Leave at least one, or rename the person.');
    }
    let fresh = 0;
    const change = say('split', `Took ${countFaces(leaving.length)} away from ${describe(card)}`, (action) => {
      fresh = moveOut(action, leaving);
      store.facts.answer(action, leaving[0].id, staying.id, 'different');
      return [person, fresh];
    });
    return { card: cardOf(fresh), change };
  }

  /** These faces are that person, wherever they were before; null: they are someone new. */
  function assign(faces: readonly number[], person: number | null): Corrected {
    const moving = [...new Set(faces)].map(faceOf).filter((face) => face.person !== person);
    const target = person === null ? null : cardOf(person);
    if (moving.length === 0) {
      if (target) return { card: target, change: { people: new Set() } };
      throw new AppError('badRequest', 'Choose at least one face.');
    }
    const sentence = `Said that ${countFaces(moving.length)} ${moving.length === 1 ? 'is' : 'are'} ${target ? describe(target) : 'someone new'}`;
    let to = target?.id ?? 0;
    const change = say('assign', sentence, (action) => {
      if (target) move(action, moving, target.id);
      else to = moveOut(action, moving);
      if (target) for (const { id } of moving) store.facts.answer(action, target.cover, id, 'same');
      return [to, ...moving.map((face) => face.person)];
    });
    return { card: cardOf(to), change };
  }

  /** Not a face at all: out of sight until that is undone, whatever is found on the photo again. */
  function reject(faces: readonly number[]): Change {
    const rejected = [...new Set(faces)].map(faceOf);
    const sentence =
      rejected.length === 1 ? 'Said that one face is no face' : `Said that ${rejected.length} faces are no faces`;
    const change = say('reject', sentence, (action) => {
      for (const { id } of rejected) {
        store.facts.reject(action, id);
        store.photos.refreshSight(id);
      }
      return rejected.map(({ person }) => person);
    });
    reload(rejected.map(({ id }) => id));
    return change;
  }

  /** A face where none was found. @param keep puts its picture aside, before it is stored for good */
  function draw(photo: number, found: NewFace, keep: (face: number) => void): { face: number; change: Change } {
    let face = 0;
    const change = say('draw', 'Drew a face', (action) => {
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
    if (faces.length === 0) throw new AppError('notFound', 'Nobody is on that photo any more.');
    const change = say('collage', 'Said that a photo is a mirror or a collage', (action) => {
      for (const photo of photos) {
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
    if (faceOf(face).person !== person) {
      throw new AppError('conflict', 'That face belongs to someone else by now. Look again and choose anew.');
    }
    const change = say('cover', `Chose a cover for ${describe(card)}`, (action) => {
      store.facts.cover(action, person, face);
      return [person];
    });
    return { card: cardOf(person), change };
  }

  /** Takes a person apart: the name goes, the faces are nobody's and are grouped afresh. */
  function dissolve(person: number): Change {
    const card = cardOf(person);
    return say('dissolve', `Took ${describe(card)} apart`, (action) => {
      if (card.name !== null) store.facts.name(action, person, null, card.cover);
      move(action, [...(groups.people.get(person)?.faces ?? [])], null);
      return [person];
    });
  }

  function hide(people: readonly number[], hidden: boolean): Change {
    const cards = [...new Set(people)].map(cardOf);
    const names = cards.map(describe).join(', ');
    return say('hide', `${hidden ? 'Hid' : 'Showed'} ${names}${hidden ? '' : ' again'}`, (action) => {
      for (const { id } of cards) store.facts.hide(action, id, hidden);
      return cards.map(({ id }) => id);
    });
  }

  /** "Is this also Anna?", answered for many at once. */
  function confirm(person: number, same: readonly number[], different: readonly number[]): Corrected {
    const card = cardOf(person);
    const [joining, apart] = [same, different].map((list) =>
      [...new Set(list)].filter((id) => id !== person).map(cardOf),
    );
    if (joining.length + apart.length === 0)
      throw new AppError('badRequest', 'Say of at least one whether it is them.');
    const sentence = `Said of ${joining.length + apart.length} people whether they are ${describe(card)}`;
    const change = say('answer', sentence, (action) => {
      for (const other of joining) store.facts.answer(action, card.cover, other.cover, 'same');
      for (const other of apart) store.facts.answer(action, card.cover, other.cover, 'different');
      const ids = joining.map(({ id }) => id);
      absorb(action, person, ids);
      return [person, ...ids, ...apart.map(({ id }) => id)];
    });
    return { card: cardOf(person), change };
  }

  return { name, merge, split, assign, reject, draw, collage, cover, dissolve, hide, confirm };
}
