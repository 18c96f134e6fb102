// Fingers on the screen, as the browser itself gets them: Playwright's own taps know one finger, and no movement.

import type { Page } from 'playwright-core';

export interface Point {
  x: number;
  y: number;
}

/** By the clock of the events, which a slow machine does not stretch. */
const SECONDS_A_STATE = 0.03;
/** A finger that is lifted while it moves flings, and a browser takes the next tap for the one that stops it. */
const SECONDS_AT_REST = 0.3;

/** @param states where the fingers are, one state after another: from none to some they come, from some to none they are lifted */
export async function touch(page: Page, states: readonly (readonly Point[])[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  let fingers = 0;
  let hasMoved = false;
  for (const points of states) {
    const type = points.length > fingers ? 'touchStart' : points.length === 0 ? 'touchEnd' : 'touchMove';
    timestamp += type === 'touchEnd' && hasMoved ? SECONDS_AT_REST : SECONDS_A_STATE;
    hasMoved = type === 'touchMove';
    const touchPoints = points.map((point, id) => ({ ...point, id }));
    await devtools.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
    fingers = points.length;
  }
  await devtools.detach();
}
