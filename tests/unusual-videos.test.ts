// Who is in videos that are coded or packed in a way that not every camera has: made by FFmpeg, looked through by a real process.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { identityOf } from '../app/platform/plain-file.ts';
import { decodeVector } from '../app/vectors.ts';
import { cosine } from '../app/vision/embedding.ts';
import type { VideoContainer } from '../app/vision/formats/signature.ts';
import { startVision } from '../app/vision/handle.ts';
import { patienceOf, SHORT_PATIENCE_MS } from '../app/vision/video/ffmpeg-process.ts';
import { layoutOf, packetsOf } from '../app/vision/video/layout.ts';
import { samplingOf } from '../app/vision/video/sampling.ts';
import { writeFacePhotos } from './face-photos.ts';
import { type Appearance, makeVideo, missedOf, type Portrait, type Scene, type VideoShape } from './made-videos.ts';

const PEOPLE = 10;
const TOLERANCE_S = 1.1;
const SHAPE: VideoShape = { width: 480, height: 270, rate: 10 };
/** From sRGB, white being as bright as a screen of a high dynamic range shows it. */
const toHdr = (transfer: string) =>
  `format=gbrp,zscale=pin=709:tin=iec61966-2-1:p=2020:t=${transfer}:m=2020_ncl:r=limited:npl=203,format=yuv420p10le`;
const HEVC = '-c:v libx265 -preset ultrafast -x265-params log-level=none'.split(' ');

const ffmpeg = await findFfmpeg();

