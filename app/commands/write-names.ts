// kindred write-names: writes names into the .xmp files beside photos, or takes them out of these again.

import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../errors.ts';
import { type Command, libraryOption, print, UsageError, withLibrary } from './command.ts';

export const writeNames: Command = {
  usage: 'write-names [FOLDER] [--off] [--take-away] [--library DIR]',
  summary:
    'Writes names into the .xmp files beside the photos of a watched FOLDER, or of all, and keeps them up to date from then on; --off stops that, --take-away takes out again what Kindred wrote. Photos are only read.',
  options: { ...libraryOption, off: { type: 'boolean' }, 'take-away': { type: 'boolean' } },
  async run({ options, operands: [folder, ...more] }) {
    if (more.length > 0) throw new UsageError('Name one folder, or none for all.');
    await withLibrary(options, async (call, library) => {
      const { folders } = await call('sidecars.get', {});
      const path = folder === undefined ? undefined : await realpath(folder).catch(() => resolve(folder));
      const chosen = path === undefined ? 'all' : folders.find((each) => each.path === path)?.folder;
      if (chosen === undefined) {
        const watched = folders.map((each) => each.path).join(', ') || 'none yet';
        throw new AppError('notFound', `${path} is no folder that this library watches. These are: ${watched}.`);
      }
      const takesAway = options['take-away'] === true;
      await call('sidecars.change', { folder: chosen, writes: options['off'] !== true && !takesAway });
      if (takesAway) await call('sidecars.takeAway', {});
      await library.writeNames();
      print(await call('sidecars.get', {}));
    });
  },
};
