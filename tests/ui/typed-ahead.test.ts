// Whoever knows everybody types one name after another: each is the name of the face it was typed for, however fast.

import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Locator, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { drawLate, typeOn } from './typing.ts';

let journey: Journey;
let keyboard: CDPSession;
let photo: number;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'faded'], begins: 'people' });
  keyboard = await journey.page.context().newCDPSession(journey.page);
  const engine = journey.engine();
  const { photos } = await engine['photos.list']({ offset: 0, limit: 1 });
  photo = ensure(photos[0], 'A photo').id;
  for (let place = 0; place < 7; place++) {
    await engine['faces.draw']({ photo, box: [10 + 140 * place, 10, 60, 60] });
  }
}, 120_000);
afterAll(() => journey.end());

afterEach(async () => {
  await journey.page.goto('about:blank');
  const engine = journey.engine();
  for (const { id } of await everybody()) await engine['people.hide']({ people: [id], hidden: false });
  for (const { id, name } of await everybody()) {
    if (name !== null) await engine['people.name']({ person: id, name: null, ifTaken: 'ask' });
  }
  await journey.page.unrouteAll({ behavior: 'ignoreErrors' });
  expect(journey.complaints).toEqual([]);
});

interface Way {
  open(): Promise<void>;
  /** Those who are asked about, in their order. */
  order(): Promise<number[]>;
}

const WAYS: Record<string, Way> = {
  'one person after another': {
    async open() {
      await journey.visit('/people/naming');
      await journey.page.evaluate('localStorage.clear()');
      await journey.page.reload();
      await expectSeen(field());
    },
    order: async () => (await list('main')).filter(({ name }) => name === null).map(({ id }) => id),
  },
  'the faces of a photo': {
    async open() {
      await journey.visit(`/photos/${photo}`);
      await expectSeen(journey.page.getByRole('button', { name: 'Name these in turn' }));
      await journey.page.keyboard.press('n');
      await expectSeen(field());
    },
    async order() {
      const { faces } = await journey.engine()['photos.get']({ photo });
      return faces.flatMap(({ person }) => (person !== null && person.name === null ? person.id : []));
    },
  },
};

