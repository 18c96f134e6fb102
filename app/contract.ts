// Every call and event between a window (or script) and the engine: a line a call, schemas for both directions.
// One file, however long: all that can be asked stands in one place.
/* oxlint-disable max-lines */

import { z } from 'zod';
import type { SentenceId } from './sentences/sentence.ts';

/** What is said to a person: see sentences/sentence.ts. */
export const Sentence = z.object({
  text: z.string(),
  id: z.string().nullable(),
  values: z.record(z.string(), z.unknown()),
});

const Id = z.int().positive();
const Count = z.int().nonnegative();
/** Pixels of the upright, full-size photo: left, top, width, height. */
const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
/**
 * When a photo was taken, as local time without a zone and as far as it is known: 2005, 1985-08, 2019-07-04,
 * 2019-07-04T18:30, 2019-07-04T18:30:00. It sorts by the middle of what it names. null: nothing says so.
 */
const LocalTime = z.string().nullable();
const Precision = z.enum(['year', 'month', 'day', 'minute', 'second']);
const PartialTime = z.string().regex(/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?$/);
const Offset = z.string().regex(/^[+-]\d\d:\d\d$/);
const Page = { offset: Count.default(0), limit: z.int().min(1).max(1000).default(200) };
/**
 * Invisible characters that come along when text is copied: they make two names look the same, or reverse the text
 * behind them. Joiners, which some scripts need, are allowed.
 */
const INVISIBLE_CHARACTERS = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;
export const Name = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').replace(INVISIBLE_CHARACTERS, '').trim())
  .pipe(
    z
      .string()
      .min(1, 'nameMissing' satisfies SentenceId)
      .max(200, 'nameTooLong' satisfies SentenceId),
  );

/** Of a photo. */
const Title = z
  .string()
  .max(1000)
  .transform((title) => title.normalize('NFC').replace(INVISIBLE_CHARACTERS, '').trim());

/**
 * What a folder holds and was not read. `beside`: the film of a live photo (of earlier versions); `unreachable`: a link that leads nowhere, or
 * out of bounds; `system`: made by a system or a program for itself; `unsupported`: no decoder reads this format.
 */
export const Skipped = z.object({
  kind: z.enum(['picture', 'video', 'sidecar', 'backup', 'sound', 'document', 'system', 'other', 'folder']),
  reason: z.enum(['notAPhoto', 'unsupported', 'hidden', 'excluded', 'system', 'beside', 'unreachable']),
  count: Count,
  /** Path of the first one, below the folder. */
  example: z.string(),
});

export const Folder = z.object({
  id: Id,
  path: z.string(),
  /** `away`: unplugged or unreachable, so nothing in it counts as missing. */
  state: z.enum(['ready', 'scanning', 'away']),
  photos: Count,
  /** Files that are still to be read. */
  waiting: Count,
  /** By the user: neither scanned nor watched; what is known of its photos stays on the screen. */
  paused: z.boolean(),
  /** Glob patterns: one without a slash fits a name anywhere, one with a slash a path below the folder. */
  excluded: z.array(z.string()),
  /** Ask once a minute instead of listening; null: where the folder lies on a network. */
  polled: z.boolean().nullable(),
  /** By the last whole scan, the most numerous first. */
  skipped: z.array(Skipped),
});

const AddedFolder = Folder.extend({ isNew: z.boolean() });

const Problem = z.object({ message: Sentence, hint: Sentence });

/** A machine that analyses photos for this library, beside the one that it is on. */
const Worker = z.object({
  /** Two may have one name. */
  id: z.uuid(),
  name: z.string(),
  provider: z.string(),
  /** Over the last minute. */
  photosPerSecond: z.number(),
  /** ISO, UTC. */
  lastSign: z.string(),
  /** It says nothing any more: its photos go on elsewhere. */
  isAway: z.boolean(),
});

/** What lets such a machine in, until it is revoked. */
const Invitation = z.object({ id: z.uuid(), name: z.string(), at: z.string() });

export const Status = z.object({
  activity: z.enum(['idle', 'opening', 'scanning', 'reading', 'grouping', 'paused']),
  /** Why nothing is read; resuming overrides either, the battery until the charger is back. */
  pausedBy: z.enum(['user', 'battery']).nullable(),
  photos: z.object({ total: Count, done: Count, waiting: Count, failed: Count }),
  faces: Count,
  people: Count,
  questions: Count,
  /** Those of them that matter: see `questions.next`. */
  importantQuestions: Count,
  /** Which share of the faces is in memory, 0 to 1; until it is all, what is said and asked of people waits. */
  loaded: z.number(),
  photosPerSecond: z.number().nullable(),
  /** null: there is nothing steady to say yet. */
  secondsLeft: z.number().nullable(),
  folders: z.array(Folder),
  /** Other machines; none without a queue. */
  workers: z.array(Worker),
  /** Of how many videos no picture could be made, as this machine has no program that decodes them. */
  videosUnseen: Count,
  /** Shown as a banner until it goes away by itself. */
  problem: Problem.nullable(),
});

/** What a person is called, where one is only mentioned. */
const PersonLabel = z.object({ id: Id, name: z.string().nullable() });

export const PersonCard = PersonLabel.extend({
  hidden: z.boolean(),
  /** By the user: comes first. */
  favourite: z.boolean(),
  faces: Count,
  photos: Count,
  /** How many of the photos came since the person was hidden; 0 for all others. */
  photosSinceHidden: Count,
  /** The face that stands for the person. */
  cover: Id,
});

export const PhotoCard = z.object({
  id: Id,
  width: Count,
  height: Count,
  takenAt: LocalTime,
  /** By the user. */
  favourite: z.boolean(),
  /**
   * A video: how long it plays, as far as it says so, and whether a picture of it could be made; null: a still.
   */
  video: z.object({ seconds: z.number().nullable(), hasPoster: z.boolean() }).nullable(),
  /** A still that the camera took a film with: a live or motion photo. */
  hasFilm: z.boolean(),
});

