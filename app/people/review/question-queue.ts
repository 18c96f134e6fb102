// What is asked next: pairs are worked out anew after every change, at once where the user waits, else behind everything.

import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerRecord, KeptQuestions, Store } from '../../store/index.ts';
import { peopleOn, stillsOf } from './co-occurrence.ts';
import { latestOf } from '../grouping/constraints.ts';
import type { Groups } from '../grouping/groups.ts';
import type { Change } from '../edits/actions.ts';
import { nameHints } from './name-hints.ts';
import type { PersonIndex } from '../grouping/person-index.ts';
import { throttled } from '../../scheduling/throttled-work.ts';
import type { Asked, NextAsked, Questions } from './questions.ts';
import type { ShownPair } from './settled.ts';
import { runAll, runBehind, runInSlices } from '../../scheduling/slices.ts';

const FEW_PHOTOS = 5;
/** So many people are worked out in the blink of an eye; with more, the best question so far is taken. */
const PEOPLE_ASKED_AT_ONCE = 50;
/** Whether a person with more faces than this may be two takes too long to work out at once. */
const MANY_FACES = 1000;
const QUESTION_WAIT_MS = 50;
const PEOPLE_PER_SLICE = 32;
/** Counts the ways in which people are judged: what another one has kept is worked out anew. */
const JUDGING = 1;

export interface QuestionQueueOptions {
  store: Store;
  groups: Groups;
  personIndex: PersonIndex;
  questions: Questions;
  /** See `scoreName`. */
  score: string;
  /** Nothing is worked out ahead any more. */
  signal: AbortSignal;
}

