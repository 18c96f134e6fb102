// What the engine asks of the vision processes, and what comes back: the contract of that one pipe.

import { z } from 'zod';
import { Sentence } from '../contract/terms.ts';
import type { Ffmpeg } from '../platform/ffmpeg.ts';
import type { FileIdentity } from '../platform/plain-file.ts';
import { VIDEO_CONTAINERS, type VideoContainer } from './formats/signature.ts';
import { Orientation } from './orientation.ts';

/** Raised whenever detection, alignment, crops or embeddings change in a way that alters results. */
export const PIPELINE_VERSION = 6;

/** The same of what is made of videos alone. */
export const VIDEO_ANALYSIS_VERSION = 3;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const FoundFace = z.object({
  /** Pixels of the upright, full-size photo: left, top, width, height. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Left eye, right eye, nose, left and right mouth corner as seen in the picture: x, y pairs, full-size pixels. */
  landmarks: z.array(z.number()).length(10),
  /** O-Net's face probability, 0 to 1. */
  confidence: z.number(),
  /** 0 to 1, from eye distance, sharpness, pose and confidence. */
  quality: z.number(),
  /** One unit vector (float16, little endian) a model, by the model's name in models.json. */
  embeddings: z.record(z.string(), Bytes),
  /** A square JPEG of the face with some surroundings, 256 pixels. */
  crop: Bytes,
});

/** A face as `analyse` found it: box and landmarks. */
const KnownFace = FoundFace.pick({ box: true, landmarks: true });

/** A model beside those that ship, and where its file lies. */
const LargeModelFile = z.object({ name: z.string(), file: z.string() });

export const PhotoAnalysis = z.object({
  /** Upright full size. */
  width: z.int(),
  height: z.int(),
  /** JPEG, upright, sRGB, at most 640 pixels on the long side. */
  thumbnail: Bytes,
  faces: z.array(FoundFace),
  /** Milliseconds by stage; embed includes cropping and quality. */
  milliseconds: z.object({ decode: z.number(), detect: z.number(), embed: z.number() }),
});

/** Place (x, y) of one picture lies at (a·x + b·y + c, d·x + e·y + f) of another, both in shares of their sides. */
const Placement = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]).readonly();

/** How a provider did beside the processor. */
const Trial = z.object({
  /** The largest one between their numbers, as a share of the largest number. */
  difference: z.number(),
  /** Milliseconds until each of the processes that use it at once has the result of a run. */
  milliseconds: z.number(),
  /** Milliseconds of a run on the processor, where each process has a core of its own. */
  processorMilliseconds: z.number(),
});

/** The file that a path has to lead to: anything else that took its place is not read. */
const KnownFile = z.object({ dev: z.number(), ino: z.number(), size: z.number(), modified: z.number() });

/** The program that decodes videos. */
const Decoder = z.object({ program: z.string(), version: z.string() });

/** One person in a video, from frame to frame, for a while. */
const FoundTrack = z.object({
  /** The clearest view; its embeddings are means of the best ones. */
  face: FoundFace,
  /** Seconds from the beginning of the video. */
  begins: z.number(),
  ends: z.number(),
  /** Where it is seen: the first time, and best. */
  firstSeen: z.number(),
  clearest: z.number(),
  /** Of each view, one a frame. */
  qualities: z.array(z.number()),
  /** Frames by which tracks are told apart: two that share one are two people. */
  frames: z.array(z.int()),
});

const VideoAnalysis = z.object({
  /** Upright full size, as the boxes of faces are. */
  width: z.int(),
  height: z.int(),
  /** How many were looked at. */
  frames: z.int(),
  tracks: z.array(FoundTrack),
});

const Poster = PhotoAnalysis.pick({ width: true, height: true, thumbnail: true });

/** What every job about a photo says: it was opened under this number, by this process or by one that has ended since. */
const OfPhoto = { path: z.string(), photo: z.int(), known: KnownFile.optional() };
/** The same as it is turned beyond what its file says (`turnedPhoto`): all places are those of the picture then. */
const OfTurnedPhoto = { ...OfPhoto, turn: Orientation };

