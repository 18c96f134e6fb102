// People: grouping, corrections and questions over one memory of faces, which follows the store.

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Portable } from '../contract.ts';
import { troubleOf } from '../errors.ts';
import type { NewFace, PersonCardRecord, Store, Verdict } from '../store/index.ts';
import { openAlbums } from './albums.ts';
import { type Answer, applyAnswer } from './answers.ts';
import { peopleOn } from './company.ts';
import { consolidate, isDue } from './consolidation.ts';
import { type Corrected, openCorrections } from './corrections.ts';
import { latestOf } from './facts.ts';
import { type Grouping, placeNewFaces, settleNewPeople } from './grouping.ts';
import { openGroups } from './groups.ts';
import { openImport } from './import.ts';
import { learn } from './learning.ts';
import { type Change, openLedger, type Turned } from './ledger.ts';
import { openNeighbourhood } from './neighbourhood.ts';
import { openQuestions, type Rank } from './questions.ts';
import { exportSaid } from './portable.ts';
import { openRemarks } from './remarks.ts';
import type { Measure } from './similarity.ts';
import { runBehind, runInSlices } from './slices.ts';

export type People = ReturnType<typeof openPeople>;

const Ids = z.array(z.number());

export interface PeopleOptions {
  /** Which question comes first; only a benchmark has another opinion. */
  rank?: Rank;
  /** Where what a large library's people are found by is kept. */
  index?: string;
  /** Up to how many faces everybody is compared with everybody. */
  mostExact?: number;
}

const FEW_PHOTOS = 5;
/** So many people are worked out in the blink of an eye; with more, the best question so far is taken. */
const SOON = 50;
const WAIT_MS = 50;
/** So many questions are looked for first when the library is opened again. */
const MOST_ASKED = 100;

