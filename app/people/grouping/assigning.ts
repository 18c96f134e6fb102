// Gives every face a person: newcomers join those who stand, and what one import brought is grouped as a whole at its end.

import type { AnswerRecord, Store } from '../../store/index.ts';
import { clusterInThread } from '../clustering/clustering-thread.ts';
import { Edges } from '../clustering/edges.ts';
import { latestOf } from './constraints.ts';
import { type Group, openFace } from './group.ts';
import type { GroupedFace } from './grouped-face.ts';
import type { Groups } from './groups.ts';
import type { Cluster } from '../clustering/linkage.ts';
import type { PersonIndex } from './person-index.ts';
import type { SimilarityModel } from '../scoring/similarity.ts';
import { isBeforeBirth } from '../scoring/time.ts';
import { breathe, runInSlices } from '../../scheduling/slices.ts';

export interface Grouping {
  store: Store;
  groups: Groups;
  personIndex: PersonIndex;
  similarityModel: SimilarityModel;
  /** What is not done by then is done when the library is opened again. */
  signal: AbortSignal;
}

/** A transaction costs about as much as to move so many faces, some milliseconds: more would keep a call waiting. */
const WORK_PER_TRANSACTION = 200;
/** In each transaction the faces of a person are counted anew: so many in the time in which one is moved. */
const FACES_COUNTED_PER_MOVE = 40;
/** A person is moved by so many faces at a time, but in so many portions at most: or one of thousands would be counted without end. */
const [FACES_IN_PORTION, MOST_PORTIONS] = [50, 64];
/** In a video alone a person is founded only by so many clear views: of a face that passed by nothing is sure. */
const LEAST_CLEAR_VIEWS = 3;
const PARTS_PER_SLICE = 2_000;
/** Looked at only, which takes a few milliseconds. */
const FACES_TRIED_PER_SLICE = 10_000;

/**
 * Places the faces that have no person yet. Nothing that stood is moved.
 * @returns how many faces found a person
 */
export async function assignNewFaces(grouping: Grouping): Promise<number> {
  const { groups } = grouping;
  for (let moved = 0; ;) {
    const revision = groups.revision();
    const open = groups.open();
    if (open.length === 0) return moved;
    const parts = await linked(grouping, open, () => true);
    if (!parts) return moved;
    if (groups.revision() !== revision) continue;
    const applied = await apply(grouping, parts, () => undefined);
    if (!applied) return moved;
    moved += applied.moved;
    if (applied.isDone) for (const { id, person } of open) if (person === null) groups.setAside(id);
  }
}

/**
 * Groups everything that came since people were last settled as if it had come at once, so that the order in which
 * photos were read leaves no trace; then settles it, and the machine moves those faces no more.
 * People whom the user named, answered about or otherwise changed in the meantime stand as they are.
 */
export async function settleNewPeople(grouping: Grouping): Promise<number> {
  const { store, groups } = grouping;
  for (let moved = 0; ;) {
    const revision = groups.revision();
    const unsettled = new Set(store.people.unsettled());
    const open = await runInSlices(openFaces(groups, unsettled), grouping.signal);
    if (!open) return moved;
    const parts = await linked(grouping, open, (person) => !unsettled.has(person));
    if (!parts) return moved;
    // The user said something while the slices ran: what was worked out no longer holds.
    if (groups.revision() !== revision) continue;
    const claims = await runInSlices(claimants(parts, unsettled), grouping.signal);
    if (!claims) return moved;
    if (groups.revision() !== revision) continue;
    const applied = await apply(grouping, parts, (part) => claims.get(part));
    if (!applied) return moved;
    moved += applied.moved;
    if (!applied.isDone) continue;
    store.people.settleAll();
    await breathe(); // what there is to ask is put in order next
    return moved;
  }
}

/** Faces of no person, or of one of these people, in the order of their ids. */
function* openFaces({ faces }: Groups, unsettled: ReadonlySet<number>): Generator<void, GroupedFace[]> {
  const open: GroupedFace[] = [];
  for (const page of faces.pages()) {
    for (const face of page) if (face.person === null || unsettled.has(face.person)) open.push(face);
    yield;
  }
  return open;
}

