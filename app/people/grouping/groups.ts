// The people as grouping sees them, in memory: every live face's vector, and for each person the mean of theirs.

import type { Store } from '../../store/index.ts';
import { PagedMap } from './paged-map.ts';
import type { Cluster } from '../clustering/linkage.ts';
import { compareFaces, type Comparison, representativeOf, representativeSince } from './representative.ts';
import { runAll } from '../../scheduling/slices.ts';
import { isClearQuality, type SimilarityModel, scoreName } from '../scoring/similarity.ts';
import { type Span, spanOf } from '../scoring/time.ts';
import { meanInSlices, meanOf, type Vector, type Weighted } from '../scoring/vectors.ts';
import { offsetOf, readBlock, readFaces } from './read-faces.ts';
import { picturesOf } from './pictures.ts';
import { FACES_IN_BLOCK, type VectorFile } from './vector-file.ts';

export interface GroupedFace {
  id: number;
  photo: number;
  person: number | null;
  quality: number;
  /** When it was taken, in days; null: its photo does not say. */
  day: number | null;
  /** By when it was taken for sure, in days; null: its photo does not say. */
  takenBefore: number | null;
  /** Its photo is a mirror or a collage: other faces on it may be the same person. */
  isOnCollage: boolean;
  /** Of a track in a video: frames that it shares with others, and how many clear views stand for it; null: it is on a photo. */
  frames: readonly number[] | null;
  clearViews: number | null;
  vector: Vector;
  /** By which cohort its surroundings were measured; null: not yet. */
  cohort: number | null;
}

export interface Group extends Cluster {
  /** Each once. */
  faces: readonly GroupedFace[];
  seen: Span | null;
  /** By when the first of its dated photos was taken for sure, in days; null: none is dated. */
  takenBefore: number | null;
  /** The face that stands for the group in a question: a good picture, and close to the middle of the group. */
  representative: GroupedFace;
  /** Of a person of thousands the mean takes longer than a call may wait: once this has run, it is there. */
  workOutMean(): Generator<void, void>;
  /** The same of comparing its faces with the mean, after which the representative is there. */
  compareFaces(): Generator<void, Comparison<GroupedFace>>;
}

/** A bad face weighs little in its group's mean: it may join, but hardly bridges or leads. */
const LEAST_FACE_WEIGHT = 0.1;

/** Of fewer faces all are compared with the mean in no time. */
const LEAST_FACES_TO_REMEMBER = 250;

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

    /** Brings the faces of a photo in line with the store: after a look, or when the photo went or came back. */
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

/** @param before a group of nearly the same faces, in the same order: what is known of them is not worked out anew */
export function clusterOf(faces: readonly GroupedFace[], before?: Group): Group {
  return new FaceGroup(faces, before);
}

/** A face that belongs to no person yet. It takes little memory, as hundreds of thousands may wait to be clustered. */
export function openFace(face: GroupedFace): Cluster {
  return new OpenFace(face);
}

/** What else there is to say of the faces. */
interface Summary {
  seen: Span | null;
  takenBefore: number | null;
  weight: number;
  photos: ReadonlySet<number>;
  isClear: boolean;
}

/** Everything is worked out when it is asked for: once for a person of thousands who grows by a few faces at a time. */
class FaceGroup implements Group {
  readonly faces: readonly GroupedFace[];
  readonly isFixed = true;
  #mean: Vector | undefined;
  #representative: GroupedFace | undefined;
  #summary: Summary | undefined;
  /** Of this group, or of one that it came from. */
  #known: Comparison<GroupedFace> | undefined;

  constructor(faces: readonly GroupedFace[], before?: Group) {
    this.faces = faces;
    if (before instanceof FaceGroup) this.#known = before.#known;
  }

  get size(): number {
    return this.faces.length;
  }

  get seen(): Span | null {
    return this.#summed().seen;
  }

  get takenBefore(): number | null {
    return this.#summed().takenBefore;
  }

  get weight(): number {
    return this.#summed().weight;
  }

  get photos(): ReadonlySet<number> {
    return this.#summed().photos;
  }

  get isClear(): boolean {
    return this.#summed().isClear;
  }

  get mean(): Vector {
    this.#mean ??= meanOf(this.#weighted());
    return this.#mean;
  }

  get representative(): GroupedFace {
    this.#representative ??= this.#representativeNow();
    return this.#representative;
  }

  *workOutMean() {
    this.#mean ??= yield* meanInSlices(this.#weighted());
  }

  *compareFaces() {
    yield* this.workOutMean();
    const comparison = yield* compareFaces(this.faces, this.mean);
    this.#representative ??= representativeOf(comparison, weightOf);
    if (this.size >= LEAST_FACES_TO_REMEMBER) this.#known = comparison;
    return comparison;
  }

  #representativeNow(): GroupedFace {
    const since = this.#known && representativeSince(this.faces, this.mean, weightOf, this.#known);
    return since?.face ?? representativeOf(runAll(this.compareFaces()), weightOf);
  }

  #weighted(): Weighted[] {
    return this.faces.map((face) => ({ vector: face.vector, weight: weightOf(face) }));
  }

  #summed(): Summary {
    this.#summary ??= {
      seen: spanOf(this.faces.map(({ day }) => day)),
      takenBefore: spanOf(this.faces.map(({ takenBefore }) => takenBefore))?.first ?? null,
      weight: this.faces.reduce((sum, face) => sum + weightOf(face), 0),
      photos: picturesOfAll(this.faces),
      isClear: this.faces.some(isClear),
    };
    return this.#summary;
  }
}

class OpenFace implements Cluster {
  readonly size = 1;
  readonly isFixed = false;
  readonly #face: GroupedFace;

  constructor(face: GroupedFace) {
    this.#face = face;
  }

  get mean(): Vector {
    return this.#face.vector;
  }

  get weight(): number {
    return weightOf(this.#face);
  }

  get photos(): ReadonlySet<number> {
    return picturesOfAll([this.#face]);
  }

  get isClear(): boolean {
    return isClear(this.#face);
  }
}

function picturesOfAll(faces: readonly GroupedFace[]): ReadonlySet<number> {
  return new Set(faces.flatMap(picturesOf));
}

export function isClear({ quality }: GroupedFace): boolean {
  return isClearQuality(quality);
}

/** The same for the linkage alone, free to be joined with any other. */
export function asOpen({ mean, weight, size, photos, isClear }: Group): Cluster {
  return { mean, weight, size, photos, isClear, isFixed: false };
}

function weightOf({ quality }: GroupedFace): number {
  return Math.max(LEAST_FACE_WEIGHT, quality);
}

function listIn<Item>(lists: Map<number, Item[]> | PagedMap<Item[]>, key: number): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