describe.each(Object.entries(WAYS))('Naming %s', (_name, { open, order }) => {
  test.each([
    [0, 0],
    [40, 0],
    [80, 0],
    [40, 400],
    [0, 400],
  ])('three names with %i ms a key, and %i ms for the engine to answer', async (pause, delay) => {
    const [first, second, third] = await order();
    await slow(delay);
    await open();
    await type('Drei\rVier\rFuenf\r', pause);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Drei'], [second, 'Vier'], [third, 'Fuenf']));
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('');
    expect(await names()).toEqual(named([first, 'Drei'], [second, 'Vier'], [third, 'Fuenf']));
  });

  test('what is not confirmed yet waits in the field of the next', async () => {
    const [first, second] = await order();
    await slow(400);
    await open();
    await type('Anna\rBert', 40);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna']));
    await type('a\r', 40);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [second, 'Berta']));
  });

  test('an arrow right behind Enter skips the next, and the name behind it is the third one’s', async () => {
    const [first, , third] = await order();
    await slow(400);
    await open();
    await type('Anna\r→Carla\r', 40);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [third, 'Carla']));
  });

  test('hidden with a key, the name behind it is the next one’s', async () => {
    const [, second] = await order();
    await slow(400);
    await open();
    await type('⌦Berta\r', 40);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([second, 'Berta']));
  });

  test('a suggestion that is chosen by keys is the name of one', async () => {
    const [first, second, third] = await order();
    await journey.engine()['people.name']({ person: ensure(third), name: 'Anna', ifTaken: 'ask' });
    await slow(400);
    await open();
    await type('Ann', 0);
    await expectSeen(journey.page.getByRole('option', { name: /^Anna/ }));
    await type('↓\rBerta\r', 40);
    await expectSeen(journey.page.getByText('Named Berta'));
    expect(await names()).toEqual(named([third, 'Anna'], [second, 'Berta']));
    expect((await order()).includes(ensure(first))).toBe(false);
    await journey.engine()['history.undo']({});
    await journey.engine()['history.undo']({});
  });

  test('asked whether it is the same, one loses no letter for the next, and answers nothing by Enter behind it', async () => {
    const [first, second, third, fourth] = await order();
    await journey.engine()['people.name']({ person: ensure(fourth), name: 'Anna', ifTaken: 'ask' });
    await slow(150);
    await open();
    await type('Anna\rBerta Maria\rCar', 40);
    const question = journey.page.getByRole('dialog', { name: 'Is this the same Anna?' });
    await expectSeen(question);
    expect(await names()).toEqual(named([fourth, 'Anna']));
    await question.getByRole('button', { name: 'No, keep both' }).click();
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [fourth, 'Anna']));
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Berta Maria');
    await type('\r', 0);
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Car');
    await type('la\r', 0);
    await expect
      .poll(names, SCREEN_WAIT)
      .toEqual(named([first, 'Anna'], [second, 'Berta Maria'], [third, 'Carla'], [fourth, 'Anna']));
  });

  test('asked whether it is the same, Enter says nothing for the next before the question is drawn either', async () => {
    const { page } = journey;
    const [first, second, , fourth] = await order();
    await journey.engine()['people.name']({ person: ensure(fourth), name: 'Anna', ifTaken: 'ask' });
    await slow(400);
    await open();
    const answered = page.waitForResponse(/people\.name$/);
    await type('Anna\rBerta', 40);
    await drawLate(page);
    await (await answered).finished();
    await wait(100);
    await type('\rCar', 0);
    await page.getByRole('button', { name: 'No, keep both' }).click();
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [fourth, 'Anna']));
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Berta');
    await type('\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [second, 'Berta'], [fourth, 'Anna']));
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Car');
  });

  test('what could not be saved stands in the field again, and the next name waits', async () => {
    const [first, second] = await order();
    await open();
    await journey.page.route('**/call/people.name', refuse);
    await type('Anna\rBerta', 20);
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Anna');
    await journey.page.unrouteAll({ behavior: 'ignoreErrors' });
    await type('\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna']));
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Berta');
    await type('\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [second, 'Berta']));
  });

  test.each([
    ['the one behind is asked about', next],
    ['as slowly as over a bad line', next, 400],
    [
      'another page came',
      async () => {
        await journey.page.evaluate('history.back()');
        await expectGone(field());
      },
    ],
  ])('a name without Enter is said where %s', async (_, goOn, delay = 0) => {
    const { page } = journey;
    const [first, second] = await order();
    await journey.visit('/albums');
    await slow(delay);
    await open();
    const own = await face();
    await type('Bruno', 0);
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Bruno');
    await goOn();
    await expectSeen(page.getByText('Named Bruno', { exact: true }));
    expect(await names()).toEqual(named([first, 'Bruno']));
    if (goOn !== next) return;
    await expect.poll(face, SCREEN_WAIT).not.toBe(own);
    expect(await field().inputValue()).toBe('');
    await type('Carla\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Bruno'], [second, 'Carla']));
  });

  test('where the page has gone and the name is taken, a message says that it was not saved', async () => {
    const { page } = journey;
    const [, , third] = await order();
    await journey.engine()['people.name']({ person: ensure(third), name: 'Anna', ifTaken: 'ask' });
    await journey.visit('/albums');
    await open();
    await page.evaluate('requestAnimationFrame = () => 1'); // the page is told of letters with the next frame
    await type('Anna', 0);
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Anna');
    await page.evaluate('history.back()');
    await expectSeen(page.getByText('Not saved: somebody is called Anna already'));
    expect(await names()).toEqual(named([third, 'Anna']));
  });

  test('Back says the name that was written, too, and leads to the one who was left behind', async () => {
    const { page } = journey;
    const [first, second] = await order();
    await open();
    const own = await face();
    await next();
    await expect.poll(face, SCREEN_WAIT).not.toBe(own);
    await type('Bruno', 0);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect.poll(face, SCREEN_WAIT).toBe(own);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([second, 'Bruno']));
    await type('Carla\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Carla'], [second, 'Bruno']));
  });

  test('who is hidden instead is not named, and what was written stands there again when that is taken back', async () => {
    const { page } = journey;
    const [first] = await order();
    await open();
    const own = await face();
    await type('Bruno', 0);
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await expectSeen(page.getByText('1 person hidden'));
    await expect.poll(face, SCREEN_WAIT).not.toBe(own);
    expect(await names()).toEqual(named());
    expect(await field().inputValue()).toBe('');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(face, SCREEN_WAIT).toBe(own);
    await expect.poll(() => field().inputValue(), SCREEN_WAIT).toBe('Bruno');
    await type('\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Bruno']));
  });

  test('taken back at once, the face is asked about again', async () => {
    const [first] = await order();
    await open();
    const own = await face();
    await type('Anna\r', 0);
    await journey.page.keyboard.press('Control+z');
    await expectSeen(journey.page.getByText(/^Taken back: .*“Anna”/));
    expect(await names()).toEqual({});
    await type('Berta\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Berta']));
    await expectSeen(journey.page.getByText('Named Berta'));
    const { page } = journey;
    await expect.poll(face, SCREEN_WAIT).not.toBe(own);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(face, SCREEN_WAIT).toBe(own);
    await type('Carla\r', 0);
    await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Carla']));
  });
});

