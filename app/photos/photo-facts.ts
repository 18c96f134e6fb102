// What a photo's file, or the sidecar beside it, says of the photo: read from the tags that ExifTool found.

import { z } from 'zod';
import { Sentence } from '../contract.ts';
import { Orientation } from '../vision/orientation.ts';
import { DATE_SOURCES, type DateSource } from './date-sources.ts';
import { dateOfFile, isSameButForZone, readDate, readOffset } from './dates.ts';
import type { Tags } from './exiftool.ts';
import { type Find, finder, type FoundTags } from './found-tags.ts';
import { VideoFacts, videoFactsIn } from './video-facts.ts';

/** Seconds, f-number, ISO, millimetres; each null where the file does not say, or says what no camera can. */
const Exposure = z.object({
  time: z.number().nullable(),
  aperture: z.number().nullable(),
  iso: z.number().nullable(),
  focalLength: z.number().nullable(),
});
type Exposure = z.output<typeof Exposure>;

const Text = z.object({ value: z.string(), from: z.enum(['exif', 'xmp', 'iptc', 'png', 'sidecar']) }).nullable();
/** What stands in a file; kept as JSON, so that a changed sidecar can be weighed against it. */
const Facts = z.object({
  /** In the order of their ranks. */
  dates: z.array(
    z.object({
      rank: z.enum(DATE_SOURCES),
      from: z.enum(['exif', 'xmp', 'iptc', 'gps', 'png', 'container', 'sidecar']),
      at: z.string(),
      offset: z.string().nullable(),
    }),
  ),
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  exposure: Exposure,
  place: z.tuple([z.number(), z.number()]).nullable(),
  rating: z.object({ value: z.int().min(1).max(5), from: z.enum(['exif', 'xmp', 'sidecar']) }).nullable(),
  title: Text,
  description: z.string().nullable(),
  keywords: z.array(z.string()),
  /** Of a video; null: it is a photo, or nothing in it has a picture. */
  video: VideoFacts.nullable(),
  /** Where the film lies inside of a photo's own file. */
  film: z.object({ start: z.int(), bytes: z.int() }).nullable(),
  /** What Apple calls the shot, in a still as in its film; null: it is not said, or an earlier version did not ask. */
  shot: z.string().nullable().default(null),
  /** How the stored picture is turned to be shown; null: that is not said. */
  orientation: Orientation.nullable(),
  /** Why this is not all that the file may say. */
  problem: Sentence.nullable(),
});
export type Facts = z.output<typeof Facts>;

export const NO_FACTS: Facts = {
  dates: [],
  camera: null,
  lens: null,
  exposure: { time: null, aperture: null, iso: null, focalLength: null },
  place: null,
  rating: null,
  title: null,
  description: null,
  keywords: [],
  video: null,
  film: null,
  shot: null,
  orientation: null,
  problem: null,
};

/** @param tags of the photo itself */
export function factsOf(tags: Tags): Facts {
  const found = finder(tags);
  return {
    dates: datesIn(found),
    camera: cameraName(
      found.exif('Make') ?? found.xmp('Make') ?? found.container('Make') ?? found.maker('Make'),
      found.exif('Model') ?? found.xmp('Model') ?? found.container('Model') ?? found.maker('Model'),
    ),
    lens: found.exif('LensModel') ?? found.xmp('LensModel') ?? found.xmp('Lens') ?? null,
    exposure: exposureIn(found),
    place: placeIn(found),
    rating: ratingIn(found),
    title: titleIn(found),
    description: first(
      found.xmp('Description'),
      found.iptc('Caption-Abstract'),
      found.exif('XPComment'),
      found.png('Description'),
    ),
    keywords: keywordsIn(found),
    video: videoFactsIn(tags),
    film: null,
    shot: shotIn(tags),
    orientation: orientationSaid(tags),
    problem: null,
  };
}

/** How a picture is shown by what its own file declares: programs that show pictures know EXIF alone. */
export function orientationIn(tags: Tags): Orientation {
  return orientationSaid(tags) ?? 1;
}

function orientationSaid(tags: Tags): Orientation | null {
  return Orientation.safeParse(Number(tags['EXIF:IFD0:Orientation'])).data ?? null;
}

/** It stands in the maker's notes of the still, and among the keys of the film. */
function shotIn(tags: Tags): string | null {
  const names = ['ContentIdentifier', 'MediaGroupUUID'];
  const found = names.flatMap((name) =>
    Object.entries(tags).flatMap(([key, value]) =>
      key.endsWith(`:${name}`) && typeof value === 'string' && value !== '' ? value : [],
    ),
  );
  return found[0] ?? null;
}

/** When a picture was digitised is no correction of when it was taken: programs write that into every sidecar. */
export function factsOfSidecar(tags: Tags): Facts {
  const { dates, rating, title, ...facts } = factsOf(tags);
  return {
    ...facts,
    dates: dates.map(({ rank, ...date }) => ({ ...date, rank: rank === 'xmp' ? 'sidecar' : rank, from: 'sidecar' })),
    rating: rating && { ...rating, from: 'sidecar' },
    title: title && { ...title, from: 'sidecar' },
    orientation: Orientation.safeParse(Number(tags['XMP:XMP-tiff:Orientation'])).data ?? null,
  };
}

