// The library's store: the only folder that knows SQL.

import { z } from 'zod';
import type { Backup, BackupReason } from '../contract.ts';
import { albumStore } from './albums.ts';
import { transferStore } from './transfer.ts';
import { chosenPhotoStore } from './chosen-photos.ts';
import { backUp } from './backup.ts';
import { openCheckpoints } from './checkpoint.ts';
import { type Database, openingInWords, openDatabase, openReadOnly } from './database.ts';
import { embeddingStore } from './embeddings.ts';
import { directoryStore } from './directories.ts';
import { factStore } from './facts.ts';
import { failureStore } from './failures.ts';
import { fileStore } from './files.ts';
import { folderStore } from './folders.ts';
import { expectedPictures, type Inspection, inspectAside, repair } from './inspect.ts';
import { keptQuestionsStore } from './kept-questions.ts';
import { metadataStore } from './metadata.ts';
import { missingStore } from './missing.ts';
import { momentStore } from './moments.ts';
import { nameHintStore } from './name-hints.ts';
import { peopleStore } from './people.ts';
import { photoEditStore } from './photo-edits.ts';
import { photoStore } from './photos.ts';
import { purge } from './purge.ts';
import { personDetailStore } from './person-details.ts';
import { searchStore } from './search.ts';
import { settingStore } from './settings.ts';
import { stackStore } from './stacks.ts';
import { surroundingsStore } from './surroundings.ts';
import { timelineStore } from './timeline.ts';
import { vectorChangeStore } from './vector-changes.ts';
import { videoStore } from './videos.ts';
import { writtenNameStore } from './written-names.ts';

export type Store = ReturnType<typeof openStore>;

export function openStore(folder: string, migrations?: string) {
  const { database, close } = openDatabase(folder, migrations);
  const checkpoints = openCheckpoints(database, folder);
  const life = new AbortController();
  const all = parts(database, folder, life.signal);
  return {
    ...all,
    transaction: <Result>(work: () => Result): Result => {
      const result = all.transaction(work);
      checkpoints.committed();
      return result;
    },
    /** For long work, between two commits: see there. */
    roomInLog: checkpoints.room,
    close() {
      life.abort();
      checkpoints.close();
      close();
    },
  };
}

/** For looking only; works beside a running engine. */
export function openStoreReadOnly(folder: string): Store {
  return openingInWords(folder, () => {
    const database = openReadOnly(folder);
    return { ...parts(database, folder), roomInLog: async () => undefined, close: () => void database.close() };
  });
}

/** @param signal of the end: then no thread goes on reading the file */
function parts(database: Database, folder: string, signal?: AbortSignal) {
  const photoEdits = photoEditStore(database);
  return {
    folders: folderStore(database),
    files: fileStore(database),
    stacks: stackStore(database),
    failures: failureStore(database),
    missing: missingStore(database),
    metadata: metadataStore(database, photoEdits),
    photoEdits,
    settings: settingStore(database),
    surroundings: surroundingsStore(database),
    photos: photoStore(database),
    timeline: timelineStore(database),
    videos: videoStore(database),
    moments: momentStore(database),
    embeddings: embeddingStore(database),
    vectorChanges: vectorChangeStore(database),
    people: peopleStore(database),
    keptQuestions: keptQuestionsStore(database),
    facts: factStore(database),
    personDetails: personDetailStore(database),
    transfer: transferStore(database),
    nameHints: nameHintStore(database),
    writtenNames: writtenNameStore(database),
    albums: albumStore(database),
    chosenPhotos: chosenPhotoStore(database),
    directories: directoryStore(database),
    search: searchStore(database),
    /** SQLite's own check of the whole file: `ok`, or what is wrong. */
    check: (): string => z.string().parse(database.pragma('quick_check(1)', { simple: true })),
    /** Deletes photos and their faces for good. @returns the faces, whose cached pictures can go */
    purge: (photos: readonly number[]) => database.transaction(() => purge(database, photos)).immediate(),
    /** In a thread of its own. */
    inspect: (): Promise<Inspection> => inspectAside(folder, signal),
    repair: (outdated: Inspection['outdated']): void => repair(database, outdated),
    expectedPictures: () => expectedPictures(database),
    /** A checked copy in the library's `backups` folder. */
    backUp: (reason: BackupReason): Promise<Backup> => backUp(database, folder, reason, signal),
    /** All or nothing: a throw inside takes everything back. */
    transaction: <Result>(work: () => Result): Result => database.transaction(work).immediate(),
  };
}

export { foldText } from './fold-text.ts';
export type { NewTrack, VideoToAnalyse } from './moments.ts';
export { isOn, SAME_FACE_IOU } from './photos.ts';
export type { NewFace } from './face-rows.ts';
export type { FaceRecord, EditedPhoto, SeenFace, GroupableRecord, VectorRecord } from './photos.ts';
export type { AlbumRecord, AlbumRule, Anchor } from './albums.ts';
export type { TransferFaceRecord } from './transfer.ts';
export type { DirectoryRecord } from './directories.ts';
export type { Rule } from './search.ts';
export type { PersonCardRecord } from './people.ts';
export type { KeptQuestions } from './kept-questions.ts';
export type { ActionKind, ActionRecord, AnswerRecord, AskedRecord, AnswerKind } from './facts.ts';
export type { KnownFile, LibraryFile, PhotoPlace, SeenFile, WaitingFile } from './files.ts';
export type { StackPlace } from './stacks.ts';
export type { FolderRecord } from './folders.ts';
export type { OutdatedMetadata, PhotoMetadata, PhotoTown } from './metadata.ts';
export type { PhotoEdit, TakenEdit } from './photo-edits.ts';
export type { DueNames, OrphanPlace, SidecarPlace } from './written-names.ts';
export { listBackups } from './backup.ts';
export { isFileEmpty, refuseMissing } from './database.ts';
export { restoreBackup } from './restore.ts';
export { type DigikamRow, readDigikam } from './digikam.ts';
export type { FilmSlice } from './videos.ts';
