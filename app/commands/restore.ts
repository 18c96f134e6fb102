// kindred restore: lists the library's backups, or puts one in its place.

import { listBackups, restoreBackup } from '../store/index.ts';
import { type Command, libraryFolder, libraryOption, print, UsageError } from './command.ts';

export const restore: Command = {
  usage: 'restore [--list] [NAME] [--library DIR] [--json]',
  summary: 'Puts a backup in the place of the library, after a copy of what is there; --list names the backups.',
  options: { ...libraryOption, list: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ options, operands: [name, ...others] }) {
    const folder = libraryFolder(options);
    if (options['list']) {
      const backups = listBackups(folder);
      if (options['json']) return print({ backups });
      for (const { name, at, reason, bytes } of backups) {
        process.stdout.write(`${name}\t${at}\t${reason}\t${(bytes / 1e6).toFixed(1)} MB\n`);
      }
      return;
    }
    if (name === undefined || others.length > 0) throw new UsageError('Name one backup: --list shows them.');
    const kept = await restoreBackup(folder, name);
    if (options['json']) return print({ kept });
    process.stdout.write(
      kept
        ? `Restored. What was there before is kept as ${kept.name}.\n`
        : 'Restored. What was there before was damaged; its bytes are set aside in the backups folder.\n',
    );
  },
};
