// Writes EXIF byte by byte: with pointers of any type, in either order of bytes, and with tags in directories where they do not
// belong, none of which a library for EXIF lets one do.

/** The types of TIFF 6.0, and 13 of its supplement: a pointer to a directory that says so. */
export const TYPES = { byte: 1, ascii: 2, short: 3, long: 4, rational: 5, undefined: 7, directory: 13 } as const;

export interface Entry {
  tag: number;
  type: number;
  /** Entries: of the directory that is pointed to. Text gets no zero at its end. */
  value: number | string | Buffer | readonly Entry[];
}

type Order = 'big' | 'little';

/** @param entries of the first directory (IFD0), in the order of their tags */
export function tiff(entries: readonly Entry[], order: Order): Buffer {
  const header = Buffer.from(order === 'big' ? 'MM\0*\0\0\0\b' : 'II*\0\b\0\0\0', 'latin1');
  return Buffer.concat([header, directory(entries, header.length, order)]);
}

/** Puts EXIF into a JPEG that has none. */
export function withExif(jpeg: Buffer, entries: readonly Entry[], order: Order): Buffer {
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff(entries, order)]));
}

/** Puts a segment behind what a JPEG begins with. @param content text: in Latin-1 */
export function withSegment(jpeg: Buffer, marker: number, content: Buffer | string): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, bytes, jpeg.subarray(2)]);
}

/** @param at where it begins, from the header on. What does not fit into four bytes lies behind it. */
export function directory(entries: readonly Entry[], at: number, order: Order): Buffer {
  const list = Buffer.alloc(2 + 12 * entries.length + 4);
  const behind: Buffer[] = [];
  let end = at + list.length;
  put(list, entries.length, 0, 2, order);
  for (const [index, { tag, type, value }] of entries.entries()) {
    const place = 2 + 12 * index;
    const bytes = bytesOf(type, value, end, order);
    const isPointed = bytes.length > 4 || Array.isArray(value);
    const isOne = Array.isArray(value) || typeof value === 'number' || type === TYPES.rational;
    const count = isOne ? 1 : bytes.length;
    put(list, tag, place, 2, order);
    put(list, type, place + 2, 2, order);
    put(list, count, place + 4, 4, order);
    if (isPointed) put(list, end, place + 8, 4, order);
    else bytes.copy(list, place + 8);
    if (isPointed) behind.push(bytes);
    if (isPointed) end += bytes.length;
  }
  return Buffer.concat([list, ...behind]);
}

function bytesOf(type: number, value: Entry['value'], end: number, order: Order): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  if (Buffer.isBuffer(value)) return value;
  if (typeof value !== 'number') return directory(value, end, order);
  const bytes = Buffer.alloc(4);
  put(bytes, value, 0, type === TYPES.short ? 2 : 4, order);
  return bytes;
}

function put(buffer: Buffer, value: number, at: number, size: number, order: Order): void {
  if (order === 'big') buffer.writeUIntBE(value, at, size);
  else buffer.writeUIntLE(value, at, size);
}
