// Who is a moment of a video, and how long: one person each, for as long as the picture goes on.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { type LoadedModels, openModels } from '../app/vision/loaded-models.ts';
import { findPeople } from '../app/vision/video/people.ts';
import { facePhotos } from './face-photos.ts';
import { makeVideo, type Scene, type VideoShape } from './made-videos.ts';
import { SAMPLES } from './samples.ts';

const TEST_TIMEOUT_MS = 120_000;
const SHAPE: VideoShape = { width: 480, height: 270, rate: 10 };
/** A chain on a blouse, which the detector takes for a face. */
const CHAIN = { left: 927, top: 929, width: 218, height: 218 };

const ffmpeg = await findFfmpeg();

describe.skipIf(!ffmpeg)('A moment of a video', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-tracks-in-videos-'));
  let models: LoadedModels;
  let faces: Buffer[];
  beforeAll(async () => {
    models = await openModels();
    faces = await facePhotos(12);
  }, TEST_TIMEOUT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    'is of one person, also where one fades into the next',
    async () => {
      const scenes = [0, 1, 2, 3, 4, 5].map((index) => scene(index, 4));
      // Each frame is the mean of two seconds: a crossfade of this length, whose middle is a second later than the cut.
      const tracks = await tracksIn(await make('fading.mp4', scenes, { filter: 'tmix=frames=20' }));
      const middles = scenes.slice(1).map((_, index) => 4 * (index + 1) + 1);
      const across = tracks.filter(({ begins, ends }) => middles.some((at) => begins < at - 1.5 && ends > at + 1.5));
      expect(across).toEqual([]);
      for (const index of scenes.keys()) {
        const at = 4 * index + 3;
        expect(tracks.filter(({ begins, ends }) => begins < at && ends > at).length, `at ${at} s`).toBe(1);
      }
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'is jumped to where its person is seen, and not between that frame and the one before',
    async () => {
      const [, other] = await tracksIn(await make('cut.mp4', [scene(0, 2.6), scene(1, 3)]));
      expect(other?.begins).toBeLessThan(2.8);
      expect(other?.firstSeen).toBeGreaterThanOrEqual(2.6);
      expect(other?.firstSeen).toBeLessThan(3.6);
      expect(other?.clearest).toBeGreaterThanOrEqual(other?.firstSeen ?? Infinity);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'ends with the picture, though the sound goes on',
    async () => {
      const silent = await make('silent.mp4', [scene(0, 5)]);
      const place = join(folder, 'long sound.mp4');
      const sound = '-f lavfi -t 30 -i sine=300 -map 0:v -map 1:a -c:v copy'.split(' ');
      execFileSync(ensure(ffmpeg?.program), ['-loglevel', 'error', '-i', silent, ...sound, place]);
      const [track] = await tracksIn(place);
      expect(track?.ends).toBeGreaterThanOrEqual(4.5);
      expect(track?.ends).toBeLessThanOrEqual(6);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'is not what the detector takes for a face in one frame after another, never being sure',
    async () => {
      const photo = await sharp(ensure(SAMPLES[2])).extract(CHAIN).png().toBuffer();
      expect(
        await tracksIn(
          await make('chain.mp4', [{ shows: [{ person: 'nobody', photo }], seconds: 5 }], { height: 400 }),
        ),
      ).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test.skipIf(process.platform === 'win32')(
    'is found with its packets listed once, where key frames come quickly in the beginning of a large video',
    async () => {
      const keyFrames = '-sc_threshold 0 -g 9999 -force_key_frames expr:lt(t,20)*gte(t,n_forced*0.4)';
      const encoding = `-c:v libx264 -preset ultrafast -pix_fmt yuv420p ${keyFrames}`.split(' ');
      const place = await make('quick.mp4', [scene(0, 22)], { width: 1440, height: 810, rate: 5, encoding });
      const { program, version } = ensure(ffmpeg ?? undefined);
      const [told, written] = [join(folder, 'ffmpeg.sh'), join(folder, 'ffmpeg.log')];
      writeFileSync(told, `#!/bin/sh\necho "$@" >> '${written}'\nexec '${program}' "$@"\n`, { mode: 0o755 });
      const video = { ffmpeg: { program: told, version }, container: 'mov', place, smallestFace: 0.2 } as const;
      expect((await findPeople(video, models, new AbortController().signal)).tracks).toHaveLength(1);
      const starts = readFileSync(written, 'utf8').trim().split('\n');
      expect(starts.filter((words) => words.includes('framecrc'))).toHaveLength(1);
      expect(starts.length).toBeGreaterThan(2);
    },
    TEST_TIMEOUT_MS,
  );

  function scene(index: number, seconds: number): Scene {
    return { shows: [{ person: String(index), photo: ensure(faces[index]) }], seconds };
  }

  async function make(name: string, scenes: readonly Scene[], shape: Partial<VideoShape> = {}): Promise<string> {
    const place = join(folder, name);
    await makeVideo(ensure(ffmpeg?.program), place, scenes, { ...SHAPE, ...shape });
    return place;
  }

  async function tracksIn(place: string) {
    const video = { ffmpeg: ensure(ffmpeg ?? undefined), container: 'mov', place } as const;
    const { tracks } = await findPeople(video, models, new AbortController().signal);
    return tracks
      .map(({ begins, ends, firstSeen, clearest }) => ({ begins, ends, firstSeen, clearest }))
      .sort((one, another) => one.begins - another.begins);
  }
});
