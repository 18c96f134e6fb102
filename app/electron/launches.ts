// What links, dropped folders and second starts ask for: kept until Kindred can do it, then done at once.

import type { App } from 'electron';
import { z } from 'zod';
import { type LaunchTarget, launchTargetOf } from './launch-target.ts';

/** What a second start hands to the first: its own command line, which Chromium would reorder. */
const SecondStart = z.object({ words: z.array(z.string()) });

/** @returns false: Kindred runs already, and does what this start asks for */
export function isFirstStart(app: App, words: string[]): boolean {
  return app.requestSingleInstanceLock({ words } satisfies z.output<typeof SecondStart>);
}

/** From now on: macOS tells of links and dropped folders even before the application is ready. */
export function collectLaunches(app: App) {
  const ready = Promise.withResolvers<(target: LaunchTarget | undefined) => void>();
  const launch = (words: readonly string[]) => void ready.promise.then((open) => open(launchTargetOf(words)));
  app.on('open-url', (_event, url) => launch([url]));
  app.on('open-file', (_event, path) => launch([path]));
  app.on('second-instance', (_event, _argv, _folder, data) => launch(SecondStart.safeParse(data).data?.words ?? []));
  app.setAsDefaultProtocolClient('kindred');
  return {
    launch,
    /** Kindred is ready. @param open gets nothing where Kindred was started without being asked for anything */
    openWith: (open: (target: LaunchTarget | undefined) => void): void => ready.resolve(open),
  };
}
