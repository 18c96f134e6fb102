// Writes down what the user says: one action, in one transaction, with all that follows from it; then memory follows.

import { ensure } from '../../ensure.ts';
import { AppError } from '../../errors.ts';
import { sentence, type Sentence } from '../../sentences/sentence.ts';
import type { Someone } from '../../sentences/someone.ts';
import type { ActionKind, ActionRecord, PersonCardRecord, Store } from '../../store/index.ts';
import type { GroupedFace } from '../grouping/grouped-face.ts';
import type { Groups } from '../grouping/groups.ts';

/** What changed, for all that is derived from it. */
export interface Change {
  /** What was written down; null: nothing changed, or an action was taken back or stands again. */
  action: number | null;
  people: Set<number>;
}

export const UNCHANGED: Change = { action: null, people: new Set() };

const DETAIL_KINDS = ['favourite', 'born', 'note'] as const;

/** An action that was taken back, or that stands again. */
export interface Reverted {
  entry: ActionRecord;
  change: Change;
}

/** What follows from an action that counts no more, or again. */
interface Effect {
  people: Set<number>;
  moves: Map<number, number | null>;
  /** Faces that came into sight or went out of it. */
  visibilityChanged: number[];
  /** Of which something else is true: collages, dates. */
  photos: number[];
}

export type Actions = ReturnType<typeof openActions>;

