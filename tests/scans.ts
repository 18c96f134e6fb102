// What the tests of an open library wait for: its folder was added, or looked through again, and everything is done.

import type { Library } from '../app/core.ts';

export async function addFolder(library: Library, path: string): Promise<void> {
  await library.engine['folders.add']({ path });
  await library.whenIdle();
}

export async function rescan(library: Library): Promise<void> {
  await library.engine['folders.rescan']({});
  await library.whenIdle();
}
