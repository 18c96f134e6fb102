// Finds faces that lie on their side or upside down: scans, and photos of a phone that was held wrong.

import { detect, type Detection, type Detector } from './mtcnn.ts';
import type { Picture, Pyramid } from './picture.ts';

/** Counted clockwise: 1 shows the right way up what lies turned to the left. */
type QuarterTurns = 1 | 2 | 3;

/** Three more searches have to be cheap: half as large as the first, for faces of twice the least size. */
const TURNED_SEARCH_SIDE = 800;
const LEAST_FACE_SHARE = 60 / 1024;
/** Three more searches are three more chances to see a face in a wallpaper, so it takes more to believe one. */
const LEAST_TURNED_CONFIDENCE = 0.985;

/** @returns the faces of the turn in which most can be seen, in pixels of the picture as it is; none when there are none */
export async function detectTurned(detector: Detector, pyramid: Pyramid): Promise<Detection[]> {
  const start = pyramid.findIndex(({ width, height }) => Math.max(width, height) <= TURNED_SEARCH_SIDE);
  const levels = start < 0 ? pyramid : pyramid.slice(start);
  const scale = pyramid[0].width / levels[0].width;
  let best: Detection[] = [];
  for (const turns of [1, 3, 2] as const) {
    const turned = levels.map((level) => turnedBy(level, turns));
    const least = LEAST_FACE_SHARE * Math.max(turned[0].width, turned[0].height);
    const sure = sureOf(await detect(detector, turned, Math.max(24, least)));
    if (certainty(sure) > certainty(best)) best = sure.map((detection) => back(detection, turned[0], turns, scale));
  }
  return best;
}

/** How many faces can surely be seen, and a little more the surer they are. */
export function certainty(detections: readonly Detection[]): number {
  return sureOf(detections).reduce((sum, { confidence }) => sum + confidence, 0);
}

function sureOf(detections: readonly Detection[]): Detection[] {
  return detections.filter(({ confidence }) => confidence >= LEAST_TURNED_CONFIDENCE);
}

function turnedBy({ data, width, height }: Picture, turns: QuarterTurns): Picture {
  const [columns, rows] = turns === 2 ? [width, height] : [height, width];
  const placeOf = (x: number, y: number) => {
    const [fromX, fromY] = placeBefore(x, y, columns - 1, rows - 1, turns);
    return 3 * (fromY * width + fromX);
  };
  const right = placeOf(1, 0) - placeOf(0, 0);
  const out = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0, from = placeOf(0, y); x < columns; x++, to += 3, from += right) {
      out[to] = data[from];
      out[to + 1] = data[from + 1];
      out[to + 2] = data[from + 2];
    }
  }
  return { data: out, width: columns, height: rows };
}

/** Where a place of the turned picture, whose last one is (lastX, lastY), was before. */
function placeBefore(x: number, y: number, lastX: number, lastY: number, turns: QuarterTurns): [number, number] {
  if (turns === 1) return [y, lastX - x];
  if (turns === 2) return [lastX - x, lastY - y];
  return [lastY - y, x];
}

function back(
  { box, landmarks, confidence }: Detection,
  turned: Picture,
  turns: QuarterTurns,
  scale: number,
): Detection {
  const place = (x: number, y: number) =>
    placeBefore(x, y, turned.width, turned.height, turns).map((value) => value * scale);
  const [oneX, oneY] = place(box[0], box[1]);
  const [otherX, otherY] = place(box[2], box[3]);
  return {
    confidence,
    box: [Math.min(oneX, otherX), Math.min(oneY, otherY), Math.max(oneX, otherX), Math.max(oneY, otherY)],
    landmarks: [0, 2, 4, 6, 8].flatMap((at) => place(landmarks[at], landmarks[at + 1])),
  };
}