export const Face = z.object({
  id: Id,
  photo: Id,
  box: Box,
  /** The detector's own score, 0 to 1. */
  confidence: z.number(),
  /** How much the face is worth to grouping, 0 to 1: size, sharpness, pose, confidence. */
  quality: z.number(),
  person: PersonLabel.nullable(),
});

/** By an offline list of towns. `country`: ISO 3166-1, two letters. */
const Town = z.object({ name: z.string(), region: z.string().nullable(), country: z.string() });

/** Where words stand: in the file, or in the .xmp file beside it; or it is the user who says so. */
const WrittenIn = z.enum(['exif', 'xmp', 'iptc', 'png', 'sidecar', 'user']);

export const Photo = PhotoCard.extend({
  bytes: Count,
  /** Of a video's pictures, as its file names it; null: it does not say, or it is a still. */
  codec: z.string().nullable(),
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  exposure: z.object({
    /** Seconds. */
    time: z.number().nullable(),
    /** The f-number. */
    aperture: z.number().nullable(),
    iso: z.number().nullable(),
    /** Millimetres, as the lens has it. */
    focalLength: z.number().nullable(),
  }),
  /**
   * Who says when it was taken: the user, the .xmp file beside it, something in the file, or its name. `file`: nothing; there is
   * only the file's own time, which says when it was copied, at best.
   */
  takenFrom: z.enum(['user', 'sidecar', 'exif', 'xmp', 'iptc', 'gps', 'png', 'container', 'name', 'file']),
  /** The file's own time, where there is no `takenAt`. */
  fileTime: LocalTime,
  /** How much of `takenAt` is known. */
  takenPrecision: Precision,
  /** From UTC: +02:00. */
  takenOffset: z.string().nullable(),
  /** Degrees, north and east positive. */
  position: z.object({ latitude: z.number(), longitude: z.number(), town: Town.nullable() }).nullable(),
  rating: z.object({ stars: z.int().min(1).max(5), from: WrittenIn }).nullable(),
  title: z.object({ text: z.string(), from: WrittenIn }).nullable(),
  description: z.string().nullable(),
  keywords: z.array(z.string()),
  /** Why this is not all that the file says of itself. */
  metadataProblem: Sentence.nullable(),
  /** Every place where this very file lies: copies are one photo. */
  places: z.array(z.object({ folder: z.string(), path: z.string() })),
  /**
   * From left to right. `ageInMonths`: of the person when the photo was taken; null: not born yet, or the birth date is
   * not known. `hidden`: the person is, by the user.
   */
  faces: z.array(Face.extend({ ageInMonths: Count.nullable(), hidden: z.boolean() })),
});

/** A day without a zone: 2019-07-04. */
const Day = z.iso.date();

/** Which photos an album holds: all of it has to fit, an empty list and null ask for nothing. */
const AlbumRule = z.object({
  /** Of each party at least one person is on the photo: of all parties, or of any. */
  with: z.array(z.array(Id).max(100)).max(20),
  without: z.array(Id).max(100),
  /** Both included. */
  from: Day.nullable(),
  to: Day.nullable(),
  /** 1 to 12, of any year. */
  months: z.array(z.int().min(1).max(12)).max(12),
  /** Only those that the user made favourites. */
  favourites: z.boolean().default(false),
  /** Each is part of a folder, a file's name, a title, a camera or a name. */
  words: z.array(z.string().min(1).max(200)).max(20),
  /** Only videos that play for longer and shorter than this, in seconds, the limits left out; null: photos as well. */
  videos: z
    .object({ longer: z.number().nonnegative().nullable(), shorter: z.number().nonnegative().nullable() })
    .nullable()
    .default(null),
});

/** Photos that are meant together: one by one, or all of a person, of an album, of a folder, that a search finds, or all. */
const PhotoSet = z.union([
  z.strictObject({ photos: z.array(Id).min(1).max(100_000) }),
  z.strictObject({ person: Id }),
  z.strictObject({ album: Id }),
  z.strictObject({ folder: Id, directory: z.string() }),
  z.strictObject({ query: z.string().min(1).max(1000) }),
  z.strictObject({ everything: z.literal(true) }),
]);

/** What there is of an album before its photos are loaded. */
/** Photos to be taken along, perhaps with what stands beside them in .xmp files, and who is on them. */
export const PhotosToTake = z.object({ set: PhotoSet, withSidecars: z.boolean().default(false) });

const Extent = { photos: Count, firstTakenAt: LocalTime, lastTakenAt: LocalTime, cover: Id.nullable() };
/** `isChosen`: the user puts photos into it one by one; otherwise it fills itself. */
const Album = z.object({ id: Id, name: z.string(), isChosen: z.boolean(), ...Extent });
/** A directory below a watched folder; `directory` is empty for the watched folder itself. */
const FolderAlbum = z.object({ folder: Id, directory: z.string(), name: z.string(), path: z.string(), ...Extent });

/** What was understood of a query, in its order. */
const QueryPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('with'), people: z.array(Id) }),
  z.object({ kind: z.literal('without'), people: z.array(Id) }),
  z.object({ kind: z.literal('days'), from: Day.nullable(), to: Day.nullable() }),
  z.object({ kind: z.literal('months'), months: z.array(z.int().min(1).max(12)) }),
  z.object({ kind: z.literal('favourites') }),
  /** Videos alone, that play for longer and shorter than this, in seconds. */
  z.object({ kind: z.literal('videos'), longer: z.number().nullable(), shorter: z.number().nullable() }),
  z.object({ kind: z.literal('word'), text: z.string() }),
  /** No person has that name, so leaving it out excludes nothing. */
  z.object({ kind: z.literal('unknown'), text: z.string() }),
]);

/** `start`: what was typed from there on is replaced. */
const Suggestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonCard, text: z.string(), start: Count }),
  z.object({ kind: z.literal('folder'), name: z.string(), path: z.string(), photos: Count, start: Count }),
  /** A month (2019-07) or a year (2019). */
  z.object({ kind: z.literal('date'), date: z.string(), photos: Count, start: Count }),
  /** A town, a part of a country, or a country. */
  z.object({ kind: z.literal('place'), name: z.string(), photos: Count, start: Count }),
  z.object({ kind: z.literal('album'), album: Id, name: z.string() }),
]);

