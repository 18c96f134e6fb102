// What one file says of its photo: read from it and from the sidecar beside it, weighed, and stored with the photo.

import { readdir } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, type OpenFile, openPlainFile } from '../platform/plain-file.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import { countryName, townName } from '../sentences/towns.ts';
import type { PhotoMetadata, PhotoTown, Store } from '../store/index.ts';
import { containerOf, HEAD_BYTES } from '../vision/formats/signature.ts';
import { type Orientation, turnFrom } from '../vision/orientation.ts';
import { embeddedFilm } from './embedded-film.ts';
import { isUnread, type MetadataReader, type Tags } from './exiftool.ts';
import { townAt } from './gazetteer.ts';
import { METADATA_VERSION, weigh } from './metadata.ts';
import {
  type Facts,
  factsOf,
  factsOfSidecar,
  saysNothing,
  joinFacts,
  NO_FACTS,
  parseFacts,
  withoutFileTime,
} from './photo-facts.ts';
import { isRaw, stem } from './names.ts';
import { type OwnProperty, ownPropertiesIn, sidecarHash, withoutOwn } from './own-properties.ts';
import { readSidecar } from './sidecar.ts';
import { sidecarsOf } from './walk.ts';

/** A file that ExifTool gave up so often is left as it is, with the reason. */
const MOST_TRIES = 4;

export interface FileMetadata {
  /** Weighed. */
  metadata: PhotoMetadata;
  inFile: Facts;
  beside: Facts | null;
  /** False: it could not be read, and what was read of the photo before stands. */
  isRead: boolean;
  /** Why ExifTool gave it up: it may do better later. Null: it did not, or this machine has none. */
  givenUp: Sentence | null;
}

interface DescribedFile {
  id: number;
  /** The whole path. */
  file: string;
  /** Bytes. */
  size: number;
  modified: number;
  /** What tells one version of the sidecar from another; null: it has none. */
  sidecar: string | null;
}

/**
 * Never fails for what a file holds: then the photo is shown without.
 * @param known the photo whose content the file has; what was read of it by the rules of today is not read again
 * @throws the system's error where the file cannot be opened; Error where it is another one by now, or lies out of bounds
 */
export async function readMetadata(
  store: Store,
  reader: MetadataReader,
  described: DescribedFile,
  known: number | undefined,
  bounds: PhotoBounds,
): Promise<FileMetadata> {
  const { file, modified, sidecar } = described;
  const kept = known === undefined ? undefined : parseFacts(store.metadata.embedded(known, METADATA_VERSION));
  const read = kept ? null : await factsInPhoto(reader, described, bounds);
  const inFile = kept ?? read;
  const beside =
    sidecar === null ? null : await factsBeside(reader, described, sidecar, ownIn(store, described, known), bounds);
  const weighed = weigh(inFile ?? NO_FACTS, beside ?? null, basename(file), modified);
  const givenUp = [read, beside].find((facts) => facts && isUnread(facts))?.problem ?? null;
  return {
    metadata: { ...weighed, ...(await townOf(weighed)) },
    inFile: inFile ?? NO_FACTS,
    beside: beside ?? null,
    isRead: read !== undefined && beside !== undefined && givenUp === null,
    givenUp,
  };
}

/** What Kindred wrote into the sidecar: beside this file, or beside another file of its photo, before it was moved here. */
function ownIn(store: Store, { id }: DescribedFile, photo: number | undefined): FindOwn {
  return (bytes) => {
    const moved = photo === undefined ? undefined : store.writtenNames.ofMoved(photo, id, sidecarHash(bytes));
    return ownPropertiesIn((store.writtenNames.of(id) ?? moved)?.content);
  };
}

/** @param bytes of a sidecar */
type FindOwn = (bytes: Uint8Array) => OwnProperty[];

/** The town that a photo's position belongs to, and all names by which it is found. */
async function townOf({ latitude, longitude }: Pick<PhotoMetadata, 'latitude' | 'longitude'>): Promise<PhotoTown> {
  const found = latitude === null || longitude === null ? null : await townAt(latitude, longitude);
  if (found === null) return { town: null, region: null, country: null, placeWords: null };
  const { name, region, country } = found;
  const names = [name, townName('de', country, name), region, countryName('en', country), countryName('de', country)];
  const placeWords = [...new Set(names)].filter((each) => each !== '').join('\n');
  return { town: name, region: region || null, country, placeWords };
}

/**
 * The turn that the sidecar adds to the orientation that the photo's own file declares.
 * @param photo of this content, where there is one already
 * @param said null: the file has no sidecar
 */
export function turnSaid(
  store: Store,
  photo: number | undefined,
  file: number,
  said: FileMetadata | null,
): Orientation {
  const wanted = said?.beside?.orientation;
  if (said?.isRead && wanted) return turnFrom(said.inFile.orientation ?? 1, wanted);
  const isElsewhere =
    photo !== undefined && (said?.isRead === false || store.metadata.hasSidecarElsewhere(photo, file));
  return isElsewhere ? store.metadata.turnOf(photo) : 1;
}

