// XMP, in a sidecar or inside of a photo: the rating, title and place that other programs let their users write.

import { readFile } from 'node:fs/promises';
import { codeOf } from '../errors.ts';

export interface Xmp {
  /** 1 to 5. */
  rating: number | null;
  title: string | null;
  place: [latitude: number, longitude: number] | null;
}

/** A sidecar with a whole editing history in it; past that it is something else. */
const MOST_BYTES = 16 * 1024 * 1024;

export function readXmp(text: string): Xmp {
  const rating = Number(valueOf(text, 'xmp:Rating') ?? valueOf(text, 'xap:Rating') ?? NaN);
  const latitude = angleOf(valueOf(text, 'exif:GPSLatitude'));
  const longitude = angleOf(valueOf(text, 'exif:GPSLongitude'));
  return {
    rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null,
    title: titleOf(text),
    place: latitude !== null && longitude !== null ? [latitude, longitude] : null,
  };
}

/** @returns null when it is not there (any more) */
export async function readSidecar(path: string): Promise<string | null> {
  try {
    const bytes = await readFile(path);
    return bytes.length > MOST_BYTES ? null : bytes.toString('utf8');
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** A simple property is an attribute or an element. */
function valueOf(text: string, property: string): string | undefined {
  const match = new RegExp(`\\s${property}\\s*=\\s*(?:"([^"]*)"|'([^']*)')|<${property}[^>]*>([^<]*)<`).exec(text);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
}

/** One text a language: the first is the default. */
function titleOf(text: string): string | null {
  const [, list = ''] = /<dc:title[^>]*>([\s\S]*?)<\/dc:title>/.exec(text) ?? [];
  const [, title = ''] = /<rdf:li[^>]*>([^<]*)</.exec(list) ?? [];
  return decode(title).trim().slice(0, 1000) || null;
}

function decode(text: string): string {
  const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    const code = decimal ? Number(decimal) : hexadecimal ? parseInt(String(hexadecimal), 16) : undefined;
    if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return NAMED[String(name)] ?? String(whole);
  });
}

/** 52,30.5N or 52,30,15N. */
function angleOf(text: string | undefined): number | null {
  const match = /^(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$/.exec(text ?? '');
  if (!match) return null;
  const [, whole, minutes, seconds = '0', side] = match;
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return side === 'S' || side === 'W' ? -value : value;
}
