// Stores a face that the user drew on a photo: embedded like any other, grouped at once, and kept at every later analysis.

import { AppError } from '../errors.ts';
import type { People } from '../people/index.ts';
import type { Caches } from '../photos/caches.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Box, intersectionOverUnion } from '../boxes.ts';
import { type FaceRecord, type Store } from '../store/index.ts';
import type { Vision } from '../vision/protocol.ts';

/** Two boxes that share more than this are one face. */
const SAME_PLACE = 0.5;
/** In pixels of the photo: on a smaller face people cannot be told apart. */
const LEAST_SIDE = 10;

export type Draw = ReturnType<typeof makeDraw>;

export function makeDraw({ store, vision, caches, people, findFile }: DrawOptions) {
  /**
   * @param box as it was drawn, in pixels of the upright, full-size photo
   * @throws AppError `badRequest` for a box that is outside or too small, `conflict` where a face is,
   * `notFound` while the photo cannot be reached
   */
  return async (photo: number, box: Box): Promise<{ face: FaceRecord; action: number | null }> => {
    const shown = store.photos.get(photo);
    if (!shown) throw new AppError('notFound', sentence('photoGone'));
    const inside = within(box, shown.width, shown.height);
    if (
      store.photos.facesOf(photo).some(({ x, y, w, h }) => intersectionOverUnion([x, y, w, h], inside) >= SAME_PLACE)
    ) {
      throw new AppError('conflict', sentence('faceThere'));
    }
    const file = await findFile(photo);
    if (file === undefined) throw new AppError('notFound', sentence('photoAway'));
    const [found] = await vision.locate(file.path, [inside], store.metadata.turnOf(photo), file.identity);
    if (!found) throw new Error('Vision returned no face for the box that was drawn.');
    const { face, action } = people.draw(photo, found, (id) => caches.put('faces', id, found.crop));
    await people.assignNewFaces(); // it may belong to a known person
    const drawn = store.photos.face(face);
    if (!drawn) throw new Error('The drawn face was not stored.');
    return { face: drawn, action };
  };
}

interface DrawOptions {
  store: Store;
  vision: Pick<Vision, 'locate'>;
  caches: Caches;
  people: Pick<People, 'draw' | 'assignNewFaces'>;
  findFile: FindPhotoFile;
}

function within([left, top, width, height]: Box, fullWidth: number, fullHeight: number): Box {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [right, bottom] = [Math.min(fullWidth, left + width), Math.min(fullHeight, top + height)];
  if (right - x < LEAST_SIDE || bottom - y < LEAST_SIDE) {
    throw new AppError('badRequest', sentence('boxTooSmall'));
  }
  return [x, y, right - x, bottom - y];
}
