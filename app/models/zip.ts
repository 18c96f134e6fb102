// Reads the files of a zip archive that are stored as they are, which is how PyTorch packs its tensors.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { damagedModel } from './damaged-model.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** The end of the archive may be followed by a comment. */
const MOST_COMMENT = 0xffff;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= END_BYTES && viewOf(bytes).getUint32(0, true) === LOCAL;
}

/** @returns the contents by path, as views into the archive */
export function readZip(bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    return entries(bytes);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // the view was asked for bytes beyond the end
    throw damagedModel(cause);
  }
}

function entries(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = viewOf(bytes);
  const end = endOf(view);
  const files = new Map<string, Uint8Array>();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== ENTRY) throw damagedModel();
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    if (method !== 0 || size !== view.getUint32(at + 24, true)) {
      throw new AppError('model', sentence('modelCompressed'));
    }
    const nameLength = view.getUint16(at + 28, true);
    const path = Buffer.from(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength)).toString('utf8');
    const start = contentsOf(view, view.getUint32(at + 42, true));
    if (start + size > bytes.length) throw damagedModel();
    files.set(path, bytes.subarray(start, start + size));
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) if (view.getUint32(at, true) === END) return at;
  throw damagedModel();
}

function contentsOf(view: DataView, local: number): number {
  if (view.getUint32(local, true) !== LOCAL) throw damagedModel();
  return local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
