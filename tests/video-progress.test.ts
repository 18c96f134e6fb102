// People are found in videos after all photos, which is told, can be paused, and can be switched off for all videos or a folder.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { openStore } from '../app/store/index.ts';
import { VIDEO_ANALYSIS_VERSION } from '../app/vision/protocol.ts';
import { videoFixture } from './motion-photos.ts';
import { SAMPLES } from './samples.ts';

const ffmpeg = await findFfmpeg();
const WAIT = { timeout: 100_000, interval: 5 };

test.runIf(ffmpeg && process.platform !== 'win32')(
  'A video that could not be searched for a reason that is not its own is searched a little later',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-video-later-'));
    const [photos, program] = [join(folder, 'photos'), join(folder, 'ffmpeg')];
    mkdirSync(photos);
    copyFileSync(videoFixture('clip.mkv'), join(photos, 'clip.mkv'));
    symlinkSync(ensure(ffmpeg).program, program);
    process.env['KINDRED_FFMPEG'] = program;
    const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
    try {
      await library.engine['indexing.change']({ findsPeopleInVideos: false });
      await library.engine['folders.add']({ path: photos });
      await library.whenIdle();
      rmSync(program); // as while it is updated
      await library.engine['indexing.change']({ findsPeopleInVideos: true });
      await library.whenIdle();
      const videos = async () => (await library.engine['library.status']({})).videos;
      expect(await videos()).toEqual({ waiting: 1, done: 0, failed: 0 });
      symlinkSync(ensure(ffmpeg).program, program);
      await expect.poll(videos, WAIT).toEqual({ waiting: 0, done: 1, failed: 0 });
    } finally {
      delete process.env['KINDRED_FFMPEG'];
      await library.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  200_000,
);

test.runIf(ffmpeg)(
  'A video in whose search the program ended ten times is left alone until the user asks for another try',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-video-ended-'));
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    copyFileSync(videoFixture('clip.mkv'), join(photos, 'nine times.mkv'));
    copyFileSync(videoFixture('clip.avi'), join(photos, 'ten times.avi'));
    const open = () => openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
    let library = await open();
    try {
      await library.engine['indexing.change']({ findsPeopleInVideos: false });
      await library.engine['folders.add']({ path: photos });
      await library.whenIdle();
      await library.close();
      // As if it had been killed in the middle each time.
      const store = openStore(join(folder, 'library'));
      for (const { id } of store.photos.list(10, 0)) {
        const ends = ensure(store.videos.get(id)).container === 'avi' ? 10 : 9;
        for (let end = 0; end < ends; end++) store.moments.begin(id, VIDEO_ANALYSIS_VERSION);
      }
      store.close();
      library = await open();
      await library.engine['indexing.change']({ findsPeopleInVideos: true });
      await library.whenIdle();
      const videos = async () => (await library.engine['library.status']({})).videos;
      expect(await videos()).toEqual({ waiting: 0, done: 1, failed: 1 });
      const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
      expect(failures).toMatchObject([
        { path: join(photos, 'ten times.avi'), what: 'peopleInVideo', reason: { id: 'videoEndedProgram' } },
      ]);
      await library.engine['failures.retry']({ files: 'all' });
      await library.whenIdle();
      expect(await videos()).toEqual({ waiting: 0, done: 2, failed: 0 });
    } finally {
      await library.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  200_000,
);

describe.runIf(ffmpeg)('People in videos', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-video-progress-'));
  const [photos, other] = [join(folder, 'photos'), join(folder, 'other')];
  let library: Library;

  beforeAll(async () => {
    mkdirSync(photos);
    mkdirSync(other);
    writeFileSync(join(photos, 'photo.jpg'), await sharp(SAMPLES[0]).resize(320).jpeg().toBuffer());
    copyFileSync(videoFixture('clip.mkv'), join(photos, 'clip.mkv'));
    copyFileSync(videoFixture('clip.avi'), join(photos, 'clip.avi'));
    copyFileSync(videoFixture('clip.webm'), join(other, 'clip.webm'));
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  });
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const status = () => library.engine['library.status']({});

  test('are looked for when all photos are done, and the time left is told', async () => {
    await library.engine['folders.add']({ path: photos });
    await expect.poll(async () => (await status()).activity, WAIT).toBe('videos');
    expect((await status()).photos).toMatchObject({ waiting: 0, done: 3 });
    // Known as soon as one of the two is done.
    await expect.poll(async () => (await status()).secondsLeft, WAIT).toBeGreaterThan(0);
    expect((await status()).videos).toEqual({ waiting: 1, done: 1, failed: 0 });
    await library.whenIdle();
    expect(await status()).toMatchObject({ activity: 'idle', secondsLeft: null, videos: { waiting: 0, done: 2 } });
  }, 200_000);

  test('are not looked for while work is paused, nor in a folder or at all when the user says so', async () => {
    const { id } = await library.engine['folders.add']({ path: other });
    await expect.poll(async () => (await status()).activity, WAIT).toBe('videos');
    const [video] = await videosIn(id);
    await expect.poll(() => stateOf(video), WAIT).toBe('working');
    await library.engine['work.pause']({});
    await expect.poll(() => stateOf(video), WAIT).toBe('waiting');
    expect(await status()).toMatchObject({ activity: 'paused', videos: { waiting: 1 } });

    await library.engine['work.resume']({});
    await expect.poll(() => stateOf(video), WAIT).toBe('working');
    await library.engine['folders.change']({ folder: id, findsInVideos: false });
    await expect.poll(() => stateOf(video), WAIT).toBe('off');
    await library.whenIdle();
    expect((await status()).videos).toEqual({ waiting: 0, done: 2, failed: 0 });

    await library.engine['indexing.change']({ findsPeopleInVideos: false });
    await library.engine['folders.change']({ folder: id, findsInVideos: true });
    await library.whenIdle();
    expect(await stateOf(video)).toBe('off');
    await library.engine['indexing.change']({ findsPeopleInVideos: true });
    await expect.poll(() => stateOf(video), WAIT).toBe('working');
  }, 200_000);

  async function videosIn(folderId: number): Promise<number[]> {
    const { photos: list } = await library.engine['albums.folderPhotos']({
      folder: folderId,
      directory: '',
      offset: 0,
      limit: 10,
    });
    return list.map(({ id }) => id);
  }

  async function stateOf(photo: number | undefined) {
    return (await library.engine['videos.moments']({ photo: ensure(photo) })).state;
  }
});