export function openActions(store: Store, groups: Groups) {
  /**
   * Writes an action down, unless nothing belongs to it.
   * @param work what belongs to the action. @returns the people concerned: the machine moves their faces no more
   */
  function record(
    kind: ActionKind,
    what: Sentence,
    work: (action: number) => readonly number[],
    who: 'user' | 'machine' = 'user',
  ): Change {
    const { action, people } = store.transaction(() => {
      const id = store.facts.act(store.facts.moment(), kind, what, who);
      const concerned = work(id);
      if (store.facts.withdrawIfEmpty(id)) return { action: null, people: [] };
      for (const person of concerned) store.people.settle(person);
      store.people.refresh(concerned);
      return { action: id, people: concerned };
    });
    if (action === null) return UNCHANGED;
    const moved = new Map(store.facts.moves(action).map(({ face, to }) => [face, to]));
    return { action, people: new Set([...groups.followMoves(moved), ...people]) };
  }

  /** It may belong to no person. @throws AppError `notFound` for a face that is gone */
  function faceOf(id: number): GroupedFace {
    const face = groups.faces.get(id);
    if (!face) throw new AppError('notFound', sentence('faceGone'));
    return face;
  }

  /** @throws AppError `notFound` for a face that is gone or belongs to no person */
  function placedFaceOf(id: number): GroupedFace & { person: number } {
    const { person, ...face } = faceOf(id);
    if (person === null) throw new AppError('notFound', sentence('faceGone'));
    return { ...face, person };
  }

  function cardOf(id: number): PersonCardRecord {
    const card = store.people.get(id);
    if (!card) throw new AppError('notFound', sentence('personGone'));
    return card;
  }

  function moveFaces(action: number, faces: readonly { id: number }[], to: number | null): void {
    store.people.moveFaces(
      faces.map(({ id }) => id),
      to,
      now(),
      action,
    );
  }

  /** Also the faces whose photos are away: should these come back, the person would be there again beside the other. */
  function moveAll(action: number, person: number, to: number | null): void {
    store.people.moveFaces(store.people.faces(person), to, now(), action);
  }

  /** @returns the new person whom the faces become */
  function moveOut(action: number, faces: readonly { id: number }[]): number {
    const newcomer = store.people.create(now());
    moveFaces(action, faces, newcomer);
    return newcomer;
  }

  /** All faces of the followers go to the leader, who takes a follower's name only when without one. */
  function absorb(action: number, leader: number, followers: readonly number[]): void {
    const called = cardOf(leader).name;
    const named = followers.map(cardOf).filter((card) => card.name !== null);
    named.sort((a, b) => b.photos - a.photos);
    for (const follower of followers) moveAll(action, follower, leader);
    if (called === null && named[0]) store.facts.name(action, leader, named[0].name, named[0].cover);
    bequeath(action, leader, followers);
  }

  /** A star, a birth date and a note of a follower are the leader's from now on, where the leader has none; notes add up. */
  function bequeath(action: number, leader: number, followers: readonly number[]): void {
    const { cover } = cardOf(leader);
    const own = store.personDetails.of(leader);
    const left = followers.map(store.personDetails.of);
    const notes = [own, ...left].flatMap(({ note }) => note ?? []);
    const heritage = {
      favourite: own.favourite ?? left.find(({ favourite }) => favourite !== null)?.favourite ?? null,
      born: own.born ?? left.find(({ born }) => born !== null)?.born ?? null,
      note: notes.length === 0 ? null : [...new Set(notes)].join('\n\n'),
    };
    for (const kind of DETAIL_KINDS) {
      if (heritage[kind] !== own[kind]) store.personDetails.add(action, leader, kind, heritage[kind], cover);
    }
  }

  /**
   * Takes back an action that stands, and nothing else.
   * @param id default: the newest of the user's. @returns null when there is none
   * @throws AppError `notFound`, or `conflict` when it was taken back already, or when something that was done later
   * builds on it
   */
  function undo(id?: number): Reverted | null {
    const entry = id === undefined ? store.facts.last() : store.facts.action(id);
    if (!entry && id === undefined) return null;
    if (!entry) throw new AppError('notFound', sentence('notInHistory'));
    if (entry.undone) throw new AppError('conflict', sentence('takenBackAlready'));
    refuse(obstacleTo(store, entry));
    return entry.who === 'machine' ? revert(entry) : turn(entry, store.facts.moment());
  }

  /** Says again what was taken back last: possible until something else is said. @throws AppError `conflict` as above */
  function redo(): Reverted | null {
    const last = store.facts.lastUndone();
    if (!last) return null;
    refuse(obstacleTo(store, last));
    return turn(last, null);
  }

  /** @param undoneAt when the action was taken back; null: it stands again, and what it reverted is taken back again */
  function turn(entry: ActionRecord, undoneAt: string | null): Reverted {
    const effect = store.transaction(() => {
      const set = setUndone(entry.id, undoneAt);
      const revertedAt = undoneAt === null ? store.facts.moment() : null;
      const reverted = entry.reverts !== null && setUndone(entry.reverts, revertedAt, 'ifThere');
      return settled(reverted ? [set, reverted] : [set]);
    });
    return { entry: { ...entry, undone: undoneAt !== null }, change: followed(effect) };
  }

  /**
   * Takes back what the machine did by itself: faces that are still where it put them go back. That is the user's word,
   * so the machine never does it again; and like every word of theirs it can be undone.
   */
  function revert(done: ActionRecord): Reverted {
    const { action, effect } = store.transaction(() => {
      const at = store.facts.moment();
      const id = store.facts.act(at, 'split', sentence('tookBack', { what: done.sentence }), 'user', done.id);
      const set = setUndone(done.id, at, 'ifThere');
      for (const [left, right] of partedBy(done.id, set.moves)) store.facts.answer(id, left, right, 'different');
      for (const person of set.people) store.people.settle(person);
      return { action: id, effect: settled([set]) };
    });
    return { entry: { ...done, undone: true }, change: { ...followed(effect), action } };
  }

  /** A face that went back, and one that stayed, for each two people who were joined. */
  function* partedBy(action: number, moves: ReadonlyMap<number, number | null>): Generator<[number, number]> {
    const made = store.facts.moves(action).filter(({ face }) => moves.has(face));
    for (const [moved] of Map.groupBy(made, ({ from }) => from).values()) {
      const { face, to } = ensure(moved, 'A face that was moved');
      const stayed = to === null ? [] : (groups.people.get(to)?.faces.filter(({ id }) => !moves.has(id)) ?? []);
      // The one that was there first: a later one may have been brought by another join, and go back with it.
      const staying = stayed.toSorted((one, other) => one.id - other.id)[0];
      if (staying) yield [face, staying.id];
    }
  }

  /**
   * In a transaction: an action does not count any more, or counts again, and its faces move back or there again.
   * @param which `ifThere`: only faces that are still where the action left them
   */
  function setUndone(action: number, undoneAt: string | null, which: 'all' | 'ifThere' = 'all'): Effect {
    const people = new Set(store.facts.concerned(action));
    const visibilityChanged = [...store.facts.rejectedBy(action), ...store.facts.drawnBy(action)];
    const collages = store.facts.collagesOf(action);
    const edited = store.photoEdits.of(action);
    store.facts.mark(action, undoneAt);
    for (const face of visibilityChanged) store.photos.refreshVisibility(face);
    for (const photo of collages) store.photos.refreshCollage(photo);
    for (const photo of edited) store.photoEdits.apply(photo);
    const moves = new Map<number, number | null>();
    const made = store.facts.moves(action); // the latest first
    for (const { face, from, to } of undoneAt !== null ? made : made.reverse()) {
      const [left, target] = undoneAt !== null ? [to, from] : [from, to];
      const holder = store.photos.face(face)?.person ?? null; // faces of a dissolved person are grouped anew
      const isThere = moves.has(face) || which === 'all' || holder === left;
      if (isThere) moves.set(face, target);
      for (const person of [from, to, holder]) if (person !== null) people.add(person);
    }
    for (const [face, person] of moves) store.people.moveFaces([face], person, now(), null);
    return { people, moves, visibilityChanged, photos: [...collages, ...store.photoEdits.datedBy(action)] };
  }

  /** In the same transaction. */
  function settled(effects: readonly Effect[]): Effect {
    const people = new Set(effects.flatMap((each) => [...each.people]));
    store.people.refresh(people);
    return {
      people,
      moves: new Map(effects.flatMap((each) => [...each.moves])),
      visibilityChanged: effects.flatMap((each) => each.visibilityChanged),
      photos: effects.flatMap((each) => each.photos),
    };
  }

  /** Memory follows the store. */
  function followed({ people, moves, visibilityChanged, photos }: Effect): Change {
    reload(visibilityChanged);
    photos.forEach(groups.reloadPhoto);
    return { action: null, people: new Set([...people, ...groups.followMoves(moves)]) };
  }

  /** Faces came into sight or went out of it. */
  function reload(faces: readonly number[]): void {
    const photos = new Set(faces.map((face) => store.photos.face(face)?.photo));
    for (const photo of photos) if (photo !== undefined) groups.reloadPhoto(photo);
  }

  return { record, faceOf, placedFaceOf, cardOf, moveFaces, moveAll, moveOut, absorb, undo, redo, revert, reload };
}

/**
 * Why an action cannot be taken back by itself, or cannot be said again: something that was done later builds on it.
 * @returns null when nothing is in the way
 */
export function obstacleTo({ facts }: Pick<Store, 'facts'>, { id, who }: ActionRecord): Sentence | null {
  if (id >= facts.newestStanding()) return null;
  // Of what Kindred joined, whatever is still where it was put goes back.
  if (who === 'machine' && facts.isLeft(id)) return null;
  const newest = facts.dependant(id);
  const later = newest === undefined ? undefined : facts.action(newest)?.sentence;
  return later ? sentence('laterBuildsOn', { later }) : null;
}

function refuse(obstacle: Sentence | null): void {
  if (obstacle) throw new AppError('conflict', obstacle);
}

/** The person as they are named in a sentence: as they were when it was said. */
export function someone({ name, photos }: PersonCardRecord): Someone {
  return { name, photos };
}

function now(): string {
  return new Date().toISOString();
}
