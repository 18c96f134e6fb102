// How probable it is that two people are one, or one is two: by their faces, by when they were taken, and by shared photos.

import { meanSimilarity, shareAny } from '../clustering/linkage.ts';
import { growingUp, withinOneMonth } from '../grouping/ages.ts';
import type { Group } from '../grouping/group.ts';
import type { Groups } from '../grouping/groups.ts';
import { sharedPhotos, sharedPhotosScore } from '../grouping/photos-in-common.ts';
import type { Doubt } from '../grouping/split-person.ts';
import { leastSimilarity, probabilityWith, score, type SimilarityModel } from '../scoring/similarity.ts';
import { isBeforeBirth, timeGapBetween } from '../scoring/time.ts';
import { coOccurrenceScore } from './co-occurrence.ts';
import { Candidate } from './candidate.ts';
import { surpriseOf } from './order.ts';

/** Less likely pairs are not worth a person's time. */
export const LEAST_PROBABILITY = 0.01;
/** Who are on one photo are two people but for one in many: below this, siblings would be asked about for ever. */
const LEAST_PROBABILITY_OF_COLLAGE = 0.05;
/** That a face on a photo from before the birth is theirs: the photo's date or the birth date would be wrong. By judgement. */
const PROBABILITY_BEFORE_BIRTH = 0.02;

/**
 * Whether two people who share photos are surely two: then they need no question, however alike they are.
 * @param photos on which both are
 */
export type IsSettled = (a: number, b: number, photos: readonly number[]) => boolean;

/** What is certain of people, beside their faces. */
export interface Certainties {
  isSettled: IsSettled;
  /** When they were born, in days, by their ids. */
  births: () => ReadonlyMap<number, number>;
}

export function openJudging(
  groups: Groups,
  similarityModel: () => SimilarityModel,
  { isSettled, births }: Certainties,
) {
  /** A person who may be two. @param isUnborn one half was seen before the person was born */
  function doubtAbout(person: number, { halves, similarity }: Doubt, isUnborn: boolean): Candidate {
    const doubt = candidateOf([person], halves, similarity, 0);
    // The score that makes *same* this probable.
    if (isUnborn) doubt.score = Math.min(doubt.score, leastSimilarity(PROBABILITY_BEFORE_BIRTH, similarityModel()));
    return doubt;
  }

  /** @returns undefined: they are surely two, or one person too seldom to be worth a question */
  function pairOf(a: number, one: Group, b: number, similarity: number, shared: number): Candidate | undefined {
    const other = groups.people.get(b);
    if (!other?.isClear) return undefined; // the user could not tell
    const together = shareAny(one.photos, other.photos) ? photosScore(a, one, b, similarity) : 0;
    if (together === undefined) return undefined; // both are on one photo: surely two people
    if (isBeforeBirth(other.takenBefore, births().get(a)) || isBeforeBirth(one.takenBefore, births().get(b)))
      return undefined;
    // Always in one order: a question that comes again looks as it did.
    const pair =
      a < b
        ? candidateOf([a, b], [one, other], similarity, shared, together)
        : candidateOf([b, a], [other, one], similarity, shared, together);
    if (probabilityOf(pair) < (together < 0 ? LEAST_PROBABILITY_OF_COLLAGE : LEAST_PROBABILITY)) return undefined;
    considerTime(pair, together);
    return pair;
  }

  /**
   * A child is compared as it looked beside the gap; people seen over years are compared within one month as well. The
   * first may only make a question of what would have been none or a lesser one, the second only the other way round.
   */
  function considerTime(pair: Candidate, together: number): void {
    const [a, b] = pair.people;
    if (b === undefined) return;
    const more = coOccurrenceScore(pair.shared) + together;
    pair.growth = growingUp([a, b], pair.halves, births());
    if (pair.growth) {
      const [one, other] = pair.growth.sides;
      const besideGap = score(meanSimilarity(one, other), one.size, other.size, similarityModel());
      pair.score = Math.max(pair.score, besideGap + more);
    }
    const atOneTime = withinOneMonth(...pair.halves);
    if (!atOneTime) return;
    const within = score(atOneTime.similarity, ...atOneTime.sizes, similarityModel());
    pair.score = Math.min(pair.score, within + more);
    pair.isTwoAtOneTime = within < similarityModel().threshold;
  }

  /** What the photos add on which both are; nothing where these, or the user, leave no doubt that they are two. */
  function photosScore(a: number, one: Group, b: number, similarity: number): number | undefined {
    const other = groups.people.get(b);
    const said = other && score(similarity, one.size, other.size, similarityModel());
    const photos = other && sharedPhotos(one, other);
    if (!other || said === undefined || !photos) return undefined;
    const added = sharedPhotosScore(said, one, other, photos.length, similarityModel());
    return added === undefined || isSettled(a, b, photos) ? undefined : added;
  }

  function candidateOf(
    people: Candidate['people'],
    halves: Candidate['halves'],
    similarity: number,
    shared: number,
    together = 0,
  ): Candidate {
    const [m, n] = [halves[0].size, halves[1].size];
    const total = score(similarity, m, n, similarityModel()) + coOccurrenceScore(shared) + together;
    const timeGap = timeGapBetween(halves[0].seen, halves[1].seen);
    return new Candidate({ people, halves, similarity, shared, score: total, timeGap, isTwoAtOneTime: false });
  }

  /** That both halves are the same person. */
  const probabilityOf = (candidate: Candidate, now = similarityModel()) =>
    probabilityWith(candidate.score, candidate.timeGap, now);

  return {
    doubtAbout,
    pairOf,
    probabilityOf,
    mayBeAsked: (candidate: Candidate): boolean => surpriseOf(candidate, probabilityOf(candidate)) >= LEAST_PROBABILITY,
  };
}
