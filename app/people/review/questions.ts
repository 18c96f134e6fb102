// "Same or different?": which pair of people to ask about next, so that each answer completes the most faces.

import { ensure } from '../../ensure.ts';
import type { AnswerRecord } from '../../store/index.ts';
import { coOccurrenceScore, coOccurrencesOf } from './co-occurrence.ts';
import { growingUp, withinOneMonth } from '../grouping/ages.ts';
import { moreFaces } from './more-faces.ts';
import {
  AFTER_NEXT_AGE,
  type Candidate,
  expectedChange,
  isBefore,
  type Known,
  LEAST_PROBABILITY_OF_NEXT_AGE,
  nextAgesFirst,
  type Rank,
  type Ranked,
  surpriseOf,
  turnOf,
  worthOf,
} from './order.ts';
import { unbornHalf, weakestLink } from '../grouping/split-person.ts';
import { pairKey } from '../grouping/constraints.ts';
import { sharedPhotos, sharedPhotosScore } from '../grouping/photos-in-common.ts';
import type { Group } from '../grouping/group.ts';
import type { GroupedFace } from '../grouping/grouped-face.ts';
import type { Groups } from '../grouping/groups.ts';
import { meanSimilarity, shareAny } from '../clustering/linkage.ts';
import type { PersonIndex } from '../grouping/person-index.ts';
import { score, leastSimilarity, type SimilarityModel, probabilityWith } from '../scoring/similarity.ts';
import { isBeforeBirth, timeGapBetween, mostTimeScore } from '../scoring/time.ts';

/** Less likely pairs are not worth a person's time. */
const LEAST_PROBABILITY = 0.01;
/** Who are on one photo are two people but for one in many: below this, siblings would be asked about for ever. */
const LEAST_PROBABILITY_OF_COLLAGE = 0.05;
/** That a face on a photo from before the birth is theirs: the photo's date or the birth date would be wrong. By judgement. */
const PROBABILITY_BEFORE_BIRTH = 0.02;
/** Which pair follows is known by the answer alone. Of one ahead, the pictures of less than half were the right ones. */
const PAIRS_AHEAD = 4;

export interface Asked {
  left: GroupedFace;
  right: GroupedFace;
  /** Other faces of each side, of different times. */
  more: { left: GroupedFace[]; right: GroupedFace[] };
  probability: number;
  /** Expected number of faces whose group the answer makes more complete. */
  gain: number;
}

export interface NextAsked {
  asked: Asked | null;
  /** How many questions there are. */
  remaining: number;
  /** Those of them that matter, and were not left for later. */
  important: number;
  /** Both faces of each pair that may be asked about next, the likeliest first: an answer moves some of them, and brings others. */
  ahead: readonly GroupedFace[];
}

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

const NOTHING_CERTAIN: Certainties = { isSettled: () => false, births: () => new Map() };

export type Questions = ReturnType<typeof openQuestions>;

/**
 * The pairs of people who may be one, kept up to date person by person; what is known from answers and from shared
 * photos is left out when asked, so that no question is ever implied by what was said.
 */
