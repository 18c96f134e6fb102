// The people as grouping sees them, in memory: every live face's vector, and for each person the sum of theirs.

import type { Store, VectorRecord } from '../store/index.ts';
import { type Cluster, dot } from './linkage.ts';
import { decodeVector, fuse, type Measure, trusting } from './similarity.ts';

export interface GroupedFace {
  id: number;
  photo: number;
  person: number | null;
  quality: number;
  vector: Float32Array;
}

export interface Group extends Cluster {
  faces: Set<GroupedFace>;
}

/** A bad face weighs little in its group's mean: it may join, but hardly bridges or leads. */
const LEAST_WEIGHT = 0.1;
/** Below this nobody could say who it is: a blur in the background, or a few pixels. One labelled face in a hundred. */
const CLEAR_QUALITY = 0.2;

export type Groups = ReturnType<typeof loadGroups>;

export function loadGroups(store: Store, measure: Measure) {
  const faces = new Map<number, GroupedFace>();
  const people = new Map<number, Group>();
  const byPhoto = new Map<number, GroupedFace[]>();
  let revision = 0;
  for (const face of readFaces(store.photos.vectors(), measure)) add(face);

  function add(face: GroupedFace): void {
    faces.set(face.id, face);
    const onPhoto = byPhoto.get(face.photo);
    if (onPhoto) onPhoto.push(face);
    else byPhoto.set(face.photo, [face]);
    if (face.person !== null) enter(face, face.person);
  }

  function enter(face: GroupedFace, person: number): void {
    const group = people.get(person);
    people.set(person, clusterOf(group ? [...group.faces, face] : [face]));
  }

  function leave(face: GroupedFace): void {
    if (face.person === null) return;
    const rest = [...(people.get(face.person)?.faces ?? [])].filter((other) => other !== face);
    if (rest.length) people.set(face.person, clusterOf(rest));
    else people.delete(face.person);
  }

  return {
    faces: faces as ReadonlyMap<number, GroupedFace>,
    people: people as ReadonlyMap<number, Group>,
    /** Faces that belong to nobody yet, in the order of their ids. */
    open: (): GroupedFace[] => [...faces.values()].filter((face) => face.person === null).sort((a, b) => a.id - b.id),

    /** Changes with every move: long work that began under another revision starts again. */
    revision: () => revision,

    /** Brings the faces of a photo in line with the store: after a look, or when the photo went or came back. */
    reloadPhoto(photo: number): void {
      for (const face of byPhoto.get(photo) ?? []) {
        leave(face);
        faces.delete(face.id);
      }
      byPhoto.delete(photo);
      for (const face of readFaces(store.photos.vectorsOf(photo), measure)) add(face);
    },

    /** Follows moves that the store has just made. @returns the people concerned */
    move(moved: ReadonlyMap<number, number | null>): Set<number> {
      revision++;
      const concerned = new Set<number>();
      for (const [id, to] of moved) {
        const face = faces.get(id);
        for (const person of [face?.person, to]) if (person) concerned.add(person);
        if (face) face.person = to;
      }
      const members = new Map<number, GroupedFace[]>([...concerned].map((person) => [person, []]));
      for (const person of concerned) {
        for (const face of people.get(person)?.faces ?? []) {
          if (face.person === person) members.get(person)?.push(face);
        }
      }
      for (const [id, to] of moved) {
        const face = faces.get(id);
        if (face && to !== null && !people.get(to)?.faces.has(face)) members.get(to)?.push(face);
      }
      for (const [person, list] of members) {
        if (list.length) people.set(person, clusterOf(list));
        else people.delete(person);
      }
      return concerned;
    },
  };
}

/** A cluster of faces; its sum is computed afresh, so that rounding never piles up. */
export function clusterOf(faces: readonly GroupedFace[], isFixed = true): Group {
  const sum = new Float32Array(faces[0]?.vector.length ?? 0);
  let weight = 0;
  for (const face of faces) {
    const share = Math.max(LEAST_WEIGHT, face.quality);
    weight += share;
    for (let i = 0; i < sum.length; i++) sum[i] += share * face.vector[i];
  }
  const photos = new Set(faces.map((face) => face.photo));
  const isClear = faces.some((face) => face.quality >= CLEAR_QUALITY);
  return { faces: new Set(faces), sum, weight, photos, isFixed, isClear };
}

/** The face that stands for a group in a question: a good picture, and close to the middle of the group. */
export function representative(group: Group): GroupedFace {
  let best: GroupedFace | undefined;
  let most = -Infinity;
  for (const face of group.faces) {
    const worth = (dot(face.vector, group.sum) / group.weight) * Math.max(LEAST_WEIGHT, face.quality);
    if (worth > most || (worth === most && best && face.id < best.id)) [best, most] = [face, worth];
  }
  if (!best) throw new Error('A group has no face.');
  return best;
}

function* readFaces(rows: Iterable<VectorRecord>, measure: Measure): Generator<GroupedFace> {
  let current: VectorRecord | undefined;
  let vectors = new Map<string, Float32Array>();
  for (const row of rows) {
    if (current && row.face !== current.face) {
      yield* finish(current);
      vectors = new Map();
    }
    current = row;
    vectors.set(row.model, decodeVector(row.vector));
  }
  if (current) yield* finish(current);

  function* finish({ face, photo, person, quality }: VectorRecord) {
    const vector = fuse(vectors, trusting(measure, quality));
    if (vector) yield { id: face, photo, person, quality, vector };
  }
}
