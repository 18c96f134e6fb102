// Keeps the vectors of a large library's faces in a file that is read in blocks: as rows of the library, two or more a face, they
// take several times as long to be read.

import { randomUUID } from 'node:crypto';
import { closeSync, constants, fsync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Store } from '../../store/index.ts';
import type { SimilarityModel } from '../scoring/similarity.ts';

/** Faces whose ids follow one another lie in one block: a fifth of a megabyte, which is read in a fraction of a millisecond. */
export const FACES_IN_BLOCK = 64;
/** Of fewer faces the rows are read as quickly. */
const LEAST_FACES_FOR_FILE = 5_000;
const HEADER_BYTES = 4096;
/** A block begins with the CRC-32 of the rest; then follow the ids of its faces, 0 where there is none, and their values. */
const CRC_BYTES = 8;
const IDS_BYTES = Int32Array.BYTES_PER_ELEMENT * FACES_IN_BLOCK;

/** `made` is drawn by lot each time something is written, and the library knows it as well: a restored backup knows another. */
const Header = z.object({ made: z.string(), models: z.string(), length: z.int().positive(), head: z.int().positive() });
type Header = z.output<typeof Header>;

/** The vectors of faces with ids from `first` on, in memory that threads can share. */
export class VectorBlock {
  readonly first: number;
  /** As it lies in the file. */
  readonly bytes: Uint8Array;
  /** Values of one vector. */
  readonly length: number;
  readonly #ids: Int32Array;

  constructor(first: number, length: number) {
    const memory = new SharedArrayBuffer(bytesOfBlock(length));
    this.first = first;
    this.length = length;
    this.bytes = new Uint8Array(memory);
    this.#ids = new Int32Array(memory, CRC_BYTES, FACES_IN_BLOCK);
  }

  /** @returns nothing where the block does not hold the face */
  valuesOf(face: number): Int16Array | undefined {
    const at = face - this.first;
    return this.#ids[at] === face ? this.#valuesAt(at) : undefined;
  }

  /** @returns what is to be filled with the values of a face */
  roomFor(face: number): Int16Array {
    const at = face - this.first;
    this.#ids[at] = face;
    return this.#valuesAt(at);
  }

  /** Of what lies behind it, so that a block which was written in part, or damaged, is known. */
  crc(): number {
    return crc32(this.bytes.subarray(CRC_BYTES));
  }

  #valuesAt(at: number): Int16Array {
    const from = CRC_BYTES + IDS_BYTES + Int16Array.BYTES_PER_ELEMENT * this.length * at;
    return new Int16Array(this.bytes.buffer, from, this.length);
  }
}

export type VectorFile = NonNullable<ReturnType<typeof openVectorFile>>;

/**
 * For one reading of all faces, block by block.
 * @returns nothing where the rows will do: of a small library, or where no file can be had
 */
export function openVectorFile(store: Store, path: string | undefined, { models }: SimilarityModel) {
  if (path === undefined || store.photos.newestFace() < LEAST_FACES_FOR_FILE) return undefined;
  const file = openOrMake(path);
  if (file === undefined) return undefined;
  const name = JSON.stringify(models);
  const lastChange = store.vectorChanges.newest();
  const changed = new Set(store.vectorChanges.faces());
  let header = headerIn(file);
  let isWritten = false;
  let isBroken = false;
  if (header?.models !== name || header.made !== store.settings.get('vectorFile')) {
    header = undefined;
    distrust(); // and so changes are counted from now on
  }

  function distrust(): void {
    isWritten = true;
    store.settings.set('vectorFile', 'none');
  }

  function trust(made: string): void {
    try {
      store.transaction(() => {
        store.settings.set('vectorFile', made);
        store.vectorChanges.forget(lastChange);
      });
    } catch {
      // On a full disk, for one: the next reading takes the rows again.
    }
  }

  return {
    /** @returns the block that begins with this id, as far as it holds vectors as they are today */
    read(first: number): { valuesOf(face: number): Int16Array | undefined; head: number } | undefined {
      if (!header || isBroken) return undefined;
      const { length, head } = header;
      const block = new VectorBlock(first, length);
      const bytes = readSync(file, block.bytes, 0, block.bytes.length, placeOf(block));
      if (bytes < block.bytes.length || block.crc() !== crcOf(block).getUint32(0, true)) return undefined;
      return { head, valuesOf: (face) => (changed.has(face) ? undefined : block.valuesOf(face)) };
    },

    /** @param head how many of the values are the heaviest model's */
    write(block: VectorBlock, head: number): void {
      if (isBroken) return;
      try {
        if (!isWritten) distrust();
        if (!header) {
          ftruncateSync(file);
          header = { made: '', models: name, length: block.length, head };
        }
        if (header.length !== block.length) return;
        crcOf(block).setUint32(0, block.crc(), true);
        writeSync(file, block.bytes, 0, block.bytes.length, placeOf(block));
      } catch {
        isBroken = true; // on a full disk, for one: the rows are there all the same
      }
    },

    /** All faces were read. What was written counts once it is on the disk. */
    finish(signal: AbortSignal): void {
      if (!isWritten || isBroken || !header) return closeSync(file);
      const made = randomUUID();
      const written = Buffer.alloc(HEADER_BYTES);
      written.write(JSON.stringify({ ...header, made }));
      try {
        writeSync(file, written, 0, HEADER_BYTES, 0);
      } catch {
        return closeSync(file);
      }
      fsync(file, (error) => {
        closeSync(file);
        if (!error && !signal.aborted) trust(made);
      });
    },
  };
}

function bytesOfBlock(length: number): number {
  return CRC_BYTES + IDS_BYTES + Int16Array.BYTES_PER_ELEMENT * length * FACES_IN_BLOCK;
}

function placeOf({ first, length }: VectorBlock): number {
  return HEADER_BYTES + Math.floor(first / FACES_IN_BLOCK) * bytesOfBlock(length);
}

function crcOf({ bytes }: VectorBlock): DataView {
  return new DataView(bytes.buffer, 0, CRC_BYTES);
}

function openOrMake(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch {
    return undefined;
  }
}

/** @returns nothing of a new file, or of one that is something else */
function headerIn(file: number): Header | undefined {
  const bytes = Buffer.alloc(HEADER_BYTES);
  readSync(file, bytes, 0, HEADER_BYTES, 0);
  const text = bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(0)));
  try {
    return Header.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
