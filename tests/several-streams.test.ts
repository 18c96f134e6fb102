// Videos of several streams with pictures: people, poster and facts are of the one that players show. Made by FFmpeg.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { startMetadataReader } from '../app/photos/exiftool.ts';
import { videoFactsIn } from '../app/photos/video-facts.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { identityOf } from '../app/platform/plain-file.ts';
import type { VideoContainer } from '../app/vision/formats/signature.ts';
import { startVision } from '../app/vision/handle.ts';
import { posterOf } from '../app/vision/video/poster.ts';
import { SAMPLES } from './samples.ts';

const ffmpeg = await findFfmpeg();
/** Nobody is in the small one, somebody in the large one. */
const [SMALL, LARGE] = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
];

describe.runIf(ffmpeg)('Of two streams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-several-streams-'));
  const vision = startVision({ log: silentLog, workers: 1, provider: 'cpu' });
  const reader = startMetadataReader({ log: silentLog });
  const { program } = ensure(ffmpeg ?? undefined);

  beforeAll(async () => {
    const size = ({ width, height }: typeof SMALL) => `${width}x${height}`;
    const still = ['-loop', '1', '-framerate', '10', '-i', String(SAMPLES[0])];
    const scale = `scale=${LARGE.width}:${LARGE.height}:force_original_aspect_ratio=increase,crop=${LARGE.width}:${LARGE.height}`;
    const ways = `-c:v libx264 -preset ultrafast -pix_fmt yuv420p -t 3`.split(' ');
    await run(['-f', 'lavfi', '-i', `color=gray:size=${size(SMALL)}:rate=10`, ...ways, 'small.mp4']);
    await run([...still, '-vf', scale, ...ways, 'large.mp4']);
    const both = '-i small.mp4 -i large.mp4 -map 0 -map 1 -c copy'.split(' ');
    const [on, off] = ['default', '0'];
    const chosen = (first: string, second: string) => ['-disposition:v:0', first, '-disposition:v:1', second];
    for (const end of ['mp4', 'mov', 'mkv']) await run([...both, ...chosen(off, on), `second.${end}`]);
    await run([...both, ...chosen(on, off), 'first.mp4']);
    await run([...both, ...chosen(on, on), 'both.mp4']);
    await run([
      ...'-i large.mp4 -i'.split(' '),
      String(SAMPLES[1]),
      ...'-map 1 -map 0 -c copy'.split(' '),
      ...chosen('attached_pic', on),
      'cover.mp4',
    ]);
  });
  afterAll(async () => {
    await vision.close();
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each<[string, string, VideoContainer, typeof SMALL]>([
    ['the first is passed over where it is disabled', 'second.mp4', 'mov', LARGE],
    ['so it is in a MOV', 'second.mov', 'mov', LARGE],
    ['the first is shown where it alone is enabled', 'first.mp4', 'mov', SMALL],
    ['the first is shown where both are', 'both.mp4', 'mov', SMALL],
    ['the first is shown in Matroska, whatever is the default', 'second.mkv', 'matroska', SMALL],
    ['a picture that is attached is none of them', 'cover.mp4', 'mov', LARGE],
  ])(
    '%s',
    async (_, name, container, { width, height }) => {
      const path = join(folder, name);
      const poster = await posterOf(ensure(ffmpeg ?? undefined), container, path, 3);
      expect(poster).toMatchObject({ width, height });
      const found = await vision.findPeople(path, container, await identityOf(path), new AbortController().signal);
      expect(found).toMatchObject({ width, height });
      expect(found?.tracks.length).toBe(width === LARGE.width ? PEOPLE : 0);
      const reading = await reader.readPhoto(path, path, 'video');
      expect(reading?.problem).toBeNull();
      expect(videoFactsIn(reading?.tags ?? {})).toMatchObject({ width, height });
    },
    60_000,
  );

  async function run(words: readonly string[]): Promise<void> {
    await promisify(execFile)(program, ['-v', 'error', '-y', ...words], { cwd: folder });
  }
});

const PEOPLE = 3;