/** The tasks of a vision process: a line a task, schemas for both directions. */
export const tasks = {
  /** Reads the file; what is asked of this photo until it is closed is answered from what was read. */
  open: {
    request: z.object(OfPhoto),
    reply: z.object({
      hash: z.string(),
      bytes: z.int(),
      modified: z.number(),
      video: z.enum(VIDEO_CONTAINERS).nullable(),
    }),
  },
  close: { request: z.object({ photo: z.int() }), reply: z.null() },
  /** `also`: large models that are to embed the faces, beside those that ship. */
  analyse: {
    request: z.object({ ...OfTurnedPhoto, smallestFace: z.number(), also: z.array(LargeModelFile) }),
    reply: PhotoAnalysis,
  },
  /** Of a video. */
  poster: {
    request: z.object({
      ...OfPhoto,
      decoder: Decoder,
      container: z.enum(VIDEO_CONTAINERS),
      seconds: z.number().nullable(),
    }),
    reply: Poster,
  },
  /** Of a video. */
  findPeople: {
    request: z.object({
      ...OfPhoto,
      decoder: Decoder,
      container: z.enum(VIDEO_CONTAINERS),
      smallestFace: z.number(),
      also: z.array(LargeModelFile),
    }),
    reply: VideoAnalysis,
  },
  embedKnownFaces: {
    request: z.object({ ...OfTurnedPhoto, faces: z.array(KnownFace), model: LargeModelFile }),
    reply: z.array(Bytes),
  },
  /** Faces in boxes that the user drew. */
  locate: {
    request: z.object({ ...OfTurnedPhoto, boxes: z.array(FoundFace.shape.box), also: z.array(LargeModelFile) }),
    reply: z.array(FoundFace),
  },
  /** `before` and `after`: thumbnails. The reply: see `Vision.register`. */
  register: { request: z.object({ before: Bytes, after: Bytes }), reply: Placement.nullable() },
  preview: {
    request: z.object({ path: z.string(), side: z.int(), turn: Orientation, known: KnownFile.optional() }),
    reply: Bytes,
  },
  /** `id`: a job whose result is not wanted any more. The step under way is finished, and the job then fails. */
  cancel: { request: z.object({ id: z.int() }), reply: z.null() },
  /** `sideBySide`: how many processes will use it. */
  tryProvider: { request: z.object({ name: z.string(), sideBySide: z.int().min(1) }), reply: Trial },
} as const;

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskRequest<N extends TaskName> = z.output<Tasks[N]['request']>;
export type TaskReply<N extends TaskName> = z.output<Tasks[N]['reply']>;

/** To the process. */
export const Job = z.object({
  id: z.int(),
  task: z.enum([
    'open',
    'close',
    'analyse',
    'poster',
    'findPeople',
    'embedKnownFaces',
    'locate',
    'register',
    'preview',
    'cancel',
    'tryProvider',
  ]),
  request: z.unknown(),
});
/**
 * From the process; `memory`: it holds more than it may, and has to be ended; `gpuFailed`: it goes on without the
 * graphics card; `code`: of an AppError, whose sentence is for the user: `photo` where the picture is at fault, `notFound`
 * where another file took its place.
 */
export const Report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('memory') }),
  z.object({ kind: z.literal('gpuFailed'), reason: z.string() }),
  z.object({ kind: z.literal('done'), id: z.int(), value: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    id: z.int(),
    code: z.enum(['photo', 'notFound']).nullable(),
    sentence: Sentence,
  }),
]);

export type FoundFace = z.output<typeof FoundFace>;
export type KnownFace = z.output<typeof KnownFace>;
export type LargeModelFile = z.output<typeof LargeModelFile>;
export type PhotoAnalysis = z.output<typeof PhotoAnalysis>;
/** Size of a video's frames, upright, and the small picture that stands for it. */
export type Poster = z.output<typeof Poster>;
export type FoundTrack = z.output<typeof FoundTrack>;
export type VideoAnalysis = z.output<typeof VideoAnalysis>;
export type Placement = z.output<typeof Placement>;
export type Trial = z.output<typeof Trial>;
export type Job = z.output<typeof Job>;
export type Report = z.output<typeof Report>;

export interface Provider {
  /** `cpu`, `cuda`, … */
  name: string;
  /** Why this one, in words for the settings page. */
  reasons: z.output<typeof Sentence>[];
}

