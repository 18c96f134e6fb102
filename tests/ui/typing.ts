// A keyboard as the browser itself gets it, and a screen that is late: Playwright’s own keys wait for the page.

import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

const KEYS: Record<string, { key: string; windowsVirtualKeyCode: number; text?: string }> = {
  '\r': { key: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  '→': { key: 'ArrowRight', windowsVirtualKeyCode: 39 },
  '↓': { key: 'ArrowDown', windowsVirtualKeyCode: 40 },
  '⌦': { key: 'Delete', windowsVirtualKeyCode: 46 },
};

/** @param written letters, and keys by the signs of `KEYS` */
export async function typeOn(keyboard: CDPSession, written: string, pauseMs: number): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const letter of written) {
    const about = KEYS[letter] ?? { key: letter, text: letter };
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', code: about.key, ...about }));
    const { text: _, ...up } = about;
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', code: up.key, ...up }));
    if (pauseMs > 0) await wait(pauseMs);
  }
  await Promise.all(sent);
}

/** From now on what the engine says is drawn a second late, as on a busy machine, and what a key does is not. */
export function drawLate(page: Page): Promise<void> {
  return page.evaluate(`{
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (message) {
      setTimeout(() => postMessage.call(this, message), 1000);
    };
  }`);
}
