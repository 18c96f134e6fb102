// A key that comes while the engine is at work, or before its reply is drawn, does nothing that was not meant, and nothing twice.

import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { deaf, expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { drawLate, typeOn } from './typing.ts';

let journey: Journey;
let keyboard: CDPSession;
/** What was asked of the engine, in its order. */
let calls: { name: string; request: unknown }[];
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'stretched'], begins: 'people' });
  const { page } = journey;
  keyboard = await page.context().newCDPSession(page);
  page.on('request', (request) => {
    const name = /\/call\/(.+)$/.exec(request.url())?.[1];
    if (name !== undefined) calls.push({ name, request: request.postDataJSON() });
  });
});
afterAll(() => journey.end());

beforeEach(async () => {
  calls = [];
  await journey.page.goto('about:blank'); // no message of the test before is left, nor its Undo
  await journey.page.goto(journey.address());
});

afterEach(async () => {
  await journey.page.unrouteAll({ behavior: 'ignoreErrors' });
  for (;;) if ((await journey.engine()['history.undo']({})).undone === null) break;
  expect(journey.complaints).toEqual([]);
});

test('A key before Review is seen to ask back answers nothing', async () => {
  const { page } = journey;
  await journey.visit('/review');
  const pair = await pairOfTwo();
  await deaf(page);
  await journey.engine()['questions.answer']({ ...pair, answer: 'different' });
  const answered = page.waitForResponse(/questions\.answer$/);
  await type('f');
  await drawLate(page);
  await (await answered).finished();
  await wait(100);
  await type('d');
  await expectSeen(page.getByRole('dialog', { name: 'You said something else before' }));
  expect(asked('questions.answer').at(-1)).toEqual({ ...pair, answer: 'same' });
});

test('Faces that were looked through are not all right by an Enter before the next are there', async () => {
  const { page } = journey;
  const [person] = await people();
  await journey.visit(`/people/${person}/check`);
  await expectFocused(page.getByRole('button', { name: /^Face 1 is not/ }));
  await delay('people.doubtful', 1000);
  const answered = page.waitForResponse(/people\.check$/);
  await type('x\r');
  await (await answered).finished();
  await wait(200);
  await type('\r');
  await expectSeen(page.getByRole('heading', { name: 'All looked through' }));
  expect(asked('people.check')).toHaveLength(1);
});

test('Enter behind a name in the picker waits until it is known who is called so', async () => {
  const { page } = journey;
  const [anna, other] = await people();
  await journey.engine()['people.name']({ person: anna, name: 'Anna', ifTaken: 'ask' });
  await journey.visit(`/people/${other}/faces`);
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'This is …' }).click();
  await expectFocused(page.getByRole('dialog').getByRole('combobox'));
  await delay('people.suggest', 500);
  await type('Anna\r');
  await expectGone(page.getByRole('dialog', { name: /Who is/ }));
  await expect.poll(() => asked('faces.assign'), SCREEN_WAIT).toEqual([{ faces: [expect.any(Number)], person: anna }]);
});

test('The question about a taken name waits until the next name on the wall is written, and letters answer nothing', async () => {
  const { page } = journey;
  const [anna, second, third] = await people();
  await journey.engine()['people.name']({ person: anna, name: 'Anna', ifTaken: 'ask' });
  await journey.visit('/people');
  await expectSeen(page.locator(`[data-person="${anna}"]`).getByText('Anna'));
  await focus(page.locator(`[data-person="${second}"] a`));
  await delay('people.name', 500);
  const answered = page.waitForResponse(/people\.name$/);
  await type('nAnna\r→nBer');
  await (await answered).finished();
  await wait(500);
  await type('ta\r');
  const question = page.getByRole('dialog', { name: 'Is this the same Anna?' });
  await expectSeen(question);
  await type('nCarla\r');
  await expect.poll(() => named(third), SCREEN_WAIT).toBe('Berta');
  await question.getByRole('button', { name: 'Yes, merge' }).click();
  await expectGone(question);
  expect(asked('people.name')).toEqual([
    { person: second, name: 'Anna', ifTaken: 'ask' },
    { person: third, name: 'Berta', ifTaken: 'ask' },
  ]);
});