test('On the wall an arrow and N right behind Enter name the next, and nobody a second time', async () => {
  const [first, second] = (await list('main')).map(({ id }) => id);
  await slow(300);
  await toFirstOfWall();
  await type('nAnna\r→nBerta\r', 40);
  await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [second, 'Berta']));
  await expectGone(field());
});

test('On a person’s own page letters behind Enter are no part of the name, also where it is asked about', async () => {
  const [first, second] = (await list('main')).map(({ id }) => id);
  await journey.engine()['people.name']({ person: ensure(second), name: 'Anna', ifTaken: 'ask' });
  await slow(300);
  await journey.visit(`/people/${first}`);
  await journey.page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await type('Anna\rxyz', 20);
  await journey.page.getByRole('button', { name: 'No, keep both' }).click();
  await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Anna'], [second, 'Anna']));
});

test.each([
  ['by Tab', () => journey.page.keyboard.press('Tab')],
  ['to another field', () => journey.page.getByRole('button', { name: 'Add a name' }).first().click()],
  [
    'to another page',
    () => journey.page.getByRole('navigation').getByRole('link', { name: 'Photos', exact: true }).click(),
  ],
])(
  'A name that was written on the wall is said when one goes on %s, once, and the focus stays there',
  async (_, goOn) => {
    const [first] = (await list('main')).map(({ id }) => id);
    await slow(200);
    await toFirstOfWall();
    await type('nBruno', 0);
    await goOn();
    await journey.page.evaluate('document.activeElement.dataset.elsewhere = ""');
    await expectSeen(journey.page.getByText('Named Bruno', { exact: true }));
    expect(await names()).toEqual(named([first, 'Bruno']));
    expect(await journey.page.evaluate('document.querySelectorAll("input[value=Bruno]").length')).toBe(0);
    expect(await journey.page.evaluate('document.activeElement.dataset.elsewhere')).toBe('');
  },
);

test('Escape gives up what was written on the wall, and a field that is left as it was says nothing', async () => {
  const link = await toFirstOfWall();
  await type('nBruno', 0);
  await journey.page.keyboard.press('Escape');
  await expectGone(field());
  await link.focus();
  await type('n', 0);
  await expectSeen(field());
  await journey.page.keyboard.press('Tab');
  await expectGone(field());
  expect(await names()).toEqual(named());
});

test('Names for those who come next are told where the page is left before one is asked about', async () => {
  const { open, order } = ensure(WAYS['one person after another']);
  const [first] = await order();
  await slow(1500);
  await open();
  await type('Drei\rVier\rFue', 0);
  await journey.page.getByRole('link', { name: 'Albums', exact: true }).click();
  await expectSeen(journey.page.getByText('Not saved: “Vier”, “Fue”.'));
  await expect.poll(names, SCREEN_WAIT).toEqual(named([first, 'Drei']));
});

/** Who stands first on the wall has the focus. */
async function toFirstOfWall(): Promise<Locator> {
  await journey.visit('/people');
  const link = journey.page.getByRole('article').getByRole('link').first();
  await expectSeen(link);
  await link.focus();
  return link;
}

/** By the button, which a mouse or a thumb presses. */
async function next(): Promise<void> {
  await journey.page.getByRole('button', { name: /^(Later|Skip)/ }).click();
}

/** The face that the field is for. */
function face(): Promise<string | null> {
  return journey.page
    .locator(`:is(main, section):has(input:focus) img[src^="media/face/"]`)
    .first()
    .getAttribute('src');
}

function field() {
  return journey.page.getByRole('combobox', { name: 'Name', exact: true });
}

async function refuse(route: Route): Promise<void> {
  await wait(400);
  const sentence = { name: 'asWritten', details: { text: '' } };
  await route.fulfill({ status: 200, json: { ok: false, error: { code: 'unreachable', sentence } } });
}

/** As over a slow line: every call that changes something takes so long, and what is asked for again half of it. */
async function slow(delayMs: number): Promise<void> {
  if (delayMs === 0) return;
  await journey.page.route(/\/call\/(people|photos)\./, async (route) => {
    await wait(/people\.(name|hide|merge)$/.test(route.request().url()) ? delayMs : delayMs / 2);
    await route.continue();
  });
}

async function list(section: 'main' | 'seldom' | 'hidden') {
  return (await journey.engine()['people.list']({ section, offset: 0, limit: 200 })).people;
}

async function everybody() {
  return [...(await list('main')), ...(await list('seldom')), ...(await list('hidden'))];
}

/** Of everybody who has one, by who it is. */
async function names(): Promise<Record<number, string>> {
  const people = await everybody();
  return Object.fromEntries(people.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}

function named(...pairs: [number | undefined, string][]): Record<number, string> {
  return Object.fromEntries(pairs.map(([id, name]) => [ensure(id, 'A person'), name]));
}

const type = (written: string, pauseMs: number) => typeOn(keyboard, written, pauseMs);
