// Reads one waiting file: which photo it is by content, who is on it, what it says of itself; stored in one transaction.

import type { NewFace, Store, WaitingFile } from '../store/index.ts';
import { type Looked, PIPELINE_VERSION, type Vision } from '../vision/protocol.ts';
import type { Caches } from './caches.ts';
import type { MetadataReader } from './exiftool.ts';
import { type FileMetadata, readMetadata, storeMetadata } from './file-metadata.ts';
import { isChanged, refreshPhoto } from './reconcile.ts';
import { describe } from './walk.ts';

export type Stages = { decode: number; detect: number; embed: number; store: number };

/** An edited picture of the same faces: their vectors hardly change. Two pictures of one person are less alike. */
const SAME_LOOK = 0.9;
const SAME_PLACE = 0.5;

export function makeReader(store: Store, vision: Vision, metadata: MetadataReader, caches: Caches) {
  const stages: Stages = { decode: 0, detect: 0, embed: 0, store: 0 };

  /** @returns the photos that changed */
  async function read(file: WaitingFile, isClosed: () => boolean): Promise<number[]> {
    const { hash, bytes } = await vision.identify(file.file);
    const stored = store.photos.byHash(hash, PIPELINE_VERSION);
    const known = stored !== undefined && caches.has('thumbs', stored) ? stored : undefined;
    const looked = known === undefined ? await look(file, hash) : undefined;
    if (isClosed()) return [];
    const said = await readMetadata(store, metadata, file, known);
    if (isClosed()) return [];
    const now = await describe(file.root, file.file);
    if (now?.size !== file.size || now.modified !== file.modified) throw new Error('It changed while it was read.');
    if (isClosed()) return [];
    const began = performance.now();
    const changed = save(file, { hash, bytes, known, looked, said });
    if (looked) {
      stages.decode += looked.milliseconds.decode;
      stages.detect += looked.milliseconds.detect;
      stages.embed += looked.milliseconds.embed;
    }
    stages.store += performance.now() - began;
    return changed;
  }

  /** What the detector finds, and what the user drew on this photo. */
  async function look(file: WaitingFile, hash: string): Promise<Looked> {
    const looked = await vision.look(file.file);
    const before = store.photos.ofHash(hash) ?? store.files.photoOf(file.id);
    const photo = before === null ? undefined : store.photos.get(before);
    const drawn = photo ? store.photos.drawnOf(photo.id) : [];
    if (!photo || drawn.length === 0) return looked;
    // An edited photo may have another size.
    const [across, down] = [looked.width / photo.width, looked.height / photo.height];
    const boxes = drawn.map(({ x, y, w, h }): Box => [x * across, y * down, w * across, h * down]);
    const missed = boxes.filter((box) => !looked.faces.some((face) => overlap(face.box, box) >= SAME_PLACE));
    if (missed.length === 0) return looked;
    const located = await vision.locate(file.file, missed);
    return { ...looked, faces: [...looked.faces, ...located.map((face) => ({ ...face, isDrawn: true }))] };
  }

  function save(file: WaitingFile, reading: Reading): number[] {
    const { known, looked, said } = reading;
    return store.transaction(() => {
      // It changed or went while it was read: what was read is of no file any more, and it waits again.
      const current = store.files.find(file.folder, file.path);
      const isCurrent = current?.state === 'waiting' || current?.state === 'failed';
      if (!isCurrent || isChanged(current, file)) return [];
      const before = store.files.photoOf(file.id);
      const photo = known ?? (looked ? record(reading, looked, before) : undefined);
      if (photo === undefined || !store.files.succeed(file, photo)) return [];
      // A copy says the same; only its own sidecar, or the first reading, has something to add.
      if (looked || file.sidecar !== null || before === photo) storeMetadata(store, photo, file, said);
      const photos = before === null || before === photo ? [photo] : [photo, before];
      if (before !== null) store.missing.leave(before, file.folder, file.path, new Date().toISOString());
      for (const id of photos) refreshPhoto(store, id);
      return photos;
    });
  }

  /** Rows and cached pictures of one photo. The pictures are written first, so no committed face is without its own. */
  function record({ hash, bytes, said }: Reading, looked: Looked, before: number | null): number {
    const { width, height } = looked;
    const { takenAt, takenFrom, camera } = said.metadata;
    const isEdit = before !== null && store.files.places(before).length <= 1 && isSamePicture(before, looked.faces);
    const { photo, faces } = store.photos.record(
      { hash, bytes, width, height, takenAt, takenFrom, camera, pipeline: PIPELINE_VERSION },
      looked.faces,
      isEdit ? before : null,
    );
    caches.put('thumbs', photo, looked.thumbnail);
    looked.faces.forEach((face, index) => {
      const id = faces[index];
      if (id !== undefined) caches.put('faces', id, face.crop);
    });
    return photo;
  }

  /**
   * Is what now lies at a file's path the same picture, edited? Only then may its faces keep their ids: another picture
   * of the same name must never inherit the names of those who were on the first. Where nobody was, nothing is inherited.
   */
  function isSamePicture(photo: number, found: readonly NewFace[]): boolean {
    if (!store.photos.hadFaces(photo)) return true;
    const faces = new Map(store.photos.facesOf(photo).map((face) => [face.id, face]));
    // A network of an earlier version described them that is not asked any more: it can say nothing of today's faces.
    const rows = store.photos.vectorsOf(photo).filter(({ model }) => found.some((face) => model in face.embeddings));
    const kept = rows.filter(({ face, model, vector }) => {
      const before = faces.get(face);
      return found.some(
        ({ box, embeddings }) =>
          before !== undefined &&
          overlap([before.x, before.y, before.w, before.h], box) >= SAME_PLACE &&
          embeddings[model] !== undefined &&
          cosine(vector, embeddings[model]) >= SAME_LOOK,
      );
    });
    return rows.length > 0 && kept.length * 2 > rows.length;
  }

  return { read, stages: (): Stages => ({ ...stages }) };
}

interface Reading {
  hash: string;
  bytes: number;
  /** The photo of this content, when it has been looked at already. */
  known: number | undefined;
  looked: Looked | undefined;
  said: FileMetadata;
}

type Box = [number, number, number, number];

export function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): number {
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (aw * ah + bw * bh - width * height);
}

/** Of unit vectors in float16. */
function cosine(a: Uint8Array, b: Uint8Array): number {
  const [left, right] = [a, b].map((bytes) => new Float16Array(new Uint8Array(bytes).buffer)) as [
    Float16Array,
    Float16Array, // two in, two out
  ];
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
