// Folders are added to the library, wherever they were chosen.

import { sayDone } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';

/** @throws EngineError where one cannot be used: those before it have been added */
export async function addFolders(paths: readonly string[]): Promise<void> {
  const added = [];
  for (const path of paths) added.push(await call('folders.add', { path }));
  if (added.length === 0) return;
  sayDone(added.some(({ isNew }) => isNew) ? text.settings.addedToast : text.settings.watchedToast);
}