/** In a transaction. A copy says the same as its photo, unless it has a sidecar that says something. */
export function storeMetadata(store: Store, photo: number, file: DescribedFile, said: FileMetadata): void {
  const { metadata, inFile, beside, isRead, givenUp } = said;
  if (givenUp) return noteGivenUp(store, photo, said, givenUp);
  const isFirst = store.metadata.embedded(photo, METADATA_VERSION) === null;
  if (!isRead && !isFirst) return;
  if (!isFirst && saysNothing(beside) && store.metadata.hasSidecarElsewhere(photo, file.id)) return;
  const version = isRead ? METADATA_VERSION : 0;
  store.metadata.set(photo, metadata, JSON.stringify(inFile), version, inFile.problem ?? beside?.problem ?? null);
  store.videos.setFilm(photo, inFile.film);
  if (inFile.video) store.videos.describe(photo, inFile.video);
}

/** What was known of the photo before stands, and it is read again; but not for ever. */
function noteGivenUp(store: Store, photo: number, { metadata, inFile }: FileMetadata, problem: Sentence): void {
  const tries = store.metadata.tries(photo) + 1;
  const version = tries < MOST_TRIES ? -tries : METADATA_VERSION;
  if (store.metadata.isKnown(photo)) store.metadata.giveUp(photo, version, problem);
  else store.metadata.set(photo, metadata, JSON.stringify(inFile), version, problem);
}

/** On Linux ExifTool reads the file that is held open here, even if another one takes its name meanwhile. */
async function factsInPhoto(
  reader: MetadataReader,
  { file, size, modified }: DescribedFile,
  bounds: PhotoBounds,
): Promise<Facts | undefined> {
  const opened = await openPlainFile(file);
  try {
    const isIt = opened.identity.size === size && opened.identity.modified === modified;
    if (!isIt || !bounds.hold(await realPathOf(opened, file))) throw new Error('It changed before it was read.');
    const isVideo = await holdsVideo(opened);
    const reading = await reader.readPhoto(file, descriptorPath(opened), isVideo ? 'video' : 'metadata');
    if (!reading) return undefined;
    const film = isVideo ? null : await embeddedFilm(opened.handle, size, reading.tags);
    return { ...factsOf(reading.tags), film, problem: reading.problem ?? pagesUnread(reading.tags) };
  } finally {
    await opened.handle.close();
  }
}

export async function holdsVideo({ handle }: OpenFile): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return containerOf(buffer.subarray(0, bytesRead)) !== null;
}

/** Of a scanned document only the first page is a photo here. */
function pagesUnread(tags: Tags): Sentence | null {
  const pages = Number(valueOf(tags, 'PageCount') ?? 1);
  return pages > 1 ? sentence('pagesUnread', { pages }) : null;
}

/**
 * What its sidecars say together: one may hold what the other does not.
 * @param version of the sidecars, as the row has it
 * @param own what in them is the user's word, and no other program's
 * @returns null where there is none (any more)
 */
async function factsBeside(
  reader: MetadataReader,
  { file, modified }: DescribedFile,
  version: string,
  own: FindOwn,
  bounds: PhotoBounds,
): Promise<Facts | null | undefined> {
  let all: Facts | null = null;
  for (const path of sidecarsOf(file, version)) {
    const facts = await factsInSidecar(reader, { file, modified }, path, own, bounds);
    if (facts === undefined) return undefined;
    const givenUp: Facts | null | undefined = [all, facts].find((each) => each && isUnread(each));
    const joined: Facts | null = all && facts ? joinFacts(all, facts) : (all ?? facts);
    all = joined && givenUp ? { ...joined, problem: givenUp.problem } : joined; // for it both are read again
  }
  return all;
}

async function factsInSidecar(
  reader: MetadataReader,
  { file, modified }: Pick<DescribedFile, 'file' | 'modified'>,
  path: string,
  own: FindOwn,
  bounds: PhotoBounds,
): Promise<Facts | null | undefined> {
  const sidecar = await readSidecar(path, bounds);
  switch (sidecar.kind) {
    case 'none':
      return null;
    case 'tooLarge':
      return { ...NO_FACTS, problem: sentence('sidecarTooLarge') };
    case 'bytes': {
      const reading = await reader.readSidecar(sidecar.bytes);
      if (reading && !(await isAbout(file, path, reading.tags))) return null;
      if (!reading) return undefined;
      const facts = withoutFileTime(factsOfSidecar(reading.tags), reading.tags, modified);
      return { ...withoutOwn(facts, own(sidecar.bytes)), problem: reading.problem };
    }
  }
}

/**
 * IMG_1.xmp may be that of IMG_1.CR2 or of IMG_1.JPG: it says so itself (photoshop:SidecarForExtension), or else it is the
 * raw file's, as Adobe's programs write it.
 */
export async function isAbout(file: string, sidecar: string, tags: Tags): Promise<boolean> {
  const name = basename(file);
  if (stem(sidecar) !== stem(name)) return true; // IMG_1.jpg.xmp
  const said = valueOf(tags, 'SidecarForExtension');
  if (typeof said === 'string') return said.toLowerCase() === extname(name).slice(1).toLowerCase();
  if (isRaw(name)) return true;
  const names = await readdir(dirname(file)).catch(() => []); // it went meanwhile
  return !names.some((other) => isRaw(other) && stem(other) === stem(name));
}

/** Whichever group says it first. */
function valueOf(tags: Tags, name: string): unknown {
  return Object.entries(tags).find(([tag]) => tag.endsWith(`:${name}`))?.[1];
}