const QuestionSide = z.object({
  face: Id,
  photo: Id,
  path: z.string(),
  box: Box,
  takenAt: LocalTime,
  person: PersonCard,
  /** Five more of that side at most, of different times, the earliest first. */
  more: z.array(z.object({ face: Id, photo: Id, takenAt: LocalTime })),
});

export const Question = z.object({
  left: QuestionSide,
  right: QuestionSide,
  /** Probability that both are the same person, 0 to 1. */
  probability: z.number(),
  /** Expected number of faces whose group the answer makes more complete. */
  gain: z.number(),
});

/** A face of an earlier answer: its photo may be away by now, and the face belong to no person. */
const AnsweredFace = z.object({ face: Id, person: PersonCard.nullable() });

/** `later`: asked again when nothing else is left; `notFace` and `mirror` speak of one of the two, named by `of`. */
const Answer = z.enum(['same', 'different', 'unsure', 'later', 'notFace', 'mirror']);
const NextQuestion = {
  next: Question.nullable(),
  remaining: Count,
  /**
   * Those of them that matter and were not left for later: one answer in ten or more changes the grouping, and they are
   * about someone who has a name or is a favourite, or at least one face is expected to find its person.
   */
  important: Count,
};

/** The action that was written down, by which it is taken back; null: nothing changed. */
const Recorded = { action: Id.nullable() };

const Answered = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('recorded'),
    /** What the answer settled. */
    sentence: Sentence,
    settledFaces: Count,
    /** How many photos found their person by it. */
    foundPhotos: Count,
    ...Recorded,
    ...NextQuestion,
  }),
  /** Both have a name and the names differ: ask which one stays, then answer again with `keep`. */
  z.object({ outcome: z.literal('twoNames'), left: PersonCard, right: PersonCard }),
  /** The user said otherwise before, about these faces: show them, then answer again with `insist`, or leave it. */
  z.object({
    outcome: z.literal('contradiction'),
    sentence: Sentence,
    earlier: z.object({
      left: AnsweredFace,
      right: AnsweredFace,
      answer: z.enum(['same', 'different']),
      /** ISO, UTC. */
      at: z.string(),
    }),
  }),
  /** Both are on this photo: is it a mirror or a collage? Then answer again with `insist`. */
  z.object({ outcome: z.literal('onePhoto'), sentence: Sentence, photo: PhotoCard }),
]);

const Named = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('named'), person: PersonCard, ...Recorded }),
  /**
   * Others are called that, those on the most photos first: ask whether one of them is this person. Then either merge
   * with that one, or name again with `keepBoth`.
   */
  z.object({ outcome: z.literal('taken'), namesakes: z.array(PersonCard).min(1) }),
]);

const Failure = z.object({
  file: Id,
  path: z.string(),
  reason: Sentence,
  attempts: Count,
  /** When it is tried again (ISO, UTC); null: only when the user says so. */
  retryAt: z.string().nullable(),
});

/** A photo of which no file is left; it comes back with everything when a file does. */
const MissingPhoto = z.object({
  photo: Id,
  path: z.string(),
  /** ISO, UTC; null: unknown. */
  since: z.string().nullable(),
  /** When the user forgot it; until the forgotten are emptied it can be remembered. */
  forgottenAt: z.string().nullable(),
  faces: Count,
  names: z.array(z.string()),
});
const MissingCounts = { total: Count, forgotten: Count };
const Photos = z.union([z.array(Id), z.literal('all')]);

const HistoryEntry = z.object({
  id: Id,
  at: z.string(),
  sentence: Sentence,
  undone: z.boolean(),
  /** Why it cannot be taken back: something that was done later builds on it. null: it can, unless it is undone. */
  obstacle: Sentence.nullable(),
  /** Some of the faces that it was about, for small pictures: six at most. */
  faces: z.array(Id),
  /** `machine`: Kindred by itself. */
  who: z.enum(['user', 'import', 'machine']),
});

/** `restore`: what was there before a backup was restored. */
const Backup = z.object({
  name: z.string(),
  at: z.string(),
  reason: z.enum(['daily', 'migration', 'restore']),
  bytes: Count,
});

/** Similarities of −1 to 1; each lesson is one answer to a question that Kindred asked. */
const Learning = z.object({
  shipped: z.number(),
  learnt: z.number(),
  lessons: z.array(z.object({ similarity: z.number(), answer: z.enum(['same', 'different']) })),
});

export const LargeModelName = z.enum(['facenet', 'resnet50', 'sface', 'auraface']);
/** `shipped`: the models that Kindred brings along. */
export const ModelName = z.enum(['shipped', ...LargeModelName.options]);

/** What is under way; `description`: every known face is embedded by it, and until that is done the old one is used. */
const ModelWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('download'),
    name: LargeModelName,
    received: Count,
    total: Count,
    secondsLeft: Count.nullable(),
  }),
  z.object({ kind: z.literal('conversion'), name: LargeModelName }),
  z.object({
    kind: z.literal('description'),
    name: LargeModelName,
    done: Count,
    total: Count,
    secondsLeft: Count.nullable(),
    /** The photos of those that are left cannot be reached, or the user paused. */
    isWaiting: z.boolean(),
  }),
]);

const LargeModel = z.object({
  name: LargeModelName,
  title: z.string(),
  purpose: z.string(),
  dimensions: Count,
  /** Of the download. */
  bytes: Count,
  url: z.string(),
  /** Of the download: as it was published, or else as it came; null: not known yet. */
  sha256: z.string().nullable(),
  authors: z.string(),
  licence: z.string(),
  paper: z.string(),
  /** How far its results can be trusted, in one sentence. */
  calibration: z.string(),
  isInstalled: z.boolean(),
});

const Models = z.object({
  models: z.array(LargeModel),
  inUse: ModelName,
  /** The model that is to be used next. */
  next: LargeModelName.nullable(),
  work: ModelWork.nullable(),
  failure: z.object({ name: LargeModelName, sentence: Sentence }).nullable(),
});

const About = z.object({
  version: z.string(),
  library: z.string(),
  provider: z.string(),
  /** Why that one runs the models. */
  providerReasons: z.array(Sentence),
  models: z.array(z.object({ name: z.string(), purpose: z.string(), version: z.string() })),
});

