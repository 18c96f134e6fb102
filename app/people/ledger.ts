// Writes down what the user says: one action, in one transaction, with all that follows from it; then memory follows.

import { AppError } from '../errors.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { Someone } from '../sentences/someone.ts';
import type { ActionKind, PersonCardRecord, Store } from '../store/index.ts';
import type { GroupedFace, Groups } from './groups.ts';

/** What changed, for whoever keeps something derived from it. */
export interface Change {
  people: Set<number>;
}

const REMARKS = ['favourite', 'born', 'note'] as const;

/** An action that was taken back, or that stands again. */
export interface Turned {
  entry: { id: number; at: string; sentence: Sentence; undone: boolean; who: 'user' | 'import' | 'machine' };
  change: Change;
}

export type Ledger = ReturnType<typeof openLedger>;

export function openLedger(store: Store, groups: Groups) {
  /**
   * @param work what belongs to the action. @returns the people concerned: the machine moves their faces no more
   */
  function say(
    kind: ActionKind,
    what: Sentence,
    work: (action: number) => readonly number[],
    who: 'user' | 'machine' = 'user',
  ): Change {
    const { action, people } = store.transaction(() => {
      const id = store.facts.act(now(), kind, what, who);
      const concerned = work(id);
      for (const person of concerned) store.people.settle(person);
      store.people.refresh(concerned);
      return { action: id, people: concerned };
    });
    const moved = new Map(store.facts.moves(action).map(({ face, to }) => [face, to]));
    return { people: new Set([...groups.move(moved), ...people]) };
  }

  /** @throws AppError `notFound` for a face that is gone or belongs to nobody */
  function faceOf(id: number): GroupedFace & { person: number } {
    const face = groups.faces.get(id);
    if (!face || face.person === null) throw new AppError('notFound', sentence('faceGone'));
    return { ...face, person: face.person };
  }

  function cardOf(id: number): PersonCardRecord {
    const card = store.people.get(id);
    if (!card) throw new AppError('notFound', sentence('personGone'));
    return card;
  }

  function move(action: number, faces: readonly { id: number }[], to: number | null): void {
    store.people.move(
      faces.map(({ id }) => id),
      to,
      now(),
      action,
    );
  }

  /** Also the faces whose photos are away: should these come back, the person would be there again beside the other. */
  function moveAll(action: number, person: number, to: number | null): void {
    store.people.move(store.people.faces(person), to, now(), action);
  }

  /** @returns the new person whom the faces become */
  function moveOut(action: number, faces: readonly { id: number }[]): number {
    const newcomer = store.people.create(now());
    move(action, faces, newcomer);
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
    const own = store.remarks.of(leader);
    const left = followers.map(store.remarks.of);
    const notes = [own, ...left].flatMap(({ note }) => note ?? []);
    const heritage = {
      favourite: own.favourite ?? left.find(({ favourite }) => favourite !== null)?.favourite ?? null,
      born: own.born ?? left.find(({ born }) => born !== null)?.born ?? null,
      note: notes.length === 0 ? null : [...new Set(notes)].join('\n\n'),
    };
    for (const kind of REMARKS) {
      if (heritage[kind] !== own[kind]) store.remarks.add(action, leader, kind, heritage[kind], cover);
    }
  }

  /** Takes back the last thing that the user said and that still stands. */
  function undo(): Turned | null {
    const last = store.facts.last();
    return last ? turn(last, now()) : null;
  }

  /** Says again what was taken back last: possible until something else is said. */
  function redo(): Turned | null {
    const last = store.facts.lastUndone();
    return last ? turn(last, null) : null;
  }

  /** @param undoneAt when the action was taken back; null: it stands again */
  function turn(entry: Turned['entry'], undoneAt: string | null): Turned {
    const isUndone = undoneAt !== null;
    const concerned = new Set(store.facts.concerned(entry.id));
    const inSight = [...store.facts.rejectedBy(entry.id), ...store.facts.drawnBy(entry.id)];
    const collages = store.facts.collagesOf(entry.id);
    const moves = new Map<number, number | null>();
    store.transaction(() => {
      store.facts.mark(entry.id, undoneAt);
      for (const face of inSight) store.photos.refreshSight(face);
      for (const photo of collages) store.photos.refreshCollage(photo);
      const made = store.facts.moves(entry.id); // the latest first
      for (const { face, from, to } of isUndone ? made : made.reverse()) {
        moves.set(face, isUndone ? from : to);
        for (const person of [from, to]) if (person !== null) concerned.add(person);
      }
      for (const [face, person] of moves) store.people.move([face], person, now(), null);
      store.people.refresh(concerned);
    });
    reload(inSight);
    collages.forEach(groups.reloadPhoto);
    for (const person of groups.move(moves)) concerned.add(person);
    return { entry: { ...entry, undone: isUndone }, change: { people: concerned } };
  }

  /**
   * Takes back what the machine did by itself: faces that are still where it put them go back. That is the user's word,
   * so the machine never does it again; and like every word of theirs it can be undone.
   */
  function takeBack(id: number): Turned {
    const done = store.facts.action(id);
    if (!done || done.who !== 'machine') throw new AppError('notFound', sentence('notInHistory'));
    if (done.undone) throw new AppError('conflict', sentence('takenBackAlready'));
    const moves = store.facts.moves(id).filter(({ face, to }) => groups.faces.get(face)?.person === to);
    const change = say('split', sentence('tookBack', { what: done.sentence }), (action) => {
      store.facts.mark(id, now());
      const concerned = new Set<number>();
      for (const [from, faces] of Map.groupBy(moves, (each) => each.from)) {
        const [{ face, to }] = faces;
        const back = faces.map((each) => ({ id: each.face }));
        move(action, back, from);
        const ids = new Set(back.map((each) => each.id));
        const staying = to === null ? undefined : groups.people.get(to)?.faces.find((x) => !ids.has(x.id));
        if (staying) store.facts.answer(action, face, staying.id, 'different');
        for (const person of [from, to]) if (person !== null) concerned.add(person);
      }
      return [...concerned];
    });
    return { entry: { ...done, undone: true }, change };
  }

  /** Faces came into sight or went out of it. */
  function reload(faces: readonly number[]): void {
    const photos = new Set(faces.map((face) => store.photos.face(face)?.photo));
    for (const photo of photos) if (photo !== undefined) groups.reloadPhoto(photo);
  }

  return { say, faceOf, cardOf, move, moveAll, moveOut, absorb, undo, redo, takeBack, reload };
}

/** The person as they are named in a sentence: as they were when it was said. */
export function someone({ name, photos }: PersonCardRecord): Someone {
  return { name, photos };
}

function now(): string {
  return new Date().toISOString();
}