export function openPeople(store: Store, shipped: Measure, { rank, index, mostExact }: PeopleOptions = {}) {
  const groups = openGroups(store, shipped);
  const neighbourhood = openNeighbourhood(store, groups, shipped, index, mostExact);
  const ledger = openLedger(store, groups);
  const corrections = openCorrections(store, groups, ledger);
  const remarks = openRemarks(store, ledger);
  const importSaid = openImport(store, groups, ledger);
  let measure = learn(shipped, lessons());
  const questions = openQuestions(groups, neighbourhood, () => measure, rank);
  /** People whose pairs are still to be worked out anew: at first those who were asked about before, then the largest. */
  const awaited = new Set<number>();
  const life = new AbortController();
  let isLoaded = false;
  /** Photos that changed before all faces were there. */
  const missed = new Set<number>();
  let catchingUp: Promise<void> | undefined;
  let preparing: Promise<void> | undefined;
  let upNext: ReturnType<typeof questions.next> | undefined;
  let trouble: unknown;
  const loading = load();
  loading.catch((error: unknown) => (trouble = error)); // whoever waits for it is told as well

  /** A small library is there at once, a large one in slices, so that whatever needs no face is answered meanwhile. */
  async function load(): Promise<void> {
    const work = groups.load();
    if (!work.next().done) await runBehind(work, life.signal);
    if (life.signal.aborted) return;
    isLoaded = true;
    missed.forEach(groups.reloadPhoto);
    missed.clear();
    const changed = groups.takeChanged();
    for (const person of [...askedBefore(), ...bySize(changed)]) awaited.add(person);
    void catchUp();
  }

  function askedBefore(): number[] {
    const kept = Ids.safeParse(JSON.parse(store.settings.get('askedAbout') ?? '[]'));
    return kept.success ? kept.data.filter((person) => groups.people.has(person)) : [];
  }

  function lessons() {
    return store.facts.lessons(Number(store.settings.get('learningSince') ?? 0));
  }

  const said = () => latestOf(store.facts.answers());

  function nextQuestion() {
    if (!isLoaded) return { asked: null, remaining: 0 };
    upNext ??= questions.next(said(), new Set(store.people.hidden()));
    return upNext;
  }

  /** After the user said something: the pairs of the people concerned are worked out anew, at once. */
  function follow(change: Change): void {
    const people = [...change.people];
    neighbourhood.update(people);
    for (const person of people) {
      questions.refresh(person);
      for (const companion of companions(person)) awaited.add(companion);
    }
    followLater(people);
  }

  /** Whoever changed is worked out anew in good time, but for those of whom it was just done. */
  function followLater(done: readonly number[] = []): void {
    for (const person of groups.takeChanged()) awaited.add(person);
    for (const person of done) awaited.delete(person);
    upNext = undefined;
    void catchUp();
  }

  /** Who was seen with somebody who is not seen often: their company has changed. */
  function companions(person: number): number[] {
    const photos = [...(groups.people.get(person)?.photos ?? [])];
    return photos.length > FEW_PHOTOS ? [] : photos.flatMap((photo) => [...peopleOn(groups, photo)]);
  }

  function followed({ card, change }: Corrected): PersonCardRecord {
    follow(change);
    return card;
  }

  function turned(result: Turned | null): Turned['entry'] | null {
    if (result === null) return null;
    measure = learn(shipped, lessons());
    follow(result.change);
    return result.entry;
  }

  /** Works out what is awaited, in slices, so that calls are answered in between. */
  function catchUp(): Promise<void> {
    catchingUp ??= work().finally(() => (catchingUp = undefined));
    return catchingUp;

    async function work(): Promise<void> {
      await prepared();
      await runBehind(refreshAwaited(), life.signal);
    }
  }

  function* refreshAwaited(): Generator<void> {
    while (awaited.size > 0) {
      const batch = [...firstOf(awaited, 32)];
      neighbourhood.update(batch);
      for (const person of batch) {
        // The user may have spoken of the person while this took a breath.
        if (!awaited.delete(person)) continue;
        questions.refresh(person, awaited);
        yield;
      }
      upNext = undefined;
    }
  }

  /** Whoever comes while it is under way waits for the same. */
  function prepared(): Promise<void> {
    preparing ??= runInSlices(neighbourhood.prepare(), life.signal).finally(() => (preparing = undefined));
    return preparing;
  }

  async function regroup(work: (grouping: Grouping) => Promise<number>): Promise<number> {
    await loading;
    if (life.signal.aborted) return 0;
    await prepared();
    const moved = await work({ store, groups, neighbourhood, measure, signal: life.signal });
    for (const person of groups.takeChanged()) awaited.add(person);
    upNext = undefined;
    await catchUp();
    return moved;
  }

  function bySize(people: readonly number[]): number[] {
    const size = (person: number) => groups.people.get(person)?.faces.size ?? 0;
    return [...people].sort((a, b) => size(b) - size(a));
  }

  return {
    /** Resolves when the questions have been worked out after opening or grouping. */
    async ready(): Promise<void> {
      await loading;
      await catchingUp;
    },
    /** Resolves when every face is in memory; nothing: they are. Until then only what is said below to do so waits. */
    loading: (): Promise<void> | undefined => (isLoaded || life.signal.aborted ? undefined : loading),
    /** Whether faces are being loaded, or questions worked out. */
    isBusy: (): boolean => (!isLoaded && trouble === undefined) || catchingUp !== undefined,
    /** The share of faces that is in memory, 0 to 1. */
    loaded: groups.loaded,
    /** Why the faces cannot be had. */
    trouble: () => troubleOf(trouble),
    /** Resolves as soon as there is something to ask: in a large library the rest is worked out meanwhile. */
    async readyToAsk(): Promise<void> {
      await loading;
      for (let work = catchingUp; work; work = catchingUp) {
        if (awaited.size > SOON && nextQuestion().asked !== null) return;
        await Promise.race([work, delay(WAIT_MS)]);
      }
    },
    /** Resolves when it is known who else this person may be. */
    async readyFor(person: number): Promise<void> {
      await loading;
      await preparing;
      if (awaited.delete(person)) questions.refresh(person);
    },
    questionCount: (): number => nextQuestion().remaining,
    nextQuestion,
    reloadPhoto(photo: number): void {
      if (!isLoaded) return void missed.add(photo);
      groups.reloadPhoto(photo);
      followLater();
    },
    place: () => regroup(placeNewFaces),
    async settle(): Promise<number> {
      const moved = await regroup(settleNewPeople);
      if (moved === 0 || !isDue(store, groups)) return moved;
      return moved + (await regroup((grouping) => consolidate(grouping, ledger, questions.alike())));
    },
    /** Nothing is loaded or worked out ahead any more. */
    stop: () => life.abort(),
    /** Keeps what was worked out for the next time. */
    close(): void {
      life.abort();
      if (!isLoaded) return;
      try {
        neighbourhood.save();
        if (awaited.size === 0) store.settings.set('askedAbout', JSON.stringify([...questions.mostAsked(MOST_ASKED)]));
      } catch {
        // On a full disk, for one. All of it can be worked out anew, and the library has to be closed.
      }
    },

    answer(left: number, right: number, verdict: Verdict, more: Pick<Answer, 'keep' | 'insist'> = {}) {
      const result = applyAnswer(store, groups, ledger, shipped, { left, right, verdict, ...more });
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
    /** @param keep puts its picture aside, before it is stored for good. @returns the face, which is nobody's yet */
    draw(photo: number, found: NewFace, keep: (face: number) => void): number {
      const { face, change } = corrections.draw(photo, found, keep);
      follow(change);
      return face;
    },
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
    collage: (photos: number[]) => follow(corrections.collage(photos)),
    /** @param action something that the machine did; without it, the last thing that the user said */
    undo: (action?: number) => turned(action === undefined ? ledger.undo() : ledger.takeBack(action)),
    redo: () => turned(ledger.redo()),

    /** Who else may be this person, the most probable first. */
    alike: (person: number, most: number) => questions.around(person, said()).slice(0, most),
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

function* firstOf<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  for (const item of items) {
    if (count-- <= 0) return;
    yield item;
  }
}
