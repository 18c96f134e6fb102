// The people as grouping sees them, in memory: every live face's vector, and for each person the mean of theirs.

import type { Store } from '../../store/index.ts';
import { type SimilarityModel, scoreName } from '../scoring/similarity.ts';
import { clusterOf, type Group } from './group.ts';
import type { GroupedFace } from './grouped-face.ts';
import { PagedMap } from './paged-map.ts';
import { offsetOf, readBlock, readFaces } from './read-faces.ts';
import { FACES_IN_BLOCK, type VectorFile } from './vector-file.ts';

/** Faces summed up in one go: a few milliseconds. */
const FACES_SUMMED_AT_ONCE = 64;

export type Groups = ReturnType<typeof openGroups>;

/** Empty until `load` has run. */
export function openGroups(store: Store, similarityModel: SimilarityModel) {
  const faces = new PagedMap<GroupedFace>();
  /** Faces that belong to no person yet. */
  const unplaced = new PagedMap<GroupedFace>();
  const people = new Map<number, Group>();
  const byPhoto = new PagedMap<GroupedFace[]>();
  /** Of faces that cannot be seen, who holds them: looked up once, as what was said may be about any of them. */
  const holdersOfUnseen = new Map<number, number | null>();
  const changed = new Set<number>();
  let revision = 0;
  let loaded = 0;

  function remember(face: GroupedFace): void {
    faces.set(face.id, face);
    if (face.person === null) unplaced.set(face.id, face);
    listIn(byPhoto, face.photo).push(face);
  }

  /** @param before a group of nearly the same faces, in the same order */
  function replace(person: number, list: readonly GroupedFace[], before?: Group): void {
    changed.add(person);
    if (list.length > 0) people.set(person, clusterOf(list, before));
    else people.delete(person);
  }

  return {
    /** In slices, and once: every face that can be seen. @param file where their vectors are kept, if they are */
    *load(file?: VectorFile): Generator<void, void> {
      const newest = store.photos.newestFace();
      const cohort = store.surroundings.cohortId(scoreName(similarityModel));
      const standing = new Map<number, GroupedFace[]>();
      for (let first = 0; first <= newest; first += FACES_IN_BLOCK) {
        loaded = first / newest;
        if (first > 0) yield;
        for (const face of readBlock(store, first, similarityModel, cohort, file)) {
          remember(face);
          if (face.person !== null) listIn(standing, face.person).push(face);
        }
      }
      let [summed, pause] = [0, FACES_SUMMED_AT_ONCE];
      for (const [person, list] of standing) {
        replace(person, list);
        summed += list.length;
        if (summed < pause) continue;
        yield;
        pause = summed + FACES_SUMMED_AT_ONCE;
      }
      loaded = 1;
    },
    /** Which share of them is there, 0 to 1. */
    loaded: (): number => loaded,

    faces: faces as Pick<PagedMap<GroupedFace>, 'get' | 'has' | 'pages' | 'size'>,
    people: people as ReadonlyMap<number, Group>,
    /** Also of a face whose photo is away: what was said of it holds for its person all the same. */
    holderOf(id: number): number | null {
      const face = faces.get(id);
      if (face) return face.person;
      const known = holdersOfUnseen.get(id);
      if (known !== undefined) return known;
      const holder = store.people.holderOf(id);
      holdersOfUnseen.set(id, holder);
      return holder;
    },
    /** A face that founds no person is not tried again with every newcomer, but when people are settled. */
    setAside: (face: number): void => unplaced.delete(face),
    /** Faces that belong to no person yet, in the order of their ids. */
    open: (): GroupedFace[] => unplaced.values(),
    facesOn: (photo: number): readonly GroupedFace[] => byPhoto.get(photo) ?? [],

    /** Changes with every move: long work that began under another revision starts again. */
    revision: () => revision,
    /** The people who gained or lost faces since the last call; at first, all people. */
    takeChanged(): number[] {
      const all = [...changed];
      changed.clear();
      return all;
    },

    /** Brings the faces of a photo in line with the store: after it was analysed, or when the photo went or came back. */
    reloadPhoto(photo: number): void {
      const gone = new Set(byPhoto.get(photo));
      for (const { id } of gone) holdersOfUnseen.delete(id);
      const concerned = new Map<number, GroupedFace[]>();
      for (const face of gone) {
        faces.delete(face.id);
        unplaced.delete(face.id);
        if (face.person !== null) listIn(concerned, face.person);
      }
      byPhoto.delete(photo);
      const cohort = store.surroundings.cohortId(scoreName(similarityModel));
      for (const face of readFaces(store.photos.vectorsOf(photo), similarityModel, cohort)) {
        remember(face);
        if (face.person !== null) listIn(concerned, face.person).push(face);
      }
      for (const [person, fresh] of concerned) {
        const before = people.get(person);
        const stayed = before?.faces.filter((face) => !gone.has(face)) ?? [];
        replace(person, [...stayed, ...fresh], before);
      }
    },

    /** How close the surroundings of these faces are, as a cohort has measured it. */
    surround(cohort: number, closeness: ReadonlyMap<number, number>): void {
      revision++;
      const concerned = new Set<number>();
      for (const [id, value] of closeness) {
        const face = faces.get(id);
        if (!face) continue;
        face.cohort = cohort;
        face.vector.offset = offsetOf(value, face.frames !== null, similarityModel);
        if (face.person !== null) concerned.add(face.person);
      }
      for (const person of concerned) replace(person, people.get(person)?.faces ?? []);
    },

    /** Follows moves that the store has just made. @returns the people concerned */
    followMoves(moved: ReadonlyMap<number, number | null>): Set<number> {
      revision++;
      const concerned = new Set<number>();
      const joined: [number, GroupedFace][] = [];
      for (const [id, to] of moved) {
        holdersOfUnseen.delete(id);
        const face = faces.get(id);
        for (const person of [face?.person, to]) if (person) concerned.add(person);
        if (!face) continue;
        if (to !== null && face.person !== to) joined.push([to, face]);
        face.person = to;
        if (to === null) unplaced.set(id, face);
        else unplaced.delete(id);
      }
      const members = new Map<number, GroupedFace[]>();
      for (const person of concerned) {
        members.set(person, people.get(person)?.faces.filter((face) => face.person === person) ?? []);
      }
      for (const [person, face] of joined) members.get(person)?.push(face);
      for (const [person, list] of members) replace(person, list, people.get(person));
      return concerned;
    },
  };
}

function listIn<Item>(lists: Map<number, Item[]> | PagedMap<Item[]>, key: number): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