/** @returns nothing when the text was written by a version that kept other things */
export function parseFacts(text: string | null): Facts | undefined {
  return text === null ? undefined : Facts.safeParse(JSON.parse(text)).data;
}

/**
 * darktable writes a date in any case: of a photo that has none the time of its file, which corrects nothing. In another zone
 * that was another hour.
 * @param beside as the tags of the sidecar say it
 * @param modified milliseconds since 1970
 */
export function withoutFileTime(beside: Facts, tags: Tags, modified: number): Facts {
  const fileTime = dateOfFile(modified);
  if (fileTime === null || !('XMP:XMP-darktable:Xmp_version' in tags)) return beside;
  const isFileTime = ({ at }: Facts['dates'][number]) => isSameButForZone(at, fileTime);
  return { ...beside, dates: beside.dates.filter((date) => !isFileTime(date)) };
}

/** @param other fills in what the one does not say */
export function joinFacts(one: Facts, other: Facts): Facts {
  return {
    dates: [...one.dates, ...other.dates],
    camera: one.camera ?? other.camera,
    lens: one.lens ?? other.lens,
    exposure: {
      time: one.exposure.time ?? other.exposure.time,
      aperture: one.exposure.aperture ?? other.exposure.aperture,
      iso: one.exposure.iso ?? other.exposure.iso,
      focalLength: one.exposure.focalLength ?? other.exposure.focalLength,
    },
    place: one.place ?? other.place,
    rating: one.rating ?? other.rating,
    title: one.title ?? other.title,
    description: one.description ?? other.description,
    keywords: unique([...one.keywords, ...other.keywords]),
    video: one.video ?? other.video,
    film: one.film ?? other.film,
    shot: one.shot ?? other.shot,
    orientation: one.orientation ?? other.orientation,
    problem: one.problem ?? other.problem,
  };
}

/** Such as a sidecar that holds only who is on the photo. */
export function saysNothing(facts: Facts | null): boolean {
  return facts === null || JSON.stringify(facts) === JSON.stringify(NO_FACTS);
}

/** Each place on its own: one odd tag costs none of the others. */
function datesIn({ exif, maker, xmp, iptc, gps, png, container }: FoundTags): Facts['dates'] {
  const dateOf = (find: Find, tag: string) => find(tag, isDate);
  const offsetOf = (tag: string) => readOffset(exif(tag, isOffset));
  const [original, digitised, changed] = ['OffsetTimeOriginal', 'OffsetTimeDigitized', 'OffsetTime'].map(offsetOf);
  const offset = original ?? digitised ?? changed;
  const ofXmp = readOffset(xmp('OffsetTimeOriginal', isOffset));
  const dates: (Facts['dates'][number] | undefined)[] = [
    dated('original', 'exif', dateOf(exif, 'DateTimeOriginal'), offset),
    dated('digitised', 'exif', dateOf(exif, 'CreateDate'), digitised ?? offset),
    ...['DateTimeOriginal', 'DateCreated'].map((tag) => dated('xmp', 'xmp', dateOf(xmp, tag), ofXmp)),
    dated('maker', 'exif', dateOf(maker, 'DateTimeOriginal')),
    ...['DateTimeDigitized', 'CreateDate', 'CreationDate'].map((tag) => dated('xmpDigitised', 'xmp', dateOf(xmp, tag))),
    dated('iptc', 'iptc', joined(iptc('DateCreated'), iptc('TimeCreated'))),
    dated('iptc', 'iptc', joined(iptc('DigitalCreationDate'), iptc('DigitalCreationTime'))),
    dated('gps', 'gps', joined(gps('GPSDateStamp'), gps('GPSTimeStamp')), UTC),
    dated('gps', 'gps', dateOf(xmp, 'GPSDateTime'), UTC),
    dated('png', 'png', dateOf(png, 'CreationTime')),
    ...containerDates(container),
    dated('modified', 'exif', dateOf(exif, 'ModifyDate'), changed),
  ];
  return dates.filter((date) => date !== undefined);
}

const UTC = '+00:00';

function isDate(text: string): boolean {
  return readDate(text) !== null;
}

function isOffset(text: string): boolean {
  return readOffset(text) !== null;
}

/** What says no more than a year or a month, as music programs write it, comes last. */
function containerDates(container: Find) {
  const dates = [
    ...['CreationDate', 'DateTimeOriginal', 'DateCreated', 'ContentCreateDate'].map((tag) =>
      dated('container', 'container', container(tag, isDate)),
    ),
    dated('container', 'container', container('CreateDate', isDate), UTC),
  ];
  const isRough = (date: (typeof dates)[number]) => date !== undefined && date.at.length < 'yyyy-mm-dd'.length;
  return [...dates.filter((date) => !isRough(date)), ...dates.filter(isRough)];
}

