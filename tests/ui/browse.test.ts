// Browsing: from the wall of people to one of them, to their photos, to a photo with its faces, and back.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

/** What can wait came by then, however the first page was. */
const LONGER_THAN_A_SCREEN_MS = 1500;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
});
afterAll(() => journey.end());

test('People are asked for at once, and what can wait only when they are there', async () => {
  const { page } = journey;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const isViewerAsked = () => asked.some((path) => path.startsWith('/assets/viewer-'));
  const held = Promise.withResolvers<void>();
  for (const call of ['library.status', 'people.list']) {
    await page.route(`**/call/${call}`, async (route) => {
      await held.promise;
      await route.continue();
    });
  }
  await page.reload();
  await expect.poll(() => asked, SCREEN_WAIT).toContain('/call/people.list');
  await page.waitForTimeout(LONGER_THAN_A_SCREEN_MS);
  expect(isViewerAsked()).toBe(false);
  held.resolve();
  await expectSeen(page.getByRole('region', { name: 'People' }));
  await expect.poll(isViewerAsked, SCREEN_WAIT).toBe(true);
  await page.unrouteAll({ behavior: 'wait' });
});

test('People seen often are on the wall, and those seen once or twice a click away', async () => {
  const { page } = journey;
  await expectSeen(page.getByRole('region', { name: 'People' }).getByRole('link', { name: /, [3-9] photos$/ }));
  await page.getByRole('link', { name: 'Once or twice' }).click();
  await expectSeen(page.getByRole('region', { name: 'Once or twice' }).getByRole('link', { name: /, [12] photos?$/ }));
  await page.goBack();
  await expectSeen(page.getByRole('region', { name: 'People' }));
});

test('What is found is counted as the page People lists it: who is seen once or twice for themselves', async () => {
  const { page } = journey;
  const { sections } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 1 });
  const people = `${sections.main} people, and ${sections.seldom} who were seen once or twice`;
  expect(sections.seldom).toBeGreaterThan(1);
  await page.evaluate(() => localStorage.setItem('kindred.firstScan', 'begun'));
  await page.reload();
  await expectSeen(page.getByText(`Done: 12 photos, ${people}.`));
  await page.getByRole('button', { name: 'Later' }).click();
  await journey.visit('/activity');
  await expectSeen(page.getByText(new RegExp(`^12 photos · \\d+ faces · ${people}$`)));
  await journey.visit('/people');
});

test('A person leads to their photos, and a photo opens above them', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Unnamed person, 4 photos' }).first().click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Add a name' }), page.getByText('4 photos · 4 faces'));
  await page
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  await expectSeen(photo().getByText('1 of 4'), photo().getByRole('img', { name: 'Photo' }));
});

test('In the photo every face has a frame, a name, and a way to the one whose face it is', async () => {
  const { page } = journey;
  const faces = photo().getByRole('button', { name: 'Add a name' });
  await expectSeen(faces);
  const [first, second] = await Promise.all([faces.nth(0).boundingBox(), faces.nth(1).boundingBox()]);
  expect(first?.width).toBeGreaterThan(20);
  expect(second?.x).not.toBe(first?.x);
  await page.keyboard.press('b');
  await expectSeen(photo().getByText('Add a name'));
  await page.keyboard.press('i');
  await expectSeen(page.getByRole('complementary', { name: 'Information' }).getByText(/1,\d00 × /));
  await page.keyboard.press('i');
});

test('Arrow keys turn the photos of this person, and Escape leads back to where one was', async () => {
  const { page } = journey;
  await page.keyboard.press('ArrowRight');
  await expectSeen(photo().getByText('2 of 4'));
  await photo().getByRole('button', { name: 'Next photo' }).click();
  await expectSeen(photo().getByText('3 of 4'));
  await page.keyboard.press('ArrowLeft');
  await expectSeen(photo().getByText('2 of 4'));
  await page.keyboard.press('Escape');
  await expectGone(photo());
  await expectSeen(page.getByText('4 photos · 4 faces'));
});

test('The back button closes a photo, then the person', async () => {
  const { page } = journey;
  await page
    .getByRole('link', { name: /^Photo of/ })
    .nth(1)
    .click();
  await expectSeen(photo().getByText('2 of 4'));
  await page.goBack();
  await expectGone(photo());
  await page.goBack();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
});

test('The address of a photo survives a reload, and Escape then leads to its person', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Unnamed person, 4 photos' }).first().click();
  await page
    .getByRole('link', { name: /^Photo of/ })
    .nth(2)
    .click();
  await expectSeen(photo().getByText('3 of 4'));
  await page.reload();
  await expectSeen(photo().getByText('3 of 4'), photo().getByRole('button', { name: 'Add a name' }));
  await page.keyboard.press('Escape');
  await expectSeen(page.getByText('4 photos · 4 faces'));
});

test('All photos stand in order, the newest first, and days with few photos share a title within a year', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Photos', exact: true }).first().click();
  const titles = page.getByRole('heading', { level: 2 });
  await expectSeen(titles, page.getByRole('link', { name: /^Photo of 15 June 2020/ }));
  const years = (await titles.allTextContents()).map((title) => title.slice(-4));
  expect([...new Set(years)]).toEqual(['2020', '2019']);
  expect(years.length).toBeLessThan(12); // a photo a month
});