describe.runIf(ffmpeg)('People are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-unusual-videos-'));
  const vision = startVision({ log: silentLog, workers: 1, provider: 'cpu' });
  const { program } = ensure(ffmpeg ?? undefined);
  let portraits: Portrait[] = [];
  /** By person. */
  const vectors = new Map<string, Float32Array[]>();

  beforeAll(async () => {
    const paths = await writeFacePhotos(folder, PEOPLE);
    portraits = paths.map((photo, index) => ({ person: String(index), photo }));
    for (const { person, photo } of portraits) {
      const [face] = (await vision.analyse(String(photo))).faces;
      vectors.set(person, vectorsOf(ensure(face, `The face of ${person}`)));
    }
  });
  afterAll(async () => {
    await vision.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('in videos of ten bits a colour, as phones (HLG, PQ) and cameras (ProRes) write them', async () => {
    const inTurn = [showing(0, 3), showing(1, 3)];
    const shapes: Record<string, Partial<VideoShape>> = {
      'hlg.mp4': { filter: toHdr('arib-std-b67'), encoding: HEVC },
      'pq.mp4': { filter: toHdr('smpte2084'), encoding: HEVC },
      'prores.mov': { encoding: '-c:v prores_ks -pix_fmt yuv422p10le'.split(' ') },
    };
    for (const [name, shape] of Object.entries(shapes)) expect(await missedIn(name, 'mov', inTurn, shape)).toEqual([]);
  }, 120_000);

  test('from the beginning of an AVI with B-frames, as older programs and cameras write it', async () => {
    const encoding = '-c:v mpeg4 -bf 2 -q:v 4 -g 20 -sc_threshold 1000000000'.split(' ');
    expect(await missedIn('old.avi', 'avi', [showing(0, 3), showing(1, 3)], { encoding })).toEqual([]);
    // Its packets say when they are decoded, and most of them not when they are shown.
    const path = join(folder, 'old.avi');
    const { keyFrames } = await packetsOf(ensure(ffmpeg ?? undefined), 'avi', path, patienceOf(SHORT_PATIENCE_MS));
    expect(keyFrames.filter((time) => time < 0)).toEqual([]);
  }, 120_000);

  test('in the large streams of camcorders and discs (MPEG-TS, MPEG-PS, WMV), in which no key frame can be sought', async () => {
    const inTurn = [0, 1, 2].map((person) => showing(person, 2));
    const large = (rate: number, encoding: string) => ({
      width: 1440,
      height: 810,
      rate,
      encoding: encoding.split(' '),
    });
    const stream = large(10, '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 20 -sc_threshold 0');
    expect(await missedIn('camcorder.mts', 'mpegts', inTurn, stream)).toEqual([]);
    const disc = large(25, '-c:v mpeg2video -bf 2 -q:v 4 -g 50 -sc_threshold 1000000000');
    expect(await missedIn('disc.mpg', 'mpeg', inTurn, disc)).toEqual([]);
    const film = large(10, '-c:v wmv2 -q:v 4 -g 20 -sc_threshold 1000000000');
    expect(await missedIn('film.wmv', 'asf', inTurn, film)).toEqual([]);
  }, 180_000);

  test('where key frames come one after the other in the beginning, and none afterwards', async () => {
    const keyFramesAt = (times: string) =>
      `-c:v libx264 -preset ultrafast -pix_fmt yuv420p -sc_threshold 0 -g 9999 -force_key_frames ${times}`.split(' ');
    const titled = [0, 1, 2].map((person) => showing(person, 3));
    const encoding = keyFramesAt('0,0.4');
    expect(await missedIn('title.mp4', 'mov', titled, { encoding })).toEqual([]);
    // Longer than what is decoded of its beginning.
    const halves = Array.from({ length: 42 }, (_, index) => index / 2);
    const shape = { ...SHAPE, encoding: keyFramesAt(halves.join()) };
    await makeVideo(program, join(folder, 'cuts.mp4'), [showing(0, 30)], shape);
    const layout = await layoutOf(ensure(ffmpeg ?? undefined), 'mov', join(folder, 'cuts.mp4'), 20);
    expect(layout.keyFrameGap).toBeCloseTo(9.5);
    expect(samplingOf(layout).shortcuts.skipFrames).toBe('noref');
  }, 180_000);

  test('at the times of a player, which counts from 0 though the video begins later', async () => {
    const inTurn = [showing(0, 3), showing(1, 3)];
    for (const [name, container] of [
      ['late.mkv', 'matroska'],
      ['late.mp4', 'mov'],
    ] as const) {
      // Of a Matroska it says that it plays for 3606 seconds, as browsers say as well: a step of it would be 18 of them.
      const encoding = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -output_ts_offset 3600'.split(' ');
      const truth = await makeVideo(program, join(folder, name), inTurn, { ...SHAPE, encoding });
      const later = truth.map((each) => ({ ...each, begins: each.begins + 3600, ends: each.ends + 3600 }));
      expect(missedOf(later, await foundIn(name, container), TOLERANCE_S), name).toEqual([]);
    }
  }, 120_000);

  function showing(person: number, seconds: number): Scene {
    return { shows: [ensure(portraits[person])], seconds };
  }

  /** @returns who is not found where they are shown, and who is found */
  async function missedIn(name: string, container: VideoContainer, scenes: Scene[], shape: Partial<VideoShape> = {}) {
    const truth = await makeVideo(program, join(folder, name), scenes, { ...SHAPE, ...shape });
    return missedOf(truth, await foundIn(name, container), TOLERANCE_S);
  }

  async function foundIn(name: string, container: VideoContainer): Promise<Appearance[]> {
    const path = join(folder, name);
    const found = await vision.findPeople(path, container, await identityOf(path), new AbortController().signal);
    return ensure(found ?? undefined).tracks.map(({ face, begins, ends }) => ({
      person: closestTo(vectorsOf(face)),
      begins,
      ends,
    }));
  }

  function closestTo(seen: readonly Float32Array[]): string {
    const similarities = [...vectors].map(([person, known]) => ({ person, similarity: similarityOf(known, seen) }));
    return ensure(similarities.sort((one, other) => other.similarity - one.similarity)[0]).person;
  }
});

function vectorsOf({ embeddings }: { embeddings: Record<string, Uint8Array> }): Float32Array[] {
  return Object.values(embeddings).map(decodeVector);
}

function similarityOf(one: readonly Float32Array[], other: readonly Float32Array[]): number {
  return one.reduce((total, vector, model) => total + cosine(vector, ensure(other[model])), 0);
}
