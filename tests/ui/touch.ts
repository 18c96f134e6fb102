// A phone, and fingers on it as the browser itself gets them: Playwright's own taps know one finger, and no movement.

import type { Locator, Page } from 'playwright-core';
import { ensure } from '../../app/ensure.ts';

export const NARROW = { width: 390, height: 844 };
/** Of a user who reads German. */
export const PHONE = { viewport: NARROW, hasTouch: true, isMobile: true, locale: 'de-DE' };
/** Longer than a system waits for its own menus. */
const HELD_MS = 700;

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

/** A finger that stays where it is. */
export async function hold(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = ensure(await target.boundingBox(), 'What is held');
  const devtools = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(HELD_MS);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await devtools.detach();
}

/**
 * What can be tapped and is less than 44 pixels wide or high, with what around it belongs to it (a label, an edge that is
 * not seen). A link in a sentence is as high as its line, and the frame of a face as large as the face.
 */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const LEAST = 44;
    const isInWords = (each) => each.tagName === 'A' && getComputedStyle(each).display === 'inline';
    const isFace = (each) => each.matches('[role=dialog] button[aria-haspopup=dialog]');
    // The tick of a tile: a tap on the whole tile ticks it.
    const isTick = (each) => each.tabIndex < 0;
    const isShown = (each) =>
      each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      each.closest('[inert], [aria-hidden=true]') === null &&
      each.getBoundingClientRect().width > 1;
    const reaches = (each, x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (each.contains(hit) || hit.closest('label')?.control === each);
    };
    const sizeOf = (each) => {
      each.scrollIntoView({ block: 'center' });
      // A tap on what a box is called ticks it.
      const { x, y, width, height } = (each.closest('label') ?? each).getBoundingClientRect();
      const along = (length, at) => {
        if (length >= LEAST - 0.5) return length;
        const from = (LEAST - 2) / 2;
        return at(-from) && at(from) ? LEAST : length;
      };
      const [middleX, middleY] = [x + width / 2, y + height / 2];
      return [
        along(width, (by) => reaches(each, middleX + by, middleY)),
        along(height, (by) => reaches(each, middleX, middleY + by)),
      ];
    };
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=slider]')]
      .filter((each) => isShown(each) && !isInWords(each) && !isFace(each) && !isTick(each))
      .map((each) => [each, sizeOf(each)])
      .filter(([, [width, height]]) => Math.min(width, height) < LEAST - 0.5)
      .map(([each, [width, height]]) => \`\${Math.round(width)} × \${Math.round(height)}: \${each.outerHTML.slice(0, 160)}\`);
  })()`);
}
