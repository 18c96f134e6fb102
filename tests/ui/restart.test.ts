// The server is started again while a page is open: the tab notices, goes on where it was, and never shows raw JSON.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resource } from '../../app/platform/resources.ts';
import { expectOpenToAll } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
});
afterAll(() => journey.end());

test('A page whose script does not come says so, comes when it is asked for, and by itself when Kindred is back', async () => {
  const { page } = journey;
  const missing = page.getByRole('alert').filter({ hasText: 'Kindred did not send this page' });
  await page.route(LATER_PAGE, (route) => route.abort());
  await page.reload();
  await journey.visit('/settings');
  await expectSeen(missing);
  await page.unroute(LATER_PAGE);
  await missing.getByRole('button', { name: 'Try again' }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Settings' }));
  await expectGone(missing);

  await page.route(LATER_PAGE, (route) => route.fulfill({ status: 403, json: { ok: false } }));
  await page.reload();
  await expectSeen(missing);
  await journey.restartBelow(() => page.unroute(LATER_PAGE));
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Settings' }));
});

test('An open page notices that Kindred is away, goes on by itself when it is back, and says so', async () => {
  const { page } = journey;
  await expectScripts(journey.page);
  await journey.restartBelow(() => expectSeen(page.getByText('Connection to Kindred lost. Trying again …')));
  await expectSeen(page.getByText('Kindred was started again: everything here is up to date.'));
  await expectGone(page.getByText('Connection to Kindred lost'));
  expect(page.url()).toMatch(/#\/settings$/);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expectSeen(page.getByRole('article'));
});

test('A name that is left while Kindred is away is named in what is said, and stands in its field again', async () => {
  const { page } = journey;
  const tile = page.getByRole('article').first();
  const field = page.getByLabel('Name', { exact: true });
  await tile.getByRole('button', { name: 'Add a name' }).click();
  await field.fill('Ann');
  await journey.restartBelow(async () => {
    await expectSeen(page.getByText('Connection to Kindred lost'));
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expectSeen(page.getByText('Not saved: “Ann”. Kindred does not answer.'));
  });
  await expectGone(page.getByText('Connection to Kindred lost'));
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await tile.getByRole('button', { name: 'Add a name' }).click();
  expect(await field.inputValue()).toBe('Ann');
  await page.keyboard.press('Escape');
  await tile.getByRole('button', { name: 'Add a name' }).click();
  expect(await field.inputValue()).toBe('');
  await page.keyboard.press('Escape');
});

test('A reload, and the address of the first start, lead to where one was', async () => {
  const { page } = journey;
  await page.reload();
  await expectSeen(page.getByRole('article'));
  await page.goto(journey.firstAddress);
  await expectSeen(page.getByRole('article'));
});

test('Where this browser is not known any more, the tab says so and leads to a page in words, on a phone in German too', async () => {
  const { page } = journey;
  const phone = await journey.also(PHONE);
  await expectScripts(page);
  await expectScripts(phone);
  await journey.restartBelow(() => {
    const file = join(journey.library, 'sessions.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"sessions":\[.*\]/, '"sessions":[]'));
    return Promise.resolve();
  });
  await expectSeen(
    page.getByText('Kindred was started again and does not know this page any more'),
    phone.getByText('Kindred wurde neu gestartet und kennt diese Seite nicht mehr'),
  );
  await expectOpenToAll(phone, 'let-out');
  await phone.getByRole('button', { name: 'Den Weg zurück zeigen' }).tap();
  await expectSeen(phone.getByRole('heading', { name: 'Kindred kennt diesen Browser nicht' }));
  await expectOpenToAll(phone, 'refused');
  await phone.goto(journey.address());
  await expectSeen(phone.getByRole('article'));
  await phone.close();
  await page.getByRole('button', { name: 'Show the way back' }).press('Enter');
  await expectSeen(page.getByRole('heading', { name: 'Kindred does not know this browser' }));
  await expectSeen(page.getByText('Or start Kindred once more, as you always do'));
  await expectOpenToAll(page, 'refused-wide');
  await page.goto(journey.address());
  await expectSeen(page.getByRole('article'));
}, 150_000);

test('Nothing else went wrong', () => {
  // What the browser itself says while no server answers, of what is refused, and of the scripts that were withheld.
  const own =
    /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_EMPTY_RESPONSE|status of 403|ERR_FAILED .*\/assets\/|unknown error occurred when fetching the script/;
  expect(journey.complaints.filter((complaint) => !own.test(complaint))).toEqual([]);
});

/** A page that is no part of the first one. */
const LATER_PAGE = /\/assets\/settings-/;

/** Waits until the page has every script of the screen: none is on its way when the server goes. */
async function expectScripts(page: Page): Promise<void> {
  const scripts = readdirSync(resource('dist', 'renderer', 'assets')).filter((name) => name.endsWith('.js'));
  const absent = async () => {
    const there: string[] = await page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)");
    return scripts.filter((script) => !there.some((each) => each.endsWith(script)));
  };
  await expect.poll(absent, SCREEN_WAIT).toEqual([]);
}
