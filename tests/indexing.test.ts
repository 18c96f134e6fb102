// How photos are looked at: not while on battery, and down to the size that the user wishes for.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { isOnBattery } from '../app/platform/power.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';
import { SAMPLES } from './samples.ts';

const INDEXING_WAIT = { timeout: 30_000 };

let folder: string;
let library: Library | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-looking-'));
});
afterEach(async () => {
  await library?.close();
  library = undefined;
  rmSync(folder, { recursive: true, force: true });
});

test('On battery photos wait, until the charger is back or the user says to go on', async () => {
  const photos = join(folder, 'photos');
  await writeFacePhotos(photos, 2);
  const { engine } = await open(() => Promise.resolve(true));
  await engine['indexing.get']({}); // by now the battery has been asked
  await engine['folders.add']({ path: photos });
  await expect
    .poll(() => engine['library.status']({}), INDEXING_WAIT)
    .toMatchObject({ activity: 'paused', pausedBy: 'battery', photos: { waiting: 2, done: 0 } });
  await engine['work.resume']({});
  await expect
    .poll(() => engine['library.status']({}), INDEXING_WAIT)
    .toMatchObject({ photos: { waiting: 0, done: 2 } });
});

test('Whoever does not want to spare the battery is not kept waiting, also after a restart', async () => {
  const photos = join(folder, 'photos');
  await writeFacePhotos(photos, 1);
  const first = await open(() => Promise.resolve(true));
  expect(await first.engine['indexing.get']({})).toMatchObject({ sparesBattery: true, onBattery: true });
  await first.engine['indexing.change']({ sparesBattery: false });
  await first.close();
  const { engine } = await open(() => Promise.resolve(true));
  expect(await engine['indexing.get']({})).toMatchObject({ sparesBattery: false });
  await engine['folders.add']({ path: photos });
  await expect.poll(() => engine['library.status']({}), INDEXING_WAIT).toMatchObject({ photos: { done: 1 } });
});

test('A machine is on battery when its own one is emptied, and no charger gives anything', async () => {
  const supplies = join(folder, 'supplies');
  const put = (name: string, fields: Record<string, string>) => {
    mkdirSync(join(supplies, name), { recursive: true });
    for (const [field, value] of Object.entries(fields)) writeFileSync(join(supplies, name, field), `${value}\n`);
  };
  const asked = () => isOnBattery('linux', supplies);
  expect(await asked()).toBe(false); // a desktop tells of nothing
  put('hidpp_battery_0', { type: 'Battery', scope: 'Device', status: 'Discharging' }); // a mouse
  expect(await asked()).toBe(false);
  put('AC', { type: 'Mains', online: '0' });
  put('BAT0', { type: 'Battery', status: 'Discharging' });
  expect(await asked()).toBe(true);
  put('AC', { type: 'Mains', online: '1' }); // a weak charger, which the machine drains faster than it fills
  expect(await asked()).toBe(false);
  put('AC', { type: 'Mains', online: '0' });
  put('BAT0', { type: 'Battery', status: 'Full' });
  expect(await asked()).toBe(false);
  expect(await isOnBattery('win32', supplies)).toBe(null);
});

test('Smaller faces are found when they are wished for, in photos that were looked at before; names stay', async () => {
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  await crowd(join(photos, 'crowd.jpg'));
  const { engine } = await open(() => Promise.resolve(false));
  await engine['folders.add']({ path: photos });
  const photo = async () => {
    await library?.whenIdle();
    const [{ id }] = firstOf(1, (await engine['photos.list']({ offset: 0, limit: 1 })).photos);
    return engine['photos.get']({ photo: id });
  };
  const farAway = async () => (await photo()).faces.some(({ box: [left, top] }) => left > 2900 && top < 700);
  expect(await farAway()).toBe(false);
  const [near] = firstOf(1, (await photo()).faces);
  await engine['people.name']({ person: near.person?.id ?? 0, name: 'Anna', ifTaken: 'ask' });

  expect(await engine['indexing.change']({ smallestFace: 0.012 })).toMatchObject({ smallestFace: 0.012 });
  await expect.poll(farAway, INDEXING_WAIT).toBe(true);
  expect((await photo()).faces.find(({ id }) => id === near.id)?.person?.name).toBe('Anna');

  await engine['indexing.change']({ smallestFace: 30 / 1024 });
  await expect.poll(farAway, INDEXING_WAIT).toBe(false);
  expect((await photo()).faces.find(({ id }) => id === near.id)?.person?.name).toBe('Anna');
});

/** One face near the camera, and one far away that is a sixtieth as wide as the photo. */
async function crowd(file: string): Promise<void> {
  const [near, far] = await Promise.all([
    sharp(SAMPLES[1]).resize(1200).toBuffer(),
    sharp(SAMPLES[1]).extract({ left: 1300, top: 48, width: 465, height: 465 }).resize(120).toBuffer(),
  ]);
  await sharp({ create: { width: 4000, height: 2400, channels: 3, background: '#678' } })
    .composite([
      { input: near, left: 300, top: 800 },
      { input: far, left: 3000, top: 500 },
    ])
    .jpeg({ quality: 92 })
    .toFile(file);
}

async function open(onBattery: () => Promise<boolean | null>): Promise<Library> {
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, onBattery });
  return library;
}
