// Reads metadata by ExifTool, in processes beside the engine: what a file does to one of them is an ordinary event.

import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { ExifTool, exiftoolPath } from 'exiftool-vendored';
import { z } from 'zod';
import { messageOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import { lowerPriority } from '../platform/lower-priority.ts';
import { makeTemporaryFolder } from '../platform/temporary-folder.ts';
import { type Glance, glanceAt } from './glance.ts';

/** By family, group and name, as ExifTool calls them: EXIF:ExifIFD:DateTimeOriginal. */
export type Tags = Readonly<Record<string, unknown>>;

export interface Reading {
  tags: Tags;
  /** Why there are none, or not all. */
  problem: Sentence | null;
}

/** ExifTool gave up: what the file says is not known. A file that says nothing is read all the same. */
export function isUnread({ problem }: Pick<Reading, 'problem'>): boolean {
  return problem?.id === 'metadataTime' || problem?.id === 'metadataCrash';
}

/**
 * `metadata`: dates, camera, place, title. `video`: the same, and what a container says of its pictures; the whole file is read,
 * with its maker's notes. `people`: names with their regions, as structures, and the orientation.
 */
export type TagSelection = 'metadata' | 'video' | 'people';

export interface MetadataReader {
  /**
   * @param place by which the file is opened, where that is not its path: that of an open descriptor
   * @returns undefined where this machine cannot run ExifTool at all: then nothing is known of any file
   */
  readPhoto(path: string, place?: string, wanted?: TagSelection): Promise<Reading | undefined>;
  /** @param bytes of an .xmp file. @returns as `readPhoto` */
  readSidecar(bytes: Uint8Array, wanted?: TagSelection): Promise<Reading | undefined>;
  /** Whether this machine can run ExifTool at all. */
  isUsable(): Promise<boolean>;
  /** Why nothing can be read; null: it can, or has not been tried yet. */
  trouble(): { message: Sentence; hint: Sentence } | null;
  close(): Promise<void>;
}

export interface MetadataReaderOptions {
  log: Log;
  /** Milliseconds after which a file is given up. */
  limit?: number;
  /** Bytes of address space that a process may have; where the system can limit it. */
  mostMemory?: number;
}

/** An ordinary photo takes 3 to 30 ms; a busy machine with a slow disk needs patience. */
const EXIFTOOL_LIMIT_MS = 10_000;
/** Five times what ExifTool takes. Address space, as sh limits it: on Linux; on a Mac and on Windows time is the limit. */
const MOST_EXIFTOOL_MEMORY = 256_000_000;
/** Side by side: a vision process takes a hundred times as long for a photo. */
const EXIFTOOL_PROCESSES = 2;
/** A longer value is no title; and what comes back from a hostile file stays small. */
const LONGEST_VALUE = 4000;

const Output = z.record(z.string(), z.unknown());

/** Processes are started when they are first needed, end when they have had nothing to do, and with this one. */
export function startMetadataReader({
  log,
  limit = EXIFTOOL_LIMIT_MS,
  mostMemory = MOST_EXIFTOOL_MEMORY,
}: MetadataReaderOptions): MetadataReader {
  const isWindows = process.platform === 'win32';
  let exiftool: ExifTool | undefined;
  let usable: Promise<boolean> | undefined;
  let away: string | undefined;
  let isClosed = false;
  let folder: string | undefined;
  let copies = 0;

  /** For files of this one alone. Made anew where a system tidied it away. */
  function ownFolder(): string {
    if (folder === undefined || !existsSync(folder)) folder = makeTemporaryFolder('metadata');
    return folder;
  }

  /** What every process starts with. The user's own configuration of ExifTool is not read: it is a program in Perl. */
  function startArguments(): string[] {
    const config = join(ownFolder(), 'tags.config');
    writeFileSync(config, CONFIGURATION, { mode: 0o600 });
    return ['-config', config, '-stay_open', 'True', '-@', '-'];
  }

  function open(): ExifTool {
    const opened = new ExifTool({
      maxProcs: EXIFTOOL_PROCESSES,
      taskTimeoutMillis: limit,
      taskRetries: 0,
      maxIdleMsPerProcess: 60_000,
      minDelayBetweenSpawnMillis: 200,
      endGracefulWaitTimeMillis: 200,
      exiftoolArgs: startArguments(),
      ...(!isWindows && { processFactory: start }),
    });
    opened.on('taskTimeout', (_, task) => log('warn', 'metadata.timeout', { task: task.toString() }));
    return opened;
  }

  const limited = `ulimit -v ${Math.round(mostMemory / 1024)} 2>/dev/null; exec perl "$0" "$@"`;
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C' };

  async function start() {
    const args = ['-c', limited, await exiftoolPath(), ...startArguments()];
    const child = spawn('/bin/sh', args, { stdio: 'pipe', env });
    // The user at the machine comes first.
    if (child.pid !== undefined) lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL, child.pid);
    return child;
  }

  /** Asked once: where there is no Perl there is none a second later. */
  function isUsable(): Promise<boolean> {
    return (usable ??= (async () => {
      try {
        // Where Perl is missing, ExifTool's processes would be started again and again, and nothing be answered.
        if (isWindows) await (exiftool ??= open()).version();
        else
          await promisify(execFile)('/bin/sh', ['-c', limited, await exiftoolPath(), '-ver'], { env, timeout: limit });
        if (isClosed) return false;
        exiftool ??= open();
        return true;
      } catch (error) {
        if (isClosed) return false;
        away = messageOf(error);
        log('error', 'metadata.away', { error });
        return false;
      }
    })());
  }

  async function read(path: string, wanted: TagSelection, glance: Glance): Promise<Reading | undefined> {
    const reading = await readAs(path, wanted, glance);
    const isAll = glance === 'anywhere' || wanted === 'people' || !reading || !isOfUndatedCamera(reading.tags);
    return isAll ? reading : readAs(path, wanted, 'anywhere');
  }

  /** 1. Read it. 2. When the process ended, read it once more: another program may have ended it. 3. Then give up. */
  async function readAs(path: string, wanted: TagSelection, glance: Glance): Promise<Reading | undefined> {
    if (!(await isUsable()) || isClosed) return undefined;
    const readArgs = argumentsFor(wanted, glance);
    const first = await attempt(path, readArgs);
    const reading = 'ended' in first && !isClosed ? await attempt(path, readArgs) : first;
    if (isClosed) return undefined;
    if (!('ended' in reading)) return reading;
    log('warn', 'metadata.unread', { path, error: reading.ended });
    return { tags: {}, problem: sentence('metadataCrash') };
  }

  async function attempt(path: string, readArgs: string[]): Promise<Reading | { ended: string }> {
    try {
      if (exiftool === undefined || exiftool.ended) exiftool = open();
      const tags = Output.parse(await exiftool.readRaw(path, { readArgs, ...WITHOUT_EXTRAS }));
      return { tags, problem: isDamagedXmp(tags) ? sentence('xmpDamaged') : null };
    } catch (error) {
      if (isTimeout(error)) return { tags: {}, problem: sentence('metadataTime') };
      return { ended: messageOf(error).slice(0, 200) }; // behind that it repeats all arguments
    }
  }

  /** For what ExifTool cannot be told by its own path. */
  async function privately<Result>(
    name: string,
    put: (path: string) => Promise<void>,
    then: (path: string) => Promise<Result>,
  ) {
    const path = join(ownFolder(), name);
    try {
      await put(path);
      return await then(path);
    } finally {
      await unlink(path).catch(() => undefined); // it was never put there
    }
  }

  return {
    async readPhoto(path, place = path, wanted = 'metadata') {
      const glance = wanted === 'video' ? 'anywhere' : await glanceAt(place);
      if (glance === 'silent') return { tags: {}, problem: null };
      // ExifTool is told a line an argument, and goes by the end of a name where files of several kinds begin alike.
      if (place === path && !/[\r\n]/.test(path)) return read(path, wanted, glance);
      return privately(
        `${++copies}${extname(path).replace(/[\r\n]/g, '')}`,
        (link) => symlink(place, link),
        (link) => read(link, wanted, glance),
      );
    },
    async readSidecar(bytes, wanted = 'metadata') {
      if (declaresNamespacesWithoutEnd(bytes)) return { tags: {}, problem: sentence('xmpDamaged') };
      return privately(
        `${++copies}.xmp`,
        (copy) => writeFile(copy, bytes, { mode: 0o600 }),
        (copy) => read(copy, wanted, 'before'),
      );
    },
    isUsable,
    trouble: () =>
      away === undefined
        ? null
        : { message: sentence('metadataAway'), hint: sentence(isWindows ? 'metadataAwayHint' : 'perlMissingHint') },
    async close() {
      isClosed = true;
      await exiftool?.end(false);
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What is asked for, with # as a number: nothing else comes back, so that a file with a million tags costs no more than one. */
const METADATA_TAGS = [
  'DateTimeOriginal CreateDate ModifyDate DateCreated TimeCreated CreationTime CreationDate DateTimeDigitized',
  'DigitalCreationDate DigitalCreationTime ContentCreateDate GPSDateStamp GPSTimeStamp GPSDateTime',
  'OffsetTime OffsetTimeOriginal OffsetTimeDigitized GPSLatitude# GPSLatitudeRef# GPSLongitude# GPSLongitudeRef#',
  'Title XPTitle ObjectName ImageDescription Description Caption-Abstract XPComment',
  'Subject Keywords XPKeywords TagsList HierarchicalSubject',
  'Rating# RatingPercent# Orientation# Make Model LensModel Lens SidecarForExtension PageCount# Warning Xmp_version',
  'ExposureTime# FNumber# ISO# PhotographicSensitivity# FocalLength# ContentIdentifier MediaGroupUUID',
]
  .join(' ')
  .split(' ');

/** Where XMP says that a photo's file goes on with a film. */
const FILM_TAGS = ['XMP-GCamera:MicroVideoOffset', 'XMP-GContainer:ContainerDirectory'];

const VIDEO_TAGS = [
  'ImageWidth# ImageHeight# Duration# Rotation# CompressorID VideoCodecID CodecID VideoCodec VideoStreamType',
  'VideoCodecName TrackEnabled#',
]
  .join(' ')
  .split(' ');

const PEOPLE_TAGS = [
  'XMP-mwg-rs:RegionInfo XMP-MP:RegionInfoMP XMP-acdsee-rs:RegionInfoACDSee XMP-iptcExt:ImageRegion',
  'PersonInImage PersonInImageWDetails People HierarchicalSubject TagsList LastKeywordXMP CatalogSets',
  'SidecarForExtension Orientation Warning',
]
  .join(' ')
  .split(' ');

/**
 * Of UTF-16 ExifTool makes two characters of each that takes two units there (emoji): they become one again. Text that is no
 * UTF-8 is Western (Latin-1, as Windows has it): nothing else is as likely.
 */
const VALUE_FILTER = [
  's/\\xed([\\xa0-\\xaf])([\\x80-\\xbf])\\xed([\\xb0-\\xbf])([\\x80-\\xbf])/' +
    'my $u = 0x10000 + ((ord($1) & 15) << 16 | (ord($2) & 63) << 10 | (ord($3) & 15) << 6 | ord($4) & 63);' +
    "pack('C4', 0xf0 | $u >> 18, 0x80 | $u >> 12 & 63, 0x80 | $u >> 6 & 63, 0x80 | $u & 63)/ge",
  "$_ = $self->Decode($_,'Latin') if Image::ExifTool::IsUTF8(\\$_) < 0",
  `$_ = substr($_,0,${LONGEST_VALUE}) if length > ${LONGEST_VALUE}`,
].join('; ');

/** Cameras that watch game or heat write their dates into their maker's notes alone. */
function isOfUndatedCamera(tags: Tags): boolean {
  return OF_CAMERA.some((key) => key in tags) && !Object.keys(tags).some((key) => DATE_OF_CAMERA.test(key));
}

const OF_CAMERA = ['EXIF:IFD0:Make', 'EXIF:ExifIFD:ExposureTime'];
const DATE_OF_CAMERA = /:(?:DateTimeOriginal|CreateDate)$/;
const BEFORE_THE_PICTURE = '-fast2'; // without the notes of makers, too, but for Apple's
/**
 * ExifTool keeps every tag that it meets, and holds each one against each name that is asked for: half of its time. It drops the
 * others at once, but for those from which it makes what is asked for: the parts of a list of structures, which of several pieces of
 * XMP are one, and by what kind of file a time is counted. What it works out from a maker's notes would be missing.
 */
const ASKED_FOR_ALONE = [
  '-api',
  'IgnoreTags=all',
  '-api',
  `RequestTags=FileType HasExtendedXMP ${['Mime', 'Semantic', 'Length', 'Padding'].map((part) => `DirectoryItem${part}`).join(' ')}`,
];
const COMMON_ARGUMENTS = [
  '-G0:1',
  '-a', // every place that says it
  '-api',
  `Filter=${VALUE_FILTER}`,
];
const EXIFTOOL_ARGUMENTS: Readonly<Record<TagSelection, string[]>> = {
  metadata: ['-struct', '-KindredMetadata'],
  video: ['-KindredVideo'],
  // As numbers and with their structure, of which the fields keep their own names.
  people: ['-struct', '-n', '-KindredPeople'],
};

function argumentsFor(wanted: TagSelection, glance: Glance): string[] {
  const isBefore = glance !== 'anywhere';
  return [
    ...(isBefore ? [BEFORE_THE_PICTURE] : []),
    ...(isBefore && wanted === 'metadata' ? ASKED_FOR_ALONE : []),
    ...COMMON_ARGUMENTS,
    ...EXIFTOOL_ARGUMENTS[wanted],
  ];
}

/**
 * In ExifTool's own language. The tags have one name for all of them: it looks at every argument at length, for every file. Apple's
 * notes, which are short and name the film of a still, are read where those of other makers are left out: not as notes of a maker.
 * Of a track of MP4 and MOV it does not say by itself whether it is enabled.
 */
const CONFIGURATION = `%Image::ExifTool::UserDefined::Shortcuts = (
  KindredMetadata => [${perlList([...METADATA_TAGS, ...FILM_TAGS])}],
  KindredVideo => [${perlList([...METADATA_TAGS, ...VIDEO_TAGS])}],
  KindredPeople => [${perlList(PEOPLE_TAGS)}],
);
require Image::ExifTool::MakerNotes;
%Image::ExifTool::UserDefined = (
  'Image::ExifTool::QuickTime::TrackHeader' => { 0.1 => { Name => 'TrackEnabled', Mask => 1, BitShift => 0 } },
);
foreach (@Image::ExifTool::MakerNotes::Main) { delete $$_{MakerNotes} if $$_{Name} eq 'MakerNoteApple' }
1;
`;

function perlList(tags: readonly string[]): string {
  return tags.map((tag) => `'${tag}'`).join(', ');
}

const WITHOUT_EXTRAS = { ignoreMinorErrors: false, useMWG: false };

/**
 * ExifTool takes half a millisecond for a namespace that it does not know, and longer with each of them: for 24,000, which is
 * 650 KB, a minute. Sidecars declare some dozens; some programs do so anew for each face.
 */
const MOST_NAMESPACES = 2000;

function declaresNamespacesWithoutEnd(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = text.indexOf('xmlns:'); at >= 0; at = text.indexOf('xmlns:', at + 1)) {
    if (++count > MOST_NAMESPACES) return true;
  }
  return false;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TaskTimeoutError' || /timeout/i.test(error.message));
}

function isDamagedXmp(tags: Tags): boolean {
  return Object.entries(tags).some(
    ([key, value]) => key.endsWith(':Warning') && /XMP format error/.test(String(value)),
  );
}
