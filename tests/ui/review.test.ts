// Review: one pair of faces, one key, the next pair; every answer says what it settled and can be taken back.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../app/contract.ts';
import { deaf, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'stretched'], begins: 'people' });
});
afterAll(() => journey.end());

test('The wall of people invites to answer', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: /^\d+ questions? helps? to tell people apart$/ }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: /^(Same or different|Is this one person)\?$/ }));
  await expect.poll(() => page.getByRole('figure').count(), SCREEN_WAIT).toBe(2);
});

test('Whatever is answered and taken back leaves the same question, and as many others', async () => {
  const engine = journey.engine();
  const { remaining } = await engine['questions.next']({});
  expect(remaining).toBeGreaterThan(9);
  for (let seen = 0; seen < remaining; seen++) {
    const before = await engine['questions.next']({});
    const pair = { left: before.next?.left.face ?? 0, right: before.next?.right.face ?? 0 };
    for (const answer of ['same', 'different', 'unsure', 'notFace', 'later'] as const) {
      const { outcome } = await engine['questions.answer']({ ...pair, answer });
      if (outcome !== 'recorded') continue;
      await engine['history.undo']({});
      expect(await engine['questions.next']({}), `after “${answer}”`).toEqual(nearly(before));
    }
    await engine['questions.answer']({ ...pair, answer: 'later' });
  }
  for (let seen = 0; seen < remaining; seen++) await engine['history.undo']({});
  await journey.page.reload();
  // A key that is pressed while the page comes would answer the pair that is about to be shown.
  await expectSeen(journey.page.getByRole('figure'));
});

test('What is taken back here is offered by no message any more', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('article').getByRole('button').first().click();
  await page.getByRole('combobox', { name: 'Name', exact: true }).fill('Zora');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Named Zora', { exact: true }));
  await page.keyboard.press('3');
  await expectSeen(page.getByRole('figure'));
  await page.keyboard.press('z');
  await expectSeen(page.getByText(/“Zora”/));
  // Sooner than it would have gone by itself.
  await page.getByText('Named Zora', { exact: true }).waitFor({ state: 'hidden', timeout: 2_000 });
});

test('D keeps them two, and the next pair is there at once', async () => {
  const { page } = journey;
  const pair = await pairOfTwo();
  await page.keyboard.press('d');
  await expectSeen(page.getByText('Noted: they stay two people.'));
  expect(await shownPair()).not.toEqual(pair);
});

test('A key that is pressed the moment a pair appears answers that pair, not the one before', async () => {
  const { page } = journey;
  await pairOfTwo();
  const answered: unknown[] = [];
  page.on('request', (request) => request.url().endsWith('questions.answer') && answered.push(request.postDataJSON()));
  await page.evaluate(`
    // On a busy machine React pauses between what is seen and the effects of it: here always.
    let now = performance.now();
    performance.now = () => (now += 10);
    new MutationObserver((changes, observer) => {
      const isPair = (node) => node instanceof Element && node.querySelector('figure');
      if (!changes.some(({ addedNodes }) => [...addedNodes].some(isPair))) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }));
    }).observe(document.body, { childList: true, subtree: true });
  `);
  await page.keyboard.press('l');
  await expect.poll(() => answered.length, SCREEN_WAIT).toBe(2);
  expect(answered[1]).not.toEqual(answered[0]);
  for (const _ of answered) await journey.engine()['history.undo']({});
  await page.reload();
  await expectSeen(page.getByRole('figure'));
});

test('Each side brings more faces from other days, and one of them leads to its photo', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { next } = await engine['questions.next']({});
  const more = [next?.left.more ?? [], next?.right.more ?? []];
  const lists = page.getByRole('list', { name: 'More faces of this side' });
  expect(await lists.count()).toBe(more.filter((side) => side.length > 0).length);
  expect(await lists.getByRole('link').count()).toBe(more.flat().length);
  const [first] = more.flat();
  if (first === undefined) return;
  await lists.getByRole('link').first().click();
  await expect.poll(() => page.url(), SCREEN_WAIT).toContain(`/photos/${first.photo}/face/${first.face}`);
  await page.keyboard.press('Escape');
  await expectSeen(page.getByRole('figure'));
});

