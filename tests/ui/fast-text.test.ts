// Text comes fast: from a text expander, from dictation, or pasted; every field takes it as it came.

import type { CDPSession, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectSeen, type Journey, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';
import { typeOn } from './typing.ts';

/** A hundred characters, none like its neighbour, so that one that is lost or out of place shows. */
const TEXT = Array.from({ length: 100 }, (_, place) => 'abcdefghijklmnopqrstuvwxyz'[(place * 7) % 26]).join('');
const PAUSES_MS = [0, 5];

let journey: Journey;
let keyboard: CDPSession;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  keyboard = await journey.page.context().newCDPSession(journey.page);
  // Something is suggested from the first letter on.
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 200 });
  for (const [index, { id }] of people.entries()) {
    await journey.engine()['people.name']({ person: id, name: `ahovc ${index}`, ifTaken: 'keepBoth' });
  }
}, 120_000);
afterAll(() => journey.end());

const FIELDS: Record<string, () => Promise<Locator>> = {
  'a name': async () => {
    await journey.page.getByRole('article').getByRole('button').first().click();
    return journey.page.getByRole('combobox', { name: 'Name', exact: true });
  },
  'a search': async () => journey.page.getByRole('combobox', { name: 'Search photos' }),
  'a path': async () => {
    await journey.visit('/settings');
    await journey.page.getByRole('button', { name: 'Add folder' }).click();
    return dialog().getByRole('combobox');
  },
  'who somebody is': async () => {
    await openPerson();
    await journey.page.getByRole('menuitem', { name: 'Merge into …' }).click();
    return dialog().getByRole('combobox');
  },
  'a note': async () => {
    await openPerson();
    await journey.page.getByRole('menuitem', { name: 'Note and birth date' }).click();
    return dialog().getByLabel('Note');
  },
  'the words of an album': async () => {
    await journey.visit('/albums');
    await journey.page.getByRole('button', { name: 'New album' }).click();
    return dialog().getByLabel('Folder, file name or title contains');
  },
};

describe.each(Object.entries(FIELDS))('In the field for %s', (_name, open) => {
  beforeEach(async () => {
    journey.complaints.length = 0;
    await journey.page.goto('about:blank');
    await journey.visit('/people');
    await expectSeen(journey.page.getByRole('article'));
  });

  test.each(PAUSES_MS)('a hundred characters stay as they were typed, %i ms after each other', async (pause) => {
    const field = await open();
    await field.fill('');
    await field.focus();
    await type(TEXT, pause);
    await expect.poll(() => field.inputValue()).toBe(TEXT);
    // The page has followed, and wrote nothing of its own over it.
    await journey.page.waitForTimeout(100);
    expect(await field.inputValue()).toBe(TEXT);
    expect(journey.complaints).toEqual([]);
  });

  test('what is pasted stays as it was', async () => {
    const field = await open();
    await field.fill('');
    await field.focus();
    await journey.page.keyboard.insertText(TEXT);
    expect(await field.inputValue()).toBe(TEXT);
    expect(journey.complaints).toEqual([]);
  });
});

test('A name that comes fast is saved as it came, with Enter right behind it', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('article').getByRole('button').first().click();
  await page.getByRole('combobox', { name: 'Name', exact: true }).fill('');
  await type(`${TEXT}\r`, 0);
  await expectSeen(page.getByText(`Named ${TEXT}`), page.getByRole('article').getByRole('button', { name: TEXT }));
  expect(journey.complaints).toEqual([]);
});

test('What an arrow key pointed at is forgotten when one types on', async () => {
  const { page } = journey;
  await page.getByRole('article').getByRole('button').nth(1).click();
  const field = page.getByRole('combobox', { name: 'Name', exact: true });
  await field.fill('ahov');
  await expectSeen(page.getByRole('option'));
  await page.keyboard.press('ArrowDown');
  await expectSeen(page.locator('[role=option][data-highlighted]'));
  await type('x\r', 0);
  await expectSeen(page.getByText('Named ahovx'));
});

test('On a phone, in German, what its keyboard composes is saved as it came', async () => {
  const phone = await journey.also(PHONE);
  const composing = await phone.context().newCDPSession(phone);
  const written = [...TEXT].reverse().join('');
  await phone.getByRole('article').getByRole('button').nth(2).tap();
  const field = phone.getByRole('combobox', { name: 'Name', exact: true });
  await field.fill('');
  const sent = [...written].map((_, index) => {
    const end = index + 1;
    return composing.send('Input.imeSetComposition', {
      text: written.slice(0, end),
      selectionStart: end,
      selectionEnd: end,
    });
  });
  await Promise.all([...sent, composing.send('Input.insertText', { text: written })]);
  await expect.poll(() => field.inputValue()).toBe(written);
  await phone.keyboard.press('Enter');
  await expectSeen(phone.getByText(`${written} benannt`));
  await phone.getByRole('button', { name: 'Rückgängig' }).tap();
  await expectSeen(phone.getByText(/^Zurückgenommen: /));
  expect(await phone.getByRole('button', { name: 'Rückgängig' }).count()).toBe(0);
  expect(journey.complaints).toEqual([]);
});

function dialog(): Locator {
  return journey.page.getByRole('dialog').last();
}

async function openPerson(): Promise<void> {
  await journey.page.getByRole('article').getByRole('link').first().click();
  await journey.page.getByRole('button', { name: 'More actions' }).click();
}

const type = (written: string, pauseMs: number) => typeOn(keyboard, written, pauseMs);
