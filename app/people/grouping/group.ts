// What clustering sees of a person, and of a face that belongs to none yet: the mean of its faces, and what follows from them.

import type { Cluster } from '../clustering/linkage.ts';
import { runAll } from '../../scheduling/slices.ts';
import { type Span, spanOf } from '../scoring/time.ts';
import { meanInSlices, meanOf, type Vector, type Weighted } from '../scoring/vectors.ts';
import { type GroupedFace, isClear } from './grouped-face.ts';
import { picturesOf } from './pictures.ts';
import { compareFaces, type Comparison, representativeOf, representativeSince } from './representative.ts';

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
  squares: number;
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

  get squares(): number {
    return this.#summed().squares;
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
      squares: this.faces.reduce((sum, face) => sum + weightOf(face) ** 2, 0),
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

  get squares(): number {
    return this.weight ** 2;
  }

  get photos(): ReadonlySet<number> {
    return picturesOfAll([this.#face]);
  }

  get isClear(): boolean {
    return isClear(this.#face);
  }
}

/** The same for the linkage alone, free to be joined with any other. */
export function asOpen({ mean, weight, squares, size, photos, isClear }: Group): Cluster {
  return { mean, weight, squares, size, photos, isClear, isFixed: false };
}

function picturesOfAll(faces: readonly GroupedFace[]): ReadonlySet<number> {
  return new Set(faces.flatMap(picturesOf));
}

function weightOf({ quality }: GroupedFace): number {
  return Math.max(LEAST_FACE_WEIGHT, quality);
}
