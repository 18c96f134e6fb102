// The first page is small enough to be there at once, over a slow line as well.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtScreen } from '../app/platform/screen.ts';
import { FIRST_PAGE_MOST_KILOBYTES, firstPageKilobytes } from './first-page-size.ts';

test('The first page weighs no more than 270 kB', async () => {
  const kilobytes = firstPageKilobytes(await builtScreen(() => undefined));
  expect(kilobytes).toBeGreaterThan(100);
  expect(kilobytes).toBeLessThanOrEqual(FIRST_PAGE_MOST_KILOBYTES);
});

test('No style sheet comes later, where one that did not come would be missed', async () => {
  const files = readdirSync(join(await builtScreen(() => undefined), 'assets'));
  expect(files.filter((name) => name.endsWith('.css'))).toHaveLength(1);
  expect(files.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(1);
});
