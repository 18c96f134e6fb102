// Activity: what could not be read is listed with its reason, tried again when asked, and gone when it is mended.

import { copyFileSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findFfmpeg } from '../../app/platform/ffmpeg.ts';
import { videoFixture } from '../motion-photos.ts';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

const ffmpeg = await findFfmpeg();
const folder = mkdtempSync(join(tmpdir(), 'kindred-activity-'));
/** As long as it is there, FFmpeg makes pictures of videos, but decodes no frames to look for people in. */
const obstacle = join(folder, 'obstacle');

let journey: Journey;
beforeAll(async () => {
  if (ffmpeg) vi.stubEnv('KINDRED_FFMPEG', hindered(ffmpeg.program));
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
});
afterAll(async () => {
  await journey.end();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('A folder without a broken file has nothing to complain about', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Activity' }).click();
  await expectSeen(
    page.getByText('Every photo could be read.'),
    page.getByText(/^6 photos · \d+ faces · \d+ people$/),
    page.getByRole('listitem').filter({ hasText: journey.photos }),
  );
});

test('A broken file that arrives is listed with its reason, while the others stay', async () => {
  const { page, photos } = journey;
  writeFileSync(join(photos, 'party.jpg'), Buffer.alloc(statSync(join(photos, 'plain-3.jpg')).size));
  await expectSeen(party());
  expect(await party().innerText()).toMatch(/party\.jpg\s+\S.{10,}\./);
  await expectSeen(page.getByText(/^6 photos · /));
});

test('“Try again” looks at the very file once more', async () => {
  const { page, photos } = journey;
  await page.getByRole('button', { name: 'Try party.jpg again' }).click();
  await expectSeen(page.getByText('Trying again …'));
  // It is still broken: only when that was seen once more is it mended.
  const counts = async () => (await journey.engine()['library.status']({})).photos;
  await expect.poll(counts, SCREEN_WAIT).toMatchObject({ waiting: 0, failed: 1 });
  await expectSeen(party());
  mendUnnoticed(join(photos, 'party.jpg'));
  await page.getByRole('button', { name: 'Try all again' }).click();
  await expectGone(party());
  await expectSeen(page.getByText('Every photo could be read.'));
});

test('A file that was mended is read by itself and leaves the list', async () => {
  const { page, photos } = journey;
  writeFileSync(join(photos, 'party.jpg'), 'not a picture at all');
  await expectSeen(party());
  copyFileSync(join(photos, 'plain-4.jpg'), join(photos, 'party.jpg'));
  await expectGone(party());
  await expectSeen(page.getByText('Every photo could be read.'));
  expect(journey.complaints).toEqual([]);
});

test('Any action is taken back by itself, by mouse or keyboard, unless something later builds on it', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const seen = async (section: 'main' | 'hidden') =>
    (await engine['people.list']({ section, offset: 0, limit: 20 })).people;
  const named = async () => (await seen('main')).flatMap(({ name }) => name ?? []);
  const name = (person: number, as: string) => engine['people.name']({ person, name: as, ifTaken: 'ask' });
  const [first, second, third] = (await seen('main')).map(({ id }) => id);
  if (first === undefined || second === undefined || third === undefined) throw new Error('Three people are needed');
  await name(first, 'Anna');
  await engine['people.hide']({ people: [second], hidden: true });
  await name(third, 'Berta');
  await name(third, 'Clara');

  // Berta became Clara: the reason is shown and read out, and the button can be reached but does nothing.
  await expectSeen(entry('Renamed Berta'), entry('“Berta”').locator('img'));
  const berta = page.getByRole('listitem').filter({ has: page.getByText(/^Named .*“Berta”$/) });
  const blocked = berta.getByRole('button', { name: 'Undo', description: /Renamed Berta to “Clara”/ });
  await expectSeen(blocked);
  expect(await blocked.getAttribute('aria-disabled')).toBe('true');
  await blocked.focus();
  await page.keyboard.press('Enter');
  expect(await named()).toEqual(expect.arrayContaining(['Anna', 'Clara']));

  await entry('“Anna”').getByRole('button', { name: 'Undo' }).click();
  await expectSeen(entry('“Anna”').getByText('Taken back'));
  expect(await named()).toEqual(['Clara']);
  expect((await seen('hidden')).map(({ id }) => id)).toEqual([second]);

  await entry('Hid ').getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expectSeen(entry('Hid ').getByText('Taken back'));
  expect(await seen('hidden')).toEqual([]);
  expect(await named()).toEqual(['Clara']);
});

test('By keyboard one goes on where something was taken back, and with the first of more that is shown', async () => {
  const { page } = journey;
  const renamed = page.getByRole('listitem').filter({ has: page.getByText(/^Renamed Berta/) });
  await renamed.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expectFocused(renamed.getByText('Taken back'));

  for (let at = 1; at <= 20; at++) await journey.engine()['albums.make']({ name: `Album ${at}`, photos: [] });
  await expectSeen(entry('“Album 9”'));
  await page.getByRole('button', { name: 'Show more' }).focus();
  await page.keyboard.press('Enter');
  // Twelve were shown, the newest first.
  await expectFocused(entry('“Album 8”').getByRole('button', { name: 'Undo' }));
});

test.runIf(ffmpeg)(
  'A video in which people could not be looked for is listed as well, until another try finds them',
  async () => {
    const { page, photos } = journey;
    writeFileSync(obstacle, '');
    copyFileSync(videoFixture('clip.webm'), join(photos, 'clip.webm'));
    await expectSeen(entry('clip.webm').getByText(/^People could not be looked for in it\. The video is damaged/));
    // The photos and the video itself could be read.
    const status = () => journey.engine()['library.status']({});
    expect(await status()).toMatchObject({ photos: { failed: 0 }, videos: { waiting: 0, done: 0, failed: 1 } });
    rmSync(obstacle);
    await page.getByRole('button', { name: 'Try clip.webm again' }).click();
    await expectSeen(page.getByText('Every photo could be read.'));
    await expect.poll(async () => (await status()).videos, SCREEN_WAIT).toEqual({ waiting: 0, done: 1, failed: 0 });
    expect(journey.complaints).toEqual([]);
  },
);

function hindered(program: string): string {
  const script = join(folder, 'ffmpeg');
  const isSearch = `[ -e '${obstacle}' ] && case "$*" in *"min(1280,iw)"*) true;; *) false;; esac`;
  writeFileSync(script, `#!/bin/sh\nif ${isSearch}; then exit 1; fi\nexec '${program}' "$@"\n`, { mode: 0o755 });
  return script;
}

/** With the same size and time as before it looks like the same file: only trying again can show the difference. */
function mendUnnoticed(file: string): void {
  const { atime, mtime } = statSync(file);
  const mended = join(journey.photos, '..', 'mended');
  copyFileSync(join(journey.photos, 'plain-3.jpg'), mended);
  utimesSync(mended, atime, mtime);
  renameSync(mended, file);
}

function party() {
  return journey.page.getByRole('listitem').filter({ hasText: 'party.jpg' });
}

function entry(words: string) {
  return journey.page.getByRole('listitem').filter({ hasText: words });
}