export function openQuestions(
  groups: Groups,
  personIndex: PersonIndex,
  similarityModel: () => SimilarityModel,
  { isSettled, births }: Certainties = NOTHING_CERTAIN,
  rank: Rank = worthOf,
) {
  const pairs = new Map<number, Candidate>();
  const partners = new Map<number, Set<number>>();
  const doubts = new Map<number, Candidate>();
  /** Whose weakest link is known, as long as no face comes or goes and they were born when they were. */
  const examined = new Map<number, { group: Group; born: number | undefined }>();

  function drop(person: number): void {
    for (const key of partners.get(person) ?? []) {
      const pair = pairs.get(key);
      pairs.delete(key);
      if (pair) partners.get(otherThan(person, pair))?.delete(key);
    }
    partners.delete(person);
  }

  /** A person may be two: then the question is about the halves. In slices: a person may have thousands of faces. */
  function* examine(person: number): Generator<void, void> {
    const group = groups.people.get(person);
    if (isExamined(person)) return;
    doubts.delete(person);
    examined.delete(person);
    if (!group) return;
    const born = births().get(person);
    const unborn = yield* unbornHalf(group, born);
    const doubt = unborn ?? (yield* weakestLink(group));
    const candidate = doubt?.halves.every(({ isClear }) => isClear)
      ? candidateOf(person, [person], doubt.halves, doubt.similarity, 0)
      : undefined;
    if (candidate && unborn) candidate.score = Math.min(candidate.score, scoreAt(PROBABILITY_BEFORE_BIRTH));
    // Which faces are shown must be known when it is asked about: of thousands that takes longer than a call may wait.
    if (candidate && mayBeAsked(candidate)) for (const half of candidate.halves) yield* half.compareFaces();
    // A person who changed in the meantime is examined again.
    if (groups.people.get(person) !== group) return;
    examined.set(person, { group, born });
    if (candidate) doubts.set(person, candidate);
  }

  function isExamined(person: number): boolean {
    const known = examined.get(person);
    return known !== undefined && known.group === groups.people.get(person) && known.born === births().get(person);
  }

  /** The score that makes *same* this probable. */
  function scoreAt(probability: number): number {
    return leastSimilarity(probability, similarityModel());
  }

  function consider(a: number, one: Group, b: number, similarity: number, shared: number): void {
    const other = groups.people.get(b);
    if (!other?.isClear) return; // the user could not tell
    const together = shareAny(one.photos, other.photos) ? photosScore(a, one, b, similarity) : 0;
    if (together === undefined) return; // both are on one photo: surely two people
    if (isBeforeBirth(other.takenBefore, births().get(a)) || isBeforeBirth(one.takenBefore, births().get(b))) return;
    // Always in one order: a question that comes again looks as it did.
    const pair =
      a < b
        ? candidateOf(pairKey(a, b), [a, b], [one, other], similarity, shared, together)
        : candidateOf(pairKey(a, b), [b, a], [other, one], similarity, shared, together);
    if (probabilityOf(pair) < (together < 0 ? LEAST_PROBABILITY_OF_COLLAGE : LEAST_PROBABILITY)) return;
    considerTime(pair, together);
    pairs.set(pair.key, pair);
    for (const person of pair.people) {
      const keys = partners.get(person);
      if (keys) keys.add(pair.key);
      else partners.set(person, new Set([pair.key]));
    }
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
    key: number,
    people: Candidate['people'],
    halves: Candidate['halves'],
    similarity: number,
    shared: number,
    together = 0,
  ): Candidate {
    const [m, n] = [halves[0].size, halves[1].size];
    const total = score(similarity, m, n, similarityModel()) + coOccurrenceScore(shared) + together;
    const timeGap = timeGapBetween(halves[0].seen, halves[1].seen);
    const change = (2 * m * n) / (m + n);
    const time = { growth: null, isTwoAtOneTime: false };
    return { key, people, halves, similarity, shared, score: total, timeGap, change, ...time };
  }

  const probabilityOf = (candidate: Candidate, now = similarityModel()) =>
    probabilityWith(candidate.score, candidate.timeGap, now);

  function mayBeAsked(candidate: Candidate): boolean {
    return surpriseOf(candidate, probabilityOf(candidate)) >= LEAST_PROBABILITY;
  }

  return {
    examine,

    /**
     * This person gained or lost faces, came or went: their pairs are worked out anew.
     * @param awaited people whose turn comes later, so that no pair is compared twice
     */
    meet(person: number, awaited?: ReadonlySet<number>): void {
      const group = groups.people.get(person);
      const known = partnersOf(person);
      const coOccurrences = group && (coOccurrencesOf(groups, person, group) ?? known);
      drop(person);
      if (!isExamined(person)) doubts.delete(person); // its halves were those of others
      if (!group?.isClear || !coOccurrences) return;
      const least = leastSimilarity(LEAST_PROBABILITY, similarityModel()) - mostTimeScore(similarityModel().timing);
      const near = new Map(personIndex.near(group, least, awaited).map((found) => [found.person, found.similarity]));
      // A pair found from the other side is kept, also if this person’s nearest leave it out.
      for (const other of [...coOccurrences.keys(), ...known.keys()]) {
        const theirs = groups.people.get(other);
        if (theirs && !near.has(other)) near.set(other, meanSimilarity(group, theirs));
      }
      for (const [other, similarity] of near) consider(person, group, other, similarity, coOccurrences.get(other) ?? 0);
    },

    /**
     * @param answers all that stand: a pair that was called different, left open or confirmed needs no question
     * @param skipped people who are not asked about: hidden ones
     * @param known   whose questions come first
     */
    next(answers: readonly AnswerRecord[], skipped: ReadonlySet<number>, known: Known): NextAsked {
      const { settled, later } = settledAndLater(answers);
      for (const person of skipped) for (const candidate of about(person)) settled.add(candidate);
      const now = similarityModel();
      const isWaiting = nextAgesFirst(
        pairs
          .values()
          .filter(
            (pair) =>
              pair.growth !== null && !settled.has(pair) && probabilityOf(pair, now) >= LEAST_PROBABILITY_OF_NEXT_AGE,
          ),
      );
      let remaining = 0;
      let important = 0;
      /** The best, and those after it. */
      const first: Ranked[] = [];
      for (const candidates of [pairs, doubts]) {
        for (const candidate of candidates.values()) {
          const probability = probabilityOf(candidate, now);
          const surprise = surpriseOf(candidate, probability);
          if (surprise < LEAST_PROBABILITY || settled.has(candidate)) continue;
          remaining++;
          const place = later.get(candidate) ?? (isWaiting(candidate) ? AFTER_NEXT_AGE : 0);
          const turn = turnOf(candidate, surprise, known);
          if (!later.has(candidate) && turn > 0) important++;
          const ranked = { candidate, probability, turn, worth: rank(candidate, surprise), later: place };
          const last = first[PAIRS_AHEAD];
          if (last && !isBefore(ranked, last)) continue;
          if (!stands(candidate)) continue;
          const behind = first.findIndex((other) => isBefore(ranked, other));
          first.splice(behind < 0 ? first.length : behind, 0, ranked);
          first.splice(PAIRS_AHEAD + 1);
        }
      }
      const [best, ...following] = first;
      const ahead = following.flatMap(({ candidate }) => sidesOf(candidate).map((side) => side.representative));
      if (!best) return { asked: null, remaining, important, ahead };
      const { candidate, probability } = best;
      const [one, other] = sidesOf(candidate);
      const [left, right] = [one.representative, other.representative];
      const more = { left: moreFaces(one.faces, left), right: moreFaces(other.faces, right) };
      const gain = expectedChange(candidate, surpriseOf(candidate, probability));
      return { asked: { left, right, more, probability, gain }, remaining, important, ahead };
    },

    /** Those about whom there is most to ask. */
    mostAsked(most: number): Set<number> {
      const now = similarityModel();
      const ranked = [...pairs.values(), ...doubts.values()].map((candidate) => {
        return { candidate, worth: rank(candidate, surpriseOf(candidate, probabilityOf(candidate, now))) };
      });
      ranked.sort((a, b) => b.worth - a.worth);
      return new Set(ranked.slice(0, most).flatMap(({ candidate }) => candidate.people));
    },

    /** Pairs of people without a cannot-link. */
    *alike(): Generator<{ a: number; b: number; similarity: number }> {
      for (const pair of pairs.values()) {
        const [a, b] = pair.people;
        if (b !== undefined && stands(pair) && !pair.isTwoAtOneTime) yield { a, b, similarity: pair.similarity };
      }
    },

    /** Who else may be this person, the most probable first. */
    around(person: number, answers: readonly AnswerRecord[]): { person: number; probability: number }[] {
      const { settled } = settledAndLater(answers);
      return [...about(person)]
        .filter((candidate) => candidate.people.length > 1 && !settled.has(candidate) && stands(candidate))
        .map((pair) => ({ person: otherThan(person, pair), probability: probabilityOf(pair) }))
        .filter(({ probability }) => probability >= LEAST_PROBABILITY)
        .sort((a, b) => b.probability - a.probability);
    },
  };

  /** Of people who changed since and are about to be examined anew. */
  function stands({ people, halves }: Candidate): boolean {
    return people.length === 1
      ? groups.people.has(people[0])
      : people.every((person, side) => groups.people.get(person) === halves[side]);
  }

  function* about(person: number): Generator<Candidate> {
    for (const key of partners.get(person) ?? []) {
      const pair = pairs.get(key);
      if (pair) yield pair;
    }
    const doubt = doubts.get(person);
    if (doubt) yield doubt;
  }

  /** What needs no question any more, and what was left for later: the place in which it was, from 1. */
  function settledAndLater(answers: readonly AnswerRecord[]) {
    const settled = new Set<Candidate>();
    const later = new Map<Candidate, number>();
    answers.forEach((given, index) => {
      const candidate = asked(given);
      if (!candidate) return;
      if (given.answer === 'later') later.set(candidate, index + 1);
      // Faces that were called different and are one person now were joined by a later edit of the user.
      else if (candidate.people.length === 1 || given.answer !== 'same') settled.add(candidate);
    });
    return { settled, later };
  }

  /** What an answer is about today: its faces may have other people by now. */
  function asked({ left, right }: AnswerRecord): Candidate | undefined {
    const [a, b] = [groups.holderOf(left), groups.holderOf(right)];
    if (a === null || b === null) return undefined;
    if (a !== b) return pairs.get(pairKey(a, b));
    const [one, other] = [groups.faces.get(left), groups.faces.get(right)];
    if (!one || !other) return undefined;
    const doubt = doubts.get(a);
    const isBetween = doubt?.halves.some((half) => half.faces.includes(one) && !half.faces.includes(other));
    return isBetween ? doubt : undefined;
  }

  /** With whom this person makes pairs, and how many both were seen with: the other side may be the one that looked. */
  function partnersOf(person: number): Map<number, number> {
    const known = [...(partners.get(person) ?? [])].flatMap((key) => pairs.get(key) ?? []);
    return new Map(known.map((pair) => [otherThan(person, pair), pair.shared]));
  }
}

/** Of which one face each is shown. */
function sidesOf({ growth, halves }: Candidate): Candidate['halves'] {
  return growth?.sides ?? halves;
}

function otherThan(person: number, { people: [a, b] }: Candidate): number {
  return a === person ? ensure(b, 'The other one of two people') : a;
}
