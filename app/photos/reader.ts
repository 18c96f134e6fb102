// Reads one waiting file: which photo it is by content, who is on it, what it says of itself; stored in one transaction.

import {
  type EditedPhoto,
  intersectionOverUnion,
  isOn,
  SAME_FACE_IOU,
  type Store,
  type WaitingFile,
} from '../store/index.ts';
import { ensure } from '../ensure.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import {
  type PhotoAnalysis,
  type OpenPhoto,
  type PhotoAnalyser,
  PIPELINE_VERSION,
  type Vision,
  type WaitingPhoto,
} from '../vision/protocol.ts';
import type { Caches } from './caches.ts';
import { makeEdits, resized } from './edits.ts';
import type { MetadataReader } from './exiftool.ts';
import { type FileMetadata, readMetadata, storeMetadata } from './file-metadata.ts';
import { factsOf, METADATA_VERSION, parseFacts } from './metadata.ts';
import { isChanged, refreshPhoto } from './reconcile.ts';
import { isOneShot } from './stacking.ts';
import { seenFile } from './walk.ts';

export type Stages = { decode: number; detect: number; embed: number; store: number };

export function makeReader(
  store: Store,
  vision: Vision,
  metadata: MetadataReader,
  caches: Caches,
  bounds: PhotoBounds,
) {
  const editOf = makeEdits(store, vision, caches);
  const stages: Stages = { decode: 0, detect: 0, embed: 0, store: 0 };

  /** @returns the photos that changed. @throws NotAnalysed when it came back as it was */
  async function read(
    file: WaitingFile & WaitingPhoto,
    analyser: PhotoAnalyser,
    isClosed: () => boolean,
  ): Promise<number[]> {
    const front = store.files.frontOf(file.id);
    const behind = front === undefined ? null : await readBehind(file, front, isClosed);
    if (behind || isClosed()) return behind ?? [];
    return analyser.open(file, (photo) => readOpened(file, photo, isClosed));
  }

  /**
   * A file of a stack for which another one stands: it is not analysed.
   * @returns the photos that changed; null: it is a photo of its own after all, as it was taken at another time, or as the
   * user said something of the photo that it held until now
   */
  async function readBehind(file: WaitingFile, photo: number, isClosed: () => boolean): Promise<number[] | null> {
    const own = store.files.photoOf(file.id);
    if (own !== null && own !== photo && !canReplace(own, photo)) return null;
    const reading = await metadata.readPhoto(file.file);
    const front = parseFacts(store.metadata.embedded(photo, METADATA_VERSION));
    if (reading && front && !isOneShot(factsOf(reading.tags), front)) return null;
    // Its sidecar may be the one that its program wrote for both.
    const said = file.sidecar === null ? null : await readMetadata(store, metadata, file, photo, bounds);
    const now = await seenFile(file.root, file.file, bounds);
    if (isClosed()) return [];
    if (now?.size !== file.size || now.modified !== file.modified) throw new Error('It changed while it was read.');
    return store.transaction(() => {
      if (store.files.frontOf(file.id) !== photo || !store.files.succeed(file, photo, true)) return [];
      if (said?.beside) storeMetadata(store, photo, file, said);
      const photos = own === null || own === photo ? [photo] : [photo, own];
      if (own !== null && own !== photo) store.photos.supersede(own);
      for (const id of photos) refreshPhoto(store, id);
      return photos;
    });
  }

  /** Is nothing lost when one photo is shown instead of another? Names and answers are about people who are on both. */
  function canReplace(own: number, front: number): boolean {
    if (store.photos.hasOwnEdit(own)) return false;
    const people = new Set(store.photos.facesOf(front).map(({ person }) => person));
    return store.photos.byHand(own).every(({ id }) => people.has(store.photos.face(id)?.person ?? null));
  }

  /** The photo that a file held, or will stand for. */
  function heldBy(file: WaitingFile): number | null {
    return store.files.photoOf(file.id) ?? store.files.standInOf(file.id) ?? null;
  }

  async function readOpened(file: WaitingFile, opened: OpenPhoto, isClosed: () => boolean): Promise<number[]> {
    const { hash, bytes } = opened;
    if (bytes !== file.size || opened.modified !== file.modified) throw new Error('It changed before it was read.');
    const stored = store.photos.byHash(hash, PIPELINE_VERSION);
    const known = stored !== undefined && caches.has('thumbs', stored) ? stored : undefined;
    // Side by side: ExifTool takes half a second to start, in which a vision process would wait for the next photo.
    const [{ analysis, edit }, said] = await Promise.all([
      known === undefined ? analyse(file, opened) : { analysis: undefined, edit: null },
      readMetadata(store, metadata, file, known, bounds),
    ]);
    if (isClosed()) return [];
    const now = await seenFile(file.root, file.file, bounds);
    if (now?.size !== file.size || now.modified !== file.modified) throw new Error('It changed while it was read.');
    if (isClosed()) return [];
    const began = performance.now();
    const changed = save(file, { hash, bytes, known, analysis, edit, said });
    if (analysis) {
      stages.decode += analysis.milliseconds.decode;
      stages.detect += analysis.milliseconds.detect;
      stages.embed += analysis.milliseconds.embed;
    }
    stages.store += performance.now() - began;
    return changed;
  }

  /** The faces that the detector finds, and those that the user drew or corrected and that it does not find any more. */
  async function analyse(file: WaitingFile, opened: OpenPhoto): Promise<Analysis> {
    const analysis = await opened.analyse();
    const stored = store.photos.ofHash(opened.hash);
    const held = heldBy(file);
    const edit = stored === undefined && held !== null ? await editOf(held, file.id, analysis) : null;
    const known = stored ?? edit?.photo;
    const before = known === undefined ? undefined : store.photos.get(known);
    if (!before) return { analysis, edit };
    const place = edit?.place ?? resized(before, analysis);
    const missed = (edit ? store.photos.byHand(before.id) : store.photos.drawnOf(before.id))
      .map(({ x, y, w, h, isDrawn }) => ({ box: place([x, y, w, h]), isDrawn }))
      .filter(({ box }) => isOn(box, analysis))
      .filter(({ box }) => !analysis.faces.some((face) => intersectionOverUnion(face.box, box) >= SAME_FACE_IOU));
    if (missed.length === 0) return { analysis, edit };
    const located = await opened.locate(missed.map(({ box }) => box));
    const again = located.map((face, index) => ({
      ...face,
      isDrawn: ensure(missed[index], 'The face that was to be found again').isDrawn,
    }));
    return { analysis: { ...analysis, faces: [...analysis.faces, ...again] }, edit };
  }

  function save(file: WaitingFile, reading: Reading): number[] {
    const { known, analysis, edit, said } = reading;
    return store.transaction(() => {
      // It changed or went while it was read: what was read is of no file any more, and it waits again.
      const current = store.files.find(file.folder, file.path);
      const isCurrent = current?.state === 'waiting' || current?.state === 'failed';
      if (!isCurrent || isChanged(current, file)) return [];
      const before = store.files.photoOf(file.id);
      if (edit && (edit.photo !== heldBy(file) || store.files.hasOtherCopies(edit.photo, file.id))) return []; // meanwhile
      const photo = known ?? (analysis ? record(reading, analysis) : undefined);
      if (photo === undefined || !store.files.succeed(file, photo)) return [];
      store.files.stand(file.id, photo);
      // A copy says the same; only its own sidecar, or the first reading, has something to add.
      if (analysis || file.sidecar !== null || before === photo) storeMetadata(store, photo, file, said);
      const photos = before === null || before === photo ? [photo] : [photo, before];
      if (before !== null) store.missing.leave(before, file.folder, file.path, new Date().toISOString());
      for (const id of photos) refreshPhoto(store, id);
      return photos;
    });
  }

  /** Rows and cached pictures of one photo. The pictures are written first, so no committed face is without its own. */
  function record({ hash, bytes, edit, said }: Reading, analysis: PhotoAnalysis): number {
    const { width, height } = analysis;
    const { takenAt, takenFrom, camera } = said.metadata;
    const { photo, faces } = store.photos.record(
      { hash, bytes, width, height, takenAt, takenFrom, camera, pipeline: PIPELINE_VERSION },
      analysis.faces,
      edit,
    );
    caches.put('thumbs', photo, analysis.thumbnail);
    analysis.faces.forEach((face, index) => {
      const id = faces[index];
      if (id !== undefined) caches.put('faces', id, face.crop);
    });
    return photo;
  }

  return { read, stages: (): Stages => ({ ...stages }) };
}

interface Analysis {
  analysis: PhotoAnalysis;
  /** Null: it is a photo of its own. */
  edit: EditedPhoto | null;
}

interface Reading {
  hash: string;
  bytes: number;
  /** The photo of this content, when it has been analysed already. */
  known: number | undefined;
  analysis: PhotoAnalysis | undefined;
  edit: EditedPhoto | null;
  said: FileMetadata;
}
