// Faces made hard to recognise, as photo folders hold them: small, blurred, turned, grey, and cut out so tight that
// landmarks go astray.

import sharp, { type Sharp } from 'sharp';
import { ensure } from '../../../app/ensure.ts';
import type { Corners } from '../../../app/vision/suppression.ts';
import { boxToOutput, type Picture, pyramidOf, warp } from '../../../app/vision/picture.ts';

/** What is shown around a face, in widths of its box; nothing around a tight crop. */
const SURROUNDINGS = 2.4;
/** Faces are brought to one size first, so that every part is equally hard for all. */
const FACE_SIDE = 100;
const SMALL_SIDE = 24;
const TIGHT_SIDE = 150;

export type HardPart = (picture: Picture, box: Corners) => Promise<Picture>;

export const HARD_PARTS: Record<string, HardPart> = {
  // Enlarged again, as it is in a photo that somebody has cut out and enlarged.
  small: (picture, box) =>
    pixels(around(picture, box, SURROUNDINGS, SMALL_SIDE).resize(Math.round(SURROUNDINGS * FACE_SIDE))),
  blurred: (picture, box) => pixels(around(picture, box, SURROUNDINGS, FACE_SIDE).blur(3)),
  turned: (picture, box) => pixels(around(picture, box, SURROUNDINGS, FACE_SIDE).rotate(15, { background: '#808080' })),
  grey: (picture, box) => pixels(around(picture, box, SURROUNDINGS, FACE_SIDE).modulate({ saturation: 0 })),
  'tight grey': (picture, box) => pixels(around(picture, box, 1, TIGHT_SIDE).modulate({ saturation: 0 })),
};

/** A square around the face, whose box becomes `side` pixels wide; outside of the picture its edge is repeated. */
function around(picture: Picture, box: Corners, surroundings: number, side: number): Sharp {
  const wide = surroundings * Math.max(box[2] - box[0], box[3] - box[1]);
  const [left, top] = [(box[0] + box[2] - wide) / 2, (box[1] + box[3] - wide) / 2];
  const length = Math.round(surroundings * side);
  const planes = new Float32Array(3 * length * length);
  warp(pyramidOf(picture), boxToOutput(left, top, wide, wide, length, length), length, length, planes);
  const data = new Uint8Array(planes.length);
  data.forEach((_, at) => (data[at] = Math.round(ensure(planes[(at % 3) * length * length + Math.floor(at / 3)]))));
  return sharp(data, { raw: { width: length, height: length, channels: 3 } });
}

async function pixels(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} colour channels`);
  return { data, width: info.width, height: info.height };
}
