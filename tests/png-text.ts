// A PNG with one more chunk of text, as programs leave what they have to say of a picture.

import { crc32 } from 'node:zlib';

const SIGNATURE_AND_HEADER_BYTES = 33;
/** What every PNG ends with. */
const END_BYTES = 12;

/**
 * @param type of the chunk: tEXt, zTXt or iTXt
 * @param head its keyword and what stands between that and the content, each letter a byte
 * @param place before or behind the picture's pixels
 * @returns the picture with the chunk
 */
export function withText(
  png: Buffer,
  type: 'tEXt' | 'zTXt' | 'iTXt',
  head: string,
  content: Buffer,
  place: 'before' | 'behind' = 'before',
): Buffer {
  const body = Buffer.concat([Buffer.from(type + head, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - type.length);
  checksum.writeUInt32BE(crc32(body));
  const at = place === 'before' ? SIGNATURE_AND_HEADER_BYTES : png.length - END_BYTES;
  return Buffer.concat([png.subarray(0, at), length, body, checksum, png.subarray(at)]);
}
