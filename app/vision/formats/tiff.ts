// Dresses decoded pixels as a TIFF file in memory, the one plain form in which sharp also takes a colour profile.

export interface Tiff {
  file: Buffer;
  /** Where in the file the pixels go: interleaved, row by row. */
  pixels: Uint8ClampedArray;
}

const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
const ENTRY_BYTES = 12;

/** @param channels 3: red, green, blue; 4: with alpha */
export function emptyTiff(width: number, height: number, channels: 3 | 4, profile?: Uint8Array): Tiff {
  const bytes = width * height * channels;
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, 0], // bits a channel
    [259, SHORT, 1, 1], // not compressed
    [262, SHORT, 1, 2], // RGB
    [273, LONG, 1, 0], // where the pixels begin
    [277, SHORT, 1, channels],
    [278, LONG, 1, height],
    [279, LONG, 1, bytes],
  ];
  if (channels === 4) entries.push([338, SHORT, 1, 2]); // alpha that is not multiplied in
  if (profile) entries.push([34675, UNDEFINED, profile.length, 0]);
  const bitsAt = 8 + 2 + entries.length * ENTRY_BYTES + 4;
  const profileAt = bitsAt + 2 * channels;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const places: Record<number, number> = { 258: bitsAt, 273: pixelsAt, 34675: profileAt };

  const file = Buffer.alloc(pixelsAt + bytes);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * ENTRY_BYTES;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(places[tag] ?? value, at + 8);
  }
  for (let channel = 0; channel < channels; channel++) file.writeUInt16LE(8, bitsAt + 2 * channel);
  if (profile) file.set(profile, profileAt);
  return { file, pixels: new Uint8ClampedArray(file.buffer, file.byteOffset + pixelsAt, bytes) };
}
