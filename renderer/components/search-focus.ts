// The one search box: from anywhere, a key leads into it.

import { go } from '../router.ts';

let isAwaited = false;

/** Into the box that is on the page, else to the page that has one. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('search input');
  box?.focus();
  box?.select();
  if (box) return;
  isAwaited = true;
  go({ page: 'search', query: '' });
}

/** The next box that comes onto the page takes the focus, because whoever wrote is still writing. */
export function awaitSearch(): void {
  isAwaited = true;
}

/** Whether a box that came onto the page is awaited: one alone is. */
export function takeSearchFocus(): boolean {
  const was = isAwaited;
  isAwaited = false;
  return was;
}
