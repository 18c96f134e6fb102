// One photo file, opened once: its identity, its header and its pixels come from the same bytes, decoded as seldom as can be.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { decode, type PhotoHeader, readHeader, type PictureSource } from './decode.ts';
import { decodeBmp } from './formats/bmp.ts';
import { previewOfRaw } from './formats/camera-raw.ts';
import { decodeHeic } from './formats/heic.ts';
import { containerOf, HEAD_BYTES, type Kind, kindOf, type VideoContainer } from './formats/signature.ts';
import type { FileIdentity } from '../platform/plain-file.ts';
import type { Picture } from './picture.ts';
import { blame, unreadable } from './unreadable.ts';
import { openWithin, readWithin } from './within-root.ts';

/** What cannot be read throws an AppError `photo` with the reason in plain words. */
export interface PhotoFile {
  /**
   * sha256 of the file's bytes (hex), their count, when the file was changed last, in milliseconds since 1970, and what a
   * video is packed in; null: it is none.
   */
  identity(): Promise<{ hash: string; bytes: number; modified: number; video: VideoContainer | null }>;
  header(): Promise<PhotoHeader>;
  /**
   * Upright sRGB.
   * @param side the longest side wanted: never enlarged, and decoders that can reduce while decoding do so
   * @param signal aborted when the pixels are not wanted any more: what is under way is finished, and nothing begun
   */
  pixels(side: number, signal?: AbortSignal): Promise<Picture>;
  /**
   * For a program that opens the file by a path.
   * @throws what `read` throws
   */
  byPath<Result>(read: (place: string) => Promise<Result>): Promise<Result>;
  /** How often the file was opened, and how often all of its pixels were decoded because its format knows nothing less. */
  work(): Readonly<Work>;
}

interface Work {
  openings: number;
  wholeDecodings: number;
}

/** Larger files stay on the disk, and are opened again for each reading: scans of 100 megapixels and more. */
const MOST_BYTES = 64_000_000;
/** Of these nothing less than the whole file can be read. */
const READ_WHOLE: ReadonlySet<Kind> = new Set(['heif', 'bmp', 'raw']);
/** Decoded whole, before it can be reduced: 256 MB. The largest phones take 48 to 50 megapixels. */
const MOST_PIXELS_WHOLE = 64_000_000;

/**
 * Nothing has to be closed: what is held are bytes.
 * @param root the real path of the folder that all photos have to lie in; undefined: they may lie anywhere
 * @param known the file that it has to be; undefined: whatever lies there
 * @throws AppError `photo`, `notFound` for another file than the known one; Error where the path leads out of the folder for
 * photos, or to what is no plain file
 */
export async function openPhoto(path: string, root: string | undefined, known?: FileIdentity): Promise<PhotoFile> {
  const work: Work = { openings: 0, wholeDecodings: 0 };
  const { kind, video, content, file } = await readOnce();
  /** The picture, once it was decoded or unpacked from a format that sharp does not read. */
  let unpacked: Promise<Buffer> | undefined;
  let readingHeader: ReturnType<typeof readHeader> | undefined;

  return {
    identity: async () => ({ ...(await reading(identify)), modified: file.modified, video }),
    header: async () => {
      const { width, height } = await reading(headerFrom);
      return { width, height };
    },
    pixels: (side, signal) =>
      reading(async (source) => {
        const picture = await pictureFrom(source);
        signal?.throwIfAborted();
        return decode(picture, side, signal);
      }),
    byPath(read) {
      work.openings += 1;
      return readWithin(path, root, file, read);
    },
    work: () => ({ ...work }),
  };

  async function readOnce(): Promise<{
    kind: Kind;
    video: VideoContainer | null;
    content: Buffer | undefined;
    file: FileIdentity;
  }> {
    work.openings += 1;
    const { handle, identity } = await openWithin(path, root, known);
    try {
      return await blaming(async () => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        const head = buffer.subarray(0, bytesRead);
        const kind = kindOf(head, basename(path));
        const video = kind === 'video' ? containerOf(head) : null;
        const isHeld = video === null && (identity.size <= MOST_BYTES || READ_WHOLE.has(kind));
        return { kind, video, content: isHeld ? await handle.readFile() : undefined, file: identity };
      });
    } finally {
      await handle.close();
    }
  }

  /** What is not held is opened once more, and has to be the same file. */
  function reading<Result>(read: (source: PictureSource) => Promise<Result>): Promise<Result> {
    if (content) return blaming(() => read(content));
    work.openings += 1;
    return readWithin(path, root, file, (place) => blaming(() => read(place)));
  }

  async function identify(source: PictureSource): Promise<{ hash: string; bytes: number }> {
    if (kind === 'empty') throw unreadable('empty');
    const hash = createHash('sha256');
    if (typeof source !== 'string') return { hash: hash.update(source).digest('hex'), bytes: source.length };
    let bytes = 0;
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { hash: hash.digest('hex'), bytes };
  }

  function headerFrom(source: PictureSource): ReturnType<typeof readHeader> {
    readingHeader ??= kind === 'heif' ? readHeader(source) : pictureFrom(source).then(readHeader);
    return readingHeader;
  }

  /** The picture as something that sharp reads. */
  async function pictureFrom(source: PictureSource): Promise<PictureSource> {
    switch (kind) {
      case 'plain':
        return source;
      case 'heif': {
        const { compression, width, height, icc } = await headerFrom(source);
        if (compression === 'av1') return source;
        if (width * height > MOST_PIXELS_WHOLE) throw unreadable('tooLarge');
        return (unpacked ??= wholly(async () => decodeHeic(whole(), icc)));
      }
      case 'bmp':
        return (unpacked ??= wholly(async () => decodeBmp(whole(), MOST_PIXELS_WHOLE)));
      case 'raw':
        return (unpacked ??= Promise.resolve(previewOfRaw(whole())));
      case 'empty':
      case 'video':
      case 'other':
        throw unreadable(kind);
      default:
        return kind satisfies never;
    }
  }

  function wholly(decoding: () => Promise<Buffer>): Promise<Buffer> {
    work.wholeDecodings += 1;
    return decoding();
  }

  function whole(): Buffer {
    if (!content) throw new Error('It was not read whole.');
    return content;
  }
}

async function blaming<Result>(reading: () => Promise<Result>): Promise<Result> {
  try {
    return await reading();
  } catch (cause) {
    throw blame(cause);
  }
}