/** The smallest face that is looked for by default, as a share of a photo's longer side (a panorama's shorter one, twice). */
export const SMALLEST_FACE = 30 / 1024;

/** How photos are analysed. */
const Indexing = z.object({
  /** Side of the smallest face that is looked for, as a share of the photo's longer side; of a panorama's shorter one, twice. */
  smallestFace: z.number(),
  sparesBattery: z.boolean(),
  /** A raw file and its JPEG, or an edited copy and its original, are shown as two photos. */
  filesApart: z.boolean(),
  /** Null: it cannot be told here. */
  onBattery: z.boolean().nullable(),
});

/** Whose names are brought along. */
export const NameSource = z.enum(['xmp', 'picasa', 'takeout', 'digikam']);

/** What was found of one name, and what bringing it along would do. */
const FoundName = z.object({
  /** As it is written most often: names that differ in capitals, accents or blanks are one. */
  name: z.string(),
  photos: Count,
  /** Boxes that fit a face, that lie a little otherwise, and around which no face was found: one is drawn there. */
  fits: Count,
  differs: Count,
  drawn: Count,
  /** Names without a box: where one face was left over it is that one, else it is asked. */
  settled: Count,
  asked: Count,
  /** Faces that are called so in Kindred already, and those that the user gave another name: that stands. */
  known: Count,
  kept: Count,
  /** How many people of Kindred it is given to: with more than one, whether they are one has to be said. */
  people: Count,
  /** Some of the faces, for small pictures. */
  faces: z.array(Id),
  /** Whether anything would change. */
  isNew: z.boolean(),
});

const NamesReport = z.object({
  /** The real path that was looked through. */
  place: z.string(),
  from: NameSource.nullable(),
  files: Count,
  /** On which a person has a name. */
  photos: Count,
  names: z.array(FoundName),
  /** Boxes without a name, which are left out. */
  unnamed: Count,
  /** Names on what the user said is no face, and boxes that contradict another one: none of these counts. */
  refused: Count,
  disputed: Count,
  /** Photos whose boxes lie as if the picture were turned otherwise than its file says: they were turned. */
  turned: Count,
  /** Names for photos that are not in this library. */
  elsewhere: Count,
  problems: z.array(z.object({ file: z.string(), reason: Sentence })),
  problemCount: Count,
});

/** Where bringing names along is. */
const NamesImport = z.discriminatedUnion('step', [
  z.object({ step: z.literal('idle') }),
  z.object({ step: z.literal('reading'), place: z.string(), done: Count, total: Count }),
  /** Nothing is written yet. */
  z.object({ step: z.literal('found'), report: NamesReport }),
  z.object({ step: z.literal('applying'), done: Count, total: Count }),
  z.object({
    step: z.literal('applied'),
    people: Count,
    faces: Count,
    drawn: Count,
    joined: Count,
    /** Null: nothing was new. */
    action: Id.nullable(),
    isUndone: z.boolean(),
  }),
  z.object({ step: z.literal('failed'), reason: Sentence }),
]);

/** Names in the .xmp files beside photos: where they are written, and how far that is. */
const NamesWriting = z.object({
  /** In folders that are added from now on as well. */
  newFolders: z.boolean(),
  folders: z.array(z.object({ folder: Id, path: z.string(), writes: z.boolean() })),
  /** Sidecars that hold names of Kindred's; and those of them in folders where nothing is written any more. */
  written: Count,
  leftOver: Count,
  /** Photos whose sidecars are still to be looked at, and those of which it failed. */
  waiting: Count,
  failed: Count,
  /** The first file of each reason, and how many there are. */
  problems: z.array(z.object({ path: z.string(), count: Count, reason: Sentence })),
  /** Why nothing at all can be written. */
  trouble: Problem.nullable(),
});

const none = z.object({});

/** What replies are about. `people`: who is who, and all that the user decided about them and about albums. */
const TOPICS = ['people', 'photos', 'status', 'models', 'indexing', 'backups', 'names', 'workers'] as const;
export type Topic = (typeof TOPICS)[number];
/**
 * What a call reads or changes: a change makes every reply stale that reads one of its topics.
 * `needsFaces`: the call waits until all faces are in memory, which takes a large library seconds.
 */
export type Effect = { needsFaces: boolean } & ({ reads: readonly Topic[] } | { changes: readonly Topic[] });

const call = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply, effect: Effect) => ({
  request,
  reply,
  effect,
});

