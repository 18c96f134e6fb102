// Finds faces and their five landmarks: MTCNN's three models, each refining what the one before proposed.
// Zhang, Zhang, Li and Qiao, Joint Face Detection and Alignment using Multi-task Cascaded CNNs, 2016 (section II).

import { ensure } from '../ensure.ts';
import { squareAround } from './align.ts';
import {
  type FaceCandidate,
  candidatesOf,
  cellsAbove,
  type Detection,
  detectionsOf,
  PNET_CELL,
} from './mtcnn-outputs.ts';
import type { LoadedModel } from './sessions.ts';
import { boxToOutput, type Normalisation, type Pyramid, warp } from './picture.ts';
import { placeBefore, type QuarterTurns, turnedOutput } from './quarter-turns.ts';
import { detectionBefore } from './turned-detection.ts';
import { withScratch } from './scratch.ts';
import { type Corners, suppress } from './suppression.ts';

export interface Detector {
  pNet: LoadedModel;
  rNet: LoadedModel;
  oNet: LoadedModel;
}

/** Between two levels of the P-Net pyramid: √½ halves the area (section III-A's factor, rounded as by its authors). */
const SCALE_FACTOR = 0.709;
/** The authors' thresholds of the three stages. */
const STAGE_THRESHOLDS = [0.6, 0.7, 0.7] as const;
/** −1 to 1. */
const NORMALISATION: Normalisation = { means: [127.5, 127.5, 127.5], deviation: 128 };
/** The most boxes in one run: more are not faster, and memory stays bounded in a photo of a stadium. */
const BOXES_PER_RUN = 64;

/**
 * @param pyramid the photo at the size at which it is searched
 * @param minimumFace side of the smallest face to be found, in pixels of that size; at least 12
 */
export async function detect(
  { pNet, rNet, oNet }: Detector,
  pyramid: Pyramid,
  minimumFace: number,
): Promise<Detection[]> {
  const proposals = await propose(pNet, pyramid, minimumFace);
  const refined = await refine(rNet, pyramid, proposals);
  return finish(oNet, pyramid, refined);
}

/** Stage 1: P-Net over the whole picture at many scales. */
async function propose(pNet: LoadedModel, pyramid: Pyramid, minimumFace: number): Promise<FaceCandidate[]> {
  const { width, height } = pyramid[0];
  const all: FaceCandidate[] = [];
  for (let scale = PNET_CELL / minimumFace; Math.min(width, height) * scale >= PNET_CELL; scale *= SCALE_FACTOR) {
    const [columns, rows] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    const { probability, regression } = await withScratch(3 * columns * rows, (pixels) => {
      warp(pyramid, boxToOutput(0, 0, width, height, columns, rows), columns, rows, pixels, NORMALISATION);
      return pNet.run(pixels, [1, 3, rows, columns], ['probability', 'regression']);
    });
    const found = cellsAbove(
      STAGE_THRESHOLDS[0],
      probability.data,
      regression.data,
      probability.dims,
      width / columns,
      height / rows,
    );
    all.push(...strongest(found, 0.5));
  }
  return strongest(all, 0.7);
}

/** Stage 2: R-Net refuses most proposals and moves the rest. */
async function refine(
  rNet: LoadedModel,
  pyramid: Pyramid,
  proposals: readonly FaceCandidate[],
): Promise<FaceCandidate[]> {
  const squares = proposals.map(({ box }) => squareAround(box));
  const refined: FaceCandidate[] = [];
  for (let start = 0; start < squares.length; start += BOXES_PER_RUN) {
    const batch = squares.slice(start, start + BOXES_PER_RUN);
    const { probability, regression } = await runOn(rNet, pyramid, batch, 24, ['probability', 'regression']);
    const found = candidatesOf(batch, probability.data, regression.data);
    refined.push(...found.filter(({ score }) => score >= STAGE_THRESHOLDS[1]));
  }
  return strongest(refined, 0.7);
}

/** Stage 3: O-Net decides, places the box for the last time, and finds the landmarks. */
async function finish(oNet: LoadedModel, pyramid: Pyramid, refined: readonly FaceCandidate[]): Promise<Detection[]> {
  const squares = refined.map(({ box }) => squareAround(box));
  const found = (await examine(oNet, pyramid, squares)).filter(({ confidence }) => confidence >= STAGE_THRESHOLDS[2]);
  const confidences = found.map(({ confidence }) => confidence);
  return suppress(found, confidences, 0.7, 'smaller');
}

/**
 * What O-Net says of each square: how sure it is that a face is there, where exactly, and its landmarks.
 * @param turns each square is shown turned by so many quarters, as `turnedBy` does. Default: as it is
 */
export async function examine(
  oNet: LoadedModel,
  pyramid: Pyramid,
  squares: readonly Corners[],
  turns?: QuarterTurns,
): Promise<Detection[]> {
  const seen: Detection[] = [];
  for (let start = 0; start < squares.length; start += BOXES_PER_RUN) {
    const batch = squares.slice(start, start + BOXES_PER_RUN);
    const outputs = ['probability', 'regression', 'landmarks'] as const;
    const { probability, regression, landmarks } = await runOn(oNet, pyramid, batch, 48, outputs, turns);
    const found = detectionsOf(batch, probability.data, regression.data, landmarks.data);
    for (const [index, each] of found.entries()) {
      seen.push(turns ? turnedWithin(each, ensure(batch[index], 'The square of a detection'), turns) : each);
    }
  }
  return seen;
}

/** From the square as it was shown to the square as it lies in the picture. */
function turnedWithin(detection: Detection, [left, top, right, bottom]: Corners, turns: QuarterTurns): Detection {
  return detectionBefore(detection, (x, y) => {
    const [fromX, fromY] = placeBefore(x - left, y - top, right - left, bottom - top, turns);
    return [left + fromX, top + fromY];
  });
}

/** @param limit intersection over union */
function strongest(candidates: readonly FaceCandidate[], limit: number): FaceCandidate[] {
  const scores = candidates.map(({ score }) => score);
  return suppress(candidates, scores, limit, 'union');
}

/** Shows the model these boxes, each in a square of so many pixels. */
function runOn<Name extends string>(
  model: LoadedModel,
  pyramid: Pyramid,
  boxes: readonly Corners[],
  side: number,
  outputs: readonly Name[],
  turns?: QuarterTurns,
): ReturnType<typeof model.run<Name>> {
  const length = 3 * side * side;
  return withScratch(boxes.length * length, (pixels) => {
    boxes.forEach(([left, top, right, bottom], index) => {
      const out = pixels.subarray(index * length, (index + 1) * length);
      const straight = boxToOutput(left, top, right - left, bottom - top, side, side);
      const transform = turns ? turnedOutput(straight, side, turns) : straight;
      warp(pyramid, transform, side, side, out, NORMALISATION);
    });
    return model.run(pixels, [boxes.length, 3, side, side], outputs);
  });
}
