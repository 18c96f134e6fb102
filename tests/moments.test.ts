// Who is in a video, and when: tracks are faces like all others, and whatever is said of faces holds for them.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { sentence } from '../app/sentences/sentence.ts';
import { VIDEO_ANALYSIS_VERSION } from '../app/vision/protocol.ts';
import { firstOf } from './first-of.ts';
import { type InventedTrack, inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

const momentsOf = (photo: number) => library.store().moments.of(photo);

test('People of photos are found in a video, several times in one, and the moments are in the order of time', async () => {
  const [anna] = library.add({ angle: 0 }).faces;
  const [ben] = library.add({ angle: 90 }).faces;
  await library.people().settle();
  const { video, faces } = addVideo(track(3, [50, 60]), track(2, [10, 20]), track(88, [15, 55]));
  await library.people().settle();
  expect(faces.map(library.personOf)).toEqual([anna, anna, ben].map((face) => library.personOf(face)));
  expect(momentsOf(video).map(({ face, begins, ends }) => [face, begins, ends])).toEqual([
    [faces[1], 10, 20],
    [faces[2], 15, 55],
    [faces[0], 50, 60],
  ]);
  // A video is one photo of each of them, however often they come.
  expect(library.store().people.get(library.holderOf(anna))).toMatchObject({ faces: 3, photos: 2 });
});

test('Two who are seen at one time are two people, and the same two at different times may be one', async () => {
  const { faces: atOneTime } = addVideo(track(0, [0, 10]), track(5, [10, 20]));
  await library.people().settle();
  expect(peopleOf(atOneTime)).toBe(2);
  const { faces: inTurn } = addVideo(track(180, [0, 10]), track(185, [11, 20]));
  await library.people().settle();
  expect(peopleOf(inTurn)).toBe(1);
});

test('A track joins people by a stricter threshold than a face of a photo', async () => {
  const [anna] = library.add({ angle: 0 }).faces;
  await library.people().settle();
  // 59 degrees apart: a similarity of 0.515, where 0.5 is enough for a photo.
  const { faces } = addVideo(track(59, [0, 10]));
  const [onPhoto] = library.add({ angle: -59 }).faces;
  await library.people().settle();
  expect(library.personOf(onPhoto)).toBe(library.personOf(anna));
  expect(peopleOf([anna, ...faces])).toBe(2);
});

test('Who passed by in a video founds no person, and is found when a photo shows them, or when the user names them', async () => {
  const { video, faces } = addVideo(track(0, [5, 5], 1), track(90, [5, 5], 1));
  const [one, other] = firstOf(2, faces);
  await library.people().settle();
  expect(library.store().people.all()).toEqual([]);
  expect(momentsOf(video)).toHaveLength(2);

  const [anna] = library.add({ angle: 2 }).faces;
  await library.people().settle();
  expect(library.personOf(one)).toBe(library.personOf(anna));
  expect(library.personOf(other)).toBeNull();

  const { action } = library.people().assign([other], null, 'Ben');
  expect(library.store().people.get(library.holderOf(other))).toMatchObject({ name: 'Ben', photos: 1 });
  library.people().undo(action ?? undefined);
  expect(library.personOf(other)).toBeNull();
});

test('Several views of one person who passed by more than once are enough together', async () => {
  const { faces } = addVideo(track(0, [5, 5], 1), track(1, [20, 20], 1));
  await library.people().settle();
  expect(faces.map(library.personOf)).toEqual([null, null]);
  const { faces: later } = addVideo(track(2, [3, 3], 1));
  await library.people().settle();
  expect(peopleOf([...faces, ...later])).toBe(1);
  expect(library.personOf(faces[0] ?? 0)).not.toBeNull();
});

test('A moment is removed and moved to another person, and both are taken back', async () => {
  const [anna] = library.add({ angle: 0 }).faces;
  const [ben] = library.add({ angle: 90 }).faces;
  await library.people().settle();
  const { video, faces } = addVideo(track(0, [0, 10]));
  await library.people().settle();
  const [face] = firstOf(1, faces);
  const people = library.people();
  people.assign([face], library.holderOf(ben));
  expect(library.personOf(face)).toBe(library.personOf(ben));
  people.undo();
  expect(library.personOf(face)).toBe(library.personOf(anna));
  people.reject([face]);
  expect(momentsOf(video)).toEqual([]);
  await people.settle();
  people.undo();
  expect(momentsOf(video)).toHaveLength(1);
});

test('A video that is analysed anew keeps its faces, with what was said of them, and loses those that are not found', async () => {
  const { video, faces } = addVideo(track(0, [0, 10]), track(90, [0, 10]), track(180, [20, 30]));
  await library.people().settle();
  const [anna, , cleo] = firstOf(3, faces);
  library.people().name(library.holderOf(anna), 'Anna', 'keepBoth');
  library.store().moments.outdate();
  expect(library.store().moments.next(VIDEO_ANALYSIS_VERSION, now(), 5)).toMatchObject([{ photo: video }]);
  // Cleo comes five seconds later, as the beginning was cut; Anna is seen from the side.
  const again = library.findIn(video, track(40, [0, 9]), track(180, [15, 25]));
  expect(again).toEqual([anna, cleo]);
  expect(momentsOf(video).map(({ face, begins }) => [face, begins])).toEqual([
    [anna, 0],
    [cleo, 15],
  ]);
  expect(library.store().people.get(library.holderOf(anna))?.name).toBe('Anna');
});

test('What was said of people in a video is carried to another library, moment by moment', async () => {
  // At one place one after the other: where they are does not tell them apart.
  const { faces } = addVideo(track(0, [0, 10]));
  await library.people().settle();
  const [anna] = firstOf(1, faces);
  library.people().name(library.holderOf(anna), 'Anna', 'keepBoth');
  const said = library.people().exportTransfer();
  expect(said.people[0]?.faces).toMatchObject([{ at: 0 }]);
  library.remove();

  library = inventLibrary();
  const { faces: there } = addVideo(track(90, [20, 30]), track(0, [0, 10]));
  await library.people().settle();
  const [other] = firstOf(2, there);
  library.people().importTransfer(said);
  expect(library.store().people.get(library.holderOf(other))?.name).toBeNull();
  library.remove();

  library = inventLibrary();
  const { faces: same } = addVideo(track(0, [0, 10]), track(90, [20, 30]));
  await library.people().settle();
  library.people().importTransfer(said);
  expect(same.map((face) => library.store().people.get(library.holderOf(face))?.name)).toEqual(['Anna', null]);
});

test('A search that ended the program is begun a few times, one that was put back as if it never was', () => {
  const video = library.addVideo();
  const { moments } = library.store();
  const waiting = () => moments.next(VIDEO_ANALYSIS_VERSION, now(), 5).map(({ photo }) => photo);
  expect(waiting()).toEqual([video]);
  expect(moments.begin(video, VIDEO_ANALYSIS_VERSION)).toBe(1);
  moments.putBack(video);
  expect(moments.begin(video, VIDEO_ANALYSIS_VERSION)).toBe(1);
  library.reopen(); // as after kill -9
  const { moments: opened } = library.store();
  expect(opened.next(VIDEO_ANALYSIS_VERSION, now(), 5)).toHaveLength(1);
  expect(opened.begin(video, VIDEO_ANALYSIS_VERSION)).toBe(2);
  opened.fail(video, sentence('videoDamaged'), null);
  expect(opened.next(VIDEO_ANALYSIS_VERSION, now(), 5)).toEqual([]);
  expect(opened.counts(VIDEO_ANALYSIS_VERSION)).toEqual({ waiting: 0, done: 0, failed: 1 });
  expect(opened.analysisOf(video)?.reason?.id).toBe('videoDamaged');
  // A later version of the analysis may read it.
  expect(opened.next(VIDEO_ANALYSIS_VERSION + 1, now(), 5)).toHaveLength(1);
});

test('A video in whose middle the program ended waits until all others were searched', () => {
  const [older, newer] = [library.addVideo(), library.addVideo()];
  const waiting = () => {
    const { moments } = library.store();
    return moments.next(VIDEO_ANALYSIS_VERSION, now(), 5).map(({ photo }) => photo);
  };
  expect(waiting()).toEqual([newer, older]);
  for (const next of [newer, older, newer]) {
    expect(waiting()[0]).toBe(next);
    library.store().moments.begin(next, VIDEO_ANALYSIS_VERSION);
    library.reopen(); // as after kill -9
  }
  expect(waiting()).toEqual([older, newer]);
});

test('A search that failed is listed with its file and reason, and waits when it is to be tried again', () => {
  const [video, other] = [library.addVideo(), library.addVideo()];
  const { failures, moments } = library.store();
  const list = () => failures.list(VIDEO_ANALYSIS_VERSION, { limit: 10, offset: 0, separator: '/' });
  for (const photo of [video, other]) {
    moments.begin(photo, VIDEO_ANALYSIS_VERSION);
    moments.fail(photo, sentence('videoTime'), null);
  }
  const failed = { what: 'peopleInVideo', reason: sentence('videoTime'), attempts: 1, retryAt: null };
  expect(list()).toMatchObject([
    { ...failed, path: '/photos/1.jpg' },
    { ...failed, path: '/photos/2.jpg' },
  ]);
  // A copy of it is no second failure.
  library.copy(video, 'again/');
  expect(list()).toHaveLength(2);
  expect(failures.list(null, { limit: 10, offset: 0, separator: '/' })).toEqual([]);
  moments.retry([firstOf(1, list())[0].file]);
  expect(moments.next(VIDEO_ANALYSIS_VERSION, now(), 5).map(({ photo }) => photo)).toEqual([video]);
  expect(list()).toMatchObject([{ path: '/photos/2.jpg' }]);
  moments.retry('all');
  expect(list()).toEqual([]);
  expect(moments.counts(VIDEO_ANALYSIS_VERSION)).toEqual({ waiting: 2, done: 0, failed: 0 });
});

test('A video read once more as a file keeps the people in it', async () => {
  const { video, faces } = addVideo(track(0, [0, 10]));
  await library.people().settle();
  const fresh = { bytes: 1, width: 10, height: 10, takenAt: '2020-01-01T00:00:00', camera: null, pipeline: 1 };
  const hash = library.store().photos.hashOf(video) ?? '';
  library.store().photos.record({ hash, takenFrom: 'exif', ...fresh }, null);
  expect(momentsOf(video).map(({ face }) => face)).toEqual(faces);
});

function track(angle: number, frames: InventedTrack['frames'], clearViews = 5): InventedTrack {
  return { angle, frames, clearViews };
}

function addVideo(...tracks: InventedTrack[]) {
  const video = library.addVideo();
  return { video, faces: library.findIn(video, ...tracks) };
}

function peopleOf(faces: readonly number[]): number {
  return new Set(faces.map(library.personOf)).size;
}

function now(): string {
  return new Date().toISOString();
}