/** A photo that a vision process holds; `turn`: see `turnedPhoto`. Failures are those of `Vision`. */
export interface OpenPhoto {
  /** sha256 of the file's bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
  /** When the file was changed last, in milliseconds since 1970. */
  readonly modified: number;
  /** What a video is packed in, which has no analysis; null: it is a photo. */
  readonly video: VideoContainer | null;
  analyse(turn: Orientation): Promise<PhotoAnalysis>;
  /**
   * Of a video.
   * @param seconds how long it plays, as far as it is known
   * @returns null: no program that decodes videos is there
   */
  poster(seconds: number | null): Promise<Poster | null>;
  /** Unit vectors of known faces by a large model, in their order (float16, little endian). */
  embedKnownFaces(faces: KnownFace[], model: LargeModelFile, turn: Orientation): Promise<Uint8Array[]>;
  /** Faces in boxes that the user drew, whatever the detector thinks of them. */
  locate(boxes: FoundFace['box'][], turn: Orientation): Promise<FoundFace[]>;
}

/** A file that waits to be analysed, as it was when it was seen last. */
export interface WaitingPhoto {
  /** The whole path, and that of its watched folder. */
  file: string;
  root: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** The screen shows it. */
  isWanted: boolean;
}

/** Where photos are analysed: by the processes of this machine, or by workers on others. */
export interface PhotoAnalyser {
  /** How many photos it can usefully hold at the moment. */
  readonly width: number;
  /** As {@link Vision.open}. @throws NotAnalysed as well */
  open<Result>(photo: WaitingPhoto, work: (photo: OpenPhoto) => Promise<Result>): Promise<Result>;
  /** Others have nothing to do: up to so many photos that nothing has begun with end as NotAnalysed. */
  giveBack(most: number): void;
}

/** It was given back as it was: the photo still waits, and nothing is wrong with it. */
export class NotAnalysed extends Error {
  override readonly name = 'NotAnalysed';
}

interface PreviewOptions {
  /** See `turnedPhoto`. Default: as the file says. */
  turn?: Orientation;
  /** The file that it has to be. */
  known?: FileIdentity | undefined;
  /** Aborted when the client has left. */
  signal?: AbortSignal | undefined;
}

/** Every failure is an AppError: `photo` (this picture cannot be read: reason in plain words) or `vision` (the process died). */
export interface Vision {
  /**
   * Reads the file, once for all that `work` asks of it; afterwards it is let go of.
   * @param known the file that it has to be, else AppError `notFound`
   */
  open<Result>(path: string, work: (photo: OpenPhoto) => Promise<Result>, known?: FileIdentity): Promise<Result>;
  /** Opens it for this alone, as `locate` does; turned as the file says. */
  analyse(path: string): Promise<PhotoAnalysis>;
  /** From now on faces are looked for down to this size, as a share of the photo's longer side. */
  setSmallestFace(smallestFace: number): void;
  /** From now on every analysis embeds faces with these models as well. */
  useAlso(models: readonly LargeModelFile[]): void;
  /** How photos are analysed now. */
  settings(): { smallestFace: number; also: readonly LargeModelFile[] };
  /**
   * @param turn see `turnedPhoto`
   * @param known the file that it has to be, else AppError `notFound`
   */
  locate(path: string, boxes: FoundFace['box'][], turn: Orientation, known?: FileIdentity): Promise<FoundFace[]>;
  /**
   * Who is in a video, and when. It takes minutes, and leaves room for photos.
   * @param known the file that it has to be, else AppError `notFound`
   * @param signal aborted when the result is not wanted any more
   * @returns null: no program that decodes videos is there
   */
  findPeople(
    path: string,
    container: VideoContainer,
    known: FileIdentity,
    signal: AbortSignal,
  ): Promise<VideoAnalysis | null>;
  /**
   * Where the places of a picture lie on an edited one, by the thumbnails of both: turned by quarters, mirrored, cropped or
   * resized; null: that is another picture.
   */
  register(before: Uint8Array, after: Uint8Array): Promise<Placement | null>;
  /**
   * JPEG, upright, sRGB, at most `side` pixels on the long side; made before photos that wait to be analysed. Where several
   * clients ask for the same one, it is made once. When all of them have left, only the step under way is finished.
   * @throws AppError `busy` when too many wait; `notFound` for another file than the known one
   */
  preview(path: string, side: number, options?: PreviewOptions): Promise<Uint8Array>;
  provider(): Promise<Provider>;
  /** The program that decodes videos; null: there is none on this machine. */
  decoder(): Promise<Ffmpeg | null>;
  /** The models in use, for the settings page and `doctor`. */
  models(): { name: string; purpose: string; version: string }[];
  /** How many photos it can usefully hold at once: so many are analysed side by side. */
  readonly width: number;
  close(): Promise<void>;
}