test('What is confirmed by a dialog that fades away is done once', async () => {
  const { page } = journey;
  const [person] = await people();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await journey.visit(`/people/${person}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Take apart' }).click();
  await focus(page.getByRole('dialog').getByRole('button', { name: 'Take apart' }));
  await delay('people.dissolve', 500);
  await type('\r\r');
  await expectSeen(page.getByRole('button', { name: 'Undo' }));
  expect(asked('people.dissolve')).toEqual([{ person }]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('Letters right behind a face that was drawn are no keys of the photo', async () => {
  const { page } = journey;
  await journey.visit('/photos');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  await expectSeen(page.getByRole('button', { name: /Draw a face/ }));
  await type('d');
  await expectFocused(page.getByRole('button', { name: /arrow keys/i }));
  await delay('faces.draw', 500);
  await delay('photos.get', 500);
  const drawn = page.waitForResponse(/faces\.draw$/);
  await type('\rf');
  await (await drawn).finished();
  await wait(200);
  await type('f');
  await expectFocused(page.getByRole('combobox', { name: 'Name', exact: true }));
  await type('Anna\r');
  await expectSeen(page.getByText('Named Anna', { exact: true }));
  expect(asked('photos.favourite')).toEqual([]);
});

test('People who are hidden by a key that is pressed twice come back by the message', async () => {
  const { page } = journey;
  const [person] = await people();
  await journey.visit('/people');
  await focus(page.locator(`[data-person="${person}"] a`));
  await type('x');
  await focus(page.getByRole('toolbar').getByRole('button', { name: 'Hide' }));
  await delay('people.hide', 300);
  await type('\r\r');
  await expectGone(page.getByRole('toolbar'));
  await wait(500);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await people()).includes(person), SCREEN_WAIT).toBe(true);
});

test('Faces that are taken from a person by a key that is pressed twice come back by the message', async () => {
  const { page } = journey;
  const [person] = await people();
  await journey.visit(`/people/${person}/faces`);
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await focus(page.getByRole('toolbar').getByRole('button', { name: 'Not this person' }));
  await delay('people.split', 500);
  await type('\r\r');
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(asked('people.split')).toHaveLength(1);
});

test('Answers about those who are alike are saved once, and one that is given meanwhile waits for the next time', async () => {
  const { page } = journey;
  const [person] = await people();
  await makeAllAlike(person);
  await journey.visit(`/people/${person}/alike`);
  const no = page.getByRole('button', { name: /^No: / });
  await no.first().click();
  await focus(page.getByRole('button', { name: 'Save', exact: true }));
  await delay('people.confirm', 1000);
  await type('\r\r');
  await no.nth(1).click();
  await expectSeen(page.getByRole('toolbar', { name: '0 yes, 2 no' }));
  await expectSeen(page.getByText('1 answer saved'));
  await expectSeen(page.getByRole('toolbar', { name: '0 yes, 1 no' }));
  expect(asked('people.confirm')).toHaveLength(1);
});

test('A photo that leaves an album late turns no photo that came after it', async () => {
  const { page } = journey;
  const { photos } = await journey.engine()['photos.ids']({ everything: true });
  const [, , third] = photos;
  const { id: album } = await journey.engine()['albums.make']({ name: 'Some', photos: photos.slice(0, 6) });
  await journey.visit(`/albums/${album}/photos/${photos[0]}`);
  await page.getByRole('button', { name: 'More actions' }).last().click();
  await delay('albums.choose', 2000);
  await page.getByRole('menuitem', { name: 'Take out' }).click();
  await expectGone(page.getByRole('menu'));
  await type('→→');
  await expect.poll(() => page.url(), SCREEN_WAIT).toMatch(new RegExp(`/photos/${third}$`));
  await expectSeen(page.getByText(/^Took 1 photo out of Some/));
  expect(page.url()).toMatch(new RegExp(`/photos/${third}$`));
});

test.each([
  [
    'taken apart',
    'people.dissolve',
    'Take apart',
    (dialog: Locator) => dialog.getByRole('button', { name: 'Take apart' }),
  ],
  ['merged', 'people.merge', 'Merge into …', (dialog: Locator) => dialog.getByRole('option').first()],
])('Of a person who is %s no other page is left that one has gone to by then', async (_, name, action, confirmed) => {
  const { page } = journey;
  const [person] = await people();
  await journey.visit(`/people/${person}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
  await delay(name, 1500);
  await expectStaysElsewhere(confirmed(page.getByRole('dialog')));
});

test('Of an album that is deleted no other page is left that one has gone to by then', async () => {
  const { page } = journey;
  const { id } = await journey.engine()['albums.make']({ name: 'Some', photos: [] });
  await journey.visit(`/albums/${id}`);
  await page.getByRole('button', { name: 'Delete album' }).click();
  await delay('albums.delete', 1500);
  await expectStaysElsewhere(page.getByRole('dialog').getByRole('button', { name: 'Delete album' }));
});

test('An album is not made anew by its name before it is known which there are', async () => {
  const { page } = journey;
  await journey.engine()['albums.make']({ name: 'Trip', photos: [] });
  await journey.visit('/photos');
  await expectSeen(page.getByRole('main').getByRole('checkbox').first());
  await page.keyboard.press('Control+a');
  await delay('albums.list', 500);
  await page.getByRole('toolbar').getByRole('button', { name: 'Add to album' }).click();
  await expectFocused(page.getByRole('dialog').getByRole('combobox'));
  await type('Trip\r');
  await page.getByRole('option', { name: /^Trip/ }).click();
  await expectSeen(page.getByText(/^Added \d+ photos to Trip/));
  expect(asked('albums.make')).toEqual([]);
});

test('Photos that are taken out of an album by a key that is pressed twice are said once', async () => {
  const { page } = journey;
  const { photos } = await journey.engine()['photos.ids']({ everything: true });
  const { id: album } = await journey.engine()['albums.make']({ name: 'Some', photos: photos.slice(0, 6) });
  await journey.visit(`/albums/${album}`);
  await page.getByRole('main').getByRole('checkbox').first().click();
  await focus(page.getByRole('toolbar').getByRole('button', { name: 'Take out' }));
  await delay('albums.choose', 500);
  await type('\r\r');
  await expectSeen(page.getByText(/^Took 1 photo out of Some/));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await journey.engine()['albums.get']({ album })).album.photos, SCREEN_WAIT).toBe(6);
  expect(asked('albums.choose')).toHaveLength(1);
});

