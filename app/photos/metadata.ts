// What is known of a photo and by whom: its file, the sidecar beside it, its name and its time, weighed against each other.

import { ensure } from '../ensure.ts';
import type { PhotoMetadata, PhotoTown } from '../store/index.ts';
import { dateInName } from './date-in-name.ts';
import { bestDate } from './date-sources.ts';
import { dateOfFile, middleOf, precisionOf, sameMoment, type Told } from './dates.ts';
import { type Facts, unique } from './photo-facts.ts';

/** Raised whenever the same file would be understood otherwise: what was read before is read anew. */
export const METADATA_VERSION = 13;

/** The nearest to the owner's own hand wins: the sidecar before the file; dates by their order. */
export function weigh(
  inFile: Facts,
  beside: Facts | null,
  name: string,
  modified: number,
): Omit<PhotoMetadata, keyof PhotoTown> {
  const { place, rating, title } = inFile;
  const [latitude, longitude] = beside?.place ?? place ?? [null, null];
  const stars = beside?.rating ?? rating;
  const heading = beside?.title ?? title;
  return {
    ...dateFrom([...(beside?.dates ?? []), ...inFile.dates], name, modified, inFile.video?.seconds ?? null),
    camera: inFile.camera ?? beside?.camera ?? null,
    lens: inFile.lens ?? beside?.lens ?? null,
    exposureTime: inFile.exposure.time ?? beside?.exposure.time ?? null,
    aperture: inFile.exposure.aperture ?? beside?.exposure.aperture ?? null,
    iso: inFile.exposure.iso ?? beside?.exposure.iso ?? null,
    focalLength: inFile.exposure.focalLength ?? beside?.exposure.focalLength ?? null,
    latitude,
    longitude,
    rating: stars?.value ?? null,
    ratingFrom: stars?.from ?? null,
    title: heading?.value ?? null,
    titleFrom: heading?.from ?? null,
    description: beside?.description ?? inFile.description,
    keywords: unique([...(beside?.keywords ?? []), ...inFile.keywords]),
  };
}

/** @param seconds that a video takes */
function dateFrom(dates: Facts['dates'], name: string, modified: number, seconds: number | null) {
  const named = dateInName(name);
  const all = named ? [...dates, { ...named, rank: 'name', from: 'name' } as const] : dates;
  const best = bestDate(all); // of equals the sidecar's, which comes first
  if (best) {
    const told = (named && best.from === 'container' && sameMoment(best, named, seconds)) || best;
    return { ...stored({ ...told, offset: told.offset ?? offsetAt(told.at, dates) }), takenFrom: best.from };
  }
  // The file's own time is one that no photo can have: the time of this reading stands in for it, and counts as little.
  const at = dateOfFile(modified) ?? ensure(dateOfFile(Date.now()), 'A date that this clock can have');
  return { ...stored({ at, offset: null }), takenFrom: 'file' as const };
}

/** Of one and the same time the camera may know the zone, where a program left it out. */
function offsetAt(at: string, dates: Facts['dates']): string | null {
  return dates.find((date) => date.from === 'exif' && date.at === at && date.offset !== null)?.offset ?? null;
}

/** A date with its precision, as it is stored. */
function stored({ at, offset }: Told) {
  return { takenAt: middleOf(at), takenPrecision: precisionOf({ at }), takenOffset: offset };
}
