// People: grouping, corrections and questions over one memory of faces, which follows the store.

import { runInSlices } from './linkage.ts';
import type { PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { type Change, openCorrections } from './corrections.ts';
import { placeNewFaces, settleNewPeople } from './grouping.ts';
import { loadGroups } from './groups.ts';
import { type Candidate, openQuestions } from './questions.ts';
import type { Measure } from './similarity.ts';

export type People = ReturnType<typeof openPeople>;

/** @param rank which question comes first; only a benchmark has another opinion */
export function openPeople(store: Store, measure: Measure, rank?: (candidate: Candidate) => number) {
  const groups = loadGroups(store, measure);
  const questions = openQuestions(groups, measure, rank);
  const corrections = openCorrections(store, groups);
  let ready = runInSlices(questions.rebuild());
  let upNext: ReturnType<typeof questions.next> | undefined;

  function nextQuestion() {
    if (!upNext) {
      upNext = questions.next(store.facts.answers(), new Set(store.people.hidden()));
    }
    return upNext;
  }

  /** After the user said something: the pairs of the people concerned are worked out anew, at once. */
  function follow(change: Change): void {
    questions.refresh(change.people);
    upNext = undefined;
  }

  async function regroup(work: Promise<number>): Promise<number> {
    const moved = await work;
    if (moved > 0) {
      ready = runInSlices(questions.rebuild());
      await ready;
    }
    upNext = undefined;
    return moved;
  }

  return {
    /** Resolves when the questions have been worked out after opening. */
    ready: () => ready,
    count: (): number => groups.people.size,
    questionCount: (): number => nextQuestion().remaining,
    nextQuestion,
    reloadPhoto(photo: number): void {
      groups.reloadPhoto(photo);
      upNext = undefined;
    },
    place: () => regroup(placeNewFaces(store, groups, measure)),
    settle: () => regroup(settleNewPeople(store, groups, measure)),

    answer(left: number, right: number, verdict: Verdict, keep?: number) {
      const result = corrections.answer(left, right, verdict, keep);
      if (result.outcome === 'recorded') follow(result.change);
      return result;
    },
    name(person: number, name: string | null, ifTaken: 'ask' | 'merge' | 'keepBoth') {
      const result = corrections.name(person, name, ifTaken);
      if (result.outcome === 'named') follow(result.change);
      return result;
    },
    merge(people: number[], into: number): PersonCardRecord {
      const { card, change } = corrections.merge(people, into);
      follow(change);
      return card;
    },
    split(person: number, faces: number[]): PersonCardRecord {
      const { card, change } = corrections.split(person, faces);
      follow(change);
      return card;
    },
    hide: (people: number[], hidden: boolean): void => follow(corrections.hide(people, hidden)),
    undo() {
      const result = corrections.undo();
      if (result) follow(result.change);
      return result?.undone ?? null;
    },
  };
}
