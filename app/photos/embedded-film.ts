// Finds the film inside of a photo's own file: Google's motion photos, the older micro videos, Samsung's, and those in a HEIC.

import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { HEAD_BYTES, containerOf } from '../vision/formats/signature.ts';
import type { FilmSlice } from '../store/index.ts';
import type { Tags } from './exiftool.ts';
import { isoBoxes } from './iso-boxes.ts';

/** Google's list of what lies in the file, one behind the other: `Length` of what has one, `Padding` behind it. */
const DirectoryItem = z.object({
  Semantic: z.string().optional(),
  Length: z.coerce.number().int().nonnegative().optional(),
  Padding: z.coerce.number().int().nonnegative().optional(),
});
const Directory = z.array(z.union([z.object({ Item: DirectoryItem }).transform(({ Item }) => Item), DirectoryItem]));

/** Parts of Samsung's trailer: more of them than any file has. */
const MOST_PARTS = 64;
/** Samsung's trailer lists its parts at the end of the file; this one is the film. */
const SAMSUNG_FILM = 'MotionPhoto_Data';
/** Less is no film. */
const LEAST_FILM_BYTES = 1000;

/**
 * What is said is held against the file: only where a film begins is one.
 * @param tags what ExifTool says of the file, structures as such
 * @param size of the file, in bytes
 */
export async function embeddedFilm(handle: FileHandle, size: number, tags: Tags): Promise<FilmSlice | null> {
  const told = [...behindBy(tags, size), ...(await samsungTrailer(handle, size)), ...(await filmBox(handle, size))];
  for (const { start, bytes } of told) {
    if (start <= 0 || bytes < LEAST_FILM_BYTES || start + bytes > size) continue;
    const head = await readPart(handle, start, Math.min(HEAD_BYTES, bytes));
    if (containerOf(head) === 'mov') return { start, bytes };
  }
  return null;
}

/** Where XMP says that the film begins, counted from the end of the file. */
function behindBy(tags: Tags, size: number): FilmSlice[] {
  const found = (name: string) => Object.entries(tags).find(([key]) => key.endsWith(`:${name}`))?.[1];
  const slices: FilmSlice[] = [];
  const items = Directory.safeParse(found('ContainerDirectory')).data ?? [];
  const film = items.findIndex(({ Semantic }) => Semantic === 'MotionPhoto');
  const [item] = items.slice(film, film + 1);
  if (film > 0 && item?.Length !== undefined) {
    const behind = items.slice(film).reduce((sum, { Length = 0, Padding = 0 }) => sum + Length + Padding, 0);
    slices.push({ start: size - behind, bytes: item.Length });
  }
  const offset = Number(found('MicroVideoOffset') ?? 0);
  if (offset > 0) slices.push({ start: size - offset, bytes: offset });
  return slices;
}

/**
 * At the end of the file: … SEFH, version, count, and of each part its kind, how far before SEFH it begins, its length;
 * then the length of that list, and SEFT. All numbers are little endian. A part is its kind, the length of its name, the
 * name, and what it holds.
 */
async function samsungTrailer(handle: FileHandle, size: number): Promise<FilmSlice[]> {
  const end = await readPart(handle, size - 8, 8);
  if (end.toString('latin1', 4) !== 'SEFT') return [];
  const listed = end.readUInt32LE(0);
  const listStart = size - 8 - listed;
  const list = await readPart(handle, listStart, Math.min(listed, 12 + 12 * MOST_PARTS));
  if (list.length < 12 || list.toString('latin1', 0, 4) !== 'SEFH') return [];
  const slices: FilmSlice[] = [];
  for (let at = 12; at + 12 <= Math.min(list.length, 12 + 12 * list.readUInt32LE(8)); at += 12) {
    const [start, length] = [listStart - list.readUInt32LE(at + 4), list.readUInt32LE(at + 8)];
    const head = await readPart(handle, start, 8 + SAMSUNG_FILM.length);
    if (head.length < 8 || head.readUInt32LE(4) !== SAMSUNG_FILM.length) continue;
    if (head.toString('latin1', 8) !== SAMSUNG_FILM) continue;
    slices.push({ start: start + head.length, bytes: length - head.length });
  }
  return slices;
}

/** Of a HEIC: the box `mpvd` at its end, among the outermost ones. */
async function filmBox(handle: FileHandle, size: number): Promise<FilmSlice[]> {
  for await (const { kind, start, bytes } of isoBoxes(handle, size)) if (kind === 'mpvd') return [{ start, bytes }];
  return [];
}

/** As many bytes as there are: none where that is no place in the file. */
async function readPart(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  if (start < 0 || length <= 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
