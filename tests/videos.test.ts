// Videos in the library: told by content, dated, sized and found like photos, with or without a decoder on the machine.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Library, type Media, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { codeOf } from '../app/errors.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { codecName } from '../app/photos/codec-name.ts';
import { videoFixture } from './motion-photos.ts';
import { SAMPLES } from './samples.ts';

const ffmpeg = await findFfmpeg();
/** By their names in the folder. Two of them are called what they are not. */
const FILES: Record<string, string> = {
  'clip.mp4': 'clip.mp4',
  'VID_20210704_183001.mov': 'rotated.mov',
  'clip.webm': 'clip.webm',
  'clip.mkv': 'clip.mkv',
  'clip.avi': 'clip.avi',
  '00001.MTS': 'clip.m2ts',
  'old phone.3gp': 'clip.3gp',
  'film called photo.jpg': 'film.mp4',
};

describe.each([
  ['with a decoder', true],
  ['without one', false],
])('Videos %s', (_, isDecoded) => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-videos-'));
  const photos = join(folder, 'photos');
  const decoder = process.env['KINDRED_FFMPEG'];
  let library: Library;
  const open = () => openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });

  beforeAll(async () => {
    mkdirSync(photos);
    for (const [name, fixture] of Object.entries(FILES)) copyFileSync(videoFixture(fixture), join(photos, name));
    copyFileSync(videoFixture('clip.mkv'), join(photos, 'a copy.mkv'));
    writeFileSync(join(photos, 'a photo.mp4'), await sharp(SAMPLES[0]).resize(320).jpeg().toBuffer());
    writeFileSync(join(photos, 'broken.mp4'), readFileSync(videoFixture('clip.mp4')).subarray(0, 40));
    if (!isDecoded) process.env['KINDRED_FFMPEG'] = join(folder, 'no such program');
    library = await open();
    await library.engine['folders.add']({ path: photos });
    await library.whenIdle();
  }, 240_000);
  afterAll(async () => {
    if (decoder === undefined) delete process.env['KINDRED_FFMPEG'];
    else process.env['KINDRED_FFMPEG'] = decoder;
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(isDecoded && !ffmpeg)('are told by content, with size, length and date, and copies are one', async () => {
    const found = Object.fromEntries((await all()).map(({ files, ...video }) => [files.join(' '), video]));
    const seen = (seconds: number | null, width = 160, height = 120) => ({
      seconds,
      width,
      height,
      hasPoster: isDecoded,
    });
    expect(found).toMatchObject({
      'clip.mp4': { ...seen(2), takenAt: '2021-07-04T16:30:00', takenFrom: 'container' },
      // World time in the container, the phone's own in the name: it was in a zone two hours from Greenwich.
      'VID_20210704_183001.mov': {
        ...seen(2, 120, 160),
        takenAt: '2021-07-04T18:30:01',
        takenFrom: 'container',
      },
      'clip.webm': seen(65.5),
      'a copy.mkv clip.mkv': { ...seen(2), takenAt: '2020-02-03T10:00:00' },
      'clip.avi': seen(1.999992),
      '00001.MTS': { width: 160, height: 120 },
      'old phone.3gp': seen(2, 176, 144),
      'film called photo.jpg': seen(1),
    });
    expect(Object.keys(found)).toHaveLength(8);
    expect((await library.engine['library.status']({})).photos).toMatchObject({ done: 9, failed: 1 });
    const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
    expect(failures.map(({ path, reason }) => [basename(path), reason.id])).toEqual([['broken.mp4', 'videoDamaged']]);
  });

  test('are searched for by what they are, and by how long they play', async () => {
    const count = async (query: string) =>
      (await library.engine['search.photos']({ query, offset: 0, limit: 50 })).total;
    expect(await count('videos')).toBe(8);
    expect(await count('Videos länger als eine Minute')).toBe(1);
    expect(await count('longer than 3 seconds')).toBe(1);
    expect(await count('videos shorter than 1.5 s')).toBe(1);
    expect(await count('videos 2020')).toBe(1);
  });

  test('are in codecs that are called as people call them, whatever the container', async () => {
    const codecs = Object.fromEntries((await all()).map(({ files, codec }) => [files.at(-1), codec]));
    expect(codecs).toEqual({
      'clip.mp4': 'H.264',
      'VID_20210704_183001.mov': 'H.264',
      'clip.webm': 'VP8',
      'clip.mkv': 'H.264',
      'clip.avi': 'MPEG-4',
      '00001.MTS': null,
      'old phone.3gp': 'H.263',
      'film called photo.jpg': 'H.264',
    });
    // Those of cameras and programs that no fixture is of.
    const others = { hvc1: 'HEVC', 'V_MPEGH/ISO/HEVC': 'HEVC', apch: 'ProRes', MJPG: 'Motion JPEG', zzzz: 'zzzz' };
    expect(Object.keys(others).map(codecName)).toEqual(Object.values(others));
  });

  test('are served with a type that browsers know, in parts', async () => {
    const original = await library.media('original', await idOf('film called photo.jpg'));
    expect(original).toMatchObject({ type: 'video/mp4', file: join(photos, 'film called photo.jpg') });
  });

  test.skipIf(isDecoded && !ffmpeg)(
    'have a picture from them, or none, which is not tried whenever it is asked for',
    async () => {
      const shown = await library.media('preview', await idOf('VID_20210704_183001.mov')).then(sizeOf, codeOf);
      expect(shown).toEqual(isDecoded ? [120, 160] : 'notFound');
      const { videosUnseen, photos: counts } = await library.engine['library.status']({});
      expect({ videosUnseen, waiting: counts.waiting }).toEqual({ videosUnseen: isDecoded ? 0 : 8, waiting: 0 });
    },
  );

  test.skipIf(!ffmpeg)(
    'have their pictures as soon as there is a decoder',
    async () => {
      await library.close();
      delete process.env['KINDRED_FFMPEG'];
      library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: true });
      await expect
        .poll(async () => (await all()).filter(({ hasPoster }) => hasPoster).length, { timeout: 200_000 })
        .toBe(8);
    },
    240_000,
  );

  async function idOf(name: string): Promise<number> {
    return ensure((await all()).find(({ files }) => files[0] === name)).id;
  }

  async function all() {
    const { photos: list } = await library.engine['photos.list']({ offset: 0, limit: 50 });
    const videos = list.flatMap(({ video, ...card }) => (video ? [{ ...card, ...video }] : []));
    return Promise.all(
      videos.map(async (video) => {
        const { places, takenFrom, codec } = await library.engine['photos.get']({ photo: video.id });
        return { ...video, takenFrom, codec, files: places.map(({ path }) => basename(path)).sort() };
      }),
    );
  }
});

