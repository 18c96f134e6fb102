// What a photo says of itself, and who said it: the file's EXIF and XMP, a sidecar beside it, its name, its time.

import exifReader from 'exif-reader';
import { z } from 'zod';
import type { PhotoMetadata } from '../store/index.ts';
import { readXmp } from './xmp.ts';

const Source = <Value extends z.ZodType>(value: Value) => z.object({ value, from: z.enum(['exif', 'xmp']) }).nullable();
/** What stands in the file itself; kept as JSON, so that a changed sidecar can be weighed against it. */
const Embedded = z.object({
  taken: z.object({ at: z.string(), offset: z.string().nullable() }).nullable(),
  camera: z.string().nullable(),
  place: z.tuple([z.number(), z.number()]).nullable(),
  rating: Source(z.number()),
  title: Source(z.string()),
});
export type Embedded = z.output<typeof Embedded>;

// exif-reader gives dates as if the camera's local time were UTC.
const ExifDate = z.date().optional().catch(undefined);
const Text = z.string().optional().catch(undefined);
const Angle = z.tuple([z.number(), z.number(), z.number()]).optional().catch(undefined);
const Exif = z.object({
  Image: z
    .object({ Make: Text, Model: Text, DateTime: ExifDate, ImageDescription: Text, Rating: z.number().optional() })
    .partial()
    .optional()
    .catch(undefined),
  Photo: z
    .object({
      DateTimeOriginal: ExifDate,
      DateTimeDigitized: ExifDate,
      OffsetTime: Text,
      OffsetTimeOriginal: Text,
      OffsetTimeDigitized: Text,
    })
    .partial()
    .optional()
    .catch(undefined),
  GPSInfo: z
    .object({ GPSLatitude: Angle, GPSLatitudeRef: Text, GPSLongitude: Angle, GPSLongitudeRef: Text })
    .partial()
    .optional()
    .catch(undefined),
});

/**
 * @param exif the EXIF block as it stands in the file
 * @param xmp the XMP packet as it stands in the file
 */
export function readEmbedded(exif: Uint8Array | null, xmp: Uint8Array | null): Embedded {
  const { Image: image, Photo: photo, GPSInfo: gps } = parse(exif);
  const packet = xmp === null ? undefined : readXmp(Buffer.from(xmp).toString('utf8'));
  const dates: [Date | undefined, string | undefined][] = [
    [photo?.DateTimeOriginal, photo?.OffsetTimeOriginal],
    [photo?.DateTimeDigitized, photo?.OffsetTimeDigitized],
    [image?.DateTime, photo?.OffsetTime],
  ];
  const [date, offset] = dates.find(([each]) => each && isPlausible(each)) ?? [];
  const stars = starsOf(image?.Rating);
  const description = clean(image?.ImageDescription);
  return {
    taken: date ? { at: date.toISOString().slice(0, 19), offset: offsetOf(offset) } : null,
    camera: cameraName(image?.Make, image?.Model),
    place: placeOf(
      degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'S'),
      degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'W'),
    ),
    rating: packet?.rating ? { value: packet.rating, from: 'xmp' } : stars ? { value: stars, from: 'exif' } : null,
    title: packet?.title
      ? { value: packet.title, from: 'xmp' }
      : description && !CAMERA_TITLES.test(description)
        ? { value: description, from: 'exif' }
        : null,
  };
}

/** The nearest to the owner's own hand wins: the sidecar before the file, EXIF's date before the name's and the file's. */
export function weigh(inFile: Embedded, sidecar: string | null, name: string, modified: number): PhotoMetadata {
  const beside = sidecar === null ? undefined : readXmp(sidecar);
  const { taken, camera, place, rating, title } = inFile;
  const [latitude, longitude] = place ?? beside?.place ?? [null, null];
  return {
    ...dateOf(taken, name, modified),
    camera,
    latitude,
    longitude,
    rating: beside?.rating ?? rating?.value ?? null,
    ratingFrom: beside?.rating ? 'sidecar' : (rating?.from ?? null),
    title: beside?.title ?? title?.value ?? null,
    titleFrom: beside?.title ? 'sidecar' : (title?.from ?? null),
  };
}

/** @returns nothing when the text was written by a version that kept other things */
export function parseEmbedded(text: string): Embedded | undefined {
  return Embedded.safeParse(JSON.parse(text)).data;
}

function parse(exif: Uint8Array | null): z.output<typeof Exif> {
  if (!exif) return {};
  try {
    return Exif.parse(exifReader(Buffer.from(exif)));
  } catch {
    return {}; // A broken block says nothing; the photo itself may be fine.
  }
}

function dateOf(taken: Embedded['taken'], name: string, modified: number) {
  if (taken) return { takenAt: taken.at, takenFrom: 'exif' as const, takenOffset: taken.offset };
  const named = dateInName(name);
  if (named) return { takenAt: named, takenFrom: 'name' as const, takenOffset: null };
  return { takenAt: localTime(new Date(modified)), takenFrom: 'file' as const, takenOffset: null };
}

function offsetOf(text: string | undefined): string | null {
  return /^[+-]\d\d:\d\d$/.test(clean(text)) ? clean(text) : null;
}

/** What some cameras write into every photo is no title. */
const CAMERA_TITLES =
  /^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM|DIGITAL CAMERA|SAMSUNG CSC|KODAK Digital Still Camera)$/i;

function clean(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').trim();
}

function cameraName(make: string | undefined, model: string | undefined): string | null {
  const [maker, name] = [clean(make), clean(model)];
  if (!name) return maker || null;
  return maker && !name.toLowerCase().startsWith(maker.toLowerCase().split(' ')[0] ?? maker)
    ? `${maker} ${name}`
    : name;
}

function starsOf(rating: number | undefined): number | null {
  return rating !== undefined && Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null;
}

function degrees(angle: [number, number, number] | undefined, side: string | undefined, negative: string) {
  if (!angle) return undefined;
  const [whole, minutes, seconds] = angle;
  const value = whole + minutes / 60 + seconds / 3600;
  return clean(side).toUpperCase() === negative ? -value : value;
}

/** Receivers without a fix write zeros. */
function placeOf(latitude: number | undefined, longitude: number | undefined): [number, number] | null {
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) return null;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
}

/** IMG_20190704_183000.jpg, 2019-07-04 18.30.00.jpg, WhatsApp Image 2019-07-04 at 18.30.00.jpg, IMG-20190704-WA0001.jpg */
function dateInName(name: string): string | undefined {
  const match =
    /(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:(?:[-_ T]| at )(\d\d)[-_.:]?(\d\d)[-_.:]?(\d\d))?(?!\d)/.exec(
      name,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '12', minute = '00', second = '00'] = match;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const date = new Date(`${text}Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text;
  return isReal && isPlausible(date) ? text : undefined;
}

/** Photography began in 1826; cameras without a clock write 1970 or zeros. */
function isPlausible(date: Date): boolean {
  const year = date.getUTCFullYear();
  return !Number.isNaN(year) && year >= 1826 && date.getTime() !== 0 && date.getTime() < Date.now() + 2 * 86_400_000;
}

function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