/** Confirms, goes to the photos before the reply comes, and is still there when it has. */
async function expectStaysElsewhere(confirmed: Locator): Promise<void> {
  const { page } = journey;
  await confirmed.click();
  await expectGone(confirmed);
  await type('2');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Photos' }));
  await expectSeen(page.getByRole('button', { name: 'Undo' }));
  expect(page.url()).toMatch(/#\/photos$/);
}

/** The three with the most photos; nobody has a name. */
async function people(): Promise<[number, number, number]> {
  const found = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 3 });
  const [first, second, third] = found.people.map(({ id }) => id);
  return [ensure(first, 'Somebody'), ensure(second, 'A second'), ensure(third, 'A third')];
}

/** As in a library where everybody looks like everybody. */
async function makeAllAlike(person: number): Promise<void> {
  const found = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 3 });
  const people = found.people.filter(({ id }) => id !== person).map((other) => ({ person: other, probability: 0.5 }));
  await journey.page.route('**/call/people.alike', (route) =>
    route.fulfill({ status: 200, json: { ok: true, value: { people } } }),
  );
}

async function named(person: number): Promise<string | null> {
  return (await journey.engine()['people.get']({ person })).person.name;
}

function asked(name: string): unknown[] {
  return calls.filter((each) => each.name === name).map(({ request }) => request);
}

/** Leaves doubts about one person for later, until two are asked about. */
async function pairOfTwo(): Promise<{ left: number; right: number }> {
  const { page } = journey;
  const ofTwo = page.getByRole('heading', { level: 1, name: 'Same or different?' });
  await expectSeen(page.getByRole('figure'));
  for (;;) {
    const { next } = await journey.engine()['questions.next']({});
    const { left, right } = ensure(next, 'A question');
    await expectSeen(page.getByRole('figure').locator(`img[src="media/face/${left.face}"]`));
    if (await ofTwo.isVisible()) return { left: left.face, right: right.face };
    await type('l');
    await expectGone(
      page
        .getByRole('figure')
        .locator(`img[src="media/face/${left.face}"]`)
        .and(page.locator(`img[src="media/face/${right.face}"]`)),
    );
  }
}

async function focus(target: Locator): Promise<void> {
  await target.focus();
  await expectFocused(target);
}

async function delay(name: string, delayMs: number): Promise<void> {
  await journey.page.route(`**/call/${name}`, async (route) => {
    await wait(delayMs);
    await route.continue().catch(() => undefined); // the page may be gone
  });
}

const type = (written: string) => typeOn(keyboard, written, 20);
