// Tells files behind whose picture a program put metadata, where ExifTool looks only when it reads a file to its end.

import type { OpenFile } from '../platform/plain-file.ts';

const END_BYTES = 64;
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

export async function hasMetadataTrailer({ handle, identity: { size } }: OpenFile): Promise<boolean> {
  const length = Math.min(END_BYTES, size);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const end = buffer.toString('latin1', 0, bytesRead);
  return TRAILERS.some((isOf) => isOf(end));
}
