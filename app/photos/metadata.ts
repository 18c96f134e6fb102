// What a photo says of itself: when it was taken, and with what.

import exifReader from 'exif-reader';
import { z } from 'zod';

export interface Metadata {
  /** Local time without a zone: 2019-07-04T18:30:00. */
  takenAt: string;
  takenFrom: 'exif' | 'name' | 'file';
  camera: string | null;
}

// exif-reader gives dates as if the camera's local time were UTC.
const ExifDate = z.date().optional().catch(undefined);
const Text = z.string().optional().catch(undefined);
const Exif = z.object({
  Image: z.object({ Make: Text, Model: Text, DateTime: ExifDate }).partial().optional().catch(undefined),
  Photo: z.object({ DateTimeOriginal: ExifDate, DateTimeDigitized: ExifDate }).partial().optional().catch(undefined),
});

/**
 * @param exif the EXIF block as it stands in the file
 * @param name the file's name: many cameras and messengers write the date into it
 * @param modified milliseconds since 1970: the last resort
 */
export function readMetadata(exif: Uint8Array | null, name: string, modified: number): Metadata {
  const { Image: image, Photo: photo } = parse(exif);
  const camera = cameraName(image?.Make, image?.Model);
  const taken = photo?.DateTimeOriginal ?? photo?.DateTimeDigitized ?? image?.DateTime;
  if (taken && isPlausible(taken)) return { takenAt: taken.toISOString().slice(0, 19), takenFrom: 'exif', camera };
  const named = dateInName(name);
  if (named) return { takenAt: named, takenFrom: 'name', camera };
  return { takenAt: localTime(new Date(modified)), takenFrom: 'file', camera };
}

function parse(exif: Uint8Array | null): z.output<typeof Exif> {
  if (!exif) return {};
  try {
    return Exif.parse(exifReader(Buffer.from(exif)));
  } catch {
    return {}; // A broken block says nothing; the photo itself may be fine.
  }
}

function cameraName(make: string | undefined, model: string | undefined): string | null {
  const clean = (text: string | undefined) => (text ?? '').replaceAll('\0', '').trim();
  const [maker, name] = [clean(make), clean(model)];
  if (!name) return maker || null;
  return maker && !name.toLowerCase().startsWith(maker.toLowerCase().split(' ')[0] ?? maker)
    ? `${maker} ${name}`
    : name;
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
