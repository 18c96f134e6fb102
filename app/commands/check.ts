// kindred check: is the library whole? With --repair whatever is derived is made again.

import { checkLibrary, repairLibrary } from '../library/check.ts';
import { openStore, openStoreReadOnly, refuseMissing } from '../store/index.ts';
import { type Command, libraryFolder, libraryOption } from './command.ts';
import { models } from './doctor.ts';
import { tellFindings } from './findings.ts';
import { startProgress } from './progress.ts';

export const check: Command = {
  usage: 'check [--repair] [--library DIR] [--json]',
  summary: 'Checks the database, what is derived from it, the cached pictures and the models; --repair mends them.',
  options: { ...libraryOption, repair: { type: 'boolean' }, json: { type: 'boolean' } },
  mostOperands: 0,
  async run({ options }) {
    const folder = libraryFolder(options);
    refuseMissing(folder);
    const progress = startProgress();
    if (options['repair']) {
      const store = openStore(folder);
      await repairLibrary(store, folder, progress.say);
      store.close();
    }
    progress.say('Checking the library');
    const store = openStoreReadOnly(folder);
    const findings = [...(await checkLibrary(store, folder)), ...models()];
    store.close();
    progress.end();
    tellFindings(findings, options);
  },
};
