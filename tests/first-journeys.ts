// The first journeys of a person, the same in a browser, in the desktop's window, and in Electron itself.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FIRST_PEOPLE_WAIT = { timeout: 150_000 };

/** From the welcome page over a folder to people. @param choose gives the window a folder, as this shell has it */
export async function expectPeople(page: Page, choose: () => Promise<void>): Promise<void> {
  page.setDefaultTimeout(FIRST_PEOPLE_WAIT.timeout);
  await page.getByRole('heading', { level: 1, name: 'Everyone you love, in one place' }).waitFor();
  await choose();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Show my people' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await somebody(page).first().waitFor();
  await page.getByRole('region', { name: 'Progress of the scan' }).waitFor({ state: 'hidden' });
  // A face that is shown has arrived: the picture is there, and no policy stood in its way.
  const width = () => somebody(page).first().locator('img').first().evaluate(widthOf);
  await expect.poll(width, FIRST_PEOPLE_WAIT).toBeGreaterThan(0);
}

/** From a face without a name to a person with one. */
export async function expectNaming(page: Page, name: string): Promise<void> {
  await openPeople(page);
  await somebody(page).first().click();
  await page.getByRole('button', { name: 'Add a name' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await openPeople(page);
  await page.getByRole('link', { name: new RegExp(`^${name}, `) }).waitFor();
}

/** Takes back the last thing that was said. */
export async function expectUndo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+z');
  await page.getByText(/^Taken back: /).waitFor();
  await page.getByRole('link', { name: new RegExp(`^${name}, `) }).waitFor({ state: 'hidden' });
}

function openPeople(page: Page): Promise<void> {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
}

function somebody(page: Page) {
  return page.getByRole('link', { name: /^Unnamed person, \d+ photos?$/ });
}

function widthOf(image: { naturalWidth?: number }): number {
  return image.naturalWidth ?? 0;
}
