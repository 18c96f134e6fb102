// Which key means something to the viewer: not one that is written, nor one for a dialog, a list or a button above the photo.

import type { KeyboardEvent } from 'react';
import { topLayer } from '../../components/focus.ts';

/** @param frame of the viewer. @param actions by keys, letters small */
export function pressKey(
  event: KeyboardEvent,
  frame: HTMLElement | null,
  actions: Readonly<Record<string, () => unknown>>,
): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element))
    return;
  if (event.target.matches('input') || topLayer() !== frame) return;
  // Space on a button presses it.
  if (event.key === ' ' && event.target.closest('button, a') !== null) return;
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}
