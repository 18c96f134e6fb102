// An edited photo is the same photo: how the places on it move when another program turns, crops or greys its file.

import { readFile } from 'node:fs/promises';
import { type Box, intersectionOverUnion } from '../boxes.ts';
import { type EditedPhoto, type NewFace, SAME_FACE_IOU, type Store } from '../store/index.ts';
import { decodeVector, innerProduct } from '../vectors.ts';
import { type Orientation, turnFrom, uprightBox } from '../vision/orientation.ts';
import type { PhotoAnalysis, Placement, Vision } from '../vision/protocol.ts';
import type { Caches } from './caches.ts';

interface Size {
  width: number;
  height: number;
}

/** An edited picture of the same faces: their vectors hardly change. Two pictures of one person are less alike. */
const SAME_FACE_SIMILARITY = 0.9;

export function makeEdits(store: Store, vision: Pick<Vision, 'register'>, caches: Caches) {
  /**
   * Is what now lies at a file's path the same picture, edited? Only then may its faces keep their ids: another picture
   * of the same name must never inherit the names of the people on the first. Without faces there is nothing to inherit.
   * @param photo that it was; null: none
   * @param file that held the photo alone, or stands for it from now on
   * @param analysis what is there now, which no photo of the library holds
   */
  return async (photo: number | null, file: number, analysis: PhotoAnalysis): Promise<EditedPhoto | null> => {
    const before = photo === null ? undefined : store.photos.get(photo);
    if (!before || photo === null || store.stacks.hasOtherCopies(photo, file)) return null;
    const whole: EditedPhoto = { photo, place: resized(before, analysis) };
    if (!store.photos.hadFaces(photo)) return whole;
    const placement = await placementOn(photo, analysis.thumbnail, vision, caches);
    if (placement) return { photo, place: (box) => placed(box, placement, before, analysis) };
    return hasSameFaces(photo, whole, analysis.faces) ? whole : null;
  };

  /** For pictures that cannot be compared, as where a filter was laid over one: most faces are at the same place, and alike. */
  function hasSameFaces(photo: number, { place }: EditedPhoto, found: readonly NewFace[]): boolean {
    const faces = new Map(store.photos.facesOf(photo).map((face) => [face.id, face]));
    // They were embedded by a model of an earlier version, whose vectors cannot be compared with those of today.
    const rows = store.photos
      .vectorsOf(photo)
      .filter(({ model }) => found.some(({ embeddings }) => model in embeddings));
    const kept = rows.filter(({ face, model, vector }) => {
      const before = faces.get(face);
      if (before === undefined) return false;
      const box = place([before.x, before.y, before.w, before.h]);
      return found.some(
        ({ box: now, embeddings }) =>
          intersectionOverUnion(box, now) >= SAME_FACE_IOU &&
          embeddings[model] !== undefined &&
          innerProduct(decodeVector(vector), decodeVector(embeddings[model])) >= SAME_FACE_SIMILARITY,
      );
    });
    return rows.length > 0 && kept.length * 2 > rows.length;
  }
}

/**
 * @param picture JPEG, about as large as a thumbnail
 * @returns where the places of a photo lie on the picture; null: that is another one, or the photo's own cannot be had
 */
export async function placementOn(
  photo: number,
  picture: Uint8Array,
  vision: Pick<Vision, 'register'>,
  caches: Caches,
): Promise<Placement | null> {
  const thumbnail = await readFile(caches.pathOf('thumbs', photo)).catch(() => undefined); // caches may be deleted
  return thumbnail ? vision.register(thumbnail, picture) : null;
}

/** Where a box lies on a picture of another size. */
export function resized(from: Size, to: Size): (box: Box) => Box {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return ([x, y, w, h]) => [x * across, y * down, w * across, h * down];
}

/**
 * Where a box lies when the same picture is turned in another way.
 * @param from the size of the picture as it was turned before
 */
export function turnedPlaces({ width, height }: Size, before: Orientation, now: Orientation): (box: Box) => Box {
  const turn = turnFrom(before, now);
  const [across, down] = turn >= 5 ? [height, width] : [width, height];
  return ([x, y, w, h]) => {
    const [left, top, wide, high] = uprightBox([x / width, y / height, w / width, h / height], turn);
    return [left * across, top * down, wide * across, high * down];
  };
}

function placed([x, y, w, h]: Box, [a, b, c, d, e, f]: Placement, from: Size, to: Size): Box {
  const corner = (px: number, py: number): [number, number] => {
    const [u, v] = [px / from.width, py / from.height];
    return [(a * u + b * v + c) * to.width, (d * u + e * v + f) * to.height];
  };
  const [oneX, oneY] = corner(x, y);
  const [otherX, otherY] = corner(x + w, y + h);
  return [Math.min(oneX, otherX), Math.min(oneY, otherY), Math.abs(otherX - oneX), Math.abs(otherY - oneY)];
}
