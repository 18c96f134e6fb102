// Fits what VGGFace2's embeddings have in common, on labelled faces, and tells what that does for people it was not fitted on:
// `node tools/run.mjs models/fit-common.ts TRUTH.csv FOLDER…` writes vggface2-mobilenet-common.bin.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensure } from '../app/ensure.ts';
import { resource } from '../app/platform/resources.ts';
import { type Common, without } from '../app/vision/embedding.ts';
import { embed, type Embedder } from '../app/vision/embed.ts';
import { openModels } from '../app/vision/loaded-models.ts';
import { vggface2 } from '../app/vision/vggface2.ts';
import { picturesIn, see } from '../tests/bench/accuracy/faces.ts';
import { everyPairOf, verification } from '../tests/bench/accuracy/verification.ts';
import { halfOf } from '../tests/bench/people/parts.ts';
import { readTruth } from '../tests/bench/people/labelled.ts';
import { add, dot, strongest, unit } from './principal-components.ts';

/** Three to six do equally well for people whom the fit never saw; two and eight a little less. */
const DIRECTIONS = 3;

interface Face {
  path: string;
  /** Null where the truth does not say: a person of their own. */
  person: string | null;
  embedding: Float32Array;
}

const [table, ...folders] = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name a table of who is on the photos, and the folders they are in.');
const faces = await facesWithin(folders.map((folder) => resolve(folder)));
const { mean, directions } = fit(faces);
writeFileSync(resource('models', 'vggface2-mobilenet-common.bin'), Buffer.concat([mean, ...directions].map(bytesOf)));
print(`Fitted on ${faces.length} faces. Of pairs of one person, people whom the fit did not see:`);
print('            TAR at FAR 0.1 %   0.01 %');
for (const half of [0, 1] as const) {
  const ofHalf = (which: number) => faces.filter(({ person }) => person !== null && halfOf(person) === which);
  const [seen, unseen] = [ofHalf(1 - half), ofHalf(half)];
  const common = fit(seen);
  const nothing: Common = { mean: new Float32Array(common.mean.length), directions: [] };
  for (const [name, taken] of Object.entries({ nothing, mean: { ...common, directions: [] }, all: common })) {
    const { acceptedAt } = verificationOf(unseen, taken);
    print(`${name.padEnd(12)}${acceptedAt['0.001'].toFixed(4)}             ${acceptedAt['0.0001'].toFixed(4)}`);
  }
}

async function facesWithin(within: readonly string[]): Promise<Face[]> {
  const embedder: Embedder = { ...vggface2(), common: null };
  const models = await openModels({ threads: 2, embedders: [embedder] });
  const [opened] = models.embedders;
  const { model } = ensure(opened, 'The model that was opened');
  const truth = readTruth(ensure(table, 'The table of who is on the photos'));
  const found: Face[] = [];
  for (const path of within.flatMap(picturesIn)) {
    const seen = await see(path, truth.get(path) ?? [], models);
    const located = seen.faces.map(({ detection }) => ({ pyramid: seen.pyramid, detection }));
    const embedded = await embed(model, embedder, located);
    seen.faces.forEach(({ person }, index) =>
      found.push({ path, person, embedding: ensure(embedded[index], 'The embedding of a face').vector }),
    );
  }
  return found;
}

/** Every person counts once, however many faces there are: else those who are often photographed are what all have in common. */
function fit(known: readonly Face[]): Common {
  const counts = new Map<string, number>();
  for (const { person } of known) if (person !== null) counts.set(person, (counts.get(person) ?? 0) + 1);
  const weights = known.map(({ person }) => 1 / ((person !== null && counts.get(person)) || 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(ensure(known[0], 'A face to fit on').embedding.length);
  known.forEach(({ embedding }, index) => add(mean, embedding, ensure(weights[index], 'The weight of a face') / total));
  const centred = known.map(({ embedding }) =>
    Float64Array.from(embedding, (value, index) => value - ensure(mean[index], 'A number of the mean')),
  );
  const directions: Float64Array[] = [];
  while (directions.length < DIRECTIONS) directions.push(strongest(centred, weights, directions));
  return { mean: Float32Array.from(mean), directions: directions.map((direction) => Float32Array.from(direction)) };
}

function verificationOf(unseen: readonly Face[], common: Common) {
  const vectors = unseen.map(({ embedding }) => unit(Float64Array.from(without(embedding, common))));
  const { same, different } = everyPairOf(unseen, (one, other) =>
    dot(ensure(vectors[one], 'A vector'), ensure(vectors[other], 'A vector')),
  );
  return verification(same, different);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
