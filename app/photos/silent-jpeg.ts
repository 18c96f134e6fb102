// Tells JPEG files in which nothing is said, as messengers and many pages send them, so that ExifTool need not be asked.

import type { OpenFile } from '../platform/plain-file.ts';

/** Up to here most files have all that stands before the picture. */
const WINDOW_BYTES = 4096;
/** A marker, the length behind it, and the longest name that a segment begins with. */
const SEGMENT_HEAD_BYTES = 16;
/** More segments than any camera writes. */
const MOST_SEGMENTS = 64;
const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xda;
/** Tables, and the picture's size: nothing of them is metadata. */
const TABLES = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd]);
/** A comment has no field of its own, and is not asked for. */
const COMMENT = 0xfe;
/** Segments of programs that hold no tag that is asked for, by what they begin with. */
const SILENT_SEGMENTS = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);

/**
 * Segment by segment, up to where the picture begins: nothing in it is asked for.
 * @returns true: it is a JPEG, and ExifTool would find none of the tags that are asked for up to there. False: it may, or that is not known
 */
export async function isSilentJpeg({ handle }: OpenFile): Promise<boolean> {
  const buffer = Buffer.alloc(WINDOW_BYTES);
  let window = { start: 0, bytes: 0 };
  const at = async (place: number): Promise<Buffer> => {
    if (place + SEGMENT_HEAD_BYTES > window.start + window.bytes) {
      const { bytesRead } = await handle.read(buffer, 0, WINDOW_BYTES, place);
      window = { start: place, bytes: bytesRead };
    }
    return buffer.subarray(place - window.start, window.bytes);
  };
  const head = await at(0);
  if (head.length < 2 || head.readUInt16BE(0) !== START_OF_IMAGE) return false;
  for (let place = 2, segments = 0; segments < MOST_SEGMENTS; segments++) {
    const segment = await at(place);
    if (segment.length < SEGMENT_HEAD_BYTES || segment[0] !== 0xff) return false;
    const marker = segment.readUInt8(1);
    if (marker === START_OF_SCAN) return true;
    if (!isSilentSegment(marker, segment)) return false;
    place += 2 + segment.readUInt16BE(2);
  }
  return false;
}

function isSilentSegment(marker: number, segment: Buffer): boolean {
  if (segment.readUInt16BE(2) < 2) return false;
  if (TABLES.has(marker) || marker === COMMENT) return true;
  const beginning = SILENT_SEGMENTS.get(marker);
  return beginning !== undefined && segment.toString('latin1', 4, 4 + beginning.length) === beginning;
}
