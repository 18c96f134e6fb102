// Who is in a video, and when: videos of known people, made for the test, through a whole scan.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { facePhotos } from './face-photos.ts';
import { rescan } from './scans.ts';
import {
  type Appearance,
  makeVideo,
  missedOf,
  type Scene,
  type TrueAppearance,
  type VideoShape,
  withoutGaps,
} from './made-videos.ts';

const TOLERANCE_S = 1.5;
/** Who came back after so long was away. */
const SAME_APPEARANCE_S = 1;
const SHAPE: VideoShape = { width: 480, height: 270, rate: 10 };
const NAMES = ['Anna', 'Ben', 'Cleo'] as const;

const ffmpeg = await findFfmpeg();

describe.skipIf(!ffmpeg)('People in videos', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-people-in-videos-'));
  const photos = join(folder, 'photos');
  const truth = new Map<string, TrueAppearance[]>();
  const { program } = ffmpeg ?? { program: '' };
  let faces: Buffer[] = [];
  let library: Library;
  const open = () => openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  /** The same pictures, in a file of another content. */
  const retitle = (name: string, title: string) => {
    const other = join(folder, name);
    const words = '-loglevel error -c copy -metadata'.split(' ');
    execFileSync(program, ['-i', join(photos, name), ...words, `title=${title}`, other]);
    copyFileSync(other, join(photos, name));
  };

  beforeAll(async () => {
    mkdirSync(photos);
    faces = await facePhotos(15);
    for (const [index, name] of NAMES.entries()) writeFileSync(join(photos, `${name}.jpg`), ensure(faces[index]));
    const inTurn: Scene[] = [
      { shows: [portrait(0)], seconds: 3 },
      { shows: [portrait(1), portrait(2)], seconds: 4 },
    ];
    await make('one after the other, then two at once.mp4', inTurn);
    await make('a pan.webm', [{ shows: [0, 1, 2].map(portrait), seconds: 8, pans: true }], {
      encoding: '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 2M'.split(' '),
    });
    const named = await make('wrong extension.mkv', inTurn);
    renameSync(join(photos, 'wrong extension.mkv'), join(photos, 'wrong extension.avi'));
    truth.set('wrong extension.avi', named);
    truth.delete('wrong extension.mkv');
    // Ten frames a second become one in two seconds, and ten again.
    await make('variable frame rate.mp4', inTurn, {
      filter: `select='if(lt(t,3),not(mod(n,10)),1)'`,
      encoding: '-vsync vfr -c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p'.split(' '),
    });
    await make('on its side.mp4', inTurn, { filter: 'transpose=clock' });
    const [lying, turned] = [join(photos, 'on its side.mp4'), join(photos, 'turned.mp4')];
    execFileSync(program, ['-loglevel', 'error', '-i', lying, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned]);
    rmSync(lying);
    truth.set('turned.mp4', ensure(truth.get('on its side.mp4')));
    truth.delete('on its side.mp4');
    // Large enough to be decoded in sections: its key frames are two steps apart, and none is where the picture changes.
    await make('large.mp4', inTurn, {
      width: 2048,
      height: 1152,
      rate: 5,
      encoding: '-c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p -g 10 -sc_threshold 0'.split(' '),
    });
    // Both halves can be read, and what lies between them cannot.
    const inHalves: Scene[] = [
      { shows: [portrait(0)], seconds: 6 },
      { shows: [portrait(1)], seconds: 6 },
    ];
    const encoding = '-c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p -g 10'.split(' ');
    await make('broken in the middle.mkv', inHalves, { encoding });
    const broken = readFileSync(join(photos, 'broken in the middle.mkv'));
    broken.fill(0x55, Math.round(broken.length * 0.42), Math.round(broken.length * 0.5));
    writeFileSync(join(photos, 'broken in the middle.mkv'), broken);
    truth.delete('broken in the middle.mkv');
    await make('somebody passes by.mp4', [
      { shows: [portrait(0)], seconds: 2 },
      { shows: [{ person: 'nobody', photo: ensure(faces[5]) }], seconds: 1 },
      { shows: [portrait(0)], seconds: 2 },
    ]);
    library = await open();
    await library.engine['folders.add']({ path: photos });
    await library.whenIdle();
    for (const name of NAMES) {
      await library.engine['people.name']({ person: await personOf(`${name}.jpg`), name, ifTaken: 'ask' });
    }
  }, 300_000);
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are found at the right moments, however the video is made', async () => {
    const missed: Record<string, unknown> = {};
    for (const [name, appearances] of truth) {
      const found = await momentsOf(name);
      const wanted = withoutGaps(appearances, SAME_APPEARANCE_S).filter(({ person }) => person !== 'nobody');
      const lost = missedOf(wanted, found, TOLERANCE_S);
      if (lost.length > 0) missed[name] = { lost, found };
    }
    expect(missed).toEqual({});
    const people = new Set((await momentsOf('broken in the middle.mkv')).map(({ person }) => person));
    expect([...people]).toEqual(['Anna', 'Ben']);
  });

  test('are no more than on photos: somebody who passes by is a moment, and no person', async () => {
    const { videos, people } = await library.engine['library.status']({});
    expect({ videos, people }).toEqual({ videos: { waiting: 0, done: truth.size + 1, failed: 0 }, people: 3 });
    const { moments } = await library.engine['videos.moments']({ photo: await photoOf('somebody passes by.mp4') });
    expect(moments.filter(({ face }) => face.person === null)).toHaveLength(1);
  });

  test('lead to it from their page and by a search', async () => {
    const { photos: found } = await library.engine['search.photos']({ query: 'videos Cleo', offset: 0, limit: 50 });
    const names = await Promise.all(found.map(async ({ id }) => nameOf(id)));
    expect(names.sort()).toEqual([...truth.keys()].filter((name) => name !== 'somebody passes by.mp4').sort());
    const { photos: ofPerson } = await library.engine['people.photos']({
      person: await personOf('Cleo.jpg'),
      offset: 0,
      limit: 50,
    });
    expect(ofPerson).toHaveLength(names.length + 1);
  });

  test('stay where they are when the video moves, and keep their names when its content changes', async () => {
    const [old, fresh] = [join(photos, 'turned.mp4'), join(photos, 'moved.mp4')];
    const before = await library.engine['videos.moments']({ photo: await photoOf('turned.mp4') });
    renameSync(old, fresh);
    await rescan(library);
    const moved = await library.engine['videos.moments']({ photo: await photoOf('moved.mp4') });
    expect(moved).toEqual(before);

    const name = 'one after the other, then two at once.mp4';
    const known = await library.engine['videos.moments']({ photo: await photoOf(name) });
    retitle(name, 'Summer');
    await rescan(library);
    const again = await library.engine['videos.moments']({ photo: await photoOf(name) });
    expect(again.state).toBe('done');
    expect(again.moments.map(({ face }) => face.id)).toEqual(known.moments.map(({ face }) => face.id));
  }, 120_000);

  test('are not looked for while work is paused, and are afterwards', async () => {
    const name = 'a pan.webm';
    const known = await momentsOf(name);
    retitle(name, 'Winter');
    await library.engine['folders.rescan']({});
    const state = async () => (await library.engine['videos.moments']({ photo: await photoOf(name) })).state;
    await expect.poll(state, { timeout: 60_000, interval: 20 }).toBe('working');
    await library.engine['work.pause']({});
    await library.whenIdle();
    expect(await state()).toBe('waiting');
    await library.engine['work.resume']({});
    await library.whenIdle();
    expect(await state()).toBe('done');
    expect(await momentsOf(name)).toEqual(known);
  }, 120_000);

  function portrait(index: number) {
    // Another picture of the same face than the one in the library: a little brighter.
    return { person: ensure(NAMES[index]), photo: ensure(faces[index + 12]) };
  }

  async function make(name: string, scenes: Scene[], shape: Partial<VideoShape> = {}): Promise<TrueAppearance[]> {
    const appearances = await makeVideo(program, join(photos, name), scenes, { ...SHAPE, ...shape });
    truth.set(name, appearances);
    return appearances;
  }

  async function nameOf(photo: number): Promise<string> {
    const { places } = await library.engine['photos.get']({ photo });
    return ensure(places[0]).path.slice(photos.length + 1);
  }

  async function photoOf(name: string): Promise<number> {
    const { photos: all } = await library.engine['photos.list']({ offset: 0, limit: 100 });
    for (const { id } of all) if ((await nameOf(id)) === name) return id;
    throw new Error(`There is no ${name}.`);
  }

  async function personOf(name: string): Promise<number> {
    const { faces: found } = await library.engine['photos.get']({ photo: await photoOf(name) });
    return ensure(found[0]?.person, `Who is on ${name}`).id;
  }

  async function momentsOf(name: string): Promise<Appearance[]> {
    const { moments } = await library.engine['videos.moments']({ photo: await photoOf(name) });
    const named = moments.map(({ face, begins, ends }) => ({ person: face.person?.name ?? 'nobody', begins, ends }));
    return withoutGaps(named, SAME_APPEARANCE_S);
  }
});
