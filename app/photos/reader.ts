// Reads one waiting file: which photo it is by content, who is on it, what it says of itself; stored in one transaction.

import { join } from 'node:path';
import { intersectionOverUnion } from '../boxes.ts';
import { type EditedPhoto, isOn, SAME_FACE_IOU, type Store, type WaitingFile } from '../store/index.ts';
import { ensure } from '../ensure.ts';
import { AppError } from '../errors.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, openPlainFile } from '../platform/plain-file.ts';
import type { VideoContainer } from '../vision/formats/signature.ts';
import type { Orientation } from '../vision/orientation.ts';
import {
  type PhotoAnalysis,
  type OpenPhoto,
  type PhotoAnalyser,
  PIPELINE_VERSION,
  type Vision,
  type WaitingPhoto,
} from '../vision/protocol.ts';
import type { Caches } from './caches.ts';
import { commitTogether } from './commit-together.ts';
import { makeEdits, placementOn, resized, turnedPlaces } from './edited-photos.ts';
import { isUnread, type MetadataReader, type Tags } from './exiftool.ts';
import { type FileMetadata, holdsVideo, readMetadata, storeMetadata, turnSaid } from './file-metadata.ts';
import { isFilmOf } from './films.ts';
import { METADATA_VERSION } from './metadata.ts';
import { type Facts, factsOf, parseFacts } from './photo-facts.ts';
import { isLastAttempt } from './quarantine.ts';
import { isChanged, refreshPhoto } from './reconcile.ts';
import { isOneShot, noteShot } from './stacking.ts';
import { seenFile } from './walk.ts';