/** A face wherever the photo lies: by what the file holds, and where on it. */
const TransferFace = z.object({ photo: z.string(), box: Box });
/** Everything that was said, for another library of the same photos; albums name people by their place in the list. */
const Transfer = z.object({
  kindred: z.literal(1),
  people: z.array(
    z.object({
      name: Name.nullable(),
      hidden: z.boolean(),
      favourite: z.boolean(),
      note: z.string().nullable(),
      born: Day.nullable(),
      cover: TransferFace.nullable(),
      faces: z.array(TransferFace),
    }),
  ),
  /** Pairs of faces that the user called different. */
  apart: z.array(z.tuple([TransferFace, TransferFace])),
  noFaces: z.array(TransferFace),
  albums: z.array(
    z.object({ name: Name, rule: AlbumRule.extend({ with: z.array(z.array(Count)), without: z.array(Count) }) }),
  ),
  /** What the user said of photos themselves, by their content; an earlier version wrote none. */
  photos: z
    .array(
      z.object({
        photo: TransferFace.shape.photo,
        taken: z
          .object({
            takenAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
            takenPrecision: Precision,
            takenOffset: Offset.nullable(),
          })
          .nullable(),
        title: Title.nullable(),
        favourite: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Albums of photos that were chosen one by one, by their content; an earlier version wrote none. */
  chosenAlbums: z
    .array(
      z.object({
        name: Name,
        photos: z.array(TransferFace.shape.photo),
        cover: TransferFace.shape.photo.nullable(),
      }),
    )
    .default([]),
});

const Note = z
  .string()
  .transform((note) =>
    note
      .normalize('NFC')
      .replace(INVISIBLE_CHARACTERS, (sign) => (sign === '\n' ? sign : ''))
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1)
      .max(5000, 'noteTooLong' satisfies SentenceId),
  );
const asksForSomething = ({ from, to, favourites, videos, ...lists }: z.output<typeof AlbumRule>) =>
  from !== null || to !== null || favourites || videos !== null || Object.values(lists).some((list) => list.length > 0);

export const contract = {
  'library.status': call(none, Status, { reads: ['status'], needsFaces: false }),
  'library.about': call(none, About, { reads: ['models'], needsFaces: false }),

  /** Large models that can be had beside those that ship. While something is under way, ask again for progress. */
  'models.list': call(none, Models, { reads: ['models'], needsFaces: false }),
  /** Downloads one from its official release and converts it; goes on where an earlier download broke off. */
  'models.get': call(z.object({ name: LargeModelName }), Models, { changes: ['models'], needsFaces: true }),
  /** Ends the download, or the change to another model. */
  'models.cancel': call(none, Models, { changes: ['models'], needsFaces: true }),
  /** Names and answers stay; a large model is used as soon as it has embedded every face. */
  'models.use': call(z.object({ name: ModelName }), Models, { changes: ['models'], needsFaces: true }),
  'models.remove': call(z.object({ name: LargeModelName }), Models, { changes: ['models'], needsFaces: true }),

  'indexing.get': call(none, Indexing, { reads: ['indexing'], needsFaces: false }),
  /** Another smallest face: every photo is analysed again, by and by; names and answers stay. */
  'indexing.change': call(
    z.object({
      smallestFace: z.number().min(0.01).max(0.2).optional(),
      sparesBattery: z.boolean().optional(),
      filesApart: z.boolean().optional(),
    }),
    Indexing,
    { changes: ['indexing'], needsFaces: true },
  ),

  /** One that is watched already is scanned again. */
  'folders.add': call(z.object({ path: z.string().min(1) }), AddedFolder, { changes: ['status'], needsFaces: false }),
  /** How many photos there are to try Kindred with; 0: none are at hand. */
  'samples.count': call(none, z.object({ photos: Count }), { reads: [], needsFaces: false }),
  /** Adds the folder that they are in. */
  'samples.add': call(none, AddedFolder, { changes: ['status'], needsFaces: false }),
  'folders.remove': call(z.object({ folder: Id }), none, { changes: ['status', 'people', 'photos'], needsFaces: true }),
  'folders.change': call(
    z.object({
      folder: Id,
      paused: z.boolean().optional(),
      excluded: z.array(z.string().min(1).max(500)).max(100).optional(),
      polled: z.boolean().nullable().optional(),
    }),
    Folder,
    { changes: ['status'], needsFaces: false },
  ),
  'folders.rescan': call(none, none, { changes: ['status'], needsFaces: false }),
  /** Folders whose path begins with what was typed, for a window that has no native picker. */
  'folders.suggest': call(z.object({ typed: z.string() }), z.object({ folders: z.array(z.string()) }), {
    reads: [],
    needsFaces: false,
  }),

  /** The folders inside of one, for a picker on a page; null: where to begin. A handle stands for what was listed before. */
  'folders.list': call(
    z.object({ folder: z.uuid().nullable().default(null) }),
    z.object({
      folder: z.uuid(),
      path: z.string(),
      name: z.string(),
      /** null: nothing above it may be listed. */
      above: z.uuid().nullable(),
      inside: z.array(z.object({ folder: z.uuid(), name: z.string() })),
      /** How many there are beside those. */
      left: Count,
    }),
    { reads: [], needsFaces: false },
  ),
  /** How many pictures a folder holds; while that is not `isDone`, ask again. Not `isAll`: there are more. */
  'folders.count': call(
    z.object({ path: z.string().min(1) }),
    z.object({ pictures: Count, isDone: z.boolean(), isAll: z.boolean() }),
    { reads: [], needsFaces: false },
  ),

  'work.pause': call(none, none, { changes: ['status'], needsFaces: false }),
  'work.resume': call(none, none, { changes: ['status'], needsFaces: false }),

  /** Invitations of other machines that may analyse photos; null: this library shares no queue with any. */
  'workers.list': call(none, z.object({ invitations: z.array(Invitation).nullable() }), {
    reads: ['workers'],
    needsFaces: false,
  }),
  /** What it let in is let in no more, at once. */
  'workers.revoke': call(z.object({ invitation: z.uuid() }), none, {
    changes: ['workers', 'status'],
    needsFaces: false,
  }),

  /** The newest first. */
  'backups.list': call(none, z.object({ backups: z.array(Backup) }), { reads: ['backups'], needsFaces: false }),
  /** Now, instead of when it is due. */
  'backups.make': call(none, Backup, { changes: ['backups'], needsFaces: false }),
  /** `kept`: the copy of what was there before; null when that was too damaged to be copied whole, and was set aside. */
  'backups.restore': call(z.object({ backup: z.string() }), z.object({ kept: Backup.nullable() }), {
    changes: TOPICS,
    needsFaces: true,
  }),

  'photos.list': call(z.object(Page), z.object({ photos: z.array(PhotoCard), total: Count }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /**
   * All of `photos.list` in few bytes: the days, newest first, and at the end an empty one for photos without a date; with a
   * letter a photo for its shape: its character code less 32 is 32 times width over height, between ½ and 2½. Enough to lay
   * everything out before a card is loaded.
   */
  'photos.timeline': call(none, z.object({ days: z.array(z.object({ day: z.string(), shapes: z.string() })) }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /** Which place the photo has in `photos.list`, from 0; null: none. */
  'photos.place': call(z.object({ photo: Id }), z.object({ place: Count.nullable() }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /** Of all photos of a list, in its order, so that many can be selected of which few are loaded. */
  'photos.ids': call(PhotoSet, z.object({ photos: z.array(Id) }), { reads: ['people', 'photos'], needsFaces: false }),
  'photos.get': call(z.object({ photo: Id }), Photo, { reads: ['people', 'photos'], needsFaces: false }),

  /** Offers the original files in one zip, for a minute and once, at `/download/` and the ticket. Drives may be away. */
  'photos.download': call(PhotosToTake, z.object({ ticket: z.string(), files: Count, bytes: Count, absent: Count }), {
    changes: [],
    needsFaces: false,
  }),

  /** `main`: named or seen often enough; `seldom`: unnamed, once or twice; `hidden`: by the user. */
  'people.list': call(
    z.object({ section: z.enum(['main', 'seldom', 'hidden']).default('main'), ...Page }),
    z.object({
      people: z.array(PersonCard),
      total: Count,
      sections: z.object({ main: Count, seldom: Count, hidden: Count }),
      /** No person has been seen three times yet: then `main` holds all people. */
      isEarly: z.boolean(),
    }),
    { reads: ['people'], needsFaces: false },
  ),
  'people.get': call(
    z.object({ person: Id }),
    z.object({
      person: PersonCard,
      firstTakenAt: LocalTime,
      lastTakenAt: LocalTime,
      /** Where most of the photos were taken, as far as they say: none to three towns. */
      towns: z.array(Town.omit({ region: true })),
      note: z.string().nullable(),
      born: Day.nullable(),
    }),
    { reads: ['people'], needsFaces: false },
  ),
  'people.photos': call(
    z.object({ person: Id, ...Page }),
    z.object({ photos: z.array(PhotoCard.extend({ face: Id })), total: Count }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'people.faces': call(z.object({ person: Id, ...Page }), z.object({ faces: z.array(Face), total: Count }), {
    reads: ['people'],
    needsFaces: false,
  }),
  /** Who is most often on the same photos, on how many; `query` finds them. */
  'people.together': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(12) }),
    z.object({
      people: z.array(z.object({ person: PersonCard, photos: Count, mentions: z.tuple([z.string(), z.string()]) })),
    }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'people.favourite': call(z.object({ people: z.array(Id).min(1), favourite: z.boolean() }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** What is left out stays as it is; null takes it away. */
  'people.details': call(
    z.object({ person: Id, note: Note.nullable().optional(), born: Day.nullable().optional() }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** People whose name contains what was typed, best first; and whether it is the whole name of one. */
  'people.suggest': call(
    z.object({ typed: z.string() }),
    z.object({ people: z.array(PersonCard), isTaken: z.boolean() }),
    { reads: ['people'], needsFaces: false },
  ),
  /** `name: null` takes the name away. */
  'people.name': call(
    z.object({ person: Id, name: Name.nullable(), ifTaken: z.enum(['ask', 'keepBoth']).default('ask') }),
    Named,
    { changes: ['people'], needsFaces: true },
  ),
  'people.merge': call(z.object({ people: z.array(Id).min(1), into: Id }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  'people.hide': call(z.object({ people: z.array(Id).min(1), hidden: z.boolean() }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Those without a name, no favourites, who are on one photo only, as one action. `people`: how many. */
  'people.hideSeenOnce': call(none, z.object({ people: Count, ...Recorded }), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** These faces are someone else: they leave their person and become a new one, for ever apart from the old. */
  'people.split': call(z.object({ person: Id, faces: z.array(Id).min(1) }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),

  /** Who else may be this person, the most probable first: "Is this also Anna?" */
  'people.alike': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(24) }),
    z.object({ people: z.array(z.object({ person: PersonCard, probability: z.number() })) }),
    { reads: ['people'], needsFaces: true },
  ),
  /** Answers that for many at once, as one thing that can be undone. */
  'people.confirm': call(
    z.object({ person: Id, same: z.array(Id), different: z.array(Id) }),
    PersonCard.extend(Recorded),
    {
      changes: ['people'],
      needsFaces: true,
    },
  ),
  /** "Are these all Anna?": faces that the user has not confirmed yet, the least alike first. `remaining`: all of those. */
  'people.doubtful': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(12) }),
    z.object({ faces: z.array(Face), remaining: Count }),
    { reads: ['people'], needsFaces: true },
  ),
  /** Answers that, as one action: the wrong ones leave the person and are grouped afresh, the right ones stay for good. */
  'people.check': call(
    z.object({ person: Id, right: z.array(Id).max(1000), wrong: z.array(Id).max(1000) }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  'people.cover': call(z.object({ person: Id, face: Id }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Takes a person apart: the name goes, the faces are grouped afresh. */
  'people.dissolve': call(z.object({ person: Id }), z.object(Recorded), { changes: ['people'], needsFaces: true }),

  /** These faces are that person; null: they are someone new, who may be given a name with it. */
  'faces.assign': call(
    z.object({ faces: z.array(Id).min(1), person: Id.nullable(), name: Name.optional() }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /**
   * Of each of these photos, the one face without a name is that person (null: someone new, with that name).
   * `known`: photos on which that person is already; `several`, `without`: those left alone, with more such faces or none.
   */
  'photos.identify': call(
    z.object({ photos: z.array(Id).min(1).max(100_000), person: Id.nullable(), name: Name.optional() }),
    z.object({
      person: PersonCard.nullable(),
      faces: Count,
      known: Count,
      several: Count,
      without: Count,
      ...Recorded,
    }),
    { changes: ['people'], needsFaces: true },
  ),
  /** A face where none was found. It belongs to no person, or to the one Kindred assigns; later analyses keep it. */
  'faces.draw': call(z.object({ photo: Id, box: Box }), Face.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** These are no faces: out of sight until that is undone. */
  'faces.reject': call(z.object({ faces: z.array(Id).min(1) }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),

  /** These photos are mirrors or collages: one person may be seen on them more than once. */
  'photos.collage': call(z.object({ photos: z.array(Id).min(1) }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),

  /**
   * What the user says of photos, as one action; what is left out stays as it is, and null gives back what the photos
   * themselves say. The files are not touched. `shiftMinutes` moves photos of which the time is known, and no others.
   */
  'photos.edit': call(
    z.object({
      photos: z.array(Id).min(1).max(2000),
      taken: z
        .object({
          /** A year, a month, a day, or a day with its time. */
          at: PartialTime.optional(),
          shiftMinutes: z.int().min(-5_256_000).max(5_256_000).optional(),
          /** From UTC: +02:00. */
          offset: Offset.nullable().optional(),
        })
        .nullable()
        .optional(),
      title: Title.nullable().optional(),
    }),
    z.object({ changed: Count, ...Recorded }),
    { changes: ['people', 'photos'], needsFaces: true },
  ),

  'photos.favourite': call(
    z.object({ photos: z.array(Id).min(1).max(100_000), favourite: z.boolean() }),
    z.object({ changed: Count, ...Recorded }),
    { changes: ['photos', 'people'], needsFaces: true },
  ),

  /** The threshold between same and different: what shipped, and what this library's answers made of it. */
  'learning.get': call(none, Learning, { reads: ['people'], needsFaces: true }),
  /** Answers given so far teach nothing any more; they stand all the same. */
  'learning.reset': call(none, none, { changes: ['people'], needsFaces: true }),

  /** The one made last first; and those deleted, which can be brought back. */
  'albums.list': call(
    none,
    z.object({ albums: z.array(Album), deleted: z.array(z.object({ id: Id, name: z.string() })) }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'albums.get': call(
    z.object({ album: Id }),
    /** `rule` null: its photos are chosen. */
    z.object({ album: Album, rule: AlbumRule.nullable(), people: z.array(PersonCard) }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'albums.photos': call(z.object({ album: Id, ...Page }), z.object({ photos: z.array(PhotoCard), total: Count }), {
    reads: ['people', 'photos'],
    needsFaces: false,
  }),
  /** `album: null` makes one. */
  'albums.save': call(
    z.object({
      album: Id.nullable(),
      name: Name,
      rule: AlbumRule.refine(asksForSomething, 'albumOpen' satisfies SentenceId),
    }),
    Album.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** An album of photos that are chosen one by one. */
  'albums.make': call(z.object({ name: Name, photos: z.array(Id).max(100_000) }), Album.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Puts photos into such an album (or takes them out of it). `photos`: of how many that was not so before. */
  'albums.choose': call(
    z.object({ album: Id, photos: z.array(Id).min(1).max(100_000), chosen: z.boolean() }),
    z.object({ album: Album, photos: Count, ...Recorded }),
    { changes: ['people'], needsFaces: true },
  ),
  /** Of such an album; what is left out stays as it is. `cover` null: the newest photo stands for it. */
  'albums.describe': call(
    z.object({ album: Id, name: Name.optional(), cover: Id.nullable().optional() }),
    Album.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  'albums.delete': call(z.object({ album: Id }), z.object(Recorded), { changes: ['people'], needsFaces: true }),
  'albums.restore': call(z.object({ album: Id }), Album.extend(Recorded), { changes: ['people'], needsFaces: true }),
  /** Every directory that holds photos, those with the newest first. */
  'albums.folders': call(z.object(Page), z.object({ folders: z.array(FolderAlbum), total: Count }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  'albums.folder': call(z.object({ folder: Id, directory: z.string() }), FolderAlbum, {
    reads: ['photos'],
    needsFaces: false,
  }),
  'albums.folderPhotos': call(
    z.object({ folder: Id, directory: z.string(), ...Page }),
    z.object({ photos: z.array(PhotoCard), total: Count }),
    { reads: ['photos'], needsFaces: false },
  ),

  /** Photos by what was typed, in English or in German: “with Anna and Ben, without Carl, July 2019, beach”. */
  'search.photos': call(
    z.object({ query: z.string().max(1000), ...Page }),
    z.object({
      photos: z.array(PhotoCard),
      total: Count,
      parts: z.array(QueryPart),
      /** Who is mentioned, or called so. */
      people: z.array(PersonCard),
      /** What an album would need to hold the same; null: nothing was asked for. */
      rule: AlbumRule.nullable(),
      /** Words that are found nowhere, read as the nearest names of people, or else of a place. */
      corrections: z.array(z.object({ typed: z.string(), people: z.array(Id), place: z.string().nullable() })),
      /** Where no photo fits: what would be found without one of the parts, the most first. */
      instead: z.array(z.object({ query: z.string(), without: QueryPart, photos: Count })),
    }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'search.suggest': call(z.object({ typed: z.string().max(1000) }), z.object({ suggestions: z.array(Suggestion) }), {
    reads: ['people', 'photos'],
    needsFaces: false,
  }),

  'questions.next': call(none, z.object(NextQuestion), { reads: ['people'], needsFaces: true }),
  'questions.answer': call(
    z.object({
      left: Id,
      right: Id,
      answer: Answer,
      of: z.enum(['left', 'right']).optional(),
      keep: Id.optional(),
      insist: z.boolean().optional(),
    }),
    Answered,
    { changes: ['people'], needsFaces: true },
  ),

  'transfer.export': call(none, Transfer, { reads: ['people'], needsFaces: true }),
  /** As one thing that can be undone. What was said here stands: a name is given only where there is none. */
  'transfer.import': call(
    z.object({ said: Transfer }),
    /** `missing`: faces of photos that are not in this library. */
    z.object({ people: Count, faces: Count, missing: Count, albums: Count, ...Recorded }),
    { changes: ['people'], needsFaces: true },
  ),

  /** Names that other programs gave. While something is under way, ask again for progress. */
  'names.get': call(none, NamesImport, { reads: ['names', 'people'], needsFaces: false }),
  /**
   * Looks through a folder, or digiKam's database, and says what would be brought along; nothing is written.
   * @param from null: every program's
   */
  'names.find': call(z.object({ place: z.string().min(1), from: NameSource.nullable().default(null) }), NamesImport, {
    changes: ['names'],
    needsFaces: true,
  }),
  /**
   * Brings along what was found, as one action.
   * `one`: names that were given to several people of Kindred who are one, or `all` of these
   */
  'names.apply': call(z.object({ one: z.union([z.array(z.string()), z.literal('all')]).default([]) }), NamesImport, {
    changes: ['names', 'people', 'photos'],
    needsFaces: true,
  }),
  /** Ends what is under way, or forgets what was found or applied; what was applied stays so. */
  'names.cancel': call(none, NamesImport, { changes: ['names'], needsFaces: false }),

  /** While something is waiting, ask again for progress. */
  'sidecars.get': call(none, NamesWriting, { reads: ['names', 'people', 'photos'], needsFaces: false }),
  /** Whether names are written into the .xmp files beside the photos of a folder, or of all. The photos are only read. */
  'sidecars.change': call(z.object({ folder: z.union([Id, z.literal('all')]), writes: z.boolean() }), NamesWriting, {
    changes: ['names'],
    needsFaces: false,
  }),
  /** Takes away what Kindred wrote, and nothing else, in folders where nothing is written any more. */
  'sidecars.takeAway': call(none, NamesWriting, { changes: ['names'], needsFaces: false }),
  /** Tries all that failed once more. */
  'sidecars.retry': call(none, NamesWriting, { changes: ['names'], needsFaces: false }),

  'history.list': call(z.object(Page), z.object({ entries: z.array(HistoryEntry), total: Count }), {
    reads: ['people'],
    needsFaces: false,
  }),
  /**
   * Takes back exactly that action, the user's or Kindred's own; without one, the newest of the user's that stands (null:
   * there is none). Refused in words while something that was done later builds on it. What Kindred did is taken back by
   * an action of the user's, which is in the reply.
   */
  'history.undo': call(
    z.object({ action: Id.optional() }),
    z.object({ undone: HistoryEntry.nullable(), ...Recorded }),
    { changes: ['people', 'photos'], needsFaces: true },
  ),
  /** Does again what was taken back last, unless something else was done since; null: there is nothing. */
  'history.redo': call(none, z.object({ redone: HistoryEntry.nullable() }), {
    changes: ['people', 'photos'],
    needsFaces: true,
  }),

  /** The latest first. */
  'missing.list': call(z.object(Page), z.object({ photos: z.array(MissingPhoto), ...MissingCounts }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  'missing.forget': call(z.object({ photos: Photos }), z.object(MissingCounts), {
    changes: ['photos'],
    needsFaces: true,
  }),
  /** Takes forgetting back. */
  'missing.remember': call(z.object({ photos: Photos }), z.object(MissingCounts), {
    changes: ['photos'],
    needsFaces: true,
  }),
  /** Deletes the forgotten photos, their faces, and what was said of people who then have no face left. */
  'missing.empty': call(none, z.object({ photos: Count }), { changes: ['people', 'photos'], needsFaces: true }),

  'failures.list': call(z.object(Page), z.object({ failures: z.array(Failure), total: Count }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  'failures.retry': call(z.object({ files: z.union([z.array(Id), z.literal('all')]) }), none, {
    changes: ['photos'],
    needsFaces: false,
  }),
} as const;

/** With what the loopback server greets a page that listens: by another start it was started again meanwhile. */
export interface Greeting {
  start: string;
  /** Which screen is served: a page that shows another one is loaded anew. */
  screen: string;
}

/** What the engine tells every window, unasked; changes come at most once a second. `status` is itself the news. */
export const events = {
  status: { payload: Status, changes: [] },
  peopleChanged: { payload: none, changes: ['people'] },
  photosChanged: { payload: none, changes: ['photos'] },
} as const satisfies Record<string, { payload: z.ZodType; changes: readonly Topic[] }>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller sends (defaults not yet filled in). */
export type Request<N extends CallName> = z.input<Contract[N]['request']>;
/** What the engine receives (parsed, defaults filled in). */
export type Parsed<N extends CallName> = z.output<Contract[N]['request']>;
export type Reply<N extends CallName> = z.output<Contract[N]['reply']>;
export type Engine = { [N in CallName]: (request: Parsed<N>) => Reply<N> | Promise<Reply<N>> };

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]['payload']>;

export const ErrorReport = z.object({ code: z.string(), sentence: Sentence });
/** What travels back for every call, over any carrier. */
export type Outcome<N extends CallName = CallName> =
  { ok: true; value: Reply<N> } | { ok: false; error: z.output<typeof ErrorReport> };

/** Media by id, the same in both shells; the address is relative to the page. */
export const media = {
  face: (face: number) => `media/face/${face}`,
  thumbnail: (photo: number) => `media/thumbnail/${photo}`,
  /** Upright, sRGB, at most 2560 pixels on the long side: what the viewer shows. */
  preview: (photo: number) => `media/preview/${photo}`,
  /** The file itself, byte for byte. */
  original: (photo: number) => `media/original/${photo}`,
} as const;

export type ModelName = z.output<typeof ModelName>;
export type ModelWork = z.output<typeof ModelWork>;
export type Models = z.output<typeof Models>;
export type Invitation = z.output<typeof Invitation>;
export type Skipped = z.output<typeof Skipped>;
export type Folder = z.output<typeof Folder>;
export type Worker = z.output<typeof Worker>;
export type Status = z.output<typeof Status>;
type PersonLabel = z.output<typeof PersonLabel>;
export type PersonCard = z.output<typeof PersonCard>;
export type PhotoCard = z.output<typeof PhotoCard>;
export type PhotoSet = z.output<typeof PhotoSet>;
export type PhotosToTake = z.output<typeof PhotosToTake>;
export type Photo = z.output<typeof Photo>;
export type Face = z.output<typeof Face>;
export type Question = z.output<typeof Question>;
export type Answer = z.output<typeof Answer>;
export type Failure = z.output<typeof Failure>;
export type Backup = z.output<typeof Backup>;
export type NameSource = z.output<typeof NameSource>;
export type NamesImport = z.output<typeof NamesImport>;
export type NamesWriting = z.output<typeof NamesWriting>;
export type FoundName = z.output<typeof FoundName>;
export type NamesReport = z.output<typeof NamesReport>;
export type MissingPhoto = z.output<typeof MissingPhoto>;
export type Transfer = z.output<typeof Transfer>;
export type TransferFace = z.output<typeof TransferFace>;
export type AlbumRule = z.output<typeof AlbumRule>;
export type Album = z.output<typeof Album>;
export type FolderAlbum = z.output<typeof FolderAlbum>;
export type QueryPart = z.output<typeof QueryPart>;
export type Suggestion = z.output<typeof Suggestion>;
export type HistoryEntry = z.output<typeof HistoryEntry>;
