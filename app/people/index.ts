// People: grouping, corrections and questions over one memory of faces, which follows the store.

import type { Transfer } from '../contract.ts';
import { troubleOf } from '../errors.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { ActionRecord, NewFace, PersonCardRecord, PhotoEdit, Store, AnswerKind } from '../store/index.ts';
import { openAlbums } from './edits/albums.ts';
import { type Answer, applyAnswer } from './edits/answers.ts';
import { joinAcrossCollages } from './edits/collages.ts';
import { autoMerge, isAutoMergeDue } from './edits/auto-merge.ts';
import { check } from './edits/checking.ts';
import { type Corrected, openCorrections } from './edits/corrections.ts';
import { type Grouping, assignNewFaces, settleNewPeople } from './grouping/assigning.ts';
import { latestOf } from './grouping/constraints.ts';
import { openGroups } from './grouping/groups.ts';
import { type NamesToImport, openNamesImport } from './edits/names-import.ts';
import { openTransferImport } from './edits/transfer-import.ts';
import { learn } from './scoring/learning.ts';
import { type Change, openActions, type Reverted, UNCHANGED } from './edits/actions.ts';
import { openPersonIndex } from './grouping/person-index.ts';
import { doubtfulFaces } from './review/doubtful-faces.ts';
import type { Rank } from './review/order.ts';
import { openQuestions } from './review/questions.ts';
import { openQuestionQueue } from './review/question-queue.ts';
import type { ShownPair } from './review/settled.ts';
import { editPhotos } from './edits/photo-edits.ts';
import { exportTransfer } from './edits/transfer-export.ts';
import { type Details, openPersonDetails } from './edits/person-details.ts';
import { grownTo, type SimilarityModel, scoreName } from './scoring/similarity.ts';
import { breathe, runBehind, runInSlices } from '../scheduling/slices.ts';
import { openSurroundings } from './grouping/surroundings.ts';
import { openVectorFile, type VectorFile } from './grouping/vector-file.ts';

/** A person as they are now, and the action by which they came to be so; null: they were so before. */
export type PersonSaid = PersonCardRecord & { action: number | null };

export type People = ReturnType<typeof openPeople>;

export interface PeopleOptions {
  /** Which question comes first; only a benchmark has another opinion. */
  rank?: Rank;
  /** Where what a large library's people are found by is kept. */
  index?: string;
  /** Where a large library's vectors are kept. */
  vectors?: string;
  /** Up to how many faces all people are compared with each other. */
  mostExact?: number;
}

