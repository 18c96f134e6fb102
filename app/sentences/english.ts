// Every sentence that the engine says to a person, in English. German is beside it; the screen's own words are its own.

import { dateInWords, isDay } from './dates.ts';
import { inShort, type Someone } from './someone.ts';

const number = new Intl.NumberFormat('en');
const count = (value: number, one: string, other: string) =>
  value === 1 ? `one ${one}` : `${number.format(value)} ${other}`;
const faces = (value: number) => count(value, 'face', 'faces');
const people = (value: number) => count(value, 'person', 'people');
const who = ({ name, photos }: Someone) => name ?? `someone on ${count(photos, 'photo', 'photos')}`;
const together = new Intl.ListFormat('en');
const day = (date: string) => dateInWords('en-GB', date);
/** Those with a name, as many as a line holds, and how many more. */
const all = (list: readonly Someone[]) =>
  together.format(inShort(list, who, (value, isAll) => (isAll ? people(value) : `${number.format(value)} more`)));

export const english = {
  // What is not there, or not any more.
  faceGone: () => 'That face is not in the library any more.',
  photoGone: () => 'That photo is not in the library any more.',
  personGone: () => 'That person is not in the library any more.',
  folderGone: () => 'That folder is not in the library any more.',
  albumGone: () => 'That album is not there any more.',
  albumNotDeleted: () => 'That album is not among the deleted ones any more.',
  nobodyOnPhoto: () => 'Nobody is on that photo any more.',
  photoAway: () => 'That photo cannot be reached at the moment.',
  folderAlbumAway: () => 'No photo of that folder can be reached any more.',
  noSamples: () => 'There are no sample photos here.',
  notInHistory: () => 'That is not in the history any more.',
  takenBackAlready: () => 'That was taken back already.',
  laterBuildsOn: ({ later }: { later: string }) => `Something later builds on it. Take that back first: ${later}`,

  // What cannot be said.
  nameMissing: () => 'A name needs at least one letter.',
  nameTooLong: () => 'A name can have at most 200 letters.',
  noteTooLong: () => 'A note can have at most 5,000 letters.',
  exclusionTooLong: () => 'A line of what is left out can have at most 500 letters.',
  exclusionsTooMany: () => 'What is left out can have at most 100 lines.',
  albumFillsItself: () => 'That album fills itself: change what it is to hold instead.',
  albumChosen: () => 'The photos of that album are chosen one by one: it has no rule.',
  albumOpen: () => 'Say what the album is to hold: people, dates or words.',
  oneFace: () => 'That is one and the same face. Choose two.',
  mergeNobody: () => 'Choose at least two people to merge.',
  facesMoved: () => 'Some of these faces belong to someone else by now. Look again and choose anew.',
  faceMoved: () => 'That face belongs to someone else by now. Look again and choose anew.',
  splitAll: () => 'These are all the faces there are. Leave at least one, or rename the person.',
  noFaceChosen: () => 'Choose at least one face.',
  nobodyAnswered: () => 'Say of at least one whether it is them.',
  faceThere: () => 'There is a face already: click on it to say who it is.',
  boxTooSmall: () => 'That is too small for a face: draw a box around the whole of it.',

  // What was said: the history.
  named: ({ person, name }: { person: Someone; name: string }) =>
    person.name === null ? `Named ${who(person)} “${name}”` : `Renamed ${person.name} to “${name}”`,
  unnamed: ({ person }: { person: Someone }) => `Took the name away from ${who(person)}`,
  merged: ({ others, into }: { others: Someone[]; into: Someone }) => `Merged ${all(others)} into ${who(into)}`,
  split: ({ faces: value, from }: { faces: number; from: Someone }) => `Took ${faces(value)} away from ${who(from)}`,
  assigned: ({ faces: value, to }: { faces: number; to: Someone | null }) =>
    `Said that ${faces(value)} ${value === 1 ? 'is' : 'are'} ${to === null ? 'someone new' : who(to)}`,
  rejected: ({ faces: value }: { faces: number }) =>
    value === 1 ? 'Said that one face is no face' : `Said that ${faces(value)} are no faces`,
  drew: () => 'Drew a face',
  collage: () => 'Said that a photo is a mirror or a collage',
  dated: ({ photos, date }: { photos: number; date: string }) =>
    `Said that ${count(photos, 'photo was', 'photos were')} taken ${isDay(date) ? 'on' : 'in'} ${day(date)}`,
  shifted: ({ photos, hours }: { photos: number; hours: string }) =>
    `Moved the time of ${count(photos, 'photo', 'photos')} by ${hours} h`,
  offsetSaid: ({ photos, offset }: { photos: number; offset: string | null }) =>
    offset === null
      ? `Took the time zone of ${count(photos, 'photo', 'photos')} away`
      : `Said that ${count(photos, 'photo was', 'photos were')} taken where clocks show UTC${offset}`,
  ownDates: ({ photos }: { photos: number }) => `Gave ${count(photos, 'photo', 'photos')} their own date back`,
  titled: ({ photos, title }: { photos: number; title: string }) =>
    `Called ${count(photos, 'photo', 'photos')} “${title}”`,
  ownTitles: ({ photos }: { photos: number }) => `Gave ${count(photos, 'photo', 'photos')} their own title back`,
  noSuchDate: () => 'There is no such day on which a photo can have been taken.',
  photosFavoured: ({ photos }: { photos: number }) =>
    photos === 1 ? 'Made a photo a favourite' : `Made ${number.format(photos)} photos favourites`,
  photosFavouredNoMore: ({ photos }: { photos: number }) =>
    `Took ${count(photos, 'photo', 'photos')} out of the favourites`,
  cover: ({ person }: { person: Someone }) => `Chose a cover for ${who(person)}`,
  dissolved: ({ person }: { person: Someone }) => `Took ${who(person)} apart`,
  hid: ({ people: list }: { people: Someone[] }) => `Hid ${all(list)}`,
  showed: ({ people: list }: { people: Someone[] }) => `Showed ${all(list)} again`,
  confirmed: ({ people: value, person }: { people: number; person: Someone }) =>
    `Said of ${people(value)} whether they are ${who(person)}`,
  checkedAll: ({ faces: value, person }: { faces: number; person: Someone }) =>
    `Confirmed ${faces(value)} of ${who(person)}`,
  checkedSome: ({ faces: value, person, wrong }: { faces: number; person: Someone; wrong: number }) =>
    `Looked through ${faces(value)} of ${who(person)}: ${wrong === 1 ? 'one is' : `${number.format(wrong)} are`} someone else`,
  samePerson: ({ one, other }: { one: Someone; other: Someone }) => `Same person: ${who(one)} and ${who(other)}`,
  sameAlready: ({ person }: { person: Someone }) => `Confirmed that two faces are ${who(person)}`,
  differentPeople: ({ one, other }: { one: Someone; other: Someone }) =>
    `Different people: ${who(one)} and ${who(other)}`,
  divided: ({ faces: value, from }: { faces: number; from: Someone }) =>
    `Different people: ${faces(value)} of ${who(from)}`,
  leftOpen: ({ one, other }: { one: Someone; other: Someone }) => `Left open: ${who(one)} and ${who(other)}`,
  leftForLater: ({ one, other }: { one: Someone; other: Someone }) => `Left for later: ${who(one)} and ${who(other)}`,
  favoured: ({ people: list }: { people: Someone[] }) =>
    list.length === 1 ? `Made ${all(list)} a favourite` : `Made ${all(list)} favourites`,
  favouredNoMore: ({ people: list }: { people: Someone[] }) => `Took ${all(list)} out of the favourites`,
  noted: ({ person }: { person: Someone }) => `Wrote a note on ${who(person)}`,
  noteRemoved: ({ person }: { person: Someone }) => `Removed the note on ${who(person)}`,
  born: ({ person, date }: { person: Someone; date: string }) => `Said that ${who(person)} was born on ${day(date)}`,
  bornRemoved: ({ person }: { person: Someone }) => `Removed the birth date of ${who(person)}`,
  bothSaid: ({ first, second }: { first: string; second: string }) => `${first}. ${second}`,
  imported: ({ people: value }: { people: number }) => `Imported what was said of ${people(value)}`,
  namesImported: ({ names: value }: { names: number }) =>
    `Brought ${count(value, 'name', 'names')} along from other programs`,
  joined: ({ other, person }: { other: Someone; person: Someone }) =>
    `Kindred joined ${who(other)} with ${who(person)}`,
  joinedOverCollages: ({ other, person, photos: value }: { other: Someone; person: Someone; photos: number }) =>
    `Kindred joined ${who(other)} with ${who(person)}, and took ${value === 1 ? 'one photo with both for a collage' : `${value} photos with both for collages`}`,
  tookBack: ({ what }: { what: string }) => `Took back: ${what}`,
  albumMade: ({ name }: { name: string }) => `Made the album “${name}”`,
  albumChanged: ({ name }: { name: string }) => `Changed the album “${name}”`,
  albumRenamed: ({ before, name }: { before: string; name: string }) => `Renamed the album “${before}” to “${name}”`,
  albumOfChosen: ({ name, photos }: { name: string; photos: number }) =>
    `Made the album “${name}” of ${count(photos, 'photo', 'photos')}`,
  albumFilled: ({ name, photos }: { name: string; photos: number }) =>
    `Put ${count(photos, 'photo', 'photos')} into the album “${name}”`,
  albumEmptied: ({ name, photos }: { name: string; photos: number }) =>
    `Took ${count(photos, 'photo', 'photos')} out of the album “${name}”`,
  albumCover: ({ name }: { name: string }) => `Chose a cover for the album “${name}”`,
  albumDeleted: ({ name }: { name: string }) => `Deleted the album “${name}”`,
  albumRestored: ({ name }: { name: string }) => `Brought back the album “${name}”`,

  // What an answer settled, and what it contradicts.
  stayTogether: () => 'Noted: they stay together.',
  stayTwo: () => 'Noted: they stay two people.',
  openNow: () => 'Left open: Kindred will not ask about these two again.',
  laterNow: () => 'Left for later: this pair comes again at the end.',
  noFaceNow: () => 'Noted: that is no face.',
  collageNow: () => 'Noted: on that photo one person may be seen more than once.',
  photosFound: ({ photos }: { photos: number }) =>
    photos === 1 ? 'One photo found its person.' : `${number.format(photos)} photos found their person.`,
  facesLeft: ({ faces: value }: { faces: number }) =>
    value === 1 ? 'One face is someone else now.' : `${number.format(value)} faces are someone else now.`,
  saidDifferent: () => 'You said before that these two are different people.',
  saidSame: () => 'You said before that these two are the same person.',
  onOnePhoto: () => 'These two are on one photo together.',

  // Folders.
  folderNotWhole: ({ example }: { example: string }) => `Give the whole path of the folder, such as ${example}.`,
  folderMissing: ({ path }: { path: string }) => `There is no such folder: ${path}. Check the path and try again.`,
  folderUnseen: ({ path }: { path: string }) => `Kindred may not read it: ${path}. Check the path and try again.`,
  pickerStale: () => 'Kindred was started again meanwhile. Begin at the top once more.',
  folderIsFile: ({ path }: { path: string }) => `${path} is a file. Choose the folder that it is in.`,
  folderForbidden: ({ path }: { path: string }) =>
    `Kindred may not read ${path}. Give yourself permission and try again.`,
  folderOurs: () => 'That is where Kindred keeps its own data. Choose the folder that holds your photos.',
  folderOutside: ({ root }: { root: string }) => `Only folders inside ${root} can be added here. Choose one of them.`,
  patternTooWide: ({ pattern }: { pattern: string }) =>
    `The pattern ${pattern} stands for too many names. Use fewer braces, or several lines.`,
  folderInside: ({ path, around }: { path: string; around: string }) =>
    `Kindred already looks after ${around}, and ${path} is inside it.`,
  folderAround: ({ path }: { path: string }) =>
    `${path} is inside this folder and already in the library. Remove it first, then add this one: names stay.`,
  folderAway: ({ path }: { path: string }) => `The folder ${path} cannot be reached.`,
  folderAwayHint: () => 'Plug its drive in or reconnect it. Its people and names are safe and come back with it.',

  // Why a photo cannot be read.
  photoEmpty: () => 'The file is empty.',
  photoOther: () => 'This is not a picture in a format that Kindred can read.',
  photoVideo: () => 'This is a video, which cannot be looked at as a photo.',
  videoDamaged: () => 'The video is damaged: not one picture of it can be shown.',
  videoTime: () => 'This video takes too long to be read.',
  videoEndedProgram: () => 'Looking for people in this video ended Kindred more than once: it is left alone.',
  photoDamaged: () => 'The file is damaged: what is left of it cannot be shown.',
  photoTooLarge: () => 'The picture is too large: at most 300 megapixels can be read, or 64 in a HEIC or BMP file.',
  photoNoPreview: () => 'This camera file holds no preview, which is all that Kindred can read of it.',
  photoMemory: () => 'This picture needs more memory than there is.',
  folderClosed: () => 'This folder may not be read: check its permissions. What is known of the photos in it stays.',
  photoForbidden: () => 'The file may not be read: check its permissions.',
  metadataTime: () => 'What this file says of itself takes too long to read: its date and title may be missing.',
  metadataCrash: () => 'What this file says of itself cannot be read: its date and title may be missing.',
  xmpDamaged: () => 'What another program wrote on this photo (XMP) is damaged: not all of it could be read.',
  copyTargetOurs: () =>
    'Kindred looks after that folder itself: copies in it would be photos of the library. Choose another one.',
  copyTargetForbidden: ({ path }: { path: string }) => `Nothing may be written to ${path}.`,
  copyTargetFull: ({ path }: { path: string }) => `There is not enough room for these photos in ${path}.`,
  downloadGone: () => 'This download is not offered any more: begin it again in Kindred.',
  nothingToTake: () => 'None of these photos can be reached at the moment: is a drive unplugged?',
  pagesUnread: ({ pages }: { pages: number }) => `Of the ${pages} pages of this file the first one is shown.`,
  sidecarTooLarge: () => 'The .xmp file beside this photo is larger than 16 MB: it was not read.',
  sidecarOdd: () => 'Where its .xmp file would be, something else is: a link or a folder. It was left as it is.',
  sidecarTooLargeToChange: () => 'The .xmp file beside this photo is larger than 1 MB: it was left as it is.',
  sidecarUnclear: () =>
    'The .xmp file beside this photo is damaged, or written in a way that Kindred does not know: it was left as it is.',
  sidecarOtherFrame: () =>
    'Another program marked faces there on a picture of another shape, before it was turned or cropped: its .xmp file was left as it is.',
  sidecarFrameUnknown: () => 'How this photo lies cannot be read from its file, so no place of a face can be written.',
  sidecarBusy: () => 'Another program is writing this .xmp file: it is tried again.',
  sidecarForbidden: ({ folder }: { folder: string }) =>
    `Nothing may be written in ${folder}: check its permissions, or whether its disk is read-only.`,
  sidecarDiskFull: () => 'The disk with these photos is full.',
  sidecarUnwritten: ({ reason }: { reason: string }) => `The .xmp file could not be written: ${reason}`,
  namesUnread: () => 'Who is on this photo cannot be read from its file: no name of it was brought along.',
  namesTooLarge: ({ megabytes }: { megabytes: number }) =>
    `This file is larger than ${number.format(megabytes)} MB: it was not read for names.`,
  tooManyRegions: ({ most }: { most: number }) =>
    `This file marks ${number.format(most)} faces or more, which no photo has: none of these was looked at.`,
  longName: ({ start, boxes, most }: { start: string; boxes: number; most: number }) =>
    `“${start}” is longer than a name can be (${number.format(most)} letters): it was not brought along${boxes === 0 ? '' : `, ${count(boxes, 'face stays', 'faces stay')} without a name`}.`,
  takeoutDamaged: () => 'This file names people, and is damaged or cut off: no name of it was brought along.',
  digikamUnread: ({ file, reason }: { file: string; reason: string }) =>
    `${file} cannot be read as digiKam’s database (${reason}). Close digiKam and try again, or write its names into the photos there (Item → Write Metadata to File).`,
  noNamesPlace: () =>
    'No photo of your library lies in that folder. Add the folder first, or choose one that is watched.',
  namesBusy: () => 'Names are being brought along already: wait for the end, or cancel.',
  namesNotFound: () => 'Look for names first: nothing is ready to be brought along.',
  metadataAway: () => 'Dates, titles and places that stand in photos cannot be read.',
  perlMissingHint: () => 'Install Perl and start Kindred again: then they are read by themselves.',
  metadataAwayHint: () => 'Install Kindred again: a part of it is missing. Then they are read by themselves.',
  photoCrash: () => 'Reading this picture makes the picture reader crash: the file is probably damaged.',
  photoTime: () => 'Reading this picture takes longer than a minute.',
  photoGreedy: () => 'Reading this picture takes more than a gigabyte of memory.',
  photoNameless: () =>
    'Its name is written in a way that this system’s own programs cannot read. Rename it, and it will be read.',
  photoUnread: ({ reason }: { reason: string }) => `It could not be read: ${reason}`,

  // The library and its disk.
  diskFull: () => 'The disk is full.',
  diskFullHint: () => 'Free some space; Kindred goes on by itself.',
  readOnly: () => 'The library cannot be written to.',
  readOnlyHint: () => 'Check the permissions of its folder and its disk.',
  inUse: () => 'Another program is using the library.',
  inUseHint: () => 'Kindred goes on as soon as it is free.',
  diskError: () => 'The disk of the library reports an error.',
  diskErrorHint: () => 'Check the disk; Kindred tries again by itself.',
  damaged: () => 'The library is damaged.',
  damagedHint: () => 'Restore a backup in the settings.',
  unusable: () => 'The library cannot be used.',
  triesAgain: () => 'Kindred tries again by itself.',
  triesAgainSafely: () => 'Kindred tries again by itself; nothing is lost.',
  nothingSaved: ({ trouble, hint }: { trouble: string; hint: string }) => `${trouble} Nothing was saved. ${hint}`,
  libraryClosed: ({ folder, advice }: { folder: string; advice: string }) =>
    `The library in ${folder} cannot be opened. ${advice}`,
  adviceDamaged: () => 'Its file is damaged: restore a backup.',
  adviceEmptied: () =>
    'There are backups of it, and its file is empty or gone: restore one of them, or move the folder “backups” away to begin anew.',
  adviceFull: () => 'The disk is full: free some space and try again.',
  adviceOther: () => 'Check that the folder exists and can be written to.',
  libraryTaken: () => 'This library is already open in another Kindred. Close that one first.',
  libraryNewer: () => 'This library was made by a newer version of Kindred. Update Kindred to open it.',
  libraryUnchanged: ({ reason }: { reason: string }) =>
    `The library could not be brought up to this version and is as it was: ${reason}. ` +
    'Go on with the version of Kindred that you had.',

  // Backups.
  backupGone: ({ name }: { name: string }) => `There is no backup called ${name}.`,
  backupDamaged: ({ name }: { name: string }) =>
    `The backup ${name} is damaged: choose another one. Your library is as it was.`,
  backupClosed: ({ name, reason }: { name: string; reason: string }) => `The backup ${name} does not open: ${reason}`,
  backupClosedSafely: ({ name, reason }: { name: string; reason: string }) =>
    `The backup ${name} does not open: ${reason} Your library is as it was.`,
  backupNotKept: ({ finding }: { finding: string }) => `The backup is damaged and was not kept: ${finding}`,
  backupFailed: ({ reason }: { reason: string }) => `Today’s backup could not be made. ${reason}`,
  backupFailedHint: () => 'Kindred tries again within the hour; the log has the details.',

  // The process that finds faces, and where it runs.
  visionAway: () => 'The process that finds faces does not start: `kindred doctor` says more.',
  libraryReopening: () => 'The library is being opened anew: please try once more.',
  closing: () => 'Kindred is closing.',
  engineEnded: () => 'Kindred’s engine ended: please try once more.',
  processor: () => 'The processor does all the work.',
  processorWished: () => 'The processor does all the work, as you wished.',
  providerUnknown: ({ wish, known }: { wish: string; known: string }) =>
    `There is no provider “${wish}” (there are ${known}).`,
  providerElsewhere: ({ label }: { label: string }) => `There is no ${label} for this system.`,
  providerMissing: ({ label }: { label: string }) => `${label} is not installed: README.md says how to add it.`,
  providerFaster: ({ label, times }: { label: string; times: number }) =>
    `${label} is ${times.toFixed(1)} times as fast as the processor.`,
  providerSlower: ({ label }: { label: string }) => `${label} is not faster than the processor.`,
  providerWrong: ({ label }: { label: string }) => `${label} comes to other numbers than the processor.`,
  providerStopped: ({ label, reason }: { label: string; reason: string }) =>
    `${label} failed while photos were read, so the processor does all the work until Kindred starts again: ${reason}`,
  providerFailed: ({ label, reason }: { label: string; reason: string }) => `${label} does not work here: ${reason}`,

  // Models that can be downloaded beside those that ship.
  modelInUse: () => 'That network is in use: choose another one first.',
  modelNotHere: () => 'That network has not been downloaded yet: get it first.',
  modelComing: ({ title }: { title: string }) => `${title} is on its way: wait for it, or cancel it.`,
  modelUnusable: ({ title }: { title: string }) => `${title} cannot be used: remove it and get it again.`,
  modelNotInstalled: () => 'The network could not be installed. The log has the details.',
  downloadWrong: ({ host, sha256 }: { host: string; sha256: string }) =>
    `What ${host} sent is not the file that was published (its sha256 is ${sha256}). It was deleted: try again later.`,
  downloadAway: ({ host, status }: { host: string; status: number }) =>
    `${host} does not have the file at the moment (${status}): try again later.`,
  downloadOther: ({ host, bytes, expected }: { host: string; bytes: number; expected: number }) =>
    `${host} offers another file than the one that was published (${bytes} bytes instead of ${expected}). ` +
    'Kindred leaves it alone: try again later.',
  downloadBroken: ({ host }: { host: string }) =>
    `The connection to ${host} broke off: check the internet connection and try again. What has been downloaded is kept.`,
  downloadFailed: ({ host, reason }: { host: string; reason: string }) =>
    `The connection to ${host} failed (${reason}): check the internet connection and try again. What has been downloaded is kept.`,
  downloadTrouble: ({ trouble, hint }: { trouble: string; hint: string }) => `${trouble} ${hint}`,
  modelDamaged: () => 'The file of the network is damaged: get it again.',
  modelCompressed: () => 'The file of the network is compressed, which PyTorch never does: get it again.',
  modelNotKeras: () => 'The file is not a set of Keras weights: get the network again.',
  modelNotTorch: () => 'The file is not a set of PyTorch tensors: get the network again.',
  modelAsks: ({ what }: { what: string }) =>
    `The file asks for more than tensors need (${what}), so it was not read: get the network again from its official release.`,
  modelAsksFor: ({ what }: { what: string }) =>
    `The file asks for ${what}, which tensors do not need, so it was not read: get the network again from its official release.`,
  modelOther: ({ model, reason }: { model: string; reason: string }) =>
    `The file is not ${model}: ${reason}. Get it again from its official release.`,

  tensorMissing: ({ name }: { name: string }) => `it has no ${name}`,
  tensorShape: ({ name, has, needs }: { name: string; has: string; needs: string }) =>
    `${name} has the shape ${has} instead of ${needs}`,
  tensorBroken: ({ name }: { name: string }) => `${name} holds what is no number`,
  tensorExtra: ({ name }: { name: string }) => `it has ${name}, which that network has not`,

  // Other machines that analyse photos.
  queueAway: () => 'The queue for other machines cannot be reached: photos are analysed on this machine alone.',
  queueAwayHint: () => 'Is PostgreSQL running, and the address after --queue right? Kindred tries again by itself.',
  queueRefused: ({ reason }: { reason: string }) => `PostgreSQL does not let Kindred use the queue: ${reason}`,
  queueRefusedHint: () =>
    'Check user, password and database in the address after --queue, and that the user owns the schema.',
  queueFull: () => 'The disk of PostgreSQL is full: photos are analysed on this machine alone.',
  queueFullHint: () => 'Free some space there; Kindred goes on by itself.',
  queueTooOld: ({ version }: { version: number }) =>
    `PostgreSQL ${version} is too old for the queue: photos are analysed on this machine alone.`,
  queueTooOldHint: ({ oldest }: { oldest: number }) => `Install PostgreSQL ${oldest} or newer.`,
  queueOtherSchema: ({ found, needed }: { found: number; needed: number }) =>
    found === 0
      ? 'There is no queue in this database yet.'
      : `The queue in this database has version ${found}, and this Kindred needs ${needed}.`,
  queueOtherSchemaHint: () =>
    'Run the same version of Kindred on every machine, the server first, or choose another schema: ?schema=… after the address.',
  queueForeign: ({ schema }: { schema: string }) =>
    `The schema ${schema} in PostgreSQL belongs to another program: photos are analysed on this machine alone.`,
  queueForeignHint: () => 'Choose another schema: ?schema=… after the address.',
  queueFailed: ({ reason }: { reason: string }) => `The queue for other machines does not work: ${reason}`,
  photoKillsWorkers: () => 'Reading this picture ended three workers: the file is probably damaged.',
  workerOtherVersion: ({ name, version }: { name: string; version: string }) =>
    `The worker ${name} runs another version of Kindred (${version}) or other models, and would find other faces: install the server’s version there.`,
  workerUninvited: () =>
    'No worker is let in by this: the invitation is unknown or was revoked. Make a new one by `kindred worker --invite`.',
  workerUnknown: () => 'This worker has to say hello first.',
  workerAddressOld: () => 'This address of a photo was used already, or has ended.',
  workerResultTaken: () => 'This photo’s result is not wanted from this worker any more.',

  // Who may ask, and how much.
  tooMuch: () => 'Too much is asked at once: please wait a moment.',
  addressOld: () => 'This address is from an earlier start: please use the one that Kindred printed.',
  onlyOwnAddress: ({ address }: { address: string }) =>
    `Kindred answers only under its own address, which is ${address}.`,
  onlyOwnPages: () => 'Kindred answers only to its own pages.',
  notFromOtherPages: () =>
    'Kindred cannot be opened from another page: paste the address into the browser’s address bar.',
  pageGone: () => 'Kindred has no such page.',
  addressMissing: () => 'Please open Kindred with the address that it printed when it started.',
  signInFirst: () => 'Please sign in first: open this page again.',
  bug: () => 'Something went wrong inside Kindred. The log has the details.',
};