test('After twenty answers a card says what they brought; the next pair is there, and no key is lost to it', async () => {
  const { page } = journey;
  const engine = journey.engine();
  await page.reload(); // a round begins
  await expectSeen(page.getByRole('figure'));
  const card = page.getByRole('region', { name: '20 answered' });
  // One that is taken back and said again is one of them as before, also the last.
  const turnBack = async (key: string, words: RegExp) => {
    await page.keyboard.press(key);
    await expectSeen(page.getByText(words));
  };
  for (let turn = 1; turn <= 20; turn++) {
    const pair = await shownPair();
    await page.keyboard.press('Space');
    await expect.poll(async () => (await shownPair()).join() !== pair.join(), SCREEN_WAIT).toBe(true);
    if ([5, 20].includes(turn)) {
      await turnBack('z', /^Taken back: /);
      await expectGone(card);
      await turnBack('Control+Shift+Z', /^Said again: /);
    }
    // In another window, so that there are questions enough.
    if (turn < 20) await engine['history.undo']({});
  }
  await expectSeen(card, page.getByRole('figure'));
  await engine['history.undo']({});
  await card.getByRole('button', { name: 'Go on' }).click();
  await expectGone(card);
  await page.reload();
  await expectSeen(page.getByRole('figure'));
});

test('Space leaves the question open and does not ask it again', async () => {
  const { page } = journey;
  const pair = await shownPair();
  await page.keyboard.press('Space');
  await expectSeen(page.getByText('Left open: Kindred will not ask about these two again.'));
  expect(await shownPair()).not.toEqual(pair);
});

test.each(['f', 's', 'ArrowRight'])(
  '%s brings both together and says how many photos found their person; Z brings the question back',
  async (key) => {
    const { page } = journey;
    const pair = await pairOfTwo();
    await page.keyboard.press(key);
    await expectSeen(page.getByText(/photos? found (its|their) person\./));
    await page.keyboard.press('z');
    await expectSeen(page.getByText(/^Taken back: Same person: /));
    expect(await shownPair()).toEqual(pair);
  },
);

test('The pictures of the pairs that may follow are asked for while this one is looked at', async () => {
  const { page } = journey;
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(request.url()));
  await page.reload();
  await expectSeen(page.getByRole('figure'));
  const { ahead } = await journey.engine()['questions.next']({});
  const pictures = ahead.map((face) => `media/face/${face}`).sort();
  const pair = await shownPair();
  await expect
    .poll(() => pictures.every((picture) => asked.has(new URL(picture, page.url()).href)), SCREEN_WAIT)
    .toBe(true);
  await page.keyboard.press('l');
  await expect.poll(shownPair, SCREEN_WAIT).not.toEqual(pair);
  const { next } = await journey.engine()['questions.next']({});
  expect(ahead).toEqual(expect.arrayContaining([next?.left.face, next?.right.face]));
  await page.keyboard.press('z');
  await expect.poll(shownPair, SCREEN_WAIT).toEqual(pair);
});

test('L leaves the pair for later and keeps the place; Z shows it again', async () => {
  const { page } = journey;
  const pair = await shownPair();
  await page.keyboard.press('l');
  await expectSeen(page.getByText('Left for later: this pair comes again at the end.'));
  expect(await shownPair()).not.toEqual(pair);
  await page.keyboard.press('z');
  await expectSeen(page.getByText(/^Taken back: Left for later: /));
  expect(await shownPair()).toEqual(pair);
});

test('Pictures of pairs that have gone are loaded no further, so that the next answer waits for none of them', async () => {
  const { page } = journey;
  const photoOf = (address: string) => /media\/preview\/(\d+)$/.exec(address)?.[1];
  const loading = new Set<string>();
  const givenUp = new Set<string>();
  // Previews that take their time: the engine may be busy.
  await page.route('**/media/preview/*', () => undefined);
  page.on('request', (request) => {
    const photo = photoOf(request.url());
    if (photo !== undefined) loading.add(photo);
  });
  page.on('requestfailed', (request) => {
    const photo = photoOf(request.url());
    if (photo === undefined) return;
    loading.delete(photo);
    givenUp.add(photo);
  });
  await page.reload();
  for (let left = 0; left < 4; left++) {
    await expect.poll(() => loading.size, SCREEN_WAIT).toBeGreaterThan(0);
    const pair = await shownPair();
    await page.keyboard.press('l');
    await expect.poll(async () => (await shownPair()).join() !== pair.join(), SCREEN_WAIT).toBe(true);
  }
  await expect.poll(() => loading.size <= 2 && givenUp.size > 0, SCREEN_WAIT).toBe(true);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (let left = 0; left < 4; left++) await journey.engine()['history.undo']({});
  await page.reload();
  await expectSeen(page.getByRole('figure'));
});

