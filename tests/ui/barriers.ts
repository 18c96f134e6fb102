// What keeps somebody out of what is on the screen: by axe, by what is too wide for the window, and by what a thumb misses.

import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SCREEN_WAIT, tooWide } from './journey.ts';
import { NARROW, tooSmall } from './touch.ts';

/** What axe finds: the rule and where it is broken. */
export async function barriers(page: Page): Promise<string[]> {
  // Another theme takes a moment: a colour halfway is no colour of the page.
  await expect.poll(() => page.evaluate('document.getAnimations().length'), SCREEN_WAIT).toBe(0);
  // In the page itself, which has no frames: else a second page is opened every time, and it takes twice as long.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

/** Nothing keeps anybody out, nothing is too wide for the window, and on a phone a thumb hits everything. */
export async function expectOpenToAll(
  page: Page,
  picture: string,
  themes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    if (process.env['PICTURES'])
      await page.screenshot({ path: join(process.env['PICTURES'], `${picture}-${colorScheme}.png`) });
    expect(await barriers(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => tooWide(page), SCREEN_WAIT).toEqual([]);
  if (page.viewportSize()?.width === NARROW.width) await expect.poll(() => tooSmall(page), SCREEN_WAIT).toEqual([]);
}
