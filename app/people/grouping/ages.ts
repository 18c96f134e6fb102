// How groups looked at one time of their lives: children change by the year, and nobody changes within a month.

import { ensure } from '../../ensure.ts';
import { DAYS_A_YEAR, type Span } from '../scoring/time.ts';
import { meanSimilarity } from '../clustering/linkage.ts';
import { clusterOf, type Group } from './group.ts';
import { type GroupedFace, isClear } from './grouped-face.ts';

const DAYS_A_MONTH = 31;
/** A face hardly changes any more from then on. */
const GROWN_UP_YEARS = 18;
/** Of larger groups all of this takes longer than a call may wait. */
const MOST_FACES = 300;
/** A single face of a month may be a poor one. */
const LEAST_AT_ONE_TIME = 2;

/** A child who is seen again after a while. */
export interface GrowingUp {
  /** Whose birth date is known. */
  person: number;
  /** Whether the other was seen before them. */
  isEarlier: boolean;
  /** Between the last photo of the earlier and the first of the later. */
  years: number;
  /** Both as they looked beside that gap, in the order given. */
  sides: readonly [Group, Group];
}

/**
 * @param births in days, by the ids of people
 * @returns nothing when both were seen at the same time, when their age is not known, or when they were grown up before
 */
export function growingUp(
  [a, b]: readonly [number, number],
  [one, other]: readonly [Group, Group],
  births: ReadonlyMap<number, number>,
): GrowingUp | null {
  const person = births.has(a) ? a : b;
  const born = births.get(person);
  const [mine, theirs] = person === a ? [one.seen, other.seen] : [other.seen, one.seen];
  if (born === undefined || !mine || !theirs) return null;
  const isEarlier = theirs.last < mine.first;
  const [from, to] = isEarlier ? [theirs.last, mine.first] : [mine.last, theirs.first];
  if (to <= from || from - born > GROWN_UP_YEARS * DAYS_A_YEAR) return null;
  const beside = { first: from - DAYS_A_YEAR, last: to + DAYS_A_YEAR };
  return { person, isEarlier, years: (to - from) / DAYS_A_YEAR, sides: [during(one, beside), during(other, beside)] };
}

/** How alike two groups are within one month each. */
export interface AtOneTime {
  /** Mean over the months in which both were seen. */
  similarity: number;
  /** How many faces of each were seen in those months. */
  sizes: readonly [number, number];
}

/**
 * Of two groups that were seen over years, compares the faces of one month each: groups of one person look alike then,
 * while the younger of two who are alike may look in all the years as the elder did.
 * @returns nothing where there are too few, or where the years have not mixed different ages yet
 */
export function withinOneMonth(one: Group, other: Group): AtOneTime | null {
  if (one.size > MOST_FACES || other.size > MOST_FACES || !isLong(one.seen) || !isLong(other.seen)) return null;
  const theirs = byMonth(other);
  let [similarity, weight, mine, others] = [0, 0, 0, 0];
  for (const [month, faces] of byMonth(one)) {
    const beside = theirs.get(month);
    if (!beside) continue;
    const both = Math.min(faces.length, beside.length);
    similarity += both * meanSimilarity(clusterOf(faces), clusterOf(beside));
    weight += both;
    mine += faces.length;
    others += beside.length;
  }
  if (Math.min(mine, others) < LEAST_AT_ONE_TIME) return null;
  return { similarity: similarity / weight, sizes: [mine, others] };
}

function byMonth({ faces }: Group): Map<number, GroupedFace[]> {
  const clear = faces.filter((face) => face.day !== null && isClear(face));
  return Map.groupBy(clear, ({ day }) => Math.floor(ensure(day, 'The day of a dated face') / DAYS_A_MONTH));
}

function isLong(seen: Span | null): boolean {
  return seen !== null && seen.last - seen.first >= DAYS_A_YEAR;
}

/** The whole group when none of its dated faces is of that time. */
function during(group: Group, { first, last }: Span): Group {
  const faces = group.faces.filter(({ day }) => day !== null && day >= first && day <= last);
  return faces.length === 0 || faces.length === group.size ? group : clusterOf(faces);
}