test('What is no face, and what is a mirror, is said of one of the two, and taken back', async () => {
  const { page } = journey;
  const pair = await shownPair();
  await page.getByRole('figure').first().getByRole('button', { name: 'Mirror or collage' }).click();
  await expectSeen(page.getByText('Noted: on that photo one person may be seen more than once.'));
  await page.keyboard.press('z');
  await expectSeen(page.getByText('Taken back: Said that a photo is a mirror or a collage'));
  await page.keyboard.press('t');
  await expectSeen(page.getByText('Noted: that is no face.'));
  await page.keyboard.press('z');
  await expectSeen(page.getByText('Taken back: Said that one face is no face'));
  expect(await shownPair()).toEqual(pair);
});

test('An answer against an earlier one, given in another window, is asked back', async () => {
  const { page } = journey;
  const shown = await pairOfTwo();
  const { next } = await journey.engine()['questions.next']({});
  const pair = { left: next?.left.face ?? 0, right: next?.right.face ?? 0 };
  const heard = await deaf(page);
  await journey.engine()['questions.answer']({ ...pair, answer: 'different' });
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'You said something else before' });
  await expectSeen(dialog.getByText(/are different people, you said/));
  heard();
  // A dialog that fades away is still there for a moment; no key belongs to it any more.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await dialog.getByRole('button', { name: 'The earlier one' }).click();
  await expectSeen(page.getByText('Noted: they stay two people.'));
  // What was said in the other window already is not said again here: it is one thing to take back.
  await page.keyboard.press('z');
  await expectSeen(page.getByText(/^Taken back: Different people: /));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(shownPair, SCREEN_WAIT).toEqual(shown);
});

test('The whole photos show where both faces come from', async () => {
  const { page } = journey;
  await page.keyboard.press('c');
  await expectSeen(page.getByRole('button', { name: 'Faces only' }));
  await page.keyboard.press('c');
  await expectSeen(page.getByRole('button', { name: 'Whole photos' }));
});

test('“Same” between two names asks which one stays', async () => {
  const { page } = journey;
  const engine = journey.engine();
  await pairOfTwo();
  const { next } = await engine['questions.next']({});
  await engine['people.name']({ person: next?.left.person.id ?? 0, name: 'Anna', ifTaken: 'ask' });
  await engine['people.name']({ person: next?.right.person.id ?? 0, name: 'Annabel', ifTaken: 'ask' });
  await page.reload();
  await expectSeen(page.getByRole('figure').filter({ hasText: /Anna(?!bel)/ }));
  await page.keyboard.press('s');
  const question = page.getByRole('dialog', { name: 'Which name stays?' });
  await expectSeen(question.getByText('Both have a name already.'));
  await page.keyboard.press('Escape');
  await expectGone(question);
  await page.keyboard.press('s');
  await question.getByRole('button', { name: /^Annabel/ }).click();
  await expectSeen(page.getByText(/photos? found (its|their) person\./));
  await journey.visit('/people');
  await expectSeen(page.getByRole('button', { name: 'Change the name Annabel' }));
  expect(await page.getByRole('button', { name: 'Change the name Anna', exact: true }).count()).toBe(0);
});

test('When nothing is left to ask, the page says so and leads back to the people', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Review' }).click();
  const done = page.getByRole('heading', { name: 'All sorted' });
  await expectSeen(done.or(page.getByRole('figure')));
  while (!(await done.isVisible())) {
    const pair = await shownPair();
    await page.getByRole('button', { name: /^(Different people|No, two people)/ }).click();
    await expect
      .poll(async () => (await done.isVisible()) || (await shownPair()).join() !== pair.join(), SCREEN_WAIT)
      .toBe(true);
  }
  await page.getByRole('link', { name: 'See people' }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  await expectGone(page.getByText('to tell people apart'));
  expect(journey.complaints).toEqual([]);
});

/** The mean of a person is rounded by the order of their faces, and who was taken back comes last. */
function nearly({ next, ...rest }: Awaited<ReturnType<Engine['questions.next']>>) {
  const close = (value: number): unknown => expect.closeTo(value, 6);
  return { ...rest, next: next && { ...next, gain: close(next.gain), probability: close(next.probability) } };
}

/** Leaves doubts about one person for later, until two are asked about. @returns the pair */
async function pairOfTwo(): Promise<(string | null)[]> {
  const { page } = journey;
  const ofTwo = page.getByRole('heading', { level: 1, name: 'Same or different?' });
  while (!(await ofTwo.isVisible())) {
    const pair = await shownPair();
    await page.keyboard.press('l');
    await expect.poll(async () => (await shownPair()).join() !== pair.join(), SCREEN_WAIT).toBe(true);
  }
  return shownPair();
}

/** The pictures of the two faces, whichever is on which side. */
async function shownPair(): Promise<(string | null)[]> {
  const faces = journey.page.getByRole('figure').locator('img[src^="media/face/"]');
  return (await faces.evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src')))).sort();
}
