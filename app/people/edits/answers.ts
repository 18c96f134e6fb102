// What an answer to "same or different?" does to people.

import { AppError } from '../../errors.ts';
import { sentence, type Sentence } from '../../sentences/sentence.ts';
import type { AnswerRecord, AskedRecord, PersonCardRecord, Store, AnswerKind } from '../../store/index.ts';
import { sideOf, sideOfBirth, weakestLink } from '../grouping/split-person.ts';
import { mustLinkPath, isSaid, latestOf } from '../grouping/constraints.ts';
import type { Group } from '../grouping/group.ts';
import type { GroupedFace } from '../grouping/grouped-face.ts';
import type { Groups } from '../grouping/groups.ts';
import { type Change, type Actions, someone, UNCHANGED } from './actions.ts';
import { sharedPhotos } from '../grouping/photos-in-common.ts';
import { meanSimilarity } from '../clustering/linkage.ts';
import { score, type SimilarityModel } from '../scoring/similarity.ts';
import { runAll } from '../../scheduling/slices.ts';
import { timeGapBetween } from '../scoring/time.ts';
import { dot } from '../scoring/vectors.ts';

export type AnswerOutcome =
  | { outcome: 'recorded'; sentence: Sentence; settledFaces: number; foundPhotos: number; change: Change }
  | { outcome: 'twoNames'; left: PersonCardRecord; right: PersonCardRecord }
  | { outcome: 'contradiction'; sentence: Sentence; earlier: AnswerRecord }
  | { outcome: 'onePhoto'; sentence: Sentence; photo: number };

export interface Answer {
  left: number;
  right: number;
  answer: AnswerKind;
  /** Which of two named people gives the name, when the answer is *same*. */
  keep?: number | undefined;
  /** The user knows that it contradicts what was said or seen before: now this counts. */
  insist?: boolean | undefined;
}

