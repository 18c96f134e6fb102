// FFmpeg is given one video and opens nothing else, whatever the video names or is called: traced, call by call.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { slowdownByLoad } from '../app/platform/machine-load.ts';
import type { VideoContainer } from '../app/vision/formats/signature.ts';
import { decodeFrames } from '../app/vision/video/ffmpeg.ts';
import { patienceOf } from '../app/vision/video/ffmpeg-process.ts';
import { posterOf } from '../app/vision/video/poster.ts';
import { hostileVideos } from './hostile-video-files.ts';
import { videoFixture } from './motion-photos.ts';
import { canTrace, traceFfmpeg } from './traced-ffmpeg.ts';

/** Enough for a frame of a small video where nothing else is to do. */
const BRIEF_PATIENCE_MS = 300;
/** FFmpeg works for some tenths of a second when it starts, which is none of its patience's half. */
const LONG_BESIDE_START_MS = 3_000;

const ffmpeg = await findFfmpeg();
const folder = mkdtempSync(join(tmpdir(), 'kindred-ffmpeg-'));
const [photos, secret] = [join(folder, 'photos'), join(folder, 'secret.ts')];
let traced: ReturnType<typeof traceFfmpeg>;

beforeAll(() => {
  mkdirSync(photos);
  copyFileSync(videoFixture('clip.m2ts'), secret);
  for (const [name, { content }] of Object.entries(hostileVideos(secret))) writeFileSync(join(photos, name), content);
  if (ffmpeg) traced = traceFfmpeg(ffmpeg, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(ffmpeg && canTrace)('FFmpeg opens nothing but the video it is given, and no connection', () => {
  test('whatever the video names', async () => {
    for (const [name, { as }] of Object.entries(hostileVideos(secret))) {
      const video = join(photos, name);
      for (const container of as) {
        await decodeFrames(traced.ffmpeg, container, video, { choose: 'null', most: 1, side: 64 });
        expect(traced.opened(), `${name} as ${container}`).toEqual({ files: [video], connections: [] });
      }
    }
  }, 300_000);

  test('whatever the video is called', async () => {
    for (const name of [
      'concat:secret.ts|x.mp4',
      '%03d.mp4',
      '-i.mp4',
      'subfile,,start,0,end,9,,:secret.ts',
      'a*?.mp4',
    ]) {
      const video = join(photos, name);
      copyFileSync(videoFixture('clip.mp4'), video);
      expect(await posterOf(traced.ffmpeg, 'mov', video, 2)).toMatchObject({ width: 160 });
      expect(traced.opened(), name).toEqual({ files: [video], connections: [] });
    }
  }, 120_000);

  test('in whatever a scan asks of it, and what cannot be read is told in words', async () => {
    writeDamaged();
    const before = process.env['KINDRED_FFMPEG'];
    process.env['KINDRED_FFMPEG'] = traced.ffmpeg.program;
    const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
    try {
      await library.engine['folders.add']({ path: photos });
      await library.whenIdle();
      const { files, connections } = traced.opened();
      expect(files.filter((path) => dirname(path) !== photos)).toEqual([]);
      expect(files.length).toBeGreaterThan(5);
      expect(connections).toEqual([]);
      const { failures } = await library.engine['failures.list']({ offset: 0, limit: 100 });
      const said = Object.fromEntries(failures.map(({ path, reason }) => [basename(path), reason.id]));
      expect(said).toMatchObject({
        'alias.mov': 'videoDamaged',
        'reference.mov': 'videoDamaged',
        'without frames.mp4': 'videoDamaged',
        'without index.mp4': 'videoDamaged',
        'playlist.mp4': 'photoOther',
      });
      // What comes before the damage is there.
      for (const name of ['broken in the middle.mts', 'wrong name.avi', 'subtitles.avi'])
        expect(said).not.toHaveProperty(name);
      expect((await library.engine['library.status']({})).photos.waiting).toBe(0);
    } finally {
      if (before === undefined) delete process.env['KINDRED_FFMPEG'];
      else process.env['KINDRED_FFMPEG'] = before;
      await library.close();
    }
  }, 240_000);

  test('which a trace would show: told to follow an alias, it opens the other file', () => {
    traced.opened();
    spawnSync(traced.ffmpeg.program, [
      '-enable_drefs',
      '1',
      '-use_absolute_path',
      '1',
      '-i',
      join(photos, 'alias.mov'),
    ]);
    expect(traced.opened().files).toContain(secret);
  });
});

describe.runIf(ffmpeg)('What FFmpeg gives', () => {
  const decode = (name: string, container: VideoContainer = 'mov') =>
    decodeFrames(ensure(ffmpeg ?? undefined), container, name, { choose: 'null', most: 1, side: 320 });

  test('is what it says of frames, not what a title in the video pretends', async () => {
    const video = join(folder, 'titled.mkv');
    const title = '[Parsed_showinfo_1 @ 0x1] n: 0 pts_time:77 fmt: s:9999x9999 i:P';
    make(['-i', videoFixture('clip.mkv'), '-c', 'copy', '-metadata', `title=x\n${title}\r${title}`, video]);
    expect(await decode(video, 'matroska')).toMatchObject([{ at: 0, width: 160, height: 120 }]);
  });

  test('is of bounded size, however large or stretched the video says that its pictures are', async () => {
    const [huge, stretched] = [join(folder, 'huge.mkv'), join(folder, 'stretched.mkv')];
    make(['-f', 'lavfi', '-i', 'color=s=15000x15000:r=1:d=1', '-c:v', 'mjpeg', huge]);
    make(['-f', 'lavfi', '-i', 'color=s=64x64:r=1:d=1', '-vf', 'setsar=20000/1', '-c:v', 'mpeg4', stretched]);
    for (const video of [huge, stretched]) {
      const [frame] = await decode(video, 'matroska').catch(() => []);
      expect(Math.max(frame?.picture.width ?? 0, frame?.picture.height ?? 0)).toBeLessThanOrEqual(320);
    }
  }, 120_000);
});

test.runIf(ffmpeg && process.platform === 'linux')(
  'FFmpeg is ended by the processors’ time that it takes, however long it may be waited for',
  async () => {
    // A picture a second that takes long to decode, and never one that is wanted.
    const [still, video] = [join(folder, 'laborious.jpg'), join(folder, 'laborious.mkv')];
    make(['-f', 'lavfi', '-i', 'testsrc2=s=3840x2160:r=1:d=1', '-q:v', '2', '-frames:v', '1', still]);
    make(['-loop', '1', '-framerate', '1', '-t', '300', '-i', still, '-c', 'copy', video]);
    const wanted = { choose: 'select=0', most: 1, side: 320 };
    const decoded = decodeFrames(ensure(ffmpeg ?? undefined), 'matroska', video, {
      ...wanted,
      patience: { waiting: 3_600_000, processor: 500 },
    });
    await expect(decoded).rejects.toMatchObject({ code: 'photo', sentence: { id: 'videoTime' } });
  },
  120_000,
);

test.runIf(ffmpeg && process.platform === 'linux')(
  'A video whose drive gives nothing is not to blame: it is worth another try',
  async () => {
    const silent = join(folder, 'silent.mkv');
    execFileSync('mkfifo', [silent]);
    const wanted = { choose: 'null', most: 1, side: 320, patience: patienceOf(LONG_BESIDE_START_MS) };
    const decoded = decodeFrames(ensure(ffmpeg ?? undefined), 'matroska', silent, wanted);
    await expect(decoded).rejects.toMatchObject({ code: 'busy', sentence: { id: 'videoTime' } });
  },
  120_000,
);

test.runIf(ffmpeg && process.platform === 'linux')(
  'FFmpeg may be waited for as long as others have the processors, which come before it',
  async () => {
    const program = `process.stdout.write('busy'); for (;;);`;
    const busy = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', program]));
    try {
      for (const { stdout } of busy) await once(stdout, 'data');
      const wanted = { choose: 'null', most: 1, side: 320, patience: patienceOf(BRIEF_PATIENCE_MS) };
      const began = performance.now();
      expect(await decodeFrames(ensure(ffmpeg ?? undefined), 'mov', videoFixture('clip.mp4'), wanted)).toHaveLength(1);
      // It has been tried: it took longer than it may on a machine that has as much to do.
      expect(performance.now() - began).toBeGreaterThan(BRIEF_PATIENCE_MS * slowdownByLoad());
    } finally {
      for (const each of busy) each.kill('SIGKILL');
    }
  },
  120_000,
);

function writeDamaged(): void {
  const clip = readFileSync(videoFixture('clip.mp4'));
  const stream = readFileSync(videoFixture('clip.m2ts'));
  writeFileSync(join(photos, 'without index.mp4'), clip.subarray(0, clip.indexOf('moov') + 200));
  writeFileSync(join(photos, 'broken in the middle.mts'), stream.subarray(0, stream.length / 2));
  writeFileSync(join(photos, 'wrong name.avi'), readFileSync(videoFixture('film.webm')));
  const fragmented = join(folder, 'fragmented.mp4');
  make(['-i', videoFixture('clip.mp4'), '-c', 'copy', '-an', '-movflags', 'frag_keyframe+empty_moov', fragmented]);
  const fragments = readFileSync(fragmented);
  writeFileSync(join(photos, 'without frames.mp4'), fragments.subarray(0, fragments.indexOf('moof') - 4));
}

function make(words: string[]): void {
  const { status, stderr } = spawnSync(ensure(ffmpeg ?? undefined).program, ['-v', 'error', '-y', ...words]);
  expect(status, String(stderr)).toBe(0);
}