async function sizeOf(media: Media): Promise<[number, number]> {
  const { width, height } = await sharp('file' in media ? media.file : Buffer.from(media.bytes)).metadata();
  return [width, height];
}

test.skipIf(!ffmpeg || process.platform === 'win32')(
  'FFmpeg is asked what it is once, and not before there is a video',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-asked-'));
    const [photos, program, calls] = [join(folder, 'photos'), join(folder, 'ffmpeg'), join(folder, 'calls')];
    mkdirSync(photos);
    writeFileSync(join(photos, 'photo.jpg'), await sharp(SAMPLES[0]).resize(320).jpeg().toBuffer());
    writeFileSync(program, `#!/bin/sh\necho "$*" >> '${calls}'\nexec '${ensure(ffmpeg ?? undefined).program}' "$@"\n`, {
      mode: 0o755,
    });
    const decoder = process.env['KINDRED_FFMPEG'];
    process.env['KINDRED_FFMPEG'] = program;
    const scan = async () => {
      const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
      const { folders } = await library.engine['library.status']({});
      if (folders.length === 0) await library.engine['folders.add']({ path: photos });
      else await library.engine['folders.rescan']({});
      await library.whenIdle();
      await library.close();
    };
    try {
      await scan();
      expect(existsSync(calls)).toBe(false);
      copyFileSync(videoFixture('clip.mkv'), join(photos, 'clip.mkv'));
      await scan();
      const asked = readFileSync(calls, 'utf8').trim().split('\n');
      expect(asked.filter((words) => words.endsWith('-version'))).toHaveLength(1);
      expect(asked.length).toBeGreaterThan(2);
    } finally {
      if (decoder === undefined) delete process.env['KINDRED_FFMPEG'];
      else process.env['KINDRED_FFMPEG'] = decoder;
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

test('FFmpeg is found by name or in the path, and nothing else is taken for it', async () => {
  expect(await findFfmpeg(process.execPath)).toBeNull();
  expect(await findFfmpeg('ffmpeg')).toBeNull();
  expect(ffmpeg && (await findFfmpeg(ffmpeg.program))).toEqual(ffmpeg);
});