test('Another theme is there at once: no colour is still on its way from the one before', async () => {
  const { page } = journey;
  await page.emulateMedia({ reducedMotion: 'no-preference', colorScheme: 'light' });
  await journey.visit('/people');
  await expectSeen(page.getByRole('article'));
  await page.evaluate(`
    globalThis.moving = undefined;
    const count = () => (globalThis.moving = document.getAnimations().length);
    new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(count)))
      .observe(document.documentElement, { attributeFilter: ['data-theme'] });
  `);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.evaluate('globalThis.moving = undefined');
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => page.evaluate('globalThis.moving'), SCREEN_WAIT).toBe(0);
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await journey.visit('/photos');
});

test('In the colours of the system alone, the page that is shown and the place in the timeline can be told', async () => {
  const { page } = journey;
  await page.emulateMedia({ forcedColors: 'active' });
  await expectSeen(page.getByRole('slider', { name: 'Month in the timeline' }));
  const styleOf = (selector: string, style: string) =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${style}`);
  expect(await styleOf('nav [aria-current=page]', 'outlineStyle')).toBe('solid');
  expect(await styleOf('[role=slider]', 'backgroundColor')).not.toBe(await styleOf('body', 'backgroundColor'));
  await page.emulateMedia({ forcedColors: 'none' });
});

test('The scale at the side covers nothing that can be clicked', async () => {
  const { page } = journey;
  await expectSeen(page.getByRole('slider', { name: 'Month in the timeline' }));
  const select = page.getByRole('button', { name: 'Select', exact: true });
  const { width, height } = ensure(await select.boundingBox());
  await select.click({ position: { x: width - 3, y: height / 2 } });
  await page.getByRole('button', { name: 'Cancel' }).click({ position: { x: 3, y: height / 2 } });
  await expectSeen(select);
});

test('The scale at the side leads to a month by key, and says which one it is', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 500, height: 300 });
  const scale = page.getByRole('slider', { name: 'Month in the timeline' });
  await expectSeen(scale);
  expect(await scale.getAttribute('aria-valuetext')).toBe('June 2020');
  await scale.focus();
  // The photos may still be finding their places in the smaller window.
  const pageDown = async () => {
    for (const key of ['Home', 'PageDown']) await page.keyboard.press(key);
    return scale.getAttribute('aria-valuetext');
  };
  await expect.poll(pageDown, SCREEN_WAIT).toBe('June 2019');
  await expectSeen(page.getByRole('heading', { level: 2, name: /June 2019$/ }));
  await page.keyboard.press('Home');
  await expect.poll(() => scale.getAttribute('aria-valuetext'), SCREEN_WAIT).toBe('June 2020');

  // Of the last months, which share the last window, the one that was led to is kept when the window becomes another.
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  const last = ensure(await scale.getAttribute('aria-valuetext'));
  expect(last).not.toBe('January 2019');
  for (const width of [560, 480, 500]) {
    await page.setViewportSize({ width, height: 300 });
    await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 300))`);
    expect(await scale.getAttribute('aria-valuetext')).toBe(last);
  }
  await page.keyboard.press('ArrowUp');
  expect(await scale.getAttribute('aria-valuetext')).not.toBe(last);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('A photo of the timeline opens in its place, and its address alone is enough to find its neighbours', async () => {
  const { page } = journey;
  const photos = page.getByRole('link', { name: /^Photo of/ });
  const walk = async () => {
    await photos.first().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
    const walked = Number(await page.locator(':focus').getAttribute('data-index'));
    await page.keyboard.press('Home');
    return { hasWalked: walked > 2, at: await page.locator(':focus').getAttribute('data-index') };
  };
  // The window has just become wide again: the wall may be laid out anew between two keys.
  await expect.poll(walk, SCREEN_WAIT).toEqual({ hasWalked: true, at: '0' });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expectSeen(photo().getByText('2 of 12'));
  await page.keyboard.press('ArrowRight');
  await expectSeen(photo().getByText('3 of 12'));
  await page.reload();
  await expectSeen(photo().getByText('3 of 12'), photo().getByRole('button', { name: 'Next photo' }));
  await page.keyboard.press('Escape');
  await expectGone(photo());
  expect(journey.complaints).toEqual([]);
});

test('A tile that goes and comes back later has the keyboard again, and takes it from nobody who moved on', async () => {
  const { page } = journey;
  const focused = page.locator(':focus');
  const content = page.locator('#content:focus');
  /** As the wall does when it is laid out anew, which may take longer than a frame. */
  const takeAway = async () =>
    focused.evaluate((tile) => {
      const [row, next] = [tile.parentNode, tile.nextSibling];
      tile.remove();
      setTimeout(() => row?.insertBefore(tile, next), 500);
    });
  await page
    .getByRole('link', { name: /^Photo of/ })
    .nth(1)
    .focus();
  await takeAway();
  await expectSeen(content);
  await expect.poll(() => focused.getAttribute('data-index'), SCREEN_WAIT).toBe('1');
  await page.keyboard.press('ArrowRight');
  expect(await focused.getAttribute('data-index')).toBe('2');

  await takeAway();
  await expectSeen(content);
  const elsewhere = page.getByRole('link', { name: 'People', exact: true });
  await elsewhere.focus();
  await expectSeen(page.locator('a[data-index="2"]'));
  await page.waitForTimeout(100); // in which the focus could be taken away
  expect(await elsewhere.evaluate((link) => link.matches(':focus'))).toBe(true);
});

function photo() {
  return journey.page.getByRole('dialog', { name: 'Photo' });
}