/** @throws AppError `notFound` for a face that is gone */
export function applyAnswer(
  store: Store,
  groups: Groups,
  actions: Actions,
  similarityModel: SimilarityModel,
  { left, right, answer, keep, insist = false }: Answer,
): AnswerOutcome {
  if (left === right) throw new AppError('badRequest', sentence('oneFace'));
  const [one, other] = [actions.placedFaceOf(left), actions.placedFaceOf(right)];
  const [a, b] = [actions.cardOf(one.person), actions.cardOf(other.person)];
  const both = { one: someone(a), other: someone(b) };
  const asked = askedNow();
  const answers = latestOf(store.facts.answers());
  switch (answer) {
    case 'same':
      return a.id === b.id
        ? record(sentence('sameAlready', { person: someone(a) }), sentence('stayTogether'))
        : mergePeople();
    case 'different':
      return a.id === b.id ? splitPerson() : record(sentence('differentPeople', both), sentence('stayTwo'));
    case 'unsure':
      return record(sentence('leftOpen', both), sentence('openNow'));
    case 'later':
      return record(sentence('leftForLater', both), sentence('laterNow'));
    default:
      return answer satisfies never;
  }

  function record(history: Sentence, settled: Sentence): AnswerOutcome {
    // “Later” said again puts it behind all others once more.
    const isKnown = answer !== 'later' && isSaid(store, left, right, answer);
    const change = isKnown
      ? UNCHANGED
      : actions.record('answer', history, (action) => {
          store.facts.answer(action, left, right, answer, asked);
          return [a.id, b.id];
        });
    return { outcome: 'recorded', sentence: settled, settledFaces: 0, foundPhotos: 0, change };
  }

  function mergePeople(): AnswerOutcome {
    const contradicted = cannotLinkAnswers(answers, groups, a.id, b.id);
    const [mine, theirs] = [groups.people.get(a.id), groups.people.get(b.id)];
    const together = mine && theirs ? sharedPhotos(mine, theirs) : [];
    if (!insist && contradicted[0]) {
      return { outcome: 'contradiction', sentence: sentence('saidDifferent'), earlier: contradicted[0] };
    }
    if (!insist && together[0] !== undefined) {
      return { outcome: 'onePhoto', sentence: sentence('onOnePhoto'), photo: together[0] };
    }
    if (a.name && b.name && a.name !== b.name && keep === undefined) return { outcome: 'twoNames', left: a, right: b };
    const [leader, follower] = isLeader(a, b, keep) ? [a, b] : [b, a];
    const change = actions.record('answer', sentence('samePerson', both), (action) => {
      store.facts.answer(action, left, right, answer, asked);
      for (const earlier of contradicted) store.facts.answer(action, earlier.left, earlier.right, 'same');
      // Who is one person all the same is there twice: these are collages, and no photo speaks against it any more.
      for (const photo of together) {
        store.facts.collage(action, photo);
        store.photos.refreshCollage(photo);
      }
      actions.absorb(action, leader.id, [follower.id]);
      return [leader.id, follower.id];
    });
    together.forEach(groups.reloadPhoto);
    const settled = sentence('photosFound', { photos: follower.photos });
    return {
      outcome: 'recorded',
      sentence: settled,
      settledFaces: follower.faces,
      foundPhotos: follower.photos,
      change,
    };
  }

  /** Two faces of one person are not the same: each takes along who is more like it. */
  function splitPerson(): AnswerOutcome {
    const group = groups.people.get(a.id);
    if (!group) throw new AppError('notFound', sentence('personGone'));
    const loosened: AnswerRecord[] = [];
    for (let held = weakestIn(mustLinkPath(answers, left, right)); held;) {
      if (!insist) {
        return { outcome: 'contradiction', sentence: sentence('saidSame'), earlier: held };
      }
      answers.splice(answers.indexOf(held), 1);
      loosened.push(held);
      held = weakestIn(mustLinkPath(answers, left, right));
    }
    const born = store.personDetails.births().get(a.id);
    const side =
      sideOfBirth(group, one, other, born) ??
      sideOf(group, one, other, answers) ??
      group.faces.filter(({ id }) => id === right);
    const leaving = keepsPerson(a, group, side) ? group.faces.filter((face) => !side.includes(face)) : side;
    const history = sentence('divided', { faces: leaving.length, from: someone(a) });
    const change = actions.record('answer', history, (action) => {
      for (const earlier of loosened) store.facts.answer(action, earlier.left, earlier.right, 'different');
      store.facts.answer(action, left, right, answer, asked);
      return [a.id, actions.moveOut(action, leaving)];
    });
    const settled = sentence('facesLeft', { faces: leaving.length });
    return { outcome: 'recorded', sentence: settled, settledFaces: leaving.length, foundPhotos: 0, change };
  }

  /** Of a chain of answers that cannot all be right, the one about the least similar faces. */
  function weakestIn(path: readonly AnswerRecord[] | undefined): AnswerRecord | undefined {
    const likeness = ({ left: from, right: to }: AnswerRecord) => {
      const [x, y] = [groups.faces.get(from), groups.faces.get(to)];
      return x && y ? dot(x.vector, y.vector) : -1;
    };
    return path && [...path].sort((x, y) => likeness(x) - likeness(y))[0];
  }

  function askedNow(): AskedRecord | null {
    const [mine, theirs] = [groups.people.get(a.id), groups.people.get(b.id)];
    if (!mine || !theirs) return null;
    const doubt =
      mine === theirs
        ? runAll(weakestLink(mine))
        : { halves: [mine, theirs], similarity: meanSimilarity(mine, theirs) };
    if (!doubt) return null;
    const [x, y] = doubt.halves;
    return {
      similarity: score(doubt.similarity, x.size, y.size, similarityModel),
      timeGap: timeGapBetween(x.seen, y.seen),
    };
  }
}

/** Answers that say so of faces of these two people, the last one first. */
function cannotLinkAnswers(answers: readonly AnswerRecord[], groups: Groups, a: number, b: number): AnswerRecord[] {
  const personOf = groups.holderOf;
  return answers
    .filter(({ answer }) => answer === 'different')
    .filter(({ left, right }) => {
      const [one, other] = [personOf(left), personOf(right)];
      return (one === a && other === b) || (one === b && other === a);
    })
    .reverse();
}

function isLeader(a: PersonCardRecord, b: PersonCardRecord, keep: number | undefined): boolean {
  if (keep !== undefined) return keep === a.id;
  if ((a.name === null) !== (b.name === null)) return a.name !== null;
  return a.photos !== b.photos ? a.photos > b.photos : a.id < b.id;
}

/** A named person stays where their cover is, an unnamed one with the larger half. */
function keepsPerson(card: PersonCardRecord, group: Group, side: readonly GroupedFace[]): boolean {
  if (card.name !== null) return side.some(({ id }) => id === card.cover);
  return 2 * side.length > group.size;
}
