// Two groups who share photos are two people, unless all else says that they are one: then those photos are collages,
// mirrors, pictures in pictures. Written down as the machine's own action, taken back with one click.

import { sentence } from '../../sentences/sentence.ts';
import type { PersonCardRecord, Store } from '../../store/index.ts';
import { cannotLinkPeople, leaderFirst } from './auto-merge.ts';
import { pairKey } from '../grouping/constraints.ts';
import type { Grouping } from '../grouping/assigning.ts';
import type { Group } from '../grouping/group.ts';
import { type GroupedFace, isClear } from '../grouping/grouped-face.ts';
import type { Groups } from '../grouping/groups.ts';
import { areAlike, sharedPhotosScore } from '../grouping/photos-in-common.ts';
import { type Actions, someone } from './actions.ts';
import { meanSimilarity } from '../clustering/linkage.ts';
import { score, type SimilarityModel } from '../scoring/similarity.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';

/** Odds of *same* from which they are joined. */
const LEAST_ODDS = 20;
/** Twins are often on one photo; that all on it, three or more, are so much alike says that it is a collage. */
const LEAST_ON_COLLAGE = 3;
const PHOTOS_AT_ONCE = 200;
/** One or two milliseconds, as most are told apart by their means. */
const PAIRS_WEIGHED_AT_ONCE = 200;

export interface SharingPair {
  a: number;
  b: number;
  /** On which both are, and of which nothing says so far that one person may be there twice. */
  photos: number[];
}

/** @returns how many faces moved */
export async function joinAcrossCollages(grouping: Grouping, actions: Actions): Promise<number> {
  const { store, groups, similarityModel, signal } = grouping;
  for (let moved = 0; ;) {
    let revision = groups.revision();
    const sharing = await runInSlices(pairsOnPhotos(groups), signal);
    if (!sharing) return moved;
    const refused = new Set(store.facts.photosOfRevertedCollages());
    const likely = await runInSlices(likelyPairs(sharing, refused, groups, similarityModel), signal);
    if (!likely) return moved;
    if (groups.revision() !== revision) continue; // the user said something while the slices ran
    // Of those few: among all who share photos there are as many pairs of names as the square of their number.
    const cannotLinks = new Set(cannotLinkPeople(store, groups, cardsOf(store, likely)).map(([a, b]) => pairKey(a, b)));
    const found = likely.filter(({ a, b }) => !cannotLinks.has(pairKey(a, b)));
    if (found.length === 0) return moved;
    found.sort((one, other) => other.odds - one.odds || one.a - other.a || one.b - other.b);
    // A joined person has other faces now: their pairs are computed anew in the next round.
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
function* pairsOnPhotos(groups: Groups): Generator<void, SharingPair[]> {
  const pairs = new Map<number, SharingPair>();
  const seen = new Set<number>();
  for (const page of groups.faces.pages()) {
    for (const { photo, isOnCollage, frames } of page) {
      if (isOnCollage || frames !== null || seen.has(photo)) continue;
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

/**
 * Those who are one person by all else, in slices: in a library of 100,000 faces, 20,000 pairs share a photo.
 * @param refused photos of which the user took back that they are collages: two faces on one are two people
 */
function* likelyPairs(
  sharing: readonly SharingPair[],
  refused: ReadonlySet<number>,
  groups: Groups,
  similarityModel: SimilarityModel,
): Generator<void, (SharingPair & { odds: number })[]> {
  const likely: (SharingPair & { odds: number })[] = [];
  const isOfOneFace = photosOfOneFace(groups, similarityModel);
  for (const [at, pair] of sharing.entries()) {
    if (at > 0 && at % PAIRS_WEIGHED_AT_ONCE === 0) yield;
    if (pair.photos.some((photo) => refused.has(photo))) continue;
    const odds = oddsOfSame(pair, groups, isOfOneFace, similarityModel);
    if (odds >= LEAST_ODDS) likely.push({ ...pair, odds });
  }
  return likely;
}

function pairsAmong(faces: readonly GroupedFace[]): [number, number][] {
  const people = [...new Set(faces.flatMap(({ person }) => person ?? []))].sort((a, b) => a - b);
  return people.flatMap((a, index) => people.slice(index + 1).map((b): [number, number] => [a, b]));
}

/** @returns whether all who are on a photo are alike, three at least: each photo and each pair is looked at once */
function photosOfOneFace(groups: Groups, similarityModel: SimilarityModel): (photo: number) => boolean {
  const photos = new Map<number, boolean>();
  const pairs = new Map<number, boolean>();
  return (photo) => {
    const known = photos.get(photo);
    if (known !== undefined) return known;
    const faces = groups.facesOn(photo).filter(isClear);
    const people = new Set(faces.map(({ person }) => person));
    const isOfOne = people.size >= LEAST_ON_COLLAGE && !people.has(null) && pairsAmong(faces).every(areAlikePeople);
    photos.set(photo, isOfOne);
    return isOfOne;
  };

  function areAlikePeople([a, b]: [number, number]): boolean {
    const key = pairKey(a, b);
    const [one, other] = [groups.people.get(a), groups.people.get(b)];
    const found =
      pairs.get(key) ??
      (one !== undefined &&
        other !== undefined &&
        areAlike(scoreOf(one, other, similarityModel), one, other, similarityModel));
    pairs.set(key, found);
    return found;
  }
}

/** The score of the faces, against that of the photos. @returns 0 where the faces alone do not say enough */
function oddsOfSame(
  { a, b, photos }: SharingPair,
  groups: Groups,
  isOfOneFace: (photo: number) => boolean,
  similarityModel: SimilarityModel,
): number {
  const [one, other] = [groups.people.get(a), groups.people.get(b)];
  if (!one || !other) return 0;
  const said = scoreOf(one, other, similarityModel);
  if (!areAlike(said, one, other, similarityModel)) return 0;
  const speaking = photos.filter((photo) => !isOfOneFace(photo)).length;
  const added = sharedPhotosScore(said, one, other, speaking, similarityModel);
  return added === undefined ? 0 : Math.exp(similarityModel.slope * (said + added - similarityModel.middle));
}

/** Without what groups of many faces are held to: the margin of those who share photos is more than that. */
function scoreOf(one: Group, other: Group, { chance }: SimilarityModel): number {
  return score(meanSimilarity(one, other), one.size, other.size, { chance, grown: Infinity });
}

function cardsOf(store: Store, pairs: readonly SharingPair[]): PersonCardRecord[] {
  const people = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  return [...people].flatMap((person) => store.people.get(person) ?? []);
}

/** @returns how many faces moved; 0 when one of both went meanwhile */
function mergeOverCollages(store: Store, groups: Groups, actions: Actions, { a, b, photos }: SharingPair): number {
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