/** Pixels of the longer side of two pictures that are held against each other. */
const COMPARED_SIDE = 640;

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
  const commit = commitTogether(store, (milliseconds) => void (stages.store += milliseconds));

  /** @returns the photos that changed. @throws NotAnalysed when it came back as it was */
  async function read(
    file: WaitingFile & WaitingPhoto,
    analyser: PhotoAnalyser,
    isClosed: () => boolean,
  ): Promise<number[]> {
    const front = store.stacks.frontOf(file.id);
    const behind = front === undefined ? null : await readBehind(file, front, isClosed).catch(apartAtLast);
    if (behind || isClosed()) return behind ?? [];
    return analyser.open(file, (photo) => readOpened(file, photo, front, isClosed));

    /** Whether two files are one photo stayed unknown: a file is rather shown apart than hidden behind another one. */
    function apartAtLast(error: unknown): null {
      if (error instanceof NotTold && isLastAttempt(file)) return null;
      throw error;
    }
  }

  /**
   * A file of a stack for which another one stands: it is not analysed.
   * @returns the photos that changed; null: it is a photo of its own after all, as it was taken at another time, or as the
   * user said something of the photo that it held until now
   * @throws NotTold where it is not known yet when one of the two was taken
   */
  async function readBehind(file: WaitingFile, photo: number, isClosed: () => boolean): Promise<number[] | null> {
    const own = store.files.photoOf(file.id);
    if (own !== null && own !== photo && !canReplace(own, photo)) return null;
    const { isVideo, tags } = await tagsOf(file.file);
    const isFilm = isVideo && store.videos.get(photo) === undefined;
    // Where this machine cannot run ExifTool, their names alone are known.
    if (tags) {
      const [own, ofPhoto] = [factsOf(tags), await factsOfPhoto(photo)];
      if (await movesFilms(file, own, isClosed)) return [];
      const isOne = isFilm
        ? isFilmOf(own, ofPhoto)
        : (isOneShot(own, ofPhoto) ?? (await showsPictureOf(photo, file.file)));
      if (!isOne) return null;
    }
    // Its sidecar may be the one that its program wrote for both.
    const said = file.sidecar === null ? null : await readMetadata(store, metadata, file, photo, bounds);
    const now = await seenFile(file.root, file.file, bounds);
    if (isClosed()) return [];
    if (now?.size !== file.size || now.modified !== file.modified) throw new Error('It changed while it was read.');
    return commit(() => {
      if (isClosed()) return [];
      const as = isFilm ? 'film' : 'behind';
      if (store.stacks.frontOf(file.id) !== photo || !store.files.succeed(file, photo, as, tags === undefined))
        return [];
      if (said?.beside) storeMetadata(store, photo, file, said);
      const photos = own === null || own === photo ? [photo] : [photo, own];
      if (own !== null && own !== photo) store.photos.supersede(own);
      for (const id of photos) refreshPhoto(store, id);
      return photos;
    });
  }

  /** A film may belong to another still than the one of its name: then it is looked at once more, which waits in its row. */
  function movesFilms(file: WaitingFile, { shot }: Facts, isClosed: () => boolean): Promise<boolean> {
    return commit(() => !isClosed() && noteShot(store, file.id, shot));
  }

  /** Messengers take the dates out, and keep names that many a photo has. */
  async function showsPictureOf(photo: number, path: string): Promise<boolean> {
    return (await placementOn(photo, await vision.preview(path, COMPARED_SIDE), vision, caches)) !== null;
  }

  /**
   * What a file says of itself, a video in any case all of it; no tags where this machine cannot read any.
   * @throws NotTold
   */
  async function tagsOf(path: string): Promise<{ isVideo: boolean; tags: Tags | undefined }> {
    const opened = await openPlainFile(path);
    try {
      if (!bounds.hold(await realPathOf(opened, path))) throw new Error('It lies out of bounds.');
      const isVideo = await holdsVideo(opened);
      const reading = await metadata.readPhoto(path, descriptorPath(opened), isVideo ? 'video' : 'metadata');
      if (reading?.problem && isUnread(reading)) throw new NotTold(reading.problem);
      return { isVideo, tags: reading?.tags };
    } finally {
      await opened.handle.close();
    }
  }

  /** @throws NotTold, or the system's error where none of the files can be opened that stand for the photo */
  async function tagsOfPhoto(photo: number): Promise<Tags> {
    let trouble: unknown = new Error('It has no file now.');
    for (const { folder, path } of store.files.places(photo).filter(({ isBehind }) => !isBehind)) {
      try {
        return (await tagsOf(join(folder, path))).tags ?? {};
      } catch (error) {
        if (error instanceof NotTold) throw error;
        trouble = error; // its drive may be away, and another copy be here
      }
    }
    throw trouble;
  }

  /** As they were read when it was analysed; read now where ExifTool gave the file up then. */
  async function factsOfPhoto(photo: number): Promise<Facts> {
    const isGivenUp = isUnread({ problem: store.metadata.problem(photo) });
    const known = isGivenUp ? undefined : parseFacts(store.metadata.embedded(photo, METADATA_VERSION));
    return known ?? factsOf(await tagsOfPhoto(photo));
  }

  /** Is nothing lost when one photo is shown instead of another? Names and answers are about people who are on both. */
  function canReplace(own: number, front: number): boolean {
    if (store.photos.hasOwnEdit(own)) return false;
    const people = new Set(store.photos.facesOf(front).map(({ person }) => person));
    return store.photos.byHand(own).every(({ id }) => people.has(store.photos.face(id)?.person ?? null));
  }

  /** The photo that a file held, or will stand for. A video is never an edited photo, nor the other way round. */
  function heldBy(file: WaitingFile): number | null {
    const held = store.files.photoOf(file.id) ?? store.stacks.standInOf(file.id) ?? null;
    return held !== null && store.videos.get(held) ? null : held;
  }

  async function readOpened(
    file: WaitingFile,
    opened: OpenPhoto,
    front: number | undefined,
    isClosed: () => boolean,
  ): Promise<number[]> {
    const { hash, bytes, video } = opened;
    if (bytes !== file.size || opened.modified !== file.modified) throw new Error('It changed before it was read.');
    const before = store.photos.ofHash(hash);
    const turnBefore = before === undefined ? 1 : store.metadata.turnOf(before);
    const stored = store.photos.byHash(hash, PIPELINE_VERSION);
    // A sidecar is read first: it may turn the picture.
    const saidBeside = file.sidecar === null ? null : await readMetadata(store, metadata, file, stored, bounds);
    const turn = video === null ? turnSaid(store, before, file.id, saidBeside) : 1;
    const isShown = stored !== undefined && turn === turnBefore && (await hasPicture(stored));
    const known = isShown ? stored : undefined;
    const isNew = known === undefined;
    // Side by side: ExifTool takes half a second to start, in which a vision process would wait for the next photo.
    const [{ analysis: ofPhoto, edit }, said] = await Promise.all([
      isNew && video === null ? analyse(file, opened, { turn, turnBefore }) : { analysis: undefined, edit: null },
      saidBeside ?? readMetadata(store, metadata, file, known, bounds),
    ]);
    if (isClosed()) return [];
    if (video !== null && (await movesFilms(file, said.inFile, isClosed))) return [];
    const isNewVideo = video !== null && known === undefined;
    const analysis = isNewVideo ? await posterOf(opened, said) : ofPhoto;
    if (isClosed()) return [];
    const now = await seenFile(file.root, file.file, bounds);
    if (now?.size !== file.size || now.modified !== file.modified) throw new Error('It changed while it was read.');
    if (isClosed()) return [];
    const reading = { hash, bytes, video, known, analysis, edit, said, turn, turnBefore, front };
    const changed = await commit(() => (isClosed() ? [] : save(file, reading)));
    if (analysis?.milliseconds) {
      stages.decode += analysis.milliseconds.decode;
      stages.detect += analysis.milliseconds.detect;
      stages.embed += analysis.milliseconds.embed;
    }
    return changed;
  }

  /** The small one, which stands for the photo; of a video there is none as long as there is no decoder. */
  async function hasPicture(photo: number): Promise<boolean> {
    if (caches.has('thumbs', photo)) return true;
    return store.videos.get(photo) !== undefined && (await vision.decoder()) === null;
  }

  /** @throws AppError `photo` where neither the decoder nor the video itself knows of a picture in it; NotTold */
  async function posterOf(opened: OpenPhoto, { inFile, givenUp }: FileMetadata): Promise<Picture> {
    const poster = await opened.poster(inFile.video?.seconds ?? null);
    if (poster) return { ...poster, faces: [] };
    if (!inFile.video) throw givenUp ? new NotTold(givenUp) : new AppError('photo', sentence('videoDamaged'));
    const { width, height } = inFile.video;
    return { width, height, faces: [] };
  }

  /** The faces that the detector finds, and those that the user drew or corrected and that it does not find any more. */
  async function analyse(file: WaitingFile, opened: OpenPhoto, { turn, turnBefore }: SidecarTurns): Promise<Analysis> {
    const analysis = await opened.analyse(turn);
    const stored = store.photos.ofHash(opened.hash);
    const edit = await (stored === undefined ? editOf(heldBy(file), file.id, analysis) : turnedOf(stored));
    const known = stored ?? edit?.photo;
    const before = known === undefined ? undefined : store.photos.get(known);
    if (!before) return { analysis, edit };
    const place = edit?.place ?? resized(before, analysis);
    const missed = store.photos
      .byHand(before.id)
      .map(({ x, y, w, h, isDrawn }) => ({ box: place([x, y, w, h]), isDrawn }))
      .filter(({ box }) => isOn(box, analysis))
      .filter(({ box }) => !analysis.faces.some((face) => intersectionOverUnion(face.box, box) >= SAME_FACE_IOU));
    if (missed.length === 0) return { analysis, edit };
    const located = await opened.locate(
      missed.map(({ box }) => box),
      turn,
    );
    const again = located.map((face, index) => ({
      ...face,
      isDrawn: ensure(missed[index], 'The face that was to be found again').isDrawn,
    }));
    return { analysis: { ...analysis, faces: [...analysis.faces, ...again] }, edit };

    /** The same content, which another sidecar turns: its places move with it. */
    function turnedOf(photo: number): EditedPhoto | null {
      const before = store.photos.get(photo);
      return before && turn !== turnBefore ? { photo, place: turnedPlaces(before, turnBefore, turn) } : null;
    }
  }

  /** In a transaction. @returns the photos that changed */
  function save(file: WaitingFile, reading: Reading): number[] {
    const { hash, known, analysis, edit, said, turnBefore } = reading;
    // It changed or went while it was read: what was read is of no file any more, and it waits again.
    const current = store.files.find(file.folder, file.path);
    const isCurrent = current?.state === 'waiting' || current?.state === 'failed';
    if (!isCurrent || isChanged(current, file)) return [];
    if (store.stacks.frontOf(file.id) !== reading.front) return []; // meanwhile another one that stands for it was read
    const before = store.files.photoOf(file.id);
    const stored = store.photos.ofHash(hash);
    if (analysis && stored !== undefined && store.metadata.turnOf(stored) !== turnBefore) return []; // another copy's sidecar
    if (
      edit &&
      edit.photo !== stored &&
      (edit.photo !== heldBy(file) || store.stacks.hasOtherCopies(edit.photo, file.id))
    )
      return []; // meanwhile
    const photo = known ?? (analysis ? record(reading, analysis) : undefined);
    if (photo === undefined || !store.files.succeed(file, photo)) return [];
    noteShot(store, file.id, said.inFile.shot);
    store.stacks.stand(file.id, photo);
    // A copy says the same; only its own sidecar, or the first reading, has something to add.
    if (analysis || file.sidecar !== null || before === photo) storeMetadata(store, photo, file, said);
    const photos = before === null || before === photo ? [photo] : [photo, before];
    if (reading.video !== null && analysis) setVideo(photo, reading.video, reading);
    if (before !== null && before !== photo && isReplaced(before, photo)) store.moments.inherit(before, photo);
    if (before !== null && before !== photo) store.stacks.wakeBehind(before);
    if (before !== null) store.missing.leave(before, file.folder, file.path, new Date().toISOString());
    for (const id of photos) refreshPhoto(store, id);
    return photos;
  }

  /** Both are videos, and the one before is in no file any more: its file was changed. */
  function isReplaced(before: number, photo: number): boolean {
    const areVideos = [before, photo].every((each) => store.videos.get(each) !== undefined);
    return areVideos && store.files.paths(before).length === 0;
  }

  function setVideo(photo: number, container: VideoContainer, { analysis, said }: Reading): void {
    const { seconds = null, codec = null } = said.inFile.video ?? {};
    store.videos.set(photo, { container, codec, seconds, hasPoster: analysis?.thumbnail !== undefined });
  }

  /** Rows and cached pictures of one photo. The pictures are written first, so no committed face is without its own. */
  function record({ hash, bytes, video, edit, said, turn }: Reading, analysis: Picture): number {
    const { width, height } = analysis;
    const { takenAt, takenFrom, camera } = said.metadata;
    const { photo, faces } = store.photos.record(
      { hash, bytes, width, height, takenAt, takenFrom, camera, pipeline: PIPELINE_VERSION, turn },
      video === null ? analysis.faces : null, // those of a video are found later
      edit,
    );
    if (analysis.thumbnail) caches.put('thumbs', photo, analysis.thumbnail);
    analysis.faces.forEach((face, index) => {
      const id = faces[index];
      if (id !== undefined) caches.put('faces', id, face.crop);
    });
    return photo;
  }

  return { read, stages: (): Stages => ({ ...stages }) };
}

/** ExifTool gave a file up, and what it says has to be known before the file can be dealt with: it is tried again. */
class NotTold extends AppError {
  constructor(problem: Sentence) {
    super('busy', problem);
  }
}

interface Analysis {
  analysis: PhotoAnalysis;
  /** Null: it is a photo of its own. */
  edit: EditedPhoto | null;
}

/** What is known of a photo's picture, or of a video's: of that without a decoder only how large it is. */
type Picture = Pick<PhotoAnalysis, 'width' | 'height' | 'faces'> & Partial<PhotoAnalysis>;

/** How a sidecar turns the picture beyond what its file says: now, and when it was analysed last. */
interface SidecarTurns {
  turn: Orientation;
  turnBefore: Orientation;
}

interface Reading extends SidecarTurns {
  hash: string;
  bytes: number;
  video: VideoContainer | null;
  /** The photo of this content, when it has been analysed already. */
  known: number | undefined;
  analysis: Picture | undefined;
  edit: EditedPhoto | null;
  said: FileMetadata;
  /** The photo of the file that stood for this one's stack, and is another one's. */
  front: number | undefined;
}
