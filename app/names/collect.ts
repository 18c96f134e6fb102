// Reads what other programs wrote about the photos of a folder: in them, beside them, and in their own databases.

import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { LONGEST_NAME, type NameSource } from '../contract.ts';
import { isUnread, type MetadataReader, type Reading } from '../photos/exiftool.ts';
import { isAbout } from '../photos/file-metadata.ts';
import { orientationIn } from '../photos/photo-facts.ts';
import { foldName, isPicture, isSidecar, isVideo, sidecarNames } from '../photos/names.ts';
import { MOST_SIDECAR_BYTES, readSidecar } from '../photos/sidecar.ts';
import { isWithin, type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, openPlainFile } from '../platform/plain-file.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import { type DigikamRow, foldText, type LibraryFile, readDigikam, type Store } from '../store/index.ts';
import { combined, type Orientation } from '../vision/orientation.ts';
import { digikamMarking, pathOf } from './digikam.ts';
import { isFlood, isSaying, longNamesIn, type Marking, MOST_MARKS, withoutLongNames } from './marks.ts';
import { isOwnMark, WrittenNames } from './sidecar-names.ts';
import { picasaMarking, type PicasaFolder, readPicasaContacts, readPicasaIni } from './picasa.ts';
import { readTakeout, type TakeoutEntry, takeoutMarking, takeoutPhotos } from './takeout.ts';
import { otherParts, wholeFolder } from './takeout-parts.ts';
import { markingsIn } from './xmp.ts';

/** Where two sources name one face differently, the lower number counts: what was probably corrected last. */
const RANK = { fullSidecar: 0, shortSidecar: 1, inPhoto: 2, digikam: 3, picasa: 4, takeout: 5 } as const;
/** Photos at once: there are two processes of ExifTool, and a disk behind them. */
const PHOTOS_READ_AT_ONCE = 4;
/** A contacts.xml or .picasa.ini of a lifetime has a few; and Takeout writes a kilobyte a photo. */
const MEGABYTE = 1024 * 1024;
const MOST_BYTES = { picasa: 16 * MEGABYTE, takeout: MEGABYTE };
/** What is listed; the rest is counted. */
const MOST_PROBLEMS = 100;
/** Letters. */
const SHOWN_OF_LONG_NAME = 40;
const DIGIKAM_FILE = 'digikam4.db';

export interface Collected {
  /** By photo; those of which nothing was said are left out. */
  photos: Map<number, { file: string; markings: Marking[] }>;
  /** Files of the library that were looked at. */
  files: number;
  /** Names that stand for photos which are not in this library. */
  elsewhere: number;
  /** Files that could not be read, or not wholly: the first of them. */
  problems: { file: string; reason: Sentence }[];
  problemCount: number;
}

