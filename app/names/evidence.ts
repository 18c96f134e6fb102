// Holds the boxes of other programs against the faces that were found on a photo: which face is meant by which name.

import { type Box, intersectionOverUnion } from '../boxes.ts';
import { foldText, SAME_FACE_IOU, type SeenFace } from '../store/index.ts';
import { ORIENTATIONS, type Orientation, type Size, turnedSize, uprightBox } from '../vision/orientation.ts';
import type { Mark, Marking } from './marks.ts';

export interface MarkedPhoto {
  photo: number;
  /** Of the upright picture. */
  size: Size;
  markings: readonly Marking[];
}

/** What all programs together say of one photo. */
export interface Evidence {
  photo: number;
  faces: readonly SeenFace[];
  /** Names of faces; `fits`: box and face share at least half of what both cover. */
  placed: { name: string; face: SeenFace; fits: boolean }[];
  /** Boxes around which no face was found, in pixels of the upright, full-size photo. */
  drawn: { name: string; box: Box }[];
  /** Names without a box that counts. */
  somewhere: string[];
  /** Boxes without a name. */
  unnamed: number;
  /** Names of what the user said is no face. */
  refused: number;
  /** Boxes that contradict another one: two names of one face, or one name twice. */
  disputed: number;
  /** The boxes lie as if the picture were turned otherwise than it says. */
  isTurned: boolean;
}

interface NamedBox {
  name: string;
  box: Box;
}

export function evidenceOf({ photo, size, markings }: MarkedPhoto, faces: readonly SeenFace[]): Evidence {
  const evidence: Evidence = {
    photo,
    faces,
    placed: [],
    drawn: [],
    somewhere: [],
    unnamed: 0,
    refused: 0,
    disputed: 0,
    isTurned: false,
  };
  const boxes: NamedBox[] = [];
  for (const marking of markings.toSorted((one, other) => one.rank - other.rank)) {
    const declared = marking.orientation;
    const shape = shapeOf(marking.appliedTo, turnedSize(size, declared));
    const named = marking.marks.filter(isNamed);
    if (shape === 'other') {
      // Cropped since: the boxes lie somewhere else, the people may still be on it.
      evidence.somewhere.push(...marking.names, ...named.map(({ name }) => name));
      continue;
    }
    const said = { declared, isSwapped: shape === 'swapped' };
    const taken = orientationThatExplains(marking.marks, said, size, faces, boxes);
    evidence.isTurned ||= taken !== declared;
    evidence.unnamed += marking.marks.length - named.length;
    evidence.somewhere.push(...marking.names);
    for (const mark of named) {
      const fresh = { name: mark.name, box: pixelsOf(mark, taken, size) };
      const known = boxes.find(({ box }) => isOneFace(box, fresh.box));
      if (!known) boxes.push(fresh);
      else if (!isOneName(known.name, fresh.name)) evidence.disputed++;
    }
  }
  place(boxes, faces, evidence);
  const present = new Set([...evidence.placed, ...evidence.drawn].map(({ name }) => foldText(name)));
  const others = evidence.somewhere.filter((name) => !present.has(foldText(name)));
  evidence.somewhere = [...new Map(others.map((name) => [foldText(name), name])).values()];
  return evidence;
}

function isNamed(mark: Mark): mark is Mark & { name: string } {
  return mark.name !== null;
}

/** Two spellings of one name: capitals, accents and blanks make no other one. */
function isOneName(one: string, other: string): boolean {
  return foldText(one) === foldText(other);
}

/** In pixels: on a smaller face people cannot be told apart, so none is drawn there. */
const LEAST_SIDE = 10;

/** Sides may be rounded, or those of a smaller copy. */
const SAME_SHAPE = 0.02;

/** Is the picture that boxes were drawn on this one, this one turned by a quarter, or one that was cropped since? */
export function shapeOf(appliedTo: Size | null, { width, height }: Size): 'same' | 'swapped' | 'other' {
  if (!appliedTo) return 'same';
  const isNear = (shape: number) => Math.abs(Math.log((appliedTo.width / appliedTo.height) * shape)) <= SAME_SHAPE;
  if (isNear(height / width)) return 'same';
  return isNear(width / height) ? 'swapped' : 'other';
}

