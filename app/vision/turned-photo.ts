// A photo as the sidecar beside it turns it: beyond what its own file says of how it was held.

import sharp from 'sharp';
import { type Orientation, turnedSize } from './orientation.ts';
import type { PhotoFile } from './photo-file.ts';
import type { Picture } from './picture.ts';

/** @param turn what is still to be done to the picture that the file itself makes upright */
export function turnedPhoto(photo: PhotoFile, turn: Orientation): PhotoFile {
  if (turn === 1) return photo;
  return {
    ...photo,
    header: async () => turnedSize(await photo.header(), turn),
    pixels: async (side, signal) => turnedPicture(await photo.pixels(side, signal), turn),
  };
}

async function turnedPicture({ data, width, height }: Picture, turn: Orientation): Promise<Picture> {
  const { isFlipped, isFlopped, quarters } = TURN_STEPS[turn];
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  // sharp mirrors before it turns, whatever is asked first.
  const turned = image
    .flip(isFlipped)
    .flop(isFlopped)
    .rotate(90 * quarters);
  const out = await turned.raw().toBuffer({ resolveWithObject: true });
  return { data: out.data, width: out.info.width, height: out.info.height };
}

interface Steps {
  /** Top and bottom change places. */
  isFlipped: boolean;
  /** Left and right change places. */
  isFlopped: boolean;
  /** Then, clockwise. */
  quarters: 0 | 1 | 2 | 3;
}

const TURN_STEPS: Readonly<Record<Orientation, Steps>> = {
  1: { isFlipped: false, isFlopped: false, quarters: 0 },
  2: { isFlipped: false, isFlopped: true, quarters: 0 },
  3: { isFlipped: false, isFlopped: false, quarters: 2 },
  4: { isFlipped: true, isFlopped: false, quarters: 0 },
  5: { isFlipped: true, isFlopped: false, quarters: 1 },
  6: { isFlipped: false, isFlopped: false, quarters: 1 },
  7: { isFlipped: false, isFlopped: true, quarters: 1 },
  8: { isFlipped: false, isFlopped: false, quarters: 3 },
};