/** A person to be: the one that stood (at most one; a new one is put here), and the open faces that join. */
interface Part {
  person: number | undefined;
  faces: GroupedFace[];
}

/** @param stands whether a person is one whom open faces may join. @returns nothing when it was aborted */
async function linked(
  grouping: Grouping,
  open: readonly GroupedFace[],
  stands: (person: number) => boolean,
): Promise<Part[] | undefined> {
  const { store, groups, similarityModel, signal } = grouping;
  const births = store.personDetails.births();
  const gathered = await runInSlices(gather(grouping, open, stands, births), signal);
  if (!gathered) return undefined;
  const { standing, indexOf, met } = gathered;
  const people = [...standing.keys()];
  const cannotLinks = cannotLinksAmong(latestOf(store.facts.answers()), groups, open, indexOf);
  const clusters = clustersOf(open, standing.values());
  const sizes = { total: open.length + people.length, count: open.length };
  const into = await clusterInThread({ clusters, ...sizes, met, cannotLinks, linkageOptions: similarityModel }, signal);
  return into && runInSlices(partsOf(into, open, people, births), signal);
}

/** Who stands and is like an open face, and the pairs that they make: people follow the faces. */
function* gather(
  { groups, personIndex, similarityModel }: Grouping,
  open: readonly GroupedFace[],
  stands: (person: number) => boolean,
  births: ReadonlyMap<number, number>,
) {
  const standing = new Map<number, Group>();
  const indexOf = new Map<number, number>();
  const met = new Edges();
  if (![...groups.people.keys()].some(stands)) return { standing, indexOf, met };
  for (const [index, face] of open.entries()) {
    for (const { person } of personIndex.near(openFace(face), similarityModel.threshold)) {
      const group = groups.people.get(person);
      if (!group || !stands(person) || isBeforeBirth(face.takenBefore, births.get(person))) continue;
      const at = indexOf.get(person) ?? open.length + standing.size;
      indexOf.set(person, at);
      standing.set(person, group);
      met.add(index, at);
    }
    yield;
  }
  return { standing, indexOf, met };
}

/** Open faces as clusters of one, then the people who stand. */
function* clustersOf(open: readonly GroupedFace[], standing: Iterable<Group>): Generator<Cluster> {
  for (const face of open) yield openFace(face);
  yield* standing;
}

function* partsOf(
  into: Int32Array,
  open: readonly GroupedFace[],
  standing: readonly number[],
  births: ReadonlyMap<number, number>,
): Generator<void, Part[]> {
  const parts = new Map<number, Part>();
  /** Of those who stand, what came along with other faces, and cannot be theirs: it is a group of its own. */
  const unborn = new Map<number, Part>();
  for (const [index, leader] of into.entries()) {
    const part = parts.get(leader) ?? { person: standing[leader - open.length], faces: [] };
    const face = open[index];
    const isUnborn = face && part.person !== undefined && isBeforeBirth(face.takenBefore, births.get(part.person));
    if (isUnborn) {
      const own = unborn.get(leader) ?? { person: undefined, faces: [] };
      own.faces.push(face);
      unborn.set(leader, own);
    } else if (face) part.faces.push(face);
    parts.set(leader, part);
    if (index % PARTS_PER_SLICE === 0) yield;
  }
  return [...parts.values(), ...unborn.values()].filter((part) => part.faces.length > 0);
}

/** The user's "different": of faces that are open as of people who stand. */
function cannotLinksAmong(
  answers: readonly AnswerRecord[],
  groups: Groups,
  open: readonly GroupedFace[],
  standing: ReadonlyMap<number, number>,
): [number, number][] {
  const different = answers.filter(({ answer }) => answer === 'different');
  if (different.length === 0) return [];
  const concerned = new Set(different.flatMap(({ left, right }) => [left, right]));
  const openAt = new Map<number, number>();
  for (const [index, { id }] of open.entries()) if (concerned.has(id)) openAt.set(id, index);
  const at = (face: number) => {
    const holder = groups.holderOf(face);
    return openAt.get(face) ?? (holder === null ? undefined : standing.get(holder));
  };
  return different.flatMap(({ left, right }): [number, number][] => {
    const [a, b] = [at(left), at(right)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b]];
  });
}

