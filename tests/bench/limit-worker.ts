// One process of the limit: looks at a photo once and notes the work, then does that work bare as often as it is asked to.

import { constants, setPriority } from 'node:os';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { ensure } from '../../app/ensure.ts';
import { modelFile } from '../../app/models/manifest.ts';
import { analyse, THUMBNAIL_SIDE } from '../../app/vision/analyse.ts';
import { type LoadedModels, openModels } from '../../app/vision/loaded-models.ts';
import { CROP_SIDE, surroundings } from '../../app/vision/embedded-faces.ts';
import { small } from '../../app/vision/decode.ts';
import { openPhoto } from '../../app/vision/photo-file.ts';
import type { Picture } from '../../app/vision/picture.ts';
import { searchSide, sharpSide } from '../../app/vision/search-size.ts';
import { type LoadedModel, sessionOptions } from '../../app/vision/sessions.ts';

/** What has to be done for one photo: decoded at these sizes, and runs of these models on inputs of this shape. */
export interface Recipe {
  path: string;
  faces: number;
  sides: number[];
  /** Around each face, in the last of these pictures: see `small`. */
  crops: [left: number, top: number, width: number, height: number][];
  runs: { model: string; dims: readonly number[] }[];
}

/** `withPictures`: the small ones that the screen shows are written as well. */
export type LimitOrder = { kind: 'record'; path: string } | { kind: 'replay'; recipe: Recipe; withPictures: boolean };
/** `recipe`: null where the photo cannot be read, or not by sharp alone. */
export type LimitReply =
  { kind: 'recorded'; recipe: Recipe | null } | { kind: 'replayed'; decode: number; run: number };

const models = await openModels();
const sessions = new Map<string, InferenceSession>();
for (const model of [
  'mtcnn-pnet',
  'mtcnn-rnet',
  'mtcnn-onet',
  ...models.embedders.map(({ embedder }) => embedder.model),
]) {
  sessions.set(model, await InferenceSession.create(modelFile(model), sessionOptions({})));
}

setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // as the vision processes do
sharp.concurrency(1);
sharp.cache(false);
process.on('message', ({ id, order }: { id: number; order: LimitOrder }) => {
  void (order.kind === 'record' ? record(order.path) : replay(order.recipe, order.withPictures)).then((value) =>
    process.send?.({ id, value }),
  );
});
process.on('disconnect', () => process.exit());

async function record(path: string): Promise<LimitReply> {
  const runs: Recipe['runs'] = [];
  try {
    const analysis = await analyse(await openPhoto(path, undefined), noting(models, runs));
    const { faces } = analysis;
    const longest = Math.max(analysis.width, analysis.height);
    const searched = Math.min(longest, searchSide(analysis));
    const smallest = Math.min(...faces.map(({ box }) => (box[2] * searched) / longest));
    const larger = sharpSide(analysis, searched, smallest);
    const sides = larger === null ? [searched] : [searched, larger];
    const { width, height } = await decodeBare(path, larger ?? searched);
    const crops = faces.map(({ box }) => {
      const [left, top, right, bottom] = [box[0], box[1], box[0] + box[2], box[1] + box[3]];
      const inPicture = (place: number) => (place * width) / analysis.width;
      return surroundings({ width, height }, [inPicture(left), inPicture(top), inPicture(right), inPicture(bottom)]);
    });
    return { kind: 'recorded', recipe: { path, faces: faces.length, sides, crops, runs } };
  } catch {
    return { kind: 'recorded', recipe: null }; // whatever it is, the scan says so
  }
}

async function replay({ path, sides, crops, runs }: Recipe, withPictures: boolean): Promise<LimitReply> {
  const began = performance.now();
  const pictures: Picture[] = [];
  for (const side of sides) pictures.push(await decodeBare(path, side));
  if (withPictures) {
    await small(ensure(pictures[0]), THUMBNAIL_SIDE);
    for (const crop of crops) await small(ensure(pictures.at(-1)), CROP_SIDE, crop);
  }
  const decoded = performance.now();
  let run = 0;
  for (const { model, dims } of runs) {
    const pixels = new Tensor('float32', noise(dims.reduce((product, length) => product * length, 1)), dims);
    const started = performance.now();
    await sessions.get(model)?.run({ pixels });
    run += performance.now() - started;
  }
  return { kind: 'replayed', decode: decoded - began, run };
}

async function decodeBare(path: string, side: number): Promise<Picture> {
  const { data, info } = await sharp(path)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error('It is grey or transparent, and small pictures of it need more than this.');
  return { data, width: info.width, height: info.height };
}

let stock = new Float32Array();

/** What is in a picture hardly matters to the time, but zeros might. */
function noise(length: number): Float32Array {
  if (stock.length < length) stock = Float32Array.from({ length }, () => Math.random() * 2 - 1);
  return stock.subarray(0, length);
}

function noting({ pNet, rNet, oNet, embedders }: LoadedModels, runs: Recipe['runs']): LoadedModels {
  const noted = (opened: LoadedModel, model: string): LoadedModel => ({
    picturesARun: opened.picturesARun,
    run(pixels, dims, outputs) {
      runs.push({ model, dims });
      return opened.run(pixels, dims, outputs);
    },
  });
  return {
    pNet: noted(pNet, 'mtcnn-pnet'),
    rNet: noted(rNet, 'mtcnn-rnet'),
    oNet: noted(oNet, 'mtcnn-onet'),
    embedders: embedders.map(({ embedder, model }) => ({ embedder, model: noted(model, embedder.model) })),
  };
}
