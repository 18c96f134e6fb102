// A real store with invented faces: vectors at chosen angles stand for people, so that a test can say who is who.

import { cpSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure } from '../app/ensure.ts';
import { openPeople } from '../app/people/index.ts';
import type { SimilarityModel } from '../app/people/scoring/similarity.ts';
import { refreshPhoto } from '../app/photos/reconcile.ts';
import { type KeptQuestions, openStore, restoreBackup, type Store } from '../app/store/index.ts';
import { PIPELINE_VERSION, VIDEO_ANALYSIS_VERSION } from '../app/vision/protocol.ts';

/** Two faces `angle` degrees apart have the cosine of that angle as similarity: 60° is the threshold here. */
const SIMILARITY_MODEL: SimilarityModel = {
  models: [{ model: 'invented', weight: 1 }],
  threshold: 0.5,
  middle: 0.4,
  slope: 15,
  chance: 0,
};

export interface InventedFace {
  /** Degrees within the plane of the person. */
  angle: number;
  quality?: number;
}

/** A person in a video, from frame to frame: frames are a second apart, the last one included. */
export interface InventedTrack extends InventedFace {
  frames: readonly [first: number, last: number];
  clearViews?: number;
}

/** One id for each face, in the order given. */
type FaceIds<Faces extends readonly InventedFace[]> = { -readonly [Index in keyof Faces]: number };

