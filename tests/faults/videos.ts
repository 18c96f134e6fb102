// Videos in the middle of which the engine is killed, that move while they are read, and a disk that fills up meanwhile.

import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openLibrary } from '../../app/core.ts';
import { ensure } from '../../app/ensure.ts';
import { findFfmpeg } from '../../app/platform/ffmpeg.ts';
import { silentLog } from '../../app/platform/log.ts';
import { facePhotos, writePhotos } from '../face-photos.ts';
import { hashOf } from '../file-hash.ts';
import { makeVideo } from '../made-videos.ts';
import { type Acknowledged, complete, mustBeWhole, mustRemember, rows } from './library.ts';
import { liveAndDie } from './life.ts';
import { must, pause, type Trial } from './trial.ts';

const VIDEOS = 4;
const VIDEO_KILLS = 24;
const VIDEO_FILLS = 8;
/** Longer than one video takes, so that some lives see the end of one. */
const LONGEST_VIDEO_LIFE_MS = 8_000;
const SECONDS = 12;

export const videos: Trial = {
  sentence:
    'Videos that are interrupted, moved and short of room are read to their end, and nothing that was said is lost',
  async run({ folder, random, scale }) {
    const ffmpeg = await findFfmpeg();
    if (!ffmpeg) return { skipped: 'There is no FFmpeg here.' };
    const photos = join(folder, 'photos');
    const faces = await facePhotos(2 * VIDEOS);
    writePhotos(photos, faces.slice(0, VIDEOS));
    const hashes = new Set<string>();
    let paths: string[] = [];
    for (let video = 0; video < VIDEOS; video++) {
      const path = join(photos, `${video}.mp4`);
      const shows = [video, (video + 1) % VIDEOS].map((at) => ({ person: String(at), photo: ensure(faces[at]) }));
      await makeVideo(ffmpeg.program, path, [{ shows, seconds: SECONDS }], { width: 480, height: 270, rate: 10 });
      paths.push(path);
      hashes.add(hashOf(path));
    }
    const library = join(folder, 'library');
    const said: Acknowledged[] = [];
    const kills = Math.ceil(VIDEO_KILLS * scale);
    for (let kill = 0; kill < kills; kill++) {
      const moving = random.below(VIDEOS);
      const milliseconds = random.below(LONGEST_VIDEO_LIFE_MS);
      const life = liveAndDie({ library, photos, seed: random.below(1e9), from: 'opened', milliseconds });
      await pause(random.below(milliseconds + 1));
      paths = paths.map((path, index) => (index === moving ? moved(path, `${index} moved ${kill}.mp4`) : path));
      const { wasKilled, errors, said: heard } = await life;
      must(wasKilled, `The engine ended by itself: ${errors}`);
      said.push(...heard);
      mustRemember(library, said);
    }
    await mustEnd(library, photos);
    await mustBeWhole(library);
    mustRemember(library, said);
    const moments = ensure(rows<{ n: number }>(library, 'SELECT count(*) AS n FROM moment')[0]).n;
    must(moments >= 2 * VIDEOS, `Only ${moments} moments were found in ${VIDEOS} videos of two people each.`);
    must(
      paths.every((path) => hashes.has(hashOf(path))),
      'A video was changed.',
    );
    const fills = await fillUp(join(folder, 'disk'), photos, Math.ceil(VIDEO_FILLS * scale), random.below);
    return { figures: `${kills} kills and moves (${said.length} acknowledged), ${fills}, ${moments} moments complete` };
  },
};

function moved(path: string, name: string): string {
  const to = join(path.slice(0, -basename(path).length), name);
  renameSync(path, to);
  return to;
}

async function mustEnd(library: string, photos: string): Promise<void> {
  const opened = await complete(library, photos);
  const { videos: counts } = await opened.engine['library.status']({});
  await opened.close();
  must(counts.done === VIDEOS && counts.waiting === 0, `${counts.done} of ${VIDEOS} videos were searched.`);
}

/** A small disk with the library on it has no room at random moments. @returns figures */
async function fillUp(disk: string, photos: string, fills: number, below: (most: number) => number): Promise<string> {
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk]).status !== 0) return 'no small disk here';
  try {
    const library = join(disk, 'library');
    const opened = await openLibrary({ folder: library, log: silentLog, watch: false });
    await opened.engine['folders.add']({ path: photos });
    for (let fill = 0; fill < fills; fill++) {
      await pause(below(3_000));
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - below(60_000))));
      await pause(below(3_000));
      const { problem } = await opened.engine['library.status']({});
      must(problem === null || problem.message.id === 'diskFull', `The banner says: ${problem?.message.text}`);
      rmSync(join(disk, 'ballast'));
      await opened.engine['work.resume']({});
    }
    await opened.close();
    await mustEnd(library, photos);
    await mustBeWhole(library);
    return `${fills} times full`;
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
}