export function openPeople(
  store: Store,
  shipped: SimilarityModel,
  { rank, index, vectors, mostExact }: PeopleOptions = {},
) {
  const groups = openGroups(store, shipped);
  const personIndex = openPersonIndex(store, groups, shipped, index, mostExact);
  const actions = openActions(store, groups);
  const corrections = openCorrections(store, groups, actions);
  const personDetails = openPersonDetails(store, actions);
  const importTransfer = openTransferImport(store, groups, actions);
  const namesImport = openNamesImport(store, groups, actions, shipped);
  const surroundings = openSurroundings(store, groups, shipped);
  forgetLessonsOfOthers();
  let similarityModel = currentSimilarityModel();
  const questions = openQuestions(
    groups,
    personIndex,
    () => similarityModel,
    { isSettled: areSurelyTwo, births },
    rank,
  );
  const life = new AbortController();
  const queue = openQuestionQueue({
    store,
    groups,
    personIndex,
    questions,
    score: scoreName(shipped),
    signal: life.signal,
  });
  let isLoaded = false;
  /** Faces found a person since it was last asked who of all is one person. */
  let hasGrown = false;
  let knownBirths: ReadonlyMap<number, number> | undefined;
  /** Photos that changed before all faces were there. */
  const missed = new Set<number>();
  let trouble: unknown;
  const loading = load();
  loading.catch((error: unknown) => (trouble = error)); // its callers are told as well

  /** A small library is there at once, a large one in slices, so that whatever needs no face is answered meanwhile. */
  async function load(): Promise<void> {
    const file = openVectorFile(store, vectors, shipped);
    const work = takeUp(file);
    if (!work.next().done) {
      await breathe();
      await runBehind(work, life.signal);
    }
    file?.finish(life.signal);
    if (life.signal.aborted) return;
    isLoaded = true;
    if (missed.size === 0) return;
    missed.forEach(groups.reloadPhoto);
    missed.clear();
    queue.followSometimes();
  }

  function* takeUp(file: VectorFile | undefined): Generator<void, void> {
    yield* groups.load(file);
    similarityModel = currentSimilarityModel();
    yield* queue.begin();
  }

  /** How alike two faces were to other models teaches nothing about these: another version of Kindred asked then. */
  function forgetLessonsOfOthers(): void {
    const score = scoreName(shipped);
    if (store.settings.get('learningScore') === score) return;
    store.transaction(() => {
      store.settings.set('learningScore', score);
      store.settings.set('learningSince', store.facts.newest());
      store.settings.set('consolidatedAt', 0); // people who stand may be one person to a better model
    });
  }

  /** For as many faces as there are, and what the answers say of it. */
  function currentSimilarityModel(): SimilarityModel {
    return learn(grownTo(shipped, groups.faces.size), lessons());
  }

  /** When people were born, in days: read again once the user has said something. */
  function births(): ReadonlyMap<number, number> {
    knownBirths ??= store.personDetails.births();
    return knownBirths;
  }

  /** Two names on one photo are two people; so are two faces on a photo that the user called no collage. */
  function areSurelyTwo(a: number, b: number, photos: readonly number[]): boolean {
    const [one, other] = [a, b].map((person) => store.people.get(person)?.name ?? null);
    if (one !== null && other !== null && one !== other) return true;
    const reverted = new Set(store.facts.photosOfRevertedCollages());
    return photos.some((photo) => reverted.has(photo));
  }

  function lessons() {
    return store.facts.lessons(store.settings.get('learningSince'));
  }

  /** @returns the action; null: nothing changed */
  function follow(change: Change): number | null {
    knownBirths = undefined;
    if (change !== UNCHANGED) queue.follow(change);
    return change.action;
  }

  function followed({ card, change }: Corrected): PersonSaid {
    return { ...card, action: follow(change) };
  }

  /** @returns the action that was taken back or stands again, and the one that was written for it, if any was */
  function followReverted(result: Reverted | null): (ActionRecord & { action: number | null }) | null {
    if (result === null) return null;
    similarityModel = currentSimilarityModel();
    return { ...result.entry, action: follow(result.change) };
  }

  async function regroup(
    work: (grouping: Grouping) => Promise<number>,
    follow: () => Promise<void> | void = queue.followAll,
    isWhole = true,
  ): Promise<number> {
    await loading;
    if (life.signal.aborted) return 0;
    await runInSlices(isWhole ? surroundings.renew() : surroundings.measureFaces(groups.open()), life.signal);
    similarityModel = currentSimilarityModel();
    await queue.prepared();
    const moved = await work({ store, groups, personIndex, similarityModel, signal: life.signal });
    knownBirths = undefined; // of people who were joined
    await follow();
    return moved;
  }

  return {
    /** Resolves when the questions have been worked out after opening or grouping. */
    async ready(): Promise<void> {
      await loading;
      await queue.ready();
    },
    /** Resolves when every face is in memory; nothing: they are. Until then only what is said below to do so waits. */
    loading: (): Promise<void> | undefined => (isLoaded || life.signal.aborted ? undefined : loading),
    /** Whether faces are being loaded, or questions worked out. */
    isBusy: (): boolean => (!isLoaded && trouble === undefined) || queue.isBusy(),
    /** The share of faces that is in memory, 0 to 1. */
    loaded: groups.loaded,
    /** Why the faces cannot be had. */
    trouble: () => troubleOf(trouble),
    /** Resolves as soon as there is something to ask: in a large library the rest is worked out meanwhile. */
    async readyToAsk(shown?: ShownPair): Promise<void> {
      await loading;
      await queue.readyToAsk(shown);
    },
    /** Resolves when it is known who else this person may be. */
    async readyFor(person: number): Promise<void> {
      await loading;
      await queue.readyFor(person);
    },
    nextQuestion: queue.next,
    reloadPhoto(photo: number): void {
      if (!isLoaded) return void missed.add(photo);
      groups.reloadPhoto(photo);
      queue.followSometimes();
    },
    async assignNewFaces(): Promise<number> {
      const assigned = await regroup(assignNewFaces, queue.followSometimes, false);
      if (assigned > 0) hasGrown = true;
      return assigned;
    },
    /** Whether grouping is still to be done that an end in the middle of it, or of reading, left undone. */
    isSettlingDue(): boolean {
      if (!isLoaded) return false;
      // A face in a video may stay without a person, one on a photo never does.
      const isFaceOpen = groups.open().some(({ frames }) => frames === null);
      return isFaceOpen || store.people.unsettled().length > 0 || isAutoMergeDue(store, groups);
    },
    async settle(): Promise<number> {
      // Also when all stays as it was assigned while photos were read, before or after Kindred was opened again.
      if (store.people.unsettled().length > 0) hasGrown = true;
      const settled = await regroup(settleNewPeople);
      // An auto-merge that a crash, or what the user said, broke off is due still.
      if (settled === 0 && !hasGrown && !isAutoMergeDue(store, groups)) return 0;
      hasGrown = false;
      const moved = settled + (await regroup((grouping) => joinAcrossCollages(grouping, actions)));
      if (!isAutoMergeDue(store, groups)) return moved;
      return moved + (await regroup((grouping) => autoMerge(grouping, actions, questions.alike())));
    },
    /** Nothing is loaded or worked out ahead any more. */
    stop: () => life.abort(),
    /** Keeps what was worked out for the next time. */
    close(): void {
      life.abort();
      if (!isLoaded) return;
      try {
        queue.keep();
        personIndex.save();
      } catch {
        // On a full disk, for one. All of it can be worked out anew, and the library has to be closed.
      }
    },

    answer(left: number, right: number, answer: AnswerKind, more: Pick<Answer, 'keep' | 'insist'> = {}) {
      const result = applyAnswer(store, groups, actions, shipped, { left, right, answer, ...more });
      if (result.outcome === 'recorded') {
        similarityModel = currentSimilarityModel();
        follow(result.change);
      }
      return result;
    },
    name(person: number, name: string | null, ifTaken: 'ask' | 'keepBoth') {
      const result = corrections.name(person, name, ifTaken);
      if (result.outcome === 'named') follow(result.change);
      return result;
    },
    merge: (people: number[], into: number) => followed(corrections.merge(people, into)),
    split: (person: number, faces: number[]) => followed(corrections.split(person, faces)),
    /** @param called the name of a new person */
    assign: (faces: number[], person: number | null, called: string | null = null) =>
      followed(corrections.assign(faces, person, called)),
    cover: (person: number, face: number) => followed(corrections.cover(person, face)),
    confirm: (person: number, same: number[], different: number[]) =>
      followed(corrections.confirm(person, same, different)),
    check: (person: number, right: number[], wrong: number[]) =>
      followed(check(store, groups, actions, { person, right, wrong })),
    /** Of the person, on these photos; in a video there may be several. */
    facesOn: (person: number, photos: ReadonlySet<number>): number[] =>
      (groups.people.get(person)?.faces ?? []).filter(({ photo }) => photos.has(photo)).map(({ id }) => id),
    /** Faces of the person that the user has not confirmed yet, the least alike first. */
    doubtful: (person: number) => doubtfulFaces(groups, person, latestOf(store.facts.answers())),
    /** @param keep puts its picture aside, before it is stored for good. @returns the face, which belongs to no person yet */
    draw(photo: number, found: NewFace, keep: (face: number) => void): { face: number; action: number | null } {
      const { face, change } = corrections.draw(photo, found, keep);
      return { face, action: follow(change) };
    },
    reject: (faces: number[]) => follow(corrections.reject(faces)),
    dissolve: (person: number) => follow(corrections.dissolve(person)),
    hide: (people: number[], hidden: boolean) => follow(corrections.hide(people, hidden)),
    favourite: (people: number[], isFavourite: boolean) => follow(personDetails.favourite(people, isFavourite)),
    details: (person: number, said: Details) => followed(personDetails.details(person, said)),
    albums: openAlbums(store, actions),
    /** Everything that was said, for another library of the same photos. */
    exportTransfer: () => exportTransfer(store),
    importTransfer(said: Transfer) {
      const { imported, change } = importTransfer(said);
      return { ...imported, action: follow(change) };
    },
    /** Names that other programs gave; from now on the threshold hears them. */
    importNames(names: NamesToImport) {
      const { imported, change } = namesImport.importNames(names);
      similarityModel = currentSimilarityModel();
      return { ...imported, action: follow(change) };
    },
    /** Of several people of one name that other programs gave, who may be one if the user says so. */
    mayBeOne: namesImport.mayBeOne,
    collage: (photos: number[]) => follow(corrections.collage(photos)),
    /** @returns the action; null: nothing changed */
    editPhotos: (edits: ReadonlyMap<number, readonly PhotoEdit[]>, what: Sentence): number | null =>
      follow(editPhotos(store, groups, actions, edits, what)),
    /** @param action default: the newest of the user's that stands */
    undo: (action?: number) => followReverted(actions.undo(action)),
    redo: () => followReverted(actions.redo()),

    /** Who else may be this person, the most probable first. */
    alike: (person: number, most: number) => queue.around(person).slice(0, most),
    /** What shipped, what was learnt since, and from what. */
    learning: () => ({ shipped: grownTo(shipped, groups.faces.size), learnt: similarityModel, lessons: lessons() }),
    /** From now on the answers given so far teach nothing; they stand all the same. */
    unlearn(): void {
      store.settings.set('learningSince', store.facts.newest());
      similarityModel = currentSimilarityModel();
      queue.askAnew();
    },
  };
}
