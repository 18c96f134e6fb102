// What the sidecar of a photo is to say: its named faces, where they lie on the picture as it is stored.

import { type Orientation, type ShareBox, type Size, storedBox, turnedSize } from '../vision/orientation.ts';
import type { SaidNames } from './sidecar-names.ts';
import type { SaidProperties } from './sidecar-properties.ts';
import type { NamedRegion } from './sidecar-regions.ts';

export interface NamedFace {
  name: string;
  /** Pixels of the upright, full-size photo. */
  x: number;
  y: number;
  w: number;
  h: number;
}

/** What the user set by hand; null: what the photo itself says. */
export interface SetByHand {
  /** As far as it is known: 2005, 1985-08, 2012-07-04T12:30. */
  taken: string | null;
  /** ±hh:mm */
  offset: string | null;
  title: string | null;
}

/** @param size of the upright photo */
export function saidNames(
  size: Size,
  orientation: Orientation,
  faces: readonly NamedFace[],
  byHand: SetByHand,
): SaidNames {
  const regions = faces.flatMap(({ name, x, y, w, h }): NamedRegion[] => {
    const box = onPicture([x / size.width, y / size.height, w / size.width, h / size.height]);
    const written = name.replace(NOT_IN_XML, '');
    return box === null || written === '' ? [] : [{ name: written, box: storedBox(box, orientation) }];
  });
  return { size: turnedSize(size, orientation), regions, properties: saidProperties(byHand) };
}

/** A date as XMP has it: what is known, and the zone behind a time. */
export function saidProperties({ taken, offset, title }: SetByHand): SaidProperties {
  const date = taken?.includes('T') ? `${taken}${offset ?? ''}` : taken;
  const written = title?.replace(NOT_IN_XML, '') ?? '';
  return { ...(date !== null && { taken: date, created: date }), ...(written !== '' && { title: written }) };
}

/** Signs that no XML file may hold, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A face at the edge is cut off by it. */
function onPicture([left, top, width, height]: ShareBox): ShareBox | null {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [w, h] = [Math.min(1, left + width) - x, Math.min(1, top + height) - y];
  return w > 0 && h > 0 ? [x, y, w, h] : null;
}
