// From names on photos to people: who would be called what, what would be joined, and what stays open. Nothing is written.

import { foldText, type SeenFace } from '../store/index.ts';
import type { Evidence } from './evidence.ts';

/** What would become of one name. Names that differ in capitals, accents or blanks are one. */
export interface NamePlan {
  /** As it is written most often. */
  name: string;
  /** On which it was found. */
  photos: Set<number>;
  /** Boxes by what is there: a face that they fit, one that differs somewhat, none. */
  fits: number;
  differs: number;
  /** Faces that bear the name in Kindred already. */
  known: number;
  /** Faces that the user gave another name in Kindred: that stands. */
  kept: number;
  /** People of that name whom the user named. */
  into: number[];
  /** People without a name who would get it, those with the most named faces first, and those faces. */
  groups: { person: number; faces: number[] }[];
  /** Faces that would be moved to them one by one: of no person yet, or out of a group that gets another name. */
  faces: number[];
  /** Boxes around which no face was found. */
  drawn: (Evidence['drawn'][number] & { photo: number })[];
  /** On how many photos the name stands without a box. */
  unboxed: number;
  /** Those of them of which it is not known which face is meant. */
  open: number[];
}

/** What one group of faces is called by the boxes on its photos, or by names without boxes. */
type Votes = Map<string, number[]>;

/** Rounds in which a name that was placed may leave only one choice for another name; the first round without one ends it. */
const MOST_ROUNDS = 20;
/** Where names without boxes say different things of one group, one has to be said this many times as often. */
const CLEARLY = 3;

export function planNames(
  evidence: readonly Evidence[],
  named: readonly { id: number; name: string }[],
): { plans: NamePlan[]; split: [number, number][] } {
  const plans = new Map<string, NamePlan>();
  const spellings = new Map<string, Map<string, number>>();
  const votes = new Map<number, Votes>();
  /** The name of each person: the user's, or the one that they would get. */
  const nameOf = new Map(named.map(({ id, name }) => [id, foldText(name)]));
  /** Faces that would be moved to a person one by one. */
  const single = new Map<number, string>();

  function planOf(name: string): NamePlan {
    const key = foldText(name);
    const known = spellings.get(key) ?? new Map<string, number>();
    spellings.set(key, known.set(name, (known.get(name) ?? 0) + 1));
    const plan = plans.get(key) ?? emptyPlan(name);
    plans.set(key, plan);
    return plan;
  }

  for (const { photo, placed, drawn, somewhere } of evidence) {
    for (const { name, face, fits } of placed) {
      const plan = planOf(name);
      plan.photos.add(photo);
      if (fits) plan.fits++;
      else plan.differs++;
      const key = foldText(name);
      if (face.person === null) single.set(face.id, key);
      else if (face.name === null) voteFor(votes, face.person, key, face.id);
      else if (nameOf.get(face.person) === key) plan.known++;
      else plan.kept++;
    }
    for (const { name, box } of drawn) {
      const plan = planOf(name);
      plan.photos.add(photo);
      plan.drawn.push({ name, box, photo });
    }
    for (const name of somewhere) {
      const plan = planOf(name);
      plan.photos.add(photo);
      plan.unboxed++;
    }
  }

  const split: [number, number][] = [];
  for (const [person, said] of votes) {
    const [first, ...others] = [...said].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
    if (!first) continue;
    nameOf.set(person, first[0]);
    plans.get(first[0])?.groups.push({ person, faces: first[1] });
    for (const [key, faces] of others) {
      for (const face of faces) single.set(face, key);
      const [one, other] = [first[1][0], faces[0]];
      if (one !== undefined && other !== undefined) split.push([one, other]);
    }
  }
  settleByWhoIsLeft(evidence, plans, nameOf, single);

  for (const [face, key] of single) plans.get(key)?.faces.push(face);
  for (const { id, name } of named) plans.get(foldText(name))?.into.push(id);
  for (const [key, plan] of plans) {
    plan.name = mostWritten(spellings.get(key)) ?? plan.name;
    plan.groups.sort((one, other) => other.faces.length - one.faces.length || one.person - other.person);
  }
  return {
    plans: [...plans.values()].sort((a, b) => b.photos.size - a.photos.size || (a.name < b.name ? -1 : 1)),
    split,
  };
}

/**
 * Names without boxes: where one name and one face are left on a photo, they belong together. That face's person then has a
 * name on other photos too, where one name and one face may be left now. What stays open in the end is asked.
 */
function settleByWhoIsLeft(
  evidence: readonly Evidence[],
  plans: ReadonlyMap<string, NamePlan>,
  nameOf: Map<number, string>,
  single: Map<number, string>,
): void {
  const waiting = evidence.filter(({ somewhere }) => somewhere.length > 0);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const votes = new Map<number, Votes>();
    let news = 0;
    for (const each of waiting) {
      const { names, faces } = leftOn(each, nameOf, single);
      const [name, face] = [names[0], faces[0]];
      if (name === undefined || face === undefined || names.length > 1 || faces.length > 1) continue;
      if (face.person === null) {
        single.set(face.id, name);
        news++;
      } else voteFor(votes, face.person, name, face.id);
    }
    for (const [person, said] of votes) {
      const [first, second] = [...said].sort(([, one], [, other]) => other.length - one.length);
      if (!first || (second && first[1].length < CLEARLY * second[1].length)) continue;
      nameOf.set(person, first[0]);
      plans.get(first[0])?.groups.push({ person, faces: first[1] });
      news++;
    }
    if (news === 0) break;
  }
  for (const each of waiting) {
    for (const name of leftOn(each, nameOf, single).names) plans.get(name)?.open.push(each.photo);
  }
}

/** Names that no person on the photo has, and faces that no person with a name holds. */
function leftOn(
  { placed, drawn, somewhere, faces }: Evidence,
  nameOf: ReadonlyMap<number, string>,
  single: ReadonlyMap<number, string>,
): { names: string[]; faces: SeenFace[] } {
  const nameOfFace = ({ id, person }: SeenFace) => single.get(id) ?? (person === null ? undefined : nameOf.get(person));
  const boxed = new Set(placed.map(({ face }) => face.id));
  const present = new Set([...placed, ...drawn].map(({ name }) => foldText(name)));
  for (const face of faces) {
    const name = face.isRejected ? undefined : nameOfFace(face);
    if (name !== undefined) present.add(name);
  }
  return {
    names: somewhere.map(foldText).filter((name) => !present.has(name)),
    faces: faces.filter((face) => !face.isRejected && !boxed.has(face.id) && nameOfFace(face) === undefined),
  };
}

function voteFor(votes: Map<number, Votes>, person: number, name: string, face: number): void {
  const said: Votes = votes.get(person) ?? new Map<string, number[]>();
  votes.set(person, said);
  const faces = said.get(name) ?? [];
  said.set(name, faces);
  faces.push(face);
}

function mostWritten(spellings: ReadonlyMap<string, number> | undefined): string | undefined {
  return [...(spellings ?? [])].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function emptyPlan(name: string): NamePlan {
  return {
    name,
    photos: new Set(),
    fits: 0,
    differs: 0,
    known: 0,
    kept: 0,
    into: [],
    groups: [],
    faces: [],
    drawn: [],
    unboxed: 0,
    open: [],
  };
}
