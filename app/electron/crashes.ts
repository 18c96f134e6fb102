// What crashes in this process and its windows is written to this disk, and sent nowhere; a window that crashed comes back.

import type { App, CrashReporter } from 'electron';
import { writeCrashReport } from '../platform/crash-report.ts';

const RELOAD_MS = 1_000;

/** Chromium's own reports as well as ours. */
export function keepCrashesHere(app: App, crashReporter: CrashReporter, library: string): void {
  crashReporter.start({ uploadToServer: false });
  process.on('uncaughtExceptionMonitor', ({ message, stack = '' }) =>
    writeCrashReport(library, { part: 'main', reason: message, lastWords: stack }),
  );
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return;
    writeCrashReport(library, { part: 'window', reason, lastWords: '' });
    setTimeout(() => contents.isDestroyed() || contents.reload(), RELOAD_MS);
  });
}