export function inventLibrary() {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-people-'));
  const index = join(folder, 'people.usearch');
  let mostExact = 20_000;
  let { store, people } = open();
  const root = store.folders.add('/photos', new Date().toISOString());
  let photos = 0;

  function open() {
    const store: Store = openStore(folder);
    return { store, people: openPeople(store, SIMILARITY_MODEL, { index, mostExact }) };
  }

  return {
    folder,
    store: () => store,
    people: () => people,
    /** Puts one photo with these faces into the library. @returns its id and its faces', in the order given */
    add<Faces extends InventedFace[]>(...faces: Faces): { photo: number; faces: FaceIds<Faces> } {
      return this.addTaken(`2020-01-01T00:00:${String((photos + 1) % 60).padStart(2, '0')}`, ...faces);
    },
    /** @param takenAt null: the photo does not say */
    addTaken<Faces extends InventedFace[]>(
      takenAt: string | null,
      ...faces: Faces
    ): { photo: number; faces: FaceIds<Faces> } {
      photos++;
      const file = { path: `${photos}.jpg`, size: 1, modified: photos, sidecar: null };
      store.files.see(root, file);
      const added = store.transaction(() => {
        const recorded = store.photos.record(
          {
            hash: String(photos),
            bytes: 1,
            width: 1000,
            height: 1000,
            takenAt: takenAt ?? '2024-01-01T00:00:00',
            takenFrom: takenAt === null ? 'file' : 'exif',
            camera: null,
            pipeline: PIPELINE_VERSION,
          },
          faces.map(({ angle, quality = 1 }, index) => ({
            box: [100 * index, 0, 50, 50],
            landmarks: [],
            confidence: 1,
            quality,
            embeddings: { invented: vector(angle) },
          })),
        );
        const known = store.files.find(root, file.path);
        if (known)
          store.files.succeed(
            { ...known, folder: root, root: '/photos', file: file.path, attempts: 0 },
            recorded.photo,
          );
        refreshPhoto(store, recorded.photo);
        return recorded;
      });
      people.reloadPhoto(added.photo);
      return { photo: added.photo, faces: added.faces as FaceIds<Faces> }; // as many as were recorded
    },
    /** Puts a video into the library in which nobody has been looked for so far. */
    addVideo(): number {
      const { photo } = this.add();
      store.videos.set(photo, { container: 'mov', codec: 'h264', seconds: 100, hasPoster: true });
      return photo;
    },
    /** An analysis of a video finds these tracks. @returns their faces, in the order given */
    findIn(photo: number, ...tracks: InventedTrack[]): number[] {
      const found = tracks.map(({ angle, quality = 1, frames: [first, last], clearViews = 5 }, index) => ({
        face: {
          box: [100 * index, 0, 50, 50] as [number, number, number, number],
          landmarks: [],
          confidence: 1,
          quality,
          embeddings: { invented: vector(angle) },
        },
        begins: first,
        ends: last,
        firstSeen: first,
        clearest: first,
        views: last - first + 1,
        clearViews,
        frames: Array.from({ length: last - first + 1 }, (_, frame) => first + frame),
      }));
      const faces = store.transaction(() => {
        store.moments.begin(photo, VIDEO_ANALYSIS_VERSION);
        const recorded = store.moments.record(photo, found);
        refreshPhoto(store, photo);
        return recorded;
      });
      people.reloadPhoto(photo);
      return faces;
    },
    /** The same photo lies in the folder once more. @param directory below it, with its separator */
    copy(photo: number, directory = ''): void {
      const path = `${directory}copy of ${photo}.jpg`;
      store.files.see(root, { path, size: 1, modified: photo, sidecar: null });
      const file = store.files.find(root, path);
      if (file) store.files.succeed({ ...file, folder: root, root: '/photos', file: path, attempts: 0 }, photo);
    },
    /** The photo's file is not there any more, or there again. */
    setPresent(photo: number, isPresent: boolean): void {
      const file = store.files.find(root, `${photo}.jpg`);
      if (!file) throw new Error(`There is no photo ${photo}.`);
      store.transaction(() => {
        if (isPresent)
          store.files.succeed({ ...file, folder: root, root: '/photos', file: file.path, attempts: 0 }, photo);
        else store.files.miss(file.id, new Date().toISOString());
        refreshPhoto(store, photo);
      });
      people.reloadPhoto(photo);
    },
    /** Which person holds the face. */
    personOf: (face: number): number | null => store.photos.face(face)?.person ?? null,
    /** The same of a face that somebody holds. */
    holderOf: (face: number): number => ensure(store.photos.face(face)?.person, 'The person who holds the face'),
    /** From that many faces on people are found by an index. */
    searchBeyond(faces: number): void {
      mostExact = faces;
      this.reopen();
    },
    /** Bytes of the index as it was kept. */
    indexFile: (): number => statSync(index).size,
    damageIndex: (): void => writeFileSync(index, 'no index'),
    /** @param change of what a closed library has kept to be asked; nothing: it has kept nothing */
    changeKeptQuestions(change: (kept: KeptQuestions) => KeptQuestions | undefined): void {
      const closed = openStore(folder);
      const changed = change(ensure(closed.keptQuestions.take()));
      if (changed) closed.keptQuestions.put(changed);
      closed.close();
    },
    /** Closes the library and opens it again, as a restart does. */
    reopen(meanwhile = () => {}): void {
      people.close();
      store.close();
      meanwhile();
      ({ store, people } = open());
    },
    /**
     * Ends as a crash does, in the middle of some work: what goes on is what was on the disk at that moment.
     * @param work under way; what it still does is lost
     */
    async crash(work: Promise<unknown>): Promise<void> {
      const onDisk = `${folder}-at-crash`;
      cpSync(folder, onDisk, { recursive: true });
      people.stop();
      await work;
      store.close();
      rmSync(folder, { recursive: true });
      renameSync(onDisk, folder);
      ({ store, people } = open());
    },
    /** Puts a backup in the place of the library. */
    async restore(backup: string): Promise<void> {
      people.close();
      store.close();
      await restoreBackup(folder, backup);
      ({ store, people } = open());
    },
    remove(): void {
      people.stop();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function vector(angle: number): Uint8Array {
  const radians = (angle / 180) * Math.PI;
  return new Uint8Array(Float16Array.of(Math.cos(radians), Math.sin(radians)).buffer);
}
