// kindred export, import: everything that the user said, in one file, for another library of the same photos.

import { rm, writeFile } from 'node:fs/promises';
import { contract } from '../contract.ts';
import { AppError, hasCode, reportOf } from '../errors.ts';
import { readPlainFile } from '../platform/plain-file.ts';
import { type Command, libraryOption, print, UsageError, withLibrary } from './command.ts';
import { startProgress } from './progress.ts';

/** What is said about a million faces takes half of it. */
const MOST_BYTES = 256 * 1024 * 1024;

export const exportTransfer: Command = {
  usage: 'export --json FILE [--library DIR]',
  summary: 'Writes everything that you said (names, answers, albums) into a new file.',
  options: { ...libraryOption, json: { type: 'string' } },
  mostOperands: 0,
  async run({ options }) {
    const file = fileOf(options['json'], '--json');
    await withLibrary(options, async (call) => {
      const said = await call('transfer.export', {});
      await writeNew(file, `${JSON.stringify(said, null, 1)}\n`);
      print({ people: said.people.length, albums: said.albums.length + said.chosenAlbums.length });
    });
  },
};

export const importTransfer: Command = {
  usage: 'import FILE [--library DIR]',
  summary: 'Brings in what “export” wrote; what was said here stands, and “undo” takes it back.',
  options: libraryOption,
  mostOperands: 1,
  async run({ options, operands: [name] }) {
    const request = await requestIn(fileOf(name, 'FILE'));
    await withLibrary(options, async (call) => {
      const progress = startProgress();
      progress.say(`Bringing in what was said of ${request.said.people.length} people`);
      const { people, faces, missing, albums } = await call('transfer.import', request).finally(progress.end);
      print({ people, faces, missing, albums });
    });
  },
};

/** Never in the place of anything that is there; and all of it, or nothing. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', flush: true });
  } catch (error) {
    const isOurs = !hasCode(error, ['EEXIST', 'ENOENT', 'ENOTDIR']);
    if (isOurs) await rm(file, { force: true });
    throw new AppError('badRequest', `${file} cannot be written. ${adviceOn(error)}`, { cause: error });
  }
}

function adviceOn(error: unknown): string {
  if (hasCode(error, ['EEXIST'])) return 'It is there already: name a new file.';
  return hasCode(error, ['ENOENT', 'ENOTDIR']) ? 'Does its folder exist?' : reportOf(error);
}

async function requestIn(file: string) {
  try {
    const said: unknown = JSON.parse((await readPlainFile(file, MOST_BYTES)).toString('utf8'));
    return contract['transfer.import'].request.parse({ said });
  } catch (error) {
    throw new AppError('badRequest', `${file} is not a file that “export” wrote.`, { cause: error });
  }
}

function fileOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${what} needs a file.`);
  return value;
}
