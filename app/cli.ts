// Kindred without a screen: one command a line, data to stdout, progress and messages to stderr.

import { parseArgs } from 'node:util';
import { type Command, UsageError } from './commands/command.ts';
import { check } from './commands/check.ts';
import { copy } from './commands/copy.ts';
import { doctor } from './commands/doctor.ts';
import { edit } from './commands/edit.ts';
import { model } from './commands/model.ts';
import { password } from './commands/password.ts';
import { people } from './commands/people.ts';
import { exportTransfer, importTransfer } from './commands/transfer.ts';
import { importNames } from './commands/import-names.ts';
import { restore } from './commands/restore.ts';
import { review } from './commands/review.ts';
import { hide, merge, name, split, undo } from './commands/edits.ts';
import { scan } from './commands/scan.ts';
import { serve } from './commands/serve.ts';
import { writeNames } from './commands/write-names.ts';
import { worker } from './commands/worker.ts';
import { hasCode, messageOf, reportOf } from './errors.ts';

const commands: Record<string, Command> = {
  scan,
  people,
  review,
  name,
  merge,
  split,
  hide,
  edit,
  undo,
  copy,
  export: exportTransfer,
  import: importTransfer,
  'import-names': importNames,
  'write-names': writeNames,
  model,
  serve,
  worker,
  password,
  doctor,
  check,
  restore,
};

let outputStatus = 0;
process.stdout.on('error', (error) => {
  if (hasCode(error, ['EPIPE'])) return; // the reader has seen enough: what was asked for is done all the same
  process.stderr.write(`What was asked for cannot be written: ${reportOf(error)}\n`);
  process.exitCode = outputStatus = 1;
});
process.stderr.on('error', () => undefined); // nobody reads it any more

process.exitCode = (await main(process.argv.slice(2))) || outputStatus;

/** @returns the exit status: 0, 1 for a failure, 2 for wrong usage */
async function main([called = '', ...rest]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, called) ? commands[called] : undefined;
  if (!command) {
    const wantsHelp = ['', 'help', '--help', '-h'].includes(called);
    if (!wantsHelp) process.stderr.write(`There is no command “${called}”.\n\n`);
    (wantsHelp ? process.stdout : process.stderr).write(usage());
    return wantsHelp ? 0 : 2;
  }
  try {
    const { values, positionals } = parse(command, rest);
    const surplus = command.mostOperands === undefined ? undefined : positionals[command.mostOperands];
    if (values['help'] === true) process.stdout.write(`${line(command)}\n`);
    else if (surplus !== undefined) throw new UsageError(`“${surplus}” is one word too many.`);
    else await command.run({ options: values, operands: positionals });
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${line(command)}\n`);
      return 2;
    }
    process.stderr.write(`${reportOf(error)}\n`);
    return 1;
  }
}

function parse(command: Command, args: string[]) {
  try {
    const options = { ...command.options, help: { type: 'boolean' } } as const;
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function usage(): string {
  const lines = Object.values(commands).map(line).join('\n');
  return `Kindred groups your photos by person, on this machine.\n\n${lines}\n\nWithout --library the library in your user-data folder is used.\n`;
}

function line(command: Command): string {
  return `  kindred ${command.usage}\n      ${command.summary}`;
}
