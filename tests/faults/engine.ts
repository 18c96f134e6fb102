// An engine to be killed: scans, talks and backs up for as long as it lives, and prints what was acknowledged.

import { writeSync } from 'node:fs';
import { openLibrary } from '../../app/core.ts';
import { AppError, troubleOf } from '../../app/errors.ts';
import { silentLog } from '../../app/platform/log.ts';
import type { Line } from './life.ts';
import { seeded } from '../seeded-random.ts';
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
    const { problem } = await library.engine['library.status']({});
    if (problem) {
      tell({ problem: problem.message.text });
      await library.engine['work.resume']({});
    }
  } catch (error) {
    if (!isAnswer(error)) throw error;
  }
}

async function backUpAgainAndAgain(): Promise<void> {
  for (;;) {
    try {
      await library.engine['backups.make']({});
      tell({ backedUp: true });
    } catch (error) {
      if (!isAnswer(error)) throw error;
      tell({ refused: String(error) });
    }
    await pause(300);
  }
}

/** A refusal in words, or trouble with the disk that the screen has words for. */
function isAnswer(error: unknown): boolean {
  return error instanceof AppError || troubleOf(error) !== undefined;
}

/** Written before anything else happens: what is on this pipe was acknowledged. */
function tell(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