/** Nothing is known before `begin`. */
export function openQuestionQueue({ store, groups, personIndex, questions, score, signal }: QuestionQueueOptions) {
  /** People whose pairs are still to be worked out anew. */
  const awaited = new Set<number>();
  let hasBegun = false;
  let catchingUp: Promise<void> | undefined;
  let preparing: Promise<void> | undefined;
  let upNext: NextAsked | undefined;
  const catchUpSometimes = throttled(catchUp);

  const said = (): AnswerRecord[] => latestOf(store.facts.answers());

  const skipped = (): Set<number> => new Set(store.people.hidden());

  /** @param shown stays the next one for as long as it is open */
  function next(shown?: ShownPair): NextAsked {
    if (!hasBegun) return { asked: null, remaining: 0, important: 0, ahead: [] };
    upNext ??= questions.next(said(), skipped(), {
      named: new Set(store.people.named()),
      favourites: new Set(store.people.favourites()),
      isHinted: nameHints(store, groups),
    });
    const asked = shown && stillAsked(shown);
    return asked ? { ...upNext, asked } : upNext;
  }

  function stillAsked(shown: ShownPair): Asked | null {
    const asked = upNext?.asked;
    // As most often: what was answered here has brought it.
    if (asked?.left.id === shown.left && asked.right.id === shown.right) return asked;
    return questions.stillAsked(shown, said(), skipped());
  }

  /** People who changed are to be worked out anew. */
  function noteChanged(): void {
    const changed = groups.takeChanged();
    personIndex.outdate(changed);
    for (const person of bySize(changed)) awaited.add(person);
    upNext = undefined;
  }

  /** People seen with one who is seldom seen: their co-occurrences have changed. */
  function companions(person: number): number[] {
    const group = groups.people.get(person);
    const photos = group ? stillsOf(group) : [];
    return photos.length > FEW_PHOTOS ? [] : photos.flatMap((photo) => [...peopleOn(groups, photo)]);
  }

  /** Works out what is awaited, in slices, so that calls are answered in between. */
  function catchUp(): Promise<void> {
    catchUpSometimes.forget();
    catchingUp ??= work().finally(() => (catchingUp = undefined));
    return catchingUp;

    async function work(): Promise<void> {
      await prepared();
      await runBehind(refreshAwaited(), signal);
    }
  }

  function* refreshAwaited(): Generator<void> {
    while (awaited.size > 0) {
      const batch = [...firstOf(awaited, PEOPLE_PER_SLICE)];
      yield* personIndex.update();
      personIndex.searchAhead(batch.flatMap((person) => groups.people.get(person) ?? []));
      yield;
      for (const person of batch) {
        // The user may have spoken of the person while this took a breath.
        if (!awaited.delete(person)) continue;
        questions.meet(person, awaited);
        yield;
        yield* questions.examine(person);
      }
      upNext = undefined;
    }
  }

  /** Afterwards all people can be found. Calls that come while it is under way share its work. */
  function prepared(): Promise<void> {
    preparing ??= runInSlices(personIndex.prepare(), signal).finally(() => (preparing = undefined));
    return preparing;
  }

  /** Resolves when it is known who else this person may be. */
  async function readyFor(person: number | null): Promise<void> {
    await preparing;
    if (person !== null && awaited.has(person)) questions.meet(person);
  }

  /** What the questions follow from: where any of it is another at the next opening, they are worked out anew. */
  function basis(): string {
    const { people, facts } = store;
    return JSON.stringify([JUDGING, score, people.newestMove(), facts.newest(), groups.faces.size]);
  }

  function takeKept(): KeptQuestions | undefined {
    try {
      const kept = store.keptQuestions.take();
      return kept?.basis === basis() ? kept : undefined;
    } catch {
      return undefined; // on a full disk it cannot be taken out, and would be there once more when it holds no more
    }
  }

  function bySize(people: readonly number[]): number[] {
    const size = (person: number) => groups.people.get(person)?.size ?? 0;
    return [...people].sort((a, b) => size(b) - size(a));
  }

  return {
    next,
    prepared,

    /** In slices. All faces are there: what was kept at the last close stands, and the rest is worked out. */
    *begin(): Generator<void, void> {
      noteChanged(); // at first, these are all people
      const kept = takeKept();
      if (kept) {
        awaited.clear();
        for (const person of kept.awaited) if (groups.people.has(person)) awaited.add(person);
        yield* questions.restore(kept.pairs, awaited);
      }
      hasBegun = true;
      void catchUp();
    },

    /**
     * After the user said something: the pairs of the people concerned are worked out anew, at once. Of very many, as
     * an import brings, the rest follow in good time.
     */
    follow(change: Change): void {
      noteChanged();
      const people = [...change.people];
      const now = people.slice(0, PEOPLE_ASKED_AT_ONCE);
      personIndex.updateAtOnce(now);
      for (const person of now) {
        questions.meet(person);
        for (const companion of companions(person)) awaited.add(companion);
      }
      for (const person of people) awaited.add(person);
      for (const person of now) {
        if ((groups.people.get(person)?.size ?? 0) > MANY_FACES) continue;
        runAll(questions.examine(person));
        awaited.delete(person);
      }
      void catchUp();
    },

    /** After grouping. Resolves when everything has been worked out. */
    async followAll(): Promise<void> {
      noteChanged();
      await catchUp();
    },

    /**
     * While photos come and go: people are found at once, and what there is to ask of them now and then, since at the
     * end of an import all of it is grouped anew. A user who wants to answer meanwhile does not wait for it.
     */
    followSometimes(): void {
      noteChanged();
      if (awaited.size > 0) catchUpSometimes.ask();
    },

    /** What is asked next depends on something else that changed. */
    askAnew: (): void => void (upNext = undefined),

    isBusy: (): boolean => catchingUp !== undefined || catchUpSometimes.isWaiting(),
    /** Resolves when everything has been worked out. */
    ready: async (): Promise<void> => (awaited.size > 0 ? catchUp() : catchingUp),

    /**
     * Resolves as soon as there is something to ask: in a large library the rest is worked out meanwhile.
     * @param shown it is known whether this is still to be asked, and while it is, nothing else has to be
     */
    async readyToAsk(shown?: ShownPair): Promise<void> {
      for (const face of shown ? [shown.left, shown.right] : []) await readyFor(groups.holderOf(face));
      if (shown && stillAsked(shown)) return;
      if (awaited.size > 0) void catchUp();
      for (let work = catchingUp; work; work = catchingUp) {
        if (awaited.size > PEOPLE_ASKED_AT_ONCE && next().asked !== null) return;
        await Promise.race([work, delay(QUESTION_WAIT_MS)]);
      }
    },

    readyFor,

    /** Who else may be this person, the most probable first. */
    around: (person: number) => questions.around(person, said()),

    /** For the next opening. */
    keep(): void {
      if (!hasBegun) return;
      noteChanged(); // grouping may have been under way
      const { pairs, anew } = questions.keep();
      store.keptQuestions.put({ basis: basis(), pairs, awaited: [...new Set([...awaited, ...anew])] });
    },
  };
}

function* firstOf<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  for (const item of items) {
    if (count-- <= 0) return;
    yield item;
  }
}
