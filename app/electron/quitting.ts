// How the application quits.

import type { App } from 'electron';

/** The library is closed properly first; then quitting goes on. */
export function closeBeforeQuitting(app: App, close: () => Promise<void>): void {
  let closing: Promise<void> | 'done' | undefined;
  app.on('before-quit', (event) => {
    if (closing === 'done') return;
    event.preventDefault();
    closing ??= close().then(() => {
      closing = 'done';
      app.quit();
    });
  });
}
