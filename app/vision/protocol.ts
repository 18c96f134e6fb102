// What the engine asks of the vision process, and what comes back: the contract of that one pipe.

/** Raised whenever detection, alignment, crops or embeddings change in a way that alters results. */
export const PIPELINE_VERSION = 1;

export interface FoundFace {
  /** Pixels of the upright, full-size photo: left, top, width, height. */
  box: [number, number, number, number];
  /** Left eye, right eye, nose, left and right mouth corner as seen in the picture: x, y pairs, full-size pixels. */
  landmarks: number[];
  /** O-Net's face probability, 0 to 1. */
  confidence: number;
  /** 0 to 1, from eye distance, sharpness, pose and confidence. */
  quality: number;
  /** One unit vector (float16, little endian) a model, by the model's name in models.json. */
  embeddings: Record<string, Uint8Array>;
  /** A square WebP of the face with some surroundings, 256 pixels. */
  crop: Uint8Array;
}

export interface Looked {
  /** Upright full size. */
  width: number;
  height: number;
  /** The EXIF block as it stands in the file, for photos/metadata. */
  exif: Uint8Array | null;
  /** WebP, upright, sRGB, at most 640 pixels on the long side. */
  thumbnail: Uint8Array;
  faces: FoundFace[];
  /** Milliseconds by stage; embed includes cropping and quality. */
  milliseconds: { decode: number; detect: number; embed: number };
}

export interface Provider {
  /** `cpu`, `cuda`, … */
  name: string;
  /** Why this one, in words for the settings page. */
  reason: string;
}

/** Every failure is an AppError: `photo` (this picture cannot be read: reason in plain words) or `vision` (the process died). */
export interface Vision {
  /** sha256 of the file's bytes (hex) and their count. */
  identify(path: string): Promise<{ hash: string; bytes: number }>;
  look(path: string): Promise<Looked>;
  /** JPEG, upright, sRGB, at most `side` pixels on the long side; goes before waiting looks. */
  preview(path: string, side: number): Promise<Uint8Array>;
  provider(): Promise<Provider>;
  /** The networks in use, for the settings page and `doctor`. */
  models(): { name: string; purpose: string; version: string }[];
  /** How many photos it can usefully hold at once: callers keep that many looks in flight. */
  readonly width: number;
  close(): Promise<void>;
}
