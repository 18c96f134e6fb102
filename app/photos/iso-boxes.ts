// The outermost boxes of a file of the ISO base media file format (ISO 14496-12, 4.2), such as HEIC, AVIF and MP4.

import type { FileHandle } from 'node:fs/promises';

export interface IsoBox {
  /** Its type, four characters. */
  kind: string;
  /** Where in the file its content begins, and how many bytes that has. */
  start: number;
  bytes: number;
}

/** More than any file has. */
const MOST_BOXES = 64;
/** The length, the type, and the length once more where it takes eight bytes. */
const LONGEST_HEAD_BYTES = 16;

/**
 * One after the other, as long as they are whole: nothing of what is in them is read.
 * @param size of the file, in bytes
 * @returns none where it is no such file
 */
export async function* isoBoxes(handle: FileHandle, size: number): AsyncGenerator<IsoBox> {
  for (let start = 0, boxes = 0; boxes < MOST_BOXES && start + LONGEST_HEAD_BYTES <= size; boxes++) {
    const { buffer: head, bytesRead } = await handle.read(
      Buffer.alloc(LONGEST_HEAD_BYTES),
      0,
      LONGEST_HEAD_BYTES,
      start,
    );
    if (bytesRead < LONGEST_HEAD_BYTES) return;
    const kind = head.toString('latin1', 4, 8);
    if (boxes === 0 && kind !== 'ftyp') return;
    const short = head.readUInt32BE(0);
    const headBytes = short === 1 ? LONGEST_HEAD_BYTES : 8;
    const bytes = short === 0 ? size - start : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (bytes < headBytes) return;
    yield { kind, start: start + headBytes, bytes: bytes - headBytes };
    start += bytes;
  }
}