/**
 * In which of the eight orientations the boxes lie: the declared one, unless another explains clearly more of them. Two
 * more are clear; so is one where the declared explains none, and either every box and every face of the photo has its
 * partner, or the file itself says something else (sides swapped, or boxes that fit the picture as it is shown).
 * @param known boxes of other lists: one of the same name explains a box as a face does
 */
function orientationThatExplains(
  marks: readonly Mark[],
  { declared, isSwapped }: { declared: Orientation; isSwapped: boolean },
  size: Size,
  faces: readonly SeenFace[],
  known: readonly NamedBox[],
): Orientation {
  const found = faces.filter(({ isRejected }) => !isRejected);
  const explained = (orientation: Orientation) =>
    marks.filter((mark) => {
      const box = pixelsOf(mark, orientation, size);
      const isKnown = (other: NamedBox) => mark.name !== null && isOneName(other.name, mark.name);
      return [...found.map(boxOf), ...known.filter(isKnown).map((other) => other.box)].some(
        (other) => intersectionOverUnion(box, other) >= SAME_FACE_IOU,
      );
    }).length;
  if (marks.length === 0) return declared;
  const own = explained(declared);
  if (own === marks.length) return declared;
  const others = ORIENTATIONS.map((orientation) => ({ orientation, boxes: explained(orientation) }));
  const [best] = others.sort((one, other) => other.boxes - one.boxes || one.orientation - other.orientation);
  if (!best || best.boxes <= own) return declared;
  const isWhole = own === 0 && best.boxes === marks.length;
  const isLikely = best.boxes === found.length || isSwapped || best.orientation === 1;
  return best.boxes - own >= 2 || (isWhole && isLikely) ? best.orientation : declared;
}

function pixelsOf({ box: [x, y, w, h], unit }: Mark, orientation: Orientation, size: Size): Box {
  const { width, height } = turnedSize(size, orientation);
  const [across, down] = unit === 'pixel' ? [width, height] : [1, 1];
  const [left, top, wide, high] = uprightBox([x / across, y / down, w / across, h / down], orientation);
  return [left * size.width, top * size.height, wide * size.width, high * size.height];
}

/** The best pairs of box and face first, each box and each face once. */
function place(boxes: readonly NamedBox[], faces: readonly SeenFace[], evidence: Evidence): void {
  const pairs = boxes.flatMap((named) =>
    faces.flatMap((face) => {
      const overlap = intersectionOverUnion(named.box, boxOf(face));
      const fits = overlap >= SAME_FACE_IOU;
      // Programs draw boxes of other sizes around one face: where each holds the other's middle, it is that face.
      return fits || isOneFace(named.box, boxOf(face)) ? [{ named, face, overlap, fits }] : [];
    }),
  );
  const [usedBoxes, usedFaces, names] = [new Set<NamedBox>(), new Set<number>(), new Set<string>()];
  for (const { named, face, fits } of pairs.sort((one, other) => other.overlap - one.overlap)) {
    if (usedBoxes.has(named) || usedFaces.has(face.id)) continue;
    usedBoxes.add(named);
    usedFaces.add(face.id);
    if (face.isRejected) evidence.refused++;
    else if (names.has(foldText(named.name))) evidence.disputed++;
    else {
      names.add(foldText(named.name));
      evidence.placed.push({ name: named.name, face, fits });
    }
  }
  for (const named of boxes.filter((each) => !usedBoxes.has(each))) {
    if (names.has(foldText(named.name))) {
      evidence.disputed++;
      continue;
    }
    names.add(foldText(named.name));
    if (Math.min(named.box[2], named.box[3]) < LEAST_SIDE) evidence.somewhere.push(named.name);
    else evidence.drawn.push(named);
  }
}

/** They share half of what both cover, or each holds the middle of the other. */
export function isOneFace(one: Box, other: Box): boolean {
  return intersectionOverUnion(one, other) >= SAME_FACE_IOU || (holdsMiddle(one, other) && holdsMiddle(other, one));
}

function holdsMiddle([left, top, width, height]: Box, [x, y, w, h]: Box): boolean {
  const [middleX, middleY] = [x + w / 2, y + h / 2];
  return middleX > left && middleX < left + width && middleY > top && middleY < top + height;
}

function boxOf({ x, y, w, h }: SeenFace): Box {
  return [x, y, w, h];
}