function dated(
  rank: DateSource,
  from: Facts['dates'][number]['from'],
  text: string | undefined,
  offset: string | null = null,
) {
  const date = text === undefined ? null : readDate(text, offset);
  return date ? { rank, from, ...date } : undefined;
}

/** IPTC and GPS keep the date and the time apart. */
function joined(date: string | undefined, time: string | undefined): string | undefined {
  return date === undefined || time === undefined ? date : `${date} ${time}`;
}

const LONGEST_TITLE = 1000;
const LONGEST_KEYWORD = 200;
const MOST_KEYWORDS = 500;

/** What some cameras write into every photo is no title. */
const CAMERA_TITLES =
  /^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM|DIGITAL CAMERA|SAMSUNG CSC|KODAK Digital Still Camera|MINOLTA DIGITAL CAMERA|Exif_JPEG_PICTURE|default|<.*>)$/i;

function titleIn({ xmp, iptc, exif, png }: FoundTags): Facts['title'] {
  const titles = [
    { value: xmp('Title'), from: 'xmp' },
    { value: iptc('ObjectName'), from: 'iptc' },
    { value: exif('XPTitle'), from: 'exif' },
    { value: exif('ImageDescription'), from: 'exif' },
    { value: png('Title'), from: 'png' },
  ] as const;
  for (const { value, from } of titles) {
    if (value !== undefined && !CAMERA_TITLES.test(value)) return { value: value.slice(0, LONGEST_TITLE), from };
  }
  return null;
}

/** Immich writes its tags as paths alone, like digiKam's; other programs write the last word of each apart as well. */
function keywordsIn({ list }: FoundTags): string[] {
  const lastOf = (separator: string) => (path: string) => path.slice(path.lastIndexOf(separator) + 1);
  const keywords = [
    ...list('Subject'),
    ...list('Keywords'),
    ...list('XPKeywords').flatMap((text) => text.split(';')),
    ...list('TagsList').map(lastOf('/')),
    ...list('HierarchicalSubject').map(lastOf('|')),
  ];
  return unique(keywords.map((each) => each.trim()).filter((each) => each !== '' && each.length <= LONGEST_KEYWORD));
}

export function unique(keywords: readonly string[]): string[] {
  return [...new Set(keywords)].slice(0, MOST_KEYWORDS);
}

function first(...texts: (string | undefined)[]): string | null {
  return texts.find((text) => text !== undefined && !CAMERA_TITLES.test(text)) ?? null;
}

function cameraName(make = '', model = ''): string | null {
  if (model === '') return make || null;
  const [maker = make] = make.split(' ');
  return make !== '' && !model.toLowerCase().startsWith(maker.toLowerCase()) ? `${make} ${model}` : model;
}

function exposureIn({ exif, xmp }: FoundTags): Exposure {
  const number = (least: number, most: number, ...names: string[]) => {
    for (const name of names) {
      // Of a camera that writes several the first counts.
      const value = Number((exif(name) ?? xmp(name) ?? '').split(/[\s,]/)[0] || NaN);
      if (value >= least && value <= most) return value;
    }
    return null;
  };
  return {
    time: number(1e-6, 86_400, 'ExposureTime'),
    aperture: number(0.5, 512, 'FNumber'),
    iso: number(1, 10_000_000, 'ISO', 'PhotographicSensitivity'),
    focalLength: number(0.5, 10_000, 'FocalLength'),
  };
}

/** Stars, or their share as Windows writes it: 1, 25, 50, 75, 99. */
function ratingIn({ xmp, exif }: FoundTags): Facts['rating'] {
  const places = [
    { find: xmp, from: 'xmp' },
    { find: exif, from: 'exif' },
  ] as const;
  for (const { find, from } of places) {
    const percent = Number(find('RatingPercent') ?? 0);
    for (const value of [Number(find('Rating') ?? 0), percent > 0 ? 1 + Math.round(percent / 25) : 0]) {
      if (Number.isInteger(value) && value >= 1 && value <= 5) return { value, from };
    }
  }
  return null;
}

/** Receivers without a fix write zeros. */
function placeIn({ gps, xmp, composite }: FoundTags): Facts['place'] {
  const angle = (find: Find, name: string, negative: string) => {
    const value = find(name);
    const side = find(`${name}Ref`)?.toUpperCase();
    return value === undefined ? NaN : Number(value) * (side?.startsWith(negative) ? -1 : 1);
  };
  for (const find of [gps, xmp, composite]) {
    // XMP and what ExifTool made of a film's place have their sign already.
    const [latitude, longitude] =
      find === gps
        ? [angle(gps, 'GPSLatitude', 'S'), angle(gps, 'GPSLongitude', 'W')]
        : [Number(find('GPSLatitude') ?? NaN), Number(find('GPSLongitude') ?? NaN)];
    const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
    if (isPlace) return [latitude, longitude];
  }
  return null;
}
