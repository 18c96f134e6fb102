// Tells by its first bytes what a file holds, whatever its name says.

import { extname } from 'node:path';
import { ensure } from '../../ensure.ts';

/**
 * `plain`: sharp reads it as it is; `heif`: HEIC or AVIF; `raw`: a camera's own format; `other`: nothing that is known
 * to be a picture, and no decoder gets to see it.
 */
export type Kind = 'plain' | 'heif' | 'bmp' | 'raw' | 'video' | 'empty' | 'other';

/**
 * What a video is packed in: QuickTime, MP4 and 3GP; Matroska and WebM; AVI; MPEG's transport stream (MTS) and program
 * stream; ASF (WMV). Each is called as the demuxer of FFmpeg that reads it.
 */
export const VIDEO_CONTAINERS = ['mov', 'matroska', 'avi', 'mpegts', 'mpeg', 'asf'] as const;
export type VideoContainer = (typeof VIDEO_CONTAINERS)[number];

/** @param name as it was stored */
export function containerNamed(name: string): VideoContainer {
  return ensure(
    VIDEO_CONTAINERS.find((container) => container === name),
    'What a video is packed in',
  );
}

/** How much of a file tells what it is. */
export const HEAD_BYTES = 4096;

/** Camera formats whose files begin as any TIFF does. */
const RAW_NAMES = new Set(
  'dng gpr nef nrw cr2 arw srf sr2 pef srw 3fr fff iiq mos mef erf kdc dcr rwl raw'
    .split(' ')
    .map((extension) => `.${extension}`),
);
/** Olympus, Panasonic and Leica, Fujifilm, Sigma, Minolta. */
const RAW_MAGIC = /^(?:IIR[OS]|MMOR|IIU\0|FUJIFILMCCD-RAW|FOVb|\0MRM)/;
/** Canon's first own format: its name stands behind the order of its bytes and the length of its head. */
const CRW_MAGIC = 'HEAPCCDR';
const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis']);
/** What QuickTime files begin with that are older than their brands. */
const QUICKTIME_ATOMS = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

const DNG_VERSION = 50706;
const NEW_SUBFILE_TYPE = 254;
const REDUCED_COPY = 1;

/** @param head the file's first bytes, as many as there are */
export function kindOf(head: Buffer, name: string): Kind {
  const text = (from: number, to: number) => head.toString('latin1', from, to);
  if (head.length === 0) return 'empty';
  if (head.readUIntBE(0, Math.min(3, head.length)) === 0xffd8ff) return 'plain';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n' || text(0, 4) === 'GIF8') return 'plain';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'plain';
  if (['II*\0', 'MM\0*'].includes(text(0, 4))) return isCameraTiff(head, name) ? 'raw' : 'plain';
  if (['II+\0', 'MM\0+'].includes(text(0, 4))) return 'plain'; // a TIFF of more than 4 GB
  if (RAW_MAGIC.test(text(0, 15)) || text(6, 14) === CRW_MAGIC) return 'raw';
  if (text(4, 8) === 'ftyp' && isStill(head)) return brandsOf(head)[0] === 'crx ' ? 'raw' : 'heif'; // Canon's CR3
  if (containerOf(head) !== null) return 'video';
  if (text(0, 2) === 'BM' && text(15, 18) === '\0\0\0') return 'bmp';
  return 'other';
}

/** @returns null: by its first bytes this is no video */
export function containerOf(head: Buffer): VideoContainer | null {
  const text = (from: number, to: number) => head.toString('latin1', from, to);
  if (text(4, 8) === 'ftyp') return isStill(head) ? null : 'mov';
  if (QUICKTIME_ATOMS.has(text(4, 8))) return 'mov';
  if (text(0, 4) === '\x1a\x45\xdf\xa3') return 'matroska';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'AVI ') return 'avi';
  if (text(0, 4) === '\0\0\x01\xba') return 'mpeg';
  if (text(0, 8) === ASF_MAGIC) return 'asf';
  return TRANSPORT_PACKETS.some((packet) => isTransportStream(head, packet)) ? 'mpegts' : null;
}

/** The beginning of its first object's GUID. */
const ASF_MAGIC = '\x30\x26\xb2\x75\x8e\x66\xcf\x11';
/** Bytes of a packet, and where its mark stands: of AVCHD's files four bytes of time come before each packet. */
const TRANSPORT_PACKETS = [
  { bytes: 188, mark: 0 },
  { bytes: 192, mark: 4 },
] as const;
const TRANSPORT_MARK = 0x47;

/** Five packets in a row: a text may well begin with a G. */
function isTransportStream(head: Buffer, { bytes, mark }: (typeof TRANSPORT_PACKETS)[number]): boolean {
  return [0, 1, 2, 3, 4].every((packet) => head[packet * bytes + mark] === TRANSPORT_MARK);
}

function isStill(head: Buffer): boolean {
  const brands = brandsOf(head);
  return brands[0] === 'crx ' || brands.some((brand) => HEIF_BRANDS.has(brand));
}

function brandsOf(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [];
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) brands.push(head.toString('latin1', at, at + 4)); // 4 of version
  return brands;
}

/** A camera's TIFF begins with a small copy of its picture, which sharp would take for all there is. */
function isCameraTiff(head: Buffer, name: string): boolean {
  return RAW_NAMES.has(extname(name).toLowerCase()) || head.toString('latin1', 8, 10) === 'CR' || saysRaw(head);
}

function saysRaw(head: Buffer): boolean {
  for (const { tag, long } of firstDirectory(head)) {
    if (tag === DNG_VERSION) return true;
    if (tag === NEW_SUBFILE_TYPE && long === REDUCED_COPY) return true;
  }
  return false;
}

/** The tags of a TIFF's first directory, as far as they are there; `long`: the value, where it is of four bytes. */
export function* firstDirectory(tiff: Buffer): Generator<{ tag: number; long: number }> {
  if (tiff.length < 8) return;
  const isLittle = tiff[0] === 0x49;
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > tiff.length) return;
  const end = Math.min(directory + 2 + 12 * short(directory), tiff.length - 11);
  for (let at = directory + 2; at < end; at += 12) yield { tag: short(at), long: long(at + 8) };
}
