// Embeds faces that are known already by another model, from the original: as if they had just been found.

import { encodeVector } from '../vectors.ts';
import { embed, type Embedder } from './embed.ts';
import { sharpened } from './analyse.ts';
import type { PhotoFile } from './photo-file.ts';
import { pyramidOf } from './picture.ts';
import type { KnownFace } from './protocol.ts';
import { searchSide } from './search-size.ts';
import { scaled } from './embedded-faces.ts';
import type { LoadedModel } from './sessions.ts';

/**
 * @returns a unit vector a face (float16), in their order
 * @throws AppError `photo` when it cannot be read
 */
export async function embedKnownFaces(
  photo: PhotoFile,
  faces: readonly KnownFace[],
  { embedder, model }: { embedder: Embedder; model: LoadedModel },
): Promise<Uint8Array[]> {
  const header = await photo.header();
  const pyramid = pyramidOf(await photo.pixels(searchSide(header)));
  const detections = faces.map(({ box: [left, top, width, height], landmarks }) => {
    return { box: [left, top, left + width, top + height] as const, landmarks, confidence: 1 };
  });
  const searched = detections.map((detection) => scaled(detection, pyramid[0].width / header.width));
  const source = await sharpened(photo, header, pyramid, searched);
  const located = source.detections.map((detection) => ({ pyramid: source.pyramid, detection }));
  const embedded = await embed(model, embedder, located);
  return embedded.map(({ vector }) => encodeVector(vector));
}
