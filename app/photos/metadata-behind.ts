// Tells files that may hold metadata where ExifTool looks only when it reads a file to its end: behind the picture, or in a maker's notes.

import type { OpenFile } from '../platform/plain-file.ts';
import { isoBoxes } from './iso-boxes.ts';

/** Of a file's beginning, and of its end. */
const LOOK_BYTES = 64;
/**
 * What such a file begins with. In PNG and GIF, text, EXIF and XMP stand on either side of the picture, as programs like it, and to
 * look behind it takes no longer than to look for it.
 */
const BEGINNINGS: ((beginning: string) => boolean)[] = [
  (beginning) => beginning.startsWith('\x89PNG') || beginning.startsWith('GIF8'),
  (beginning) => beginning.startsWith('\xff\xd8') && beginning.includes('HEAPJPGM'), // Canon's CIFF, before there was EXIF
];
/** How far from the end MIE's signature begins, where the length behind it takes four bytes or eight (MIE 1.1, Trailer Signature). */
const MIE_BEGINNINGS = [18, 22];
/**
 * What such a file's last bytes are like. Trailers of phones and cameras that hold films, depth and the like are left out:
 * nothing of them is asked for here.
 */
const TRAILERS: ((end: string) => boolean)[] = [
  (end) => /AXS[!*].{8}$/s.test(end), // AFCP, of agencies before there was XMP: IPTC
  (end) => end.endsWith('\xa1\xb2\xc3\xd4'), // FotoStation: IPTC
  (end) => end.startsWith('CANON OPTIONAL DATA\0'), // Canon's Digital Photo Professional: XMP
  (end) => MIE_BEGINNINGS.some((from) => end.slice(-from).startsWith('~\0\x04\0zmie~\0\0')), // MIE, ExifTool's own: anything
];

export async function mayHaveMetadataBehind(file: OpenFile): Promise<boolean> {
  const { size } = file.identity;
  const beginning = await textAt(file, 0);
  if (BEGINNINGS.some((isOf) => isOf(beginning))) return true;
  if (await isPictureFirst(file)) return true;
  const end = await textAt(file, Math.max(0, size - LOOK_BYTES));
  return TRAILERS.some((isOf) => isOf(end));
}

/** Of HEIC and AVIF: most write what they say (`meta`) before the picture (`mdat`); some phones of Samsung's do not. */
async function isPictureFirst({ handle, identity: { size } }: OpenFile): Promise<boolean> {
  for await (const { kind } of isoBoxes(handle, size)) {
    if (kind === 'meta') return false;
    if (kind === 'mdat') return true;
  }
  return false;
}

async function textAt({ handle }: OpenFile, place: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, place);
  return buffer.toString('latin1', 0, bytesRead);
}
