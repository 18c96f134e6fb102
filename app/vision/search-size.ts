// How large a photo is decoded: to be searched for faces, and once more for what is cut from it.

import { SMALLEST_FACE } from '../contract/settings.ts';
import type { PhotoHeader } from './decode.ts';

/** Faces are looked for at this size, unless the user asks for smaller ones: decoding more costs time. */
const SEARCH_SIDE = 1600;
/** The smallest face that is looked for, in pixels of the search. */
const MINIMUM_PIXELS = 30;
/** A face of fewer pixels than this is cut from a larger decoding of the photo, where there is one. */
const SHARP_FACE = 112;
/** 24 megapixels of the usual 3 : 2, 72 MB while such a photo is being analysed; of a panorama as many. */
const LARGEST_SIDE = 6000;
const LARGEST_SHAPE = 3 / 2;

/** People are no smaller for the landscape beside them: from this shape on, the shorter side says how large a face is. */
const LONGEST_SHAPE = 2;
/** A strip of more than eight times that shape is searched as if it had no more, so that memory stays bounded: 10 megapixels. */
const MOST_WIDENED = 8;

/** @returns the side that faces are a share of, in pixels: the longer one, or twice the shorter one of a panorama */
export function faceScale({ width, height }: PhotoHeader): number {
  const [shorter, longer] = width < height ? [width, height] : [height, width];
  return Math.max(Math.min(longer, LONGEST_SHAPE * shorter), longer / MOST_WIDENED);
}

/**
 * @param photo full size
 * @param smallestFace as a share of the photo's `faceScale`
 * @returns the longest side at which a face of that share has pixels enough to be found
 */
export function searchSide(photo: PhotoHeader, smallestFace = SMALLEST_FACE): number {
  const scale = Math.max(SEARCH_SIDE, Math.ceil(MINIMUM_PIXELS / smallestFace));
  return Math.round((scale * Math.max(photo.width, photo.height)) / faceScale(photo));
}

/** @returns side of the smallest face that is looked for, in pixels of the picture that is searched */
export function minimumFace(searched: PhotoHeader, smallestFace = SMALLEST_FACE): number {
  return Math.max(MINIMUM_PIXELS, smallestFace * faceScale(searched));
}

/**
 * @param photo full size
 * @param searched the longer side of the picture that was searched
 * @param smallest width of the smallest face, in pixels of the search; Infinity when there is none
 * @returns the longest side at which the photo should be decoded once more; null: what was searched will do
 */
export function sharpSide({ width, height }: PhotoHeader, searched: number, smallest: number): number | null {
  const longer = Math.max(width, height);
  const shape = longer / Math.min(width, height);
  const largest = LARGEST_SIDE * Math.sqrt(Math.max(1, shape / LARGEST_SHAPE));
  const wanted = Math.round(Math.min(longer, largest, (searched * SHARP_FACE) / smallest));
  return wanted < 1.25 * searched ? null : wanted;
}
