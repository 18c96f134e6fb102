// Joins people who stand, on high scores only: rarely, written down as the machine's own action, and never against the user.

import { ensure } from '../../ensure.ts';
import { sentence } from '../../sentences/sentence.ts';
import type { AnswerRecord, PersonCardRecord, Store } from '../../store/index.ts';
import { Edges } from '../clustering/edges.ts';
import { latestOf, pairKey, pairsOf } from '../grouping/constraints.ts';
import type { Grouping } from '../grouping/assigning.ts';
import { asOpen, type Group } from '../grouping/group.ts';
import type { Groups } from '../grouping/groups.ts';
import { type Actions, someone } from './actions.ts';
import { averageLinkage } from '../clustering/linkage.ts';
import { isBeforeBirth } from '../scoring/time.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';

/** So much more similar than newcomers have to be: what stands is moved on a higher score than what is new. */
const AUTO_MERGE_MARGIN = 0.03;
/** Not before the library has grown by this share since it was done last. */
const GROWTH_TO_AUTO_MERGE_AGAIN = 1 / 4;

export interface Alike {
  a: number;
  b: number;
  similarity: number;
}

/** @returns whether so many faces came since the last time that people may be two who are one */
export function isAutoMergeDue(store: Store, groups: Groups): boolean {
  const before = store.settings.get('consolidatedAt');
  return groups.faces.size > before * (1 + GROWTH_TO_AUTO_MERGE_AGAIN);
}

/** @param pairs of people who are alike. @returns how many faces moved */
export async function autoMerge(
  { store, groups, similarityModel, signal }: Grouping,
  actions: Actions,
  pairs: Iterable<Alike>,
): Promise<number> {
  const { threshold } = similarityModel;
  let revision = groups.revision();
  const strong = [...pairs].filter(({ similarity }) => similarity >= threshold + AUTO_MERGE_MARGIN);
  const people = [...new Set(strong.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
  const at = new Map(people.map((person, index) => [person, index]));
  const indexOf = (person: number) => ensure(at.get(person), 'The index of a person');
  const edges = new Edges();
  for (const { a, b } of strong) edges.add(indexOf(a), indexOf(b));
  const cards = people.map((person) => actions.cardOf(person));
  const clusters = people.map((person) => asOpen(groupOf(groups, person)));
  const cannotLinks = cannotLinkPeople(store, groups, cards).flatMap(([a, b]): [number, number][] => {
    const [one, other] = [at.get(a), at.get(b)];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  const linkageOptions = { ...similarityModel, threshold: threshold + AUTO_MERGE_MARGIN };
  const into = await runInSlices(averageLinkage(clusters, edges, cannotLinks, linkageOptions), signal);
  if (!into) return 0;
  let moved = 0;
  for (const together of Map.groupBy(cards, (_, index) => into[index]).values()) {
    const [first, ...followers] = together.sort(leaderFirst);
    const leader = ensure(first, 'The person whom others join');
    for (const follower of followers) {
      if (signal.aborted) return moved;
      // The user said something meanwhile, so what was worked out no longer holds: the next grouping does it anew.
      if (groups.revision() !== revision) return moved;
      moved += mergePair(leader.id, follower.id);
      revision = groups.revision();
      await breathe();
    }
  }
  store.settings.set('consolidatedAt', groups.faces.size);
  return moved;

  /** @returns how many faces moved; 0 when a photo went meanwhile, and one of both with it */
  function mergePair(leader: number, follower: number): number {
    const [one, other] = [store.people.get(leader), store.people.get(follower)];
    if (!one || !other) return 0;
    actions.record(
      'join',
      sentence('joined', { other: someone(other), person: someone(one) }),
      (action) => {
        actions.absorb(action, one.id, [other.id]);
        return [one.id, other.id];
      },
      'machine',
    );
    return other.faces;
  }
}

function groupOf(groups: Groups, person: number): Group {
  const group = groups.people.get(person);
  if (!group) throw new Error(`Person ${person} has no group.`);
  return group;
}

/** Pairs of people whom the machine never joins. @param cards of those who are in question */
export function cannotLinkPeople(
  store: Store,
  groups: Groups,
  cards: readonly PersonCardRecord[],
): (readonly [number, number])[] {
  return [...decidedPairs(store, groups), ...differentNames(cards), ...unbornPairs(store, groups, cards)];
}

/** A person on a photo that was taken before the other was born is not the other. */
function unbornPairs(store: Store, groups: Groups, cards: readonly PersonCardRecord[]): (readonly [number, number])[] {
  const births = store.personDetails.births();
  const takenBefore = (id: number) => groups.people.get(id)?.takenBefore ?? null;
  const born = cards.filter(({ id }) => births.has(id));
  return born.flatMap((a) =>
    cards.flatMap((b) =>
      a !== b && isBeforeBirth(takenBefore(b.id), births.get(a.id)) ? [[a.id, b.id] as const] : [],
    ),
  );
}

/** Whatever the user decided or left open about two people stays as it is. */
function decidedPairs(store: Store, groups: Groups): (readonly [number, number])[] {
  const answers: AnswerRecord[] = latestOf(store.facts.answers());
  const pairs = (['different', 'unsure', 'later'] as const).flatMap((answer) => pairsOf(answers, groups, answer));
  return [...new Map(pairs.map((pair) => [pairKey(...pair), pair])).values()];
}

/** Two names are two people until the user says otherwise; so are a hidden person and a shown one. */
function differentNames(cards: readonly PersonCardRecord[]): (readonly [number, number])[] {
  const named = cards.filter(({ name }) => name !== null);
  const hidden = cards.filter((card) => card.hidden);
  const shown = cards.filter((card) => !card.hidden);
  return [
    ...named.flatMap((a, index) => named.slice(index + 1).map((b) => [a.id, b.id] as const)),
    ...hidden.flatMap((a) => shown.map((b) => [a.id, b.id] as const)),
  ];
}

/** Which of two people the other one is joined with: the one with a name, else who is seen more often. */
export function leaderFirst(a: PersonCardRecord, b: PersonCardRecord): number {
  return Number(a.name === null) - Number(b.name === null) || b.photos - a.photos || a.id - b.id;
}
