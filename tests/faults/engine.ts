// An engine to be killed: scans, talks and backs up for as long as it lives, and prints what was acknowledged.

import { writeSync } from 'node:fs';
import { openLibrary } from '../../app/core.ts';
import { AppError } from '../../app/errors.ts';
import { silentLog } from '../../app/log.ts';
import { seeded } from './random.ts';
import { saySomething } from './talker.ts';
import { pause } from './trial.ts';

const [folder = '', photos = '', seed = '1'] = process.argv.slice(2);
const random = seeded(Number(seed));

tell({ opening: true });
const library = await openLibrary({ folder, log: silentLog, watch: false });
tell({ opened: true });
await library.engine['folders.add']({ path: photos });
await library.engine['folders.rescan']({});
void backUpAgainAndAgain();
for (;;) {
  await pause(random.below(20));
  try {
    const said = await saySomething(library, random);
    if (said) tell({ said });
  } catch (error) {
    if (!(error instanceof AppError)) throw error; // a refusal in words is an answer
  }
}

async function backUpAgainAndAgain(): Promise<void> {
  for (;;) {
    await library.engine['backups.make']({});
    tell({ backedUp: true });
    await pause(300);
  }
}

/** Written before anything else happens: what is on this pipe was acknowledged. */
function tell(line: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
