// Presses of the mouse and of keys, counted by the browser itself: what it does not take for a user's own does not count.

import type { Page } from 'playwright-core';

export interface Presses {
  clicks: number;
  keys: number;
}

export async function counted(page: Page, work: () => Promise<void>): Promise<Presses> {
  await page.evaluate(`(() => {
    window.presses = { clicks: 0, keys: 0 };
    const controller = new AbortController();
    const count = (what) => (event) => event.isTrusted && window.presses[what]++;
    const options = { capture: true, signal: controller.signal };
    window.addEventListener('pointerdown', count('clicks'), options);
    window.addEventListener('keydown', count('keys'), options);
    window.stopCounting = () => controller.abort();
  })()`);
  await work();
  return page.evaluate<Presses>('(window.stopCounting(), window.presses)');
}
