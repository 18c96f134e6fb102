// What the user says about people: answers, names, merges, splits, hiding, and taking the last of it back.

import { AppError } from '../errors.ts';
import type { PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { pairKey, pairsOf } from './facts.ts';
import { sideOf } from './division.ts';
import type { Group, GroupedFace, Groups } from './groups.ts';
import { shareAny } from './linkage.ts';

/** What changed, for whoever keeps something derived from it. */
export interface Change {
  people: Set<number>;
}

export type Answered =
  | { outcome: 'recorded'; sentence: string; settledFaces: number; change: Change }
  | { outcome: 'twoNames'; left: PersonCardRecord; right: PersonCardRecord };

export type NamedOutcome =
  { outcome: 'named'; person: PersonCardRecord; change: Change } | { outcome: 'taken'; other: PersonCardRecord };

export type Corrections = ReturnType<typeof openCorrections>;

export function openCorrections(store: Store, groups: Groups) {
  /**
   * @param keep which of two named people gives the name, when the answer is *same*
   * @throws AppError `notFound` for a face that is gone, `conflict` when it contradicts what stands
   */
  function answer(left: number, right: number, verdict: Verdict, keep?: number): Answered {
    const [one, other] = [faceOf(left), faceOf(right)];
    const [a, b] = [cardOf(one.person), cardOf(other.person)];
    const said = `${describe(a)} and ${describe(b)}`;
    if (verdict === 'same') {
      if (a.id === b.id)
        return recordOnly(`Confirmed that two faces are ${describe(a)}`, 'They were already together.');
      refuseContradiction(a, b);
      if (a.name && b.name && a.name !== b.name && keep === undefined)
        return { outcome: 'twoNames', left: a, right: b };
      const [leader, follower] = leads(a, b, keep) ? [a, b] : [b, a];
      const action = store.transaction(() => {
        const id = store.facts.act(now(), 'answer', `Same person: ${said}`);
        store.facts.answer(id, left, right, verdict);
        absorb(id, leader.id, [follower.id]);
        return id;
      });
      const change = follow(action, [leader.id, follower.id]);
      return { outcome: 'recorded', sentence: found(follower), settledFaces: follower.faces, change };
    }
    if (a.id === b.id && verdict === 'different') return divide(a, one, other);
    const sentences = {
      different: ['Different people', 'Noted: they stay two people.'],
      unsure: ['Left open', 'Left open: Kindred will not ask about these two again.'],
    } as const;
    return recordOnly(`${sentences[verdict][0]}: ${said}`, sentences[verdict][1]);

    function recordOnly(history: string, sentence: string): Answered {
      store.transaction(() => {
        store.facts.answer(store.facts.act(now(), 'answer', history), left, right, verdict);
        for (const { id } of [a, b]) store.people.settle(id);
      });
      return { outcome: 'recorded', sentence, settledFaces: 0, change: { people: new Set([a.id, b.id]) } };
    }
  }

  /** Two faces of one person are not the same: each takes along who is more like it. */
  function divide(card: PersonCardRecord, left: GroupedFace, right: GroupedFace): Answered {
    const group = groups.people.get(card.id);
    const side = group && sideOf(group, left, right, store.facts.answers());
    if (!group || !side) {
      throw new AppError('conflict', 'You said before that these two are the same person. Undo that answer first.');
    }
    const leaving = keepsPerson(card, group, side) ? [...group.faces].filter((face) => !side.includes(face)) : side;
    const { action, fresh } = store.transaction(() => {
      const id = store.facts.act(now(), 'answer', `Different people: ${faces(leaving.length)} of ${describe(card)}`);
      store.facts.answer(id, left.id, right.id, 'different');
      return { action: id, fresh: moveOut(id, card.id, leaving) };
    });
    const change = follow(action, [card.id, fresh]);
    const sentence =
      leaving.length === 1 ? 'One face is someone else now.' : `${leaving.length} faces are someone else now.`;
    return { outcome: 'recorded', sentence, settledFaces: leaving.length, change };
  }

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
    store.transaction(() => {
      const action = store.facts.act(now(), 'name', sentence);
      store.facts.name(action, person, called, card.cover);
      store.people.settle(person);
      store.people.refresh([person]);
    });
    return { outcome: 'named', person: cardOf(person), change: { people: new Set([person]) } };
  }

  /** The user's word stands above shared photos and earlier answers: a mirror, a collage, a slip of the finger. */
  function merge(people: number[], into: number): { card: PersonCardRecord; change: Change } {
    const target = cardOf(into);
    const others = [...new Set(people)].filter((person) => person !== into).map(cardOf);
    if (others.length === 0) throw new AppError('badRequest', 'Choose at least two people to merge.');
    const names = others.map(describe).join(', ');
    const action = store.transaction(() => {
      const id = store.facts.act(now(), 'merge', `Merged ${names} into ${describe(target)}`);
      for (const { cover } of others) store.facts.answer(id, target.cover, cover, 'same');
      absorb(
        id,
        into,
        others.map(({ id: person }) => person),
      );
      return id;
    });
    const change = follow(action, [into, ...others.map(({ id }) => id)]);
    return { card: cardOf(into), change };
  }

  function split(person: number, ids: number[]): { card: PersonCardRecord; change: Change } {
    const card = cardOf(person);
    const leaving = [...new Set(ids)].map(faceOf);
    if (leaving.some((face) => face.person !== person)) {
      throw new AppError('conflict', 'Some of these faces belong to someone else by now. Look again and choose anew.');
    }
    if (leaving.length >= (groups.people.get(person)?.faces.size ?? 0)) {
      throw new AppError('badRequest', 'These are all the faces there are. Leave at least one, or rename the person.');
    }
    const { action, fresh } = store.transaction(() => {
      const id = store.facts.act(now(), 'split', `Took ${faces(leaving.length)} away from ${describe(card)}`);
      const newcomer = moveOut(id, person, leaving);
      const left = new Set(leaving.map((face) => face.id));
      const remaining = [...(groups.people.get(person)?.faces ?? [])].find((face) => !left.has(face.id));
      if (remaining) store.facts.answer(id, leaving[0].id, remaining.id, 'different');
      return { action: id, fresh: newcomer };
    });
    const change = follow(action, [person, fresh]);
    return { card: cardOf(fresh), change };
  }

  /** @returns the new person whom the faces become */
  function moveOut(action: number, person: number, leaving: readonly GroupedFace[]): number {
    const newcomer = store.people.create(now());
    store.people.move(
      leaving.map(({ id }) => id),
      newcomer,
      now(),
      action,
    );
    for (const concerned of [person, newcomer]) store.people.settle(concerned);
    store.people.refresh([person, newcomer]);
    return newcomer;
  }

  function hide(people: number[], hidden: boolean): Change {
    const cards = [...new Set(people)].map(cardOf);
    store.transaction(() => {
      const names = cards.map(describe).join(', ');
      const action = store.facts.act(now(), 'hide', `${hidden ? 'Hid' : 'Showed'} ${names}${hidden ? '' : ' again'}`);
      for (const { id } of cards) {
        store.facts.hide(action, id, hidden);
        store.people.settle(id);
      }
      store.people.refresh(cards.map(({ id }) => id));
    });
    return { people: new Set(cards.map(({ id }) => id)) };
  }

  /** Takes back the last thing that the user said and that still stands. */
  function undo(): { undone: { id: number; at: string; sentence: string; undone: boolean }; change: Change } | null {
    const last = store.facts.last();
    if (!last) return null;
    const concerned = new Set(store.facts.concerned(last.id));
    const back = new Map<number, number | null>();
    store.transaction(() => {
      store.facts.markUndone(last.id, now());
      for (const { face, from, to } of store.facts.moves(last.id)) {
        back.set(face, from);
        for (const person of [from, to]) if (person !== null) concerned.add(person);
      }
      for (const [face, person] of back) store.people.move([face], person, now(), null);
      store.people.refresh(concerned);
    });
    for (const person of groups.move(back)) concerned.add(person);
    return { undone: { ...last, undone: true }, change: { people: concerned } };
  }

  return { answer, name, merge, split, hide, undo };

  function faceOf(id: number): GroupedFace & { person: number } {
    const face = groups.faces.get(id);
    if (!face || face.person === null) throw new AppError('notFound', 'That face is not in the library any more.');
    return { ...face, person: face.person };
  }

  function cardOf(id: number): PersonCardRecord {
    const card = store.people.get(id);
    if (!card) throw new AppError('notFound', 'That person is not in the library any more.');
    return card;
  }

  function refuseContradiction(a: PersonCardRecord, b: PersonCardRecord): void {
    const apart = pairsOf(store.facts.answers(), groups, 'different').map(([x, y]) => pairKey(x, y));
    if (apart.includes(pairKey(a.id, b.id))) {
      throw new AppError(
        'conflict',
        'You said before that these two are different people. Undo that answer, or merge the two people.',
      );
    }
    const [one, other] = [groups.people.get(a.id), groups.people.get(b.id)];
    if (one && other && shareAny(one.photos, other.photos)) {
      throw new AppError(
        'conflict',
        'These two are on one photo together. If it is a mirror or a collage, merge the two people.',
      );
    }
  }

  /** All faces of the followers go to the leader, who takes a follower's name only when without one. */
  function absorb(action: number, leader: number, followers: number[]): void {
    const called = cardOf(leader).name;
    const named = followers.map(cardOf).filter((card) => card.name !== null);
    named.sort((a, b) => b.photos - a.photos);
    for (const follower of followers) {
      const moved = [...(groups.people.get(follower)?.faces ?? [])].map((face) => face.id);
      store.people.move(moved, leader, now(), action);
    }
    if (called === null && named[0]) store.facts.name(action, leader, named[0].name, named[0].cover);
    for (const person of [leader, ...followers]) store.people.settle(person);
    store.people.refresh([leader, ...followers]);
  }

  /** Memory follows the store: the moves of an action that was just committed. */
  function follow(action: number, people: number[]): Change {
    const moved = new Map(store.facts.moves(action).map(({ face, to }) => [face, to]));
    return { people: new Set([...groups.move(moved), ...people]) };
  }
}

function leads(a: PersonCardRecord, b: PersonCardRecord, keep: number | undefined): boolean {
  if (keep !== undefined) return keep === a.id;
  if ((a.name === null) !== (b.name === null)) return a.name !== null;
  return a.photos !== b.photos ? a.photos > b.photos : a.id < b.id;
}

/** A named person stays where their cover is, an unnamed one with the larger half. */
function keepsPerson(card: PersonCardRecord, group: Group, side: readonly GroupedFace[]): boolean {
  if (card.name !== null) return side.some(({ id }) => id === card.cover);
  return 2 * side.length > group.faces.size;
}

function found(follower: PersonCardRecord): string {
  return follower.photos === 1 ? 'One photo found its person.' : `${follower.photos} photos found their person.`;
}

function faces(count: number): string {
  return count === 1 ? 'one face' : `${count} faces`;
}

function describe(card: PersonCardRecord): string {
  return card.name ?? `someone on ${card.photos === 1 ? 'one photo' : `${card.photos} photos`}`;
}

function now(): string {
  return new Date().toISOString();
}
