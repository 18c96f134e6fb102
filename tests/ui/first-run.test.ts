// The first run: from the printed address over a folder to people who appear while one looks on.

import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSeen, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'faded', 'stretched'], begins: 'welcome' });
});
afterAll(() => journey.end());

test('The address opens the welcome page, which says what happens and promises that nothing leaves', async () => {
  const { page } = journey;
  await expectSeen(
    page.getByRole('heading', { level: 1, name: 'Everyone you love, in one place' }),
    page.getByRole('list', { name: 'First steps' }).getByText('What happens to your photos'),
    page.getByRole('button', { name: 'Or try it with 6 photos that Kindred brings along' }),
  );
  expect(page.url()).not.toContain('key=');
  expect(await page.getByRole('button', { name: 'Find people' }).isDisabled()).toBe(true);
});

test('A folder that cannot be used is refused in words, in place, and can be corrected', async () => {
  const { page } = journey;
  const field = page.getByLabel('Folder with your photos');
  const refusals = [
    [join(journey.photos, 'nowhere'), 'There is no such folder'],
    [join(journey.photos, 'plain-1.jpg'), 'is a file. Choose the folder that it is in.'],
    ['Pictures', 'Give the whole path of the folder'],
    [join(dirname(journey.photos), 'library'), 'That is where Kindred keeps its own data.'],
  ] as const;
  for (const [typed, sentence] of refusals) {
    await field.fill(typed);
    await field.press('Enter');
    await expectSeen(page.getByRole('alert').filter({ hasText: sentence }));
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe(typed);
  }
});

test('Suggestions that come after Enter do not cover the refusal', async () => {
  const { page } = journey;
  const field = page.getByLabel('Folder with your photos');
  await page.route('**/call/folders.suggest', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  const suggested = page.waitForResponse('**/call/folders.suggest');
  await field.fill(journey.photos.slice(0, -1));
  await field.press('Enter');
  await suggested;
  await page.waitForTimeout(500); // enough for a list to open
  await expectSeen(page.getByRole('alert').filter({ hasText: 'There is no such folder' }));
  expect(await page.getByRole('option').count()).toBe(0);
  await page.unroute('**/call/folders.suggest');
});

test('The folder is completed while it is typed, and people appear while the progress counts photos', async () => {
  const { page, photos } = journey;
  const field = page.getByLabel('Folder with your photos');
  await field.fill(photos.slice(0, -3));
  await expectSeen(page.getByRole('option', { name: photos }));
  await field.press('ArrowDown');
  await field.press('Enter');
  expect(await field.inputValue()).toBe(photos);
  // On a phone each step is higher than the window.
  await page.setViewportSize({ width: 390, height: 600 });
  await field.press('Enter');

  const title = page.getByRole('heading', { level: 1, name: 'Nothing leaves this computer' });
  await expectSeen(title);
  expect((await title.boundingBox())?.y, 'a step begins at its top').toBeGreaterThan(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectSeen(
    page.getByText('Your photos stay where they are.'),
    page.getByText('No account, no cloud, no network.'),
  );
  const progress = page.getByRole('region', { name: 'Progress of the scan' });
  await expectSeen(progress.filter({ hasText: /Finding faces.*[1-9]\d* of 24 photos/ }));
  await page.getByRole('button', { name: 'Continue' }).click();
  const appearing = page.getByRole('list', { name: 'People found so far' }).getByRole('listitem');
  // A quick machine has seen all of them by then.
  await expectSeen(appearing, page.getByText(/^(\d+ (people|person) so far|Done: 24 photos, \d+ people)/));
  await page.getByRole('button', { name: 'Show my people' }).click();

  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  // She is on eight of them once all have been read.
  await progress.waitFor({ state: 'hidden', timeout: 100_000 });
  await expectSeen(page.getByRole('link', { name: 'Unnamed person, 8 photos' }));
  expect(journey.complaints).toEqual([]);
}, 240_000);
