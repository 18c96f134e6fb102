// What an answer to "same or different?" does to people.

import { AppError } from '../errors.ts';
import type { AnswerRecord, AskedRecord, PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { sideOf, weakestLink } from './division.ts';
import { chainBetween, latestOf } from './facts.ts';
import type { Group, GroupedFace, Groups } from './groups.ts';
import { type Change, countFaces, describe, type Ledger } from './ledger.ts';
import { meanSimilarity } from './linkage.ts';
import { evidence, type Measure } from './similarity.ts';
import { apartIn } from './time.ts';
import { dot } from './vectors.ts';

export type Answered =
  | { outcome: 'recorded'; sentence: string; settledFaces: number; change: Change }
  | { outcome: 'twoNames'; left: PersonCardRecord; right: PersonCardRecord }
  | { outcome: 'contradiction'; sentence: string; earlier: AnswerRecord }
  | { outcome: 'onePhoto'; sentence: string; photo: number };

export interface Answer {
  left: number;
  right: number;
  verdict: Verdict;
  /** Which of two named people gives the name, when the answer is *same*. */
  keep?: number | undefined;
  /** The user knows that it contradicts what was said or seen before: now this counts. */
  insist?: boolean | undefined;
}

/** @throws AppError `notFound` for a face that is gone */
export function applyAnswer(
  store: Store,
  groups: Groups,
  ledger: Ledger,
  measure: Measure,
  { left, right, verdict, keep, insist = false }: Answer,
): Answered {
  if (left === right) throw new AppError('badRequest', 'That is one and the same face. Choose two.');
  const [one, other] = [ledger.faceOf(left), ledger.faceOf(right)];
  const [a, b] = [ledger.cardOf(one.person), ledger.cardOf(other.person)];
  const said = `${describe(a)} and ${describe(b)}`;
  const asked = askedNow();
  const answers = latestOf(store.facts.answers());
  switch (verdict) {
    case 'same':
      return a.id === b.id
        ? record(`Confirmed that two faces are ${describe(a)}`, 'Noted: they stay together.')
        : join();
    case 'different':
      return a.id === b.id ? divide() : record(`Different people: ${said}`, 'Noted: they stay two people.');
    case 'unsure':
      return record(`Left open: ${said}`, 'Left open: Kindred will not ask about these two again.');
    case 'later':
      return record(`Left for later: ${said}`, 'Left for later: this pair comes again at the end.');
    default:
      return verdict satisfies never;
  }

  function record(history: string, sentence: string): Answered {
    const change = ledger.say('answer', history, (action) => {
      store.facts.answer(action, left, right, verdict, asked);
      return [a.id, b.id];
    });
    return { outcome: 'recorded', sentence, settledFaces: 0, change };
  }

  function join(): Answered {
    const contradicted = toldApart(answers, groups, a.id, b.id);
    const [together] = sharedPhotos(groups.people.get(a.id), groups.people.get(b.id));
    if (!insist && contradicted[0]) {
      const sentence = 'You said before that these two are different people.';
      return { outcome: 'contradiction', sentence, earlier: contradicted[0] };
    }
    if (!insist && together !== undefined) {
      return { outcome: 'onePhoto', sentence: 'These two are on one photo together.', photo: together };
    }
    if (a.name && b.name && a.name !== b.name && keep === undefined) return { outcome: 'twoNames', left: a, right: b };
    const [leader, follower] = leads(a, b, keep) ? [a, b] : [b, a];
    const change = ledger.say('answer', `Same person: ${said}`, (action) => {
      store.facts.answer(action, left, right, verdict, asked);
      for (const earlier of contradicted) store.facts.answer(action, earlier.left, earlier.right, 'same');
      ledger.absorb(action, leader.id, [follower.id]);
      return [leader.id, follower.id];
    });
    return { outcome: 'recorded', sentence: found(follower), settledFaces: follower.faces, change };
  }

  /** Two faces of one person are not the same: each takes along who is more like it. */
  function divide(): Answered {
    const group = groups.people.get(a.id);
    if (!group) throw new AppError('notFound', 'That person is not in the library any more.');
    const loosened: AnswerRecord[] = [];
    for (let held = weakestIn(chainBetween(answers, left, right)); held;) {
      if (!insist) {
        const sentence = 'You said before that these two are the same person.';
        return { outcome: 'contradiction', sentence, earlier: held };
      }
      answers.splice(answers.indexOf(held), 1);
      loosened.push(held);
      held = weakestIn(chainBetween(answers, left, right));
    }
    const side = sideOf(group, one, other, answers) ?? [...group.faces].filter(({ id }) => id === right);
    const leaving = keepsPerson(a, group, side) ? [...group.faces].filter((face) => !side.includes(face)) : side;
    const history = `Different people: ${countFaces(leaving.length)} of ${describe(a)}`;
    const change = ledger.say('answer', history, (action) => {
      for (const earlier of loosened) store.facts.answer(action, earlier.left, earlier.right, 'different');
      store.facts.answer(action, left, right, verdict, asked);
      return [a.id, ledger.moveOut(action, leaving)];
    });
    const sentence =
      leaving.length === 1 ? 'One face is someone else now.' : `${leaving.length} faces are someone else now.`;
    return { outcome: 'recorded', sentence, settledFaces: leaving.length, change };
  }

  /** Of a chain of answers that cannot all be right, the one about the least similar faces. */
  function weakestIn(chain: readonly AnswerRecord[] | undefined): AnswerRecord | undefined {
    const likeness = ({ left: from, right: to }: AnswerRecord) => {
      const [x, y] = [groups.faces.get(from), groups.faces.get(to)];
      return x && y ? dot(x.vector, y.vector) : -1;
    };
    return chain && [...chain].sort((x, y) => likeness(x) - likeness(y))[0];
  }

  function askedNow(): AskedRecord | null {
    const [mine, theirs] = [groups.people.get(a.id), groups.people.get(b.id)];
    if (!mine || !theirs) return null;
    const doubt =
      mine === theirs ? weakestLink(mine) : { halves: [mine, theirs], similarity: meanSimilarity(mine, theirs) };
    if (!doubt) return null;
    const [x, y] = doubt.halves;
    return { similarity: evidence(doubt.similarity, x.size, y.size, measure), apart: apartIn(x.seen, y.seen) };
  }
}

/** Answers that say so of faces of these two people, the last one first. */
function toldApart(answers: readonly AnswerRecord[], groups: Groups, a: number, b: number): AnswerRecord[] {
  const personOf = (face: number) => groups.faces.get(face)?.person;
  return answers
    .filter(({ verdict }) => verdict === 'different')
    .filter(({ left, right }) => {
      const [one, other] = [personOf(left), personOf(right)];
      return (one === a && other === b) || (one === b && other === a);
    })
    .reverse();
}

function sharedPhotos(one: Group | undefined, other: Group | undefined): number[] {
  return one && other ? [...one.photos].filter((photo) => other.photos.has(photo)) : [];
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
