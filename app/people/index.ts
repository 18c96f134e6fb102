// People: grouping, corrections and questions over one memory of faces, which follows the store.

import type { Portable } from '../contract.ts';
import type { PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { openAlbums } from './albums.ts';
import { applyAnswer } from './answers.ts';
import { type Corrected, openCorrections } from './corrections.ts';
import { placeNewFaces, settleNewPeople } from './grouping.ts';
import { loadGroups } from './groups.ts';
import { openImport } from './import.ts';
import { learn } from './learning.ts';
import { type Change, openLedger } from './ledger.ts';
import { runInSlices } from './linkage.ts';
import { type Candidate, openQuestions } from './questions.ts';
import { exportSaid } from './portable.ts';
import { openRemarks } from './remarks.ts';
import type { Measure } from './similarity.ts';

export type People = ReturnType<typeof openPeople>;

/** @param rank which question comes first; only a benchmark has another opinion */
export function openPeople(store: Store, shipped: Measure, rank?: (candidate: Candidate) => number) {
  const groups = loadGroups(store, shipped);
  const ledger = openLedger(store, groups);
  const corrections = openCorrections(store, groups, ledger);
  const remarks = openRemarks(store, ledger);
  const importSaid = openImport(store, groups, ledger);
  let measure = learn(shipped, lessons());
  const questions = openQuestions(groups, () => measure, rank);
  let ready = runInSlices(questions.rebuild());
  let upNext: ReturnType<typeof questions.next> | undefined;

  function lessons() {
    return store.facts.lessons(Number(store.settings.get('learningSince') ?? 0));
  }

  function nextQuestion() {
    upNext ??= questions.next(store.facts.answers(), new Set(store.people.hidden()));
    return upNext;
  }

  /** After the user said something: the pairs of the people concerned are worked out anew, at once. */
  function follow(change: Change): void {
    questions.refresh(change.people);
    upNext = undefined;
  }

  function followed({ card, change }: Corrected): PersonCardRecord {
    follow(change);
    return card;
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
      const result = applyAnswer(store, groups, ledger, { left, right, verdict, keep });
      if (result.outcome === 'recorded') {
        measure = learn(shipped, lessons());
        follow(result.change);
      }
      return result;
    },
    name(person: number, name: string | null, ifTaken: 'ask' | 'merge' | 'keepBoth') {
      const result = corrections.name(person, name, ifTaken);
      if (result.outcome === 'named') follow(result.change);
      return result;
    },
    merge: (people: number[], into: number) => followed(corrections.merge(people, into)),
    split: (person: number, faces: number[]) => followed(corrections.split(person, faces)),
    assign: (faces: number[], person: number | null) => followed(corrections.assign(faces, person)),
    cover: (person: number, face: number) => followed(corrections.cover(person, face)),
    confirm: (person: number, same: number[], different: number[]) =>
      followed(corrections.confirm(person, same, different)),
    reject: (faces: number[]) => follow(corrections.reject(faces)),
    dissolve: (person: number) => follow(corrections.dissolve(person)),
    hide: (people: number[], hidden: boolean) => follow(corrections.hide(people, hidden)),
    favourite: (people: number[], isFavourite: boolean) => follow(remarks.favourite(people, isFavourite)),
    note: (person: number, text: string | null) => followed(remarks.note(person, text)),
    born: (person: number, date: string | null) => followed(remarks.born(person, date)),
    albums: openAlbums(store, ledger),
    /** Everything that was said, for another library of the same photos. */
    exportSaid: () => exportSaid(store),
    importSaid(said: Portable) {
      const { imported, change } = importSaid(said);
      follow(change);
      return imported;
    },
    undo() {
      const result = ledger.undo();
      if (result) {
        measure = learn(shipped, lessons());
        follow(result.change);
      }
      return result?.undone ?? null;
    },

    /** Who else may be this person, the most probable first. */
    alike: (person: number, most: number) => questions.around(person, store.facts.answers()).slice(0, most),
    /** What shipped, what was learnt since, and from what. */
    learning: () => ({ shipped, learnt: measure, lessons: lessons() }),
    /** From now on the answers given so far teach nothing; they stand all the same. */
    unlearn(): void {
      store.settings.set('learningSince', String(store.facts.newest()));
      measure = shipped;
      upNext = undefined;
    },
  };
}