export interface CollectOptions {
  store: Store;
  reader: MetadataReader;
  bounds: PhotoBounds;
  /** The real path of a folder, or of digiKam's database. */
  place: string;
  /** null: every program's. */
  from: NameSource | null;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** @throws AppError `badRequest` for a digiKam database that cannot be read */
export async function collectNames({
  store,
  reader,
  bounds,
  place,
  from,
  signal,
  onProgress,
}: CollectOptions): Promise<Collected> {
  const collected: Collected = { photos: new Map(), files: 0, elsewhere: 0, problems: [], problemCount: 0 };
  const wants = (source: NameSource) => from === null || from === source;
  const isDatabase = place.endsWith('.db');
  const files = isDatabase ? [] : [...store.files.ofLibrary()].filter(({ file }) => isWithin(file, place));
  collected.files = files.length;
  const folders = Map.groupBy(files, ({ file }) => dirname(file));
  const wholes = Map.groupBy(files, ({ file }) => wholeFolder(dirname(file)));
  /** By file: they are told of once. */
  const longNames = new Set<string>();
  /** Parts of Takeout without a photo of the library that were read. */
  const bareParts = new Set<string>();
  const picasa = wants('picasa') ? picasaReader(readBeside, place) : undefined;
  let done = 0;
  for (const [folder, list] of folders) {
    if (signal.aborted) return collected;
    const entries = await entriesOf(folder);
    if (wants('takeout')) await collectTakeout(folder, entries);
    for (let from = 0; from < list.length; from += PHOTOS_READ_AT_ONCE) {
      if (signal.aborted) return collected;
      const some = list.slice(from, from + PHOTOS_READ_AT_ONCE);
      await Promise.all(some.map((file) => collectPhoto(file, entries)));
      done += some.length;
      onProgress(done, files.length);
    }
  }
  if (wants('digikam') && (isDatabase || (await contains(place, DIGIKAM_FILE)))) {
    const database = isDatabase ? place : join(place, DIGIKAM_FILE);
    // A link to it may lead to where nothing is to be read.
    if (bounds.hold(await realpath(database).catch(() => database))) collectDigikam(await readDigikam(database));
  }
  return collected;

  async function collectPhoto({ id, photo, file }: LibraryFile, entries: readonly string[]): Promise<void> {
    const marked = (await picasa?.isMarked(file, entries)) === true;
    if (!wants('xmp') && !marked) return;
    const reading = await readInPhoto(file);
    if (reading?.problem) note(file, reading.problem);
    // How the picture lies is not known, so no place on it is: names in the wrong places are worse than none.
    if (!reading || isUnread(reading)) return;
    const { tags } = reading;
    const orientation = combined(orientationIn(tags), store.metadata.turnOf(photo));
    if (wants('xmp')) {
      add(photo, file, markingsIn(tags, { rank: RANK.inPhoto, orientation }));
      for (const { path, markings } of await besides(file, entries, orientation)) {
        add(photo, file, withoutOwn(id, markings), path);
      }
    }
    if (picasa && marked) add(photo, file, [await picasa.markingOf(file, orientation)]);
  }

  /** The file stays open meanwhile, and on Linux is what ExifTool reads. @returns undefined where it cannot be reached */
  async function readInPhoto(file: string): Promise<Reading | undefined> {
    const opened = await openPlainFile(file).catch(() => undefined); // it went, or is away
    if (!opened) return undefined;
    try {
      if (!bounds.hold(await realPathOf(opened, file))) return undefined;
      return await reader.readPhoto(file, descriptorPath(opened), 'people');
    } finally {
      await opened.handle.close();
    }
  }

  /** @param place where it says so */
  function add(photo: number, file: string, found: readonly Marking[], place = file): void {
    const meant = found.filter((marking) => !isFlood(marking));
    if (meant.length < found.length) note(place, sentence('tooManyRegions', { most: MOST_MARKS }));
    for (const marking of meant) noteLongNames(file, marking, place);
    const markings = meant.map(withoutLongNames).filter(isSaying);
    if (markings.length === 0) return;
    const known = collected.photos.get(photo);
    if (known) known.markings.push(...markings);
    else collected.photos.set(photo, { file, markings });
  }

  /** Programs say a name of one face in up to three lists, and beside the photo as well as in it. */
  function noteLongNames(file: string, marking: Marking, place: string): void {
    for (const [name, boxes] of longNamesIn(marking)) {
      const key = `${file}\n${foldText(name)}`;
      if (longNames.has(key)) continue;
      longNames.add(key);
      const start = `${[...name].slice(0, SHOWN_OF_LONG_NAME).join('')}…`;
      note(place, sentence('longName', { start, boxes, most: LONGEST_NAME }));
    }
  }

  /** Both kinds of sidecars: one may hold what the other does not. */
  async function besides(file: string, entries: readonly string[], orientation: Orientation) {
    const read: { path: string; markings: Marking[] }[] = [];
    for (const [index, wanted] of sidecarNames(basename(file)).entries()) {
      const name = entries.find((entry) => isSidecar(entry) && foldName(entry) === foldName(wanted));
      if (name === undefined) continue;
      const path = join(dirname(file), name);
      const bytes = await readBeside(path, MOST_SIDECAR_BYTES);
      if (!bytes) continue;
      const reading = await reader.readSidecar(bytes, 'people');
      if (reading?.problem) note(path, reading.problem);
      const tags = reading?.tags ?? {};
      // IMG.xmp stands beside IMG.dng and IMG.jpg, and may say whose it is.
      if (!(await isAbout(file, path, tags))) continue;
      const rank = index === 0 ? RANK.fullSidecar : RANK.shortSidecar;
      read.push({ path, markings: markingsIn(tags, { rank, orientation }) });
    }
    return read;
  }

  /** What Kindred itself wrote beside a photo is no other program's word. */
  function withoutOwn(file: number, markings: readonly Marking[]): Marking[] {
    const kept = store.writtenNames.of(file);
    if (!kept) return [...markings];
    const written = WrittenNames.parse(JSON.parse(kept.content));
    return markings.map((marking) => ({
      ...marking,
      marks: marking.marks.filter(({ name, box }) => !isOwnMark(name, box, written)),
      names: marking.names.filter((name) => !written.people.includes(name)),
    }));
  }

  /** Other parts of the folder have their own turn if they hold a photo of the library. */
  async function collectTakeout(folder: string, entries: readonly string[]): Promise<void> {
    await collectTakeoutIn(folder, entries, bounds);
    const inPlace: PhotoBounds = { ...bounds, hold: (real) => isWithin(real, place) && bounds.hold(real) };
    for (const part of await otherParts(folder, place, inPlace)) {
      if (folders.has(part) || bareParts.has(part)) continue;
      bareParts.add(part);
      await collectTakeoutIn(part, await entriesOf(part), inPlace);
    }
  }

  async function collectTakeoutIn(folder: string, entries: readonly string[], within: PhotoBounds): Promise<void> {
    // A photo that lies there and is not in the library is meant all the same: its names are no other part's.
    const beside = entries.filter((entry) => isPicture(entry) || isVideo(entry));
    const whole = wholes.get(wholeFolder(folder)) ?? [];
    const meantHere = takeoutFinder(folders.get(folder) ?? [], beside);
    const meantBeyond = takeoutFinder(whole.filter(({ file }) => dirname(file) !== folder));
    for (const entry of entries.filter((each) => extname(each).toLowerCase() === '.json')) {
      if (signal.aborted) return;
      const path = join(folder, entry);
      const json = await readBeside(path, MOST_BYTES.takeout, within);
      const said = json && readTakeout(entry, json);
      if (said === 'damaged') note(path, sentence('takeoutDamaged'));
      if (!said || said === 'damaged') continue;
      const meant = meantHere(said) ?? meantBeyond(said) ?? [];
      if (meant.length === 0) collected.elsewhere += said.names.length;
      for (const { photo, file } of meant) add(photo, file, [takeoutMarking(said, RANK.takeout)], path);
    }
  }

  function collectDigikam(rows: readonly DigikamRow[]): void {
    const byName = Map.groupBy(store.files.ofLibrary(), ({ file }) => foldName(basename(file)));
    for (const rowsOfOne of Map.groupBy(rows, (row) => pathOf(row).join('/')).values()) {
      const [row] = rowsOfOne;
      const file = row && fileOf(row, byName.get(foldName(row.file)) ?? []);
      if (!file) collected.elsewhere += rowsOfOne.length;
      else add(file.photo, file.file, [digikamMarking(rowsOfOne, RANK.digikam)]);
    }
  }

  /** @returns undefined: it is not there, may not be read, or is too large, which is noted */
  async function readBeside(path: string, most: number, within = bounds): Promise<Uint8Array | undefined> {
    const file = await readSidecar(path, within, most);
    if (file.kind === 'tooLarge') note(path, sentence('namesTooLarge', { megabytes: most / MEGABYTE }));
    return file.kind === 'bytes' ? file.bytes : undefined;
  }

  function note(file: string, problem: Sentence): void {
    collected.problemCount++;
    // Problems with its date and title were reported when it was scanned.
    const reason = isUnread({ problem }) ? sentence('namesUnread') : problem;
    if (collected.problems.length < MOST_PROBLEMS) collected.problems.push({ file, reason });
  }
}

/**
 * @param beside names of photos that need not be in the library
 * @returns those in the library that an entry means; undefined: it means none of all these
 */
function takeoutFinder(list: readonly LibraryFile[], beside: readonly string[] = []) {
  const byName = Map.groupBy(list, ({ file }) => basename(file));
  const namesOf = takeoutPhotos([...new Set([...byName.keys(), ...beside])]);
  return (entry: TakeoutEntry): LibraryFile[] | undefined => {
    const names = namesOf(entry);
    return names.length === 0 ? undefined : names.flatMap((name) => onePhoto(byName.get(name) ?? []) ?? []);
  };
}

/** The file whose path ends as digiKam's does, in most folders; where two do as well, one of the same size; else none. */
function fileOf(row: DigikamRow, candidates: readonly LibraryFile[]): LibraryFile | undefined {
  const wanted = pathOf(row).map(foldName).reverse();
  const rated = candidates.map((candidate) => {
    const parts = foldName(candidate.file).split(/[\\/]/).reverse();
    const differs = wanted.findIndex((part, index) => part !== parts[index]);
    return { candidate, shared: differs === -1 ? wanted.length : differs };
  });
  const most = Math.max(0, ...rated.map(({ shared }) => shared));
  const best = rated.filter(({ shared }) => shared === most).map(({ candidate }) => candidate);
  // The name alone is not enough: every camera has its IMG_0001.
  const isSure = most >= Math.min(2, wanted.length);
  const sameSize = best.filter(({ bytes }) => bytes === row.bytes);
  if (sameSize.length > 0) return onePhoto(sameSize);
  return isSure ? onePhoto(best) : undefined;
}

function onePhoto(files: readonly LibraryFile[]): LibraryFile | undefined {
  return new Set(files.map(({ photo }) => photo)).size === 1 ? files[0] : undefined;
}

/** Folders and contacts are read once each. */
function picasaReader(readBeside: (path: string, most: number) => Promise<Uint8Array | undefined>, top: string) {
  const folders = new Map<string, Promise<PicasaFolder>>();
  let contacts: Promise<ReadonlyMap<string, string>> | undefined;

  /** Picasa's own file for all folders knows best; it lies where Picasa keeps it, or was copied along. */
  async function allContacts(): Promise<ReadonlyMap<string, string>> {
    const all = new Map<string, string>();
    for (const place of [
      'contacts.xml',
      join('contacts', 'contacts.xml'),
      join('contacts', 'backup.xml'),
      'backup.xml',
    ]) {
      const file = await readBeside(join(top, place), MOST_BYTES.picasa);
      if (!file) continue;
      for (const [id, name] of readPicasaContacts(file)) if (!all.has(id)) all.set(id, name);
    }
    return all;
  }

  function folderAt(path: string, entries?: readonly string[]): Promise<PicasaFolder> {
    const reading = folders.get(path) ?? readFolder(path, entries);
    folders.set(path, reading);
    return reading;
  }

  async function readFolder(path: string, entries?: readonly string[]): Promise<PicasaFolder> {
    const folder: PicasaFolder = { contacts: new Map(), faces: new Map() };
    const inside = entries ?? (await entriesOf(path));
    for (const name of inside.filter((each) => /^\.?picasa\.ini$/i.test(each))) {
      const file = await readBeside(join(path, name), MOST_BYTES.picasa);
      if (!file) continue;
      const read = readPicasaIni(file);
      for (const [id, called] of read.contacts) folder.contacts.set(id, called);
      for (const [photo, faces] of read.faces) folder.faces.set(photo, faces);
    }
    return folder;
  }

  return {
    isMarked: async (file: string, entries: readonly string[]): Promise<boolean> =>
      (await folderAt(dirname(file), entries)).faces.has(foldName(basename(file))),
    async markingOf(file: string, orientation: Orientation): Promise<Marking> {
      const folder = await folderAt(dirname(file));
      const above: ReadonlyMap<string, string>[] = [folder.contacts];
      for (let path = dirname(file); path !== top && isWithin(path, top) && path !== dirname(path);) {
        path = dirname(path);
        above.push((await folderAt(path)).contacts);
      }
      const known = await (contacts ??= allContacts());
      return picasaMarking(folder, basename(file), [known, ...above], { rank: RANK.picasa, orientation });
    },
  };
}

async function contains(folder: string, file: string): Promise<boolean> {
  return (await entriesOf(folder)).includes(file);
}

/** None in a folder that is gone or closed meanwhile. */
async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
