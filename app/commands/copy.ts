// kindred copy: the originals of a person or a search, copied to a folder.

import { resolve } from 'node:path';
import type { PhotoSet } from '../contract.ts';
import { AppError } from '../errors.ts';
import { foldText } from '../store/index.ts';
import { type Caller, type Command, libraryOption, type Options, UsageError, withLibrary } from './command.ts';
import { startProgress } from './progress.ts';

export const copy: Command = {
  usage: 'copy (--person NAME | --search WORDS) --to DIR [--with-sidecars] [--library DIR]',
  summary:
    'Copies the original photos of a person, or those that a search finds, to a folder; --with-sidecars puts .xmp files with names beside them. Nothing is overwritten.',
  options: {
    ...libraryOption,
    person: { type: 'string' },
    search: { type: 'string' },
    to: { type: 'string' },
    'with-sidecars': { type: 'boolean' },
  },
  mostOperands: 0,
  async run({ options }) {
    const { to } = options;
    if (typeof to !== 'string' || to === '') throw new UsageError('Say where to with --to DIR.');
    await withLibrary(options, async (call, library) => {
      const set = await setOf(options, call);
      const progress = startProgress();
      const { copied, absent, withoutNames } = await library.copy(
        { set, withSidecars: options['with-sidecars'] === true },
        resolve(to),
        (done, total) => {
          progress.say(`${done} of ${total} files copied`);
        },
      );
      progress.end();
      if (copied + absent === 0) throw new AppError('notFound', 'No photo was found, so nothing was copied.');
      process.stdout.write(`${copied} files copied to ${resolve(to)}\n`);
      if (absent > 0) process.stderr.write(`${absent} photos cannot be reached at the moment: is a drive unplugged?\n`);
      if (withoutNames > 0)
        process.stderr.write(`No names came along beside ${withoutNames} files: the .xmp file is as it was\n`);
    });
  },
};

async function setOf({ person, search }: Options, call: Caller): Promise<PhotoSet> {
  if (typeof person === 'string' && search === undefined) return { person: await personCalled(person, call) };
  if (typeof search === 'string' && search.trim() === '') throw new UsageError('Say what to search for.');
  if (typeof search === 'string' && person === undefined) return { query: search };
  throw new UsageError('Name either a --person or a --search.');
}

/** By the whole name, however it is written. @throws AppError where nobody is called so, UsageError where several are */
async function personCalled(name: string, call: Caller): Promise<number> {
  const { people } = await call('people.suggest', { typed: name });
  const called = people.filter((each) => each.name !== null && foldText(each.name) === foldText(name));
  if (called.length > 1) throw new UsageError(`${called.length} people are called ${name}: use --search.`);
  const [found] = called;
  if (!found) throw new AppError('notFound', `Nobody in this library is called “${name}”.`);
  return found.id;
}
