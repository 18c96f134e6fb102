// What an answer to "same or different?" does to people.

import { AppError } from '../errors.ts';
import type { PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { sideOf, weakestLink } from './division.ts';
import { pairKey, pairsOf } from './facts.ts';
import type { Group, GroupedFace, Groups } from './groups.ts';
import { type Change, countFaces, describe, type Ledger } from './ledger.ts';
import { meanSimilarity, shareAny } from './linkage.ts';

export type Answered =
  | { outcome: 'recorded'; sentence: string; settledFaces: number; change: Change }
  | { outcome: 'twoNames'; left: PersonCardRecord; right: PersonCardRecord };

export interface Answer {
  left: number;
  right: number;
  verdict: Verdict;
  /** Which of two named people gives the name, when the answer is *same*. */
  keep?: number | undefined;
}

/** @throws AppError `notFound` for a face that is gone, `conflict` when it contradicts what stands */
export function applyAnswer(
  store: Store,
  groups: Groups,
  ledger: Ledger,
  { left, right, verdict, keep }: Answer,
): Answered {
  const [one, other] = [ledger.faceOf(left), ledger.faceOf(right)];
  const [a, b] = [ledger.cardOf(one.person), ledger.cardOf(other.person)];
  const said = `${describe(a)} and ${describe(b)}`;
  const similarity = similarityNow();
  switch (verdict) {
    case 'same':
      return a.id === b.id
        ? record(`Confirmed that two faces are ${describe(a)}`, 'Noted: they stay together.')
        : join();
    case 'different':
      return a.id === b.id ? divide() : record(`Different people: ${said}`, 'Noted: they stay two people.');
    case 'unsure':
      return record(`Left open: ${said}`, 'Left open: Kindred will not ask about these two again.');
    default:
      return verdict satisfies never;
  }

  function record(history: string, sentence: string): Answered {
    const change = ledger.say('answer', history, (action) => {
      store.facts.answer(action, left, right, verdict, similarity);
      return [a.id, b.id];
    });
    return { outcome: 'recorded', sentence, settledFaces: 0, change };
  }

  function join(): Answered {
    refuseContradiction(store, groups, a, b);
    if (a.name && b.name && a.name !== b.name && keep === undefined) return { outcome: 'twoNames', left: a, right: b };
    const [leader, follower] = leads(a, b, keep) ? [a, b] : [b, a];
    const change = ledger.say('answer', `Same person: ${said}`, (action) => {
      store.facts.answer(action, left, right, verdict, similarity);
      ledger.absorb(action, leader.id, [follower.id]);
      return [leader.id, follower.id];
    });
    return { outcome: 'recorded', sentence: found(follower), settledFaces: follower.faces, change };
  }

  /** Two faces of one person are not the same: each takes along who is more like it. */
  function divide(): Answered {
    const group = groups.people.get(a.id);
    const side = group && sideOf(group, one, other, store.facts.answers());
    if (!group || !side) {
      throw new AppError('conflict', 'You said before that these two are the same person. Undo that answer first.');
    }
    const leaving = keepsPerson(a, group, side) ? [...group.faces].filter((face) => !side.includes(face)) : side;
    const history = `Different people: ${countFaces(leaving.length)} of ${describe(a)}`;
    const change = ledger.say('answer', history, (action) => {
      store.facts.answer(action, left, right, verdict, similarity);
      return [a.id, ledger.moveOut(action, leaving)];
    });
    const sentence =
      leaving.length === 1 ? 'One face is someone else now.' : `${leaving.length} faces are someone else now.`;
    return { outcome: 'recorded', sentence, settledFaces: leaving.length, change };
  }

  function similarityNow(): number | null {
    const [mine, theirs] = [groups.people.get(a.id), groups.people.get(b.id)];
    if (!mine || !theirs) return null;
    return mine === theirs ? (weakestLink(mine)?.similarity ?? null) : meanSimilarity(mine, theirs);
  }
}

function refuseContradiction(store: Store, groups: Groups, a: PersonCardRecord, b: PersonCardRecord): void {
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