/** Which new group keeps which id: the person that most of its faces had, each id once, larger groups first. */
function* claimants(parts: readonly Part[], ids: ReadonlySet<number>): Generator<void, Map<Part, number>> {
  const claims = new Map<Part, number>();
  const taken = new Set<number>();
  const bySize = [...Map.groupBy(parts, ({ faces }) => faces.length)].sort(([a], [b]) => b - a);
  let [tried, pause] = [0, FACES_TRIED_PER_SLICE];
  for (const part of bySize.flatMap(([, same]) => same)) {
    tried += part.faces.length;
    if (tried > pause) {
      yield;
      pause = tried + FACES_TRIED_PER_SLICE;
    }
    const counts = new Map<number, number>();
    for (const { person } of part.faces) {
      if (person !== null && ids.has(person)) counts.set(person, (counts.get(person) ?? 0) + 1);
    }
    const best = [...counts].sort(([a, m], [b, n]) => n - m || a - b).find(([person]) => !taken.has(person));
    if (part.person !== undefined || !best) continue;
    claims.set(part, best[0]);
    taken.add(best[0]);
  }
  return claims;
}

/**
 * Each portion is a transaction: a crash or a word of the user in between leaves people whole.
 * @returns nothing when it was aborted
 */
async function apply(
  { store, groups, signal }: Grouping,
  parts: readonly Part[],
  claim: (part: Part) => number | undefined,
): Promise<{ moved: number; isDone: boolean } | undefined> {
  let moved = 0;
  let revision = groups.revision();
  let turn = 0;
  for (const batch of batches(parts, (person) => groups.people.get(person)?.size ?? 0)) {
    if (turn++ > 0) {
      await breathe(); // a thread may have to be started
      await store.roomInLog();
      await breathe();
    }
    if (signal.aborted) return undefined;
    if (groups.revision() !== revision) return { moved, isDone: false }; // the user said something in between
    const moves = moveToClaimed(store, groups, batch, claim);
    groups.followMoves(moves);
    revision = groups.revision();
    moved += moves.size;
  }
  return { moved, isDone: true };
}

interface Portion {
  part: Part;
  faces: readonly GroupedFace[];
}

/** @param sizeOf how many faces a person has now */
function* batches(parts: readonly Part[], sizeOf: (person: number) => number): Generator<Portion[]> {
  let batch: Portion[] = [];
  let work = 0;
  for (const part of parts) {
    const atOnce = Math.max(FACES_IN_PORTION, Math.ceil(part.faces.length / MOST_PORTIONS));
    const size = part.faces.length + (part.person === undefined ? 0 : sizeOf(part.person));
    for (let from = 0; from < part.faces.length; from += atOnce) {
      const faces = part.faces.slice(from, from + atOnce);
      batch.push({ part, faces });
      work += faces.length + size / FACES_COUNTED_PER_MOVE;
      if (work < WORK_PER_TRANSACTION) continue;
      yield batch;
      [batch, work] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Whether these faces can be a person without another one. */
function mayFound({ faces }: Part): boolean {
  let clearViews = 0;
  for (const face of faces) {
    if (face.clearViews === null) return true; // it is on a photo
    clearViews += face.clearViews;
  }
  return clearViews >= LEAST_CLEAR_VIEWS;
}

function moveToClaimed(
  store: Store,
  groups: Groups,
  portions: readonly Portion[],
  claim: (part: Part) => number | undefined,
): Map<number, number | null> {
  const at = new Date().toISOString();
  const moved = new Map<number, number | null>();
  store.transaction(() => {
    const concerned = new Set<number>();
    for (const { part, faces } of portions) {
      const person = (part.person ??= mayFound(part) ? (claim(part) ?? store.people.create(at)) : undefined) ?? null;
      // A face may have been lost with its photo while the slices ran.
      const moving = faces.filter((face) => face.person !== person && groups.faces.get(face.id) === face);
      for (const face of moving) {
        if (face.person !== null) concerned.add(face.person);
        moved.set(face.id, person);
      }
      store.people.moveFaces(
        moving.map((face) => face.id),
        person,
        at,
        null,
      );
      if (person !== null) concerned.add(person);
    }
    store.people.refresh(concerned);
  });
  return moved;
}
