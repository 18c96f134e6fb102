// Fits the mean embedding that is taken away from every VGGFace2 embedding: `node models/fit-mean.ts FOLDER…`, with folders of photos.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resource } from '../app/resources.ts';
import { decode } from '../app/vision/decode.ts';
import { embed, type Embedder } from '../app/vision/embed.ts';
import { minimumFace, openNetworks, SEARCH_SIDE } from '../app/vision/look.ts';
import { detect } from '../app/vision/mtcnn.ts';
import { pyramidOf } from '../app/vision/picture.ts';
import { vggface2 } from '../app/vision/vggface2.ts';

const embedder: Embedder = { ...vggface2(), centre: null };
const networks = await openNetworks({ threads: 2, embedders: [embedder] });
const [{ network }] = networks.embedders;
const sum = new Float64Array(embedder.dimensions);
let faces = 0;
for (const photo of process.argv.slice(2).flatMap(photosIn)) {
  const picture = await decode(photo, SEARCH_SIDE);
  const pyramid = pyramidOf(picture);
  const detections = await detect(networks, pyramid, minimumFace(picture));
  const located = detections.map((detection) => ({ pyramid, detection }));
  for (const vector of await embed(network, embedder, located)) {
    vector.forEach((value, index) => (sum[index] += value));
    faces++;
  }
}
if (faces === 0) throw new Error('Name at least one folder with faces in its photos.');
writeFileSync(
  resource('models', 'vggface2-mobilenet-mean.bin'),
  Float32Array.from(sum, (value) => value / faces),
);
process.stdout.write(`Mean of ${faces} faces written.\n`);

function photosIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:jpe?g|png|webp)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}
