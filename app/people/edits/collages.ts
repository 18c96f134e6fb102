// Two groups who share photos are two people, unless all else says that they are one: then those photos are collages,
// mirrors, pictures in pictures. Written down as the machine's own action, taken back with one click.

import { sentence } from '../../sentences/sentence.ts';
import type { PersonCardRecord, Store } from '../../store/index.ts';
import { cannotLinkPeople, leaderFirst } from './auto-merge.ts';
import { pairKey } from '../grouping/constraints.ts';
import type { Grouping } from '../grouping/assigning.ts';
import type { Group, GroupedFace, Groups } from '../grouping/groups.ts';
import { type Actions, someone } from './actions.ts';
import { meanSimilarity } from '../clustering/linkage.ts';
import { score, type SimilarityModel } from '../scoring/similarity.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';

/**
 * How often two groups are on one photo: of one person, only where it is a collage; of two people who are so much alike,
 * brothers and sisters or twins, far more often. Chosen by judgement: nothing labelled says it.
 */
const [COLLAGE_RATE, TOGETHER_RATE] = [0.03, 0.2];
/** Somebody seen on fewer photos is not known well enough to contradict them. */
const LEAST_PHOTOS = 6;
/** Beyond the threshold, and for a group of so few faces, which chance may have made alike. */
const COLLAGE_MARGIN = 0.1;
const [FEW_FACES, MARGIN_OF_FEW] = [4, 0.15];
/** Odds of *same* from which they are joined. */
const LEAST_ODDS = 20;
const PHOTOS_AT_ONCE = 200;

export interface Sharing {
  a: number;
  b: number;
  /** On which both are, and of which nothing says so far that one person may be there twice. */
  photos: number[];
}

/** @returns how many faces moved */
export async function joinAcrossCollages(grouping: Grouping, actions: Actions): Promise<number> {
  const { store, groups, similarityModel, signal } = grouping;
  for (let moved = 0; ;) {
    const sharing = await runInSlices(pairsOnPhotos(groups), signal);
    if (!sharing) return moved;
    let revision = groups.revision();
    const likely = sharing.flatMap((pair) => {
      const odds = oddsOfSame(pair, groups, similarityModel);
      return odds < LEAST_ODDS ? [] : [{ ...pair, odds }];
    });
    // Of those few: among all who share photos there are as many pairs of names as the square of their number.
    const cannotLinks = new Set(cannotLinkPeople(store, groups, cardsOf(store, likely)).map(([a, b]) => pairKey(a, b)));
    const found = likely.filter(({ a, b }) => !cannotLinks.has(pairKey(a, b)));
    if (found.length === 0) return moved;
    found.sort((one, other) => other.odds - one.odds || one.a - other.a || one.b - other.b);
    // Whoever was joined is someone else now: their other pairs are weighed anew in the next round.
    const taken = new Set<number>();
    for (const pair of found) {
      if (signal.aborted) return moved;
      if (groups.revision() !== revision) break; // the user said something meanwhile: all pairs are weighed anew
      if (taken.has(pair.a) || taken.has(pair.b)) continue;
      taken.add(pair.a).add(pair.b);
      moved += mergeOverCollages(store, groups, actions, pair);
      revision = groups.revision();
      await breathe();
    }
  }
}

/** Who is on one photo with whom, in slices: the pairs in the order of their ids. */
function* pairsOnPhotos(groups: Groups): Generator<void, Sharing[]> {
  const pairs = new Map<number, Sharing>();
  const seen = new Set<number>();
  for (const page of groups.faces.pages()) {
    for (const { photo, isOnCollage } of page) {
      if (isOnCollage || seen.has(photo)) continue;
      seen.add(photo);
      for (const [a, b] of pairsAmong(groups.facesOn(photo))) {
        const pair = pairs.get(pairKey(a, b)) ?? { a, b, photos: [] };
        pair.photos.push(photo);
        pairs.set(pairKey(a, b), pair);
      }
      if (seen.size % PHOTOS_AT_ONCE === 0) yield;
    }
  }
  return [...pairs.values()].sort((one, other) => one.a - other.a || one.b - other.b);
}

function pairsAmong(faces: readonly GroupedFace[]): [number, number][] {
  const people = [...new Set(faces.flatMap(({ person }) => person ?? []))].sort((a, b) => a - b);
  return people.flatMap((a, index) => people.slice(index + 1).map((b): [number, number] => [a, b]));
}

/**
 * The score of the faces, against that of the photos: of the n of the one who is seen more often, k are shared with the
 * other; each speaks for two people by the ratio of both rates, and each of the others, by far less, for one. That one
 * is hardly ever seen without the other says nothing for *same*.
 * @returns 0 where the faces alone do not say enough
 */
function oddsOfSame({ a, b, photos }: Sharing, groups: Groups, similarityModel: SimilarityModel): number {
  const [one, other] = [groups.people.get(a), groups.people.get(b)];
  if (!one?.isClear || !other?.isClear) return 0;
  const said = score(meanSimilarity(one, other), one.size, other.size, similarityModel);
  const margin = Math.min(one.size, other.size) < FEW_FACES ? MARGIN_OF_FEW : COLLAGE_MARGIN;
  if (said < similarityModel.threshold + margin) return 0;
  const most = Math.max(photosOf(one), photosOf(other)); // of large groups dear, and most pairs are no question before
  if (most < LEAST_PHOTOS) return 0;
  const shared = photos.length * Math.log(COLLAGE_RATE / TOGETHER_RATE);
  const alone = (most - photos.length) * Math.log((1 - COLLAGE_RATE) / (1 - TOGETHER_RATE));
  return Math.exp(similarityModel.slope * (said - similarityModel.middle) + Math.min(0, shared + alone));
}

function photosOf({ faces }: Group): number {
  return new Set(faces.map(({ photo }) => photo)).size;
}

function cardsOf(store: Store, pairs: readonly Sharing[]): PersonCardRecord[] {
  const people = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  return [...people].flatMap((person) => store.people.get(person) ?? []);
}

/** @returns how many faces moved; 0 when one of both went meanwhile */
function mergeOverCollages(store: Store, groups: Groups, actions: Actions, { a, b, photos }: Sharing): number {
  const cards = [a, b].flatMap((person) => store.people.get(person) ?? []).sort(leaderFirst);
  const [leader, follower] = cards;
  if (!leader || !follower) return 0;
  const what = sentence('joinedOverCollages', {
    other: someone(follower),
    person: someone(leader),
    photos: photos.length,
  });
  actions.record(
    'join',
    what,
    (action) => {
      for (const photo of photos) {
        store.facts.collage(action, photo);
        store.photos.refreshCollage(photo);
      }
      actions.absorb(action, leader.id, [follower.id]);
      return [leader.id, follower.id];
    },
    'machine',
  );
  photos.forEach(groups.reloadPhoto);
  return follower.faces;
}
