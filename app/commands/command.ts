// What every command is made of: its usage, its options, and the library that it works on.

import { type Library, openLibrary } from '../core.ts';
import { contract, type CallName, type Reply, type Request } from '../contract.ts';
import { answer } from '../answer.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import { defaultLibraryFolder } from '../platform/library-folder.ts';
import { silentLog } from '../platform/log.ts';
import { isFileEmpty, refuseMissing } from '../store/index.ts';

export type Options = Record<string, string | boolean | (string | boolean)[] | undefined>;

export interface Command {
  usage: string;
  summary: string;
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  /** How many words it takes beside its options; undefined: it says itself which are too many. */
  mostOperands?: number;
  run(args: { options: Options; operands: string[] }): Promise<void>;
}

/** Wrong usage: exit status 2. */
export class UsageError extends Error {}

export const libraryOption = { library: { type: 'string' } } as const;

export function libraryFolder(options: Options): string {
  const { library } = options;
  if (library === '') throw new UsageError('--library needs a folder.');
  return typeof library === 'string' ? library : defaultLibraryFolder();
}

export const queueOption = { queue: { type: 'string' } } as const;

/** Its address holds a password, and others on the machine can read what a program is started with: KINDRED_QUEUE is safer. */
export function queueOf(options: Options): string | undefined {
  const { queue = process.env['KINDRED_QUEUE'] } = options;
  return typeof queue === 'string' && queue !== '' ? queue : undefined;
}

export type Caller = <N extends CallName>(name: N, request: Request<N>) => Promise<Reply<N>>;

/** Opens the library, lets the work use it through the contract like any window would, and closes it. */
export async function withLibrary<Result>(
  options: Options,
  work: (call: Caller, library: Library) => Promise<Result>,
): Promise<Result> {
  refuseMissing(libraryFolder(options)); // of one that was made just now nothing could be said, nor exported
  return withOldOrNewLibrary(options, work);
}

/** The same, and where there is no library, one is made: in words, if there seems to have been one. */
export async function withOldOrNewLibrary<Result>(
  options: Options,
  work: (call: Caller, library: Library) => Promise<Result>,
): Promise<Result> {
  const folder = libraryFolder(options);
  const wasEmpty = isFileEmpty(folder);
  const library = await openLibrary({ folder, watch: false });
  if (wasEmpty) {
    const said = `The file of the library in ${folder} was empty, and there is no backup of it: a new library begins.`;
    process.stderr.write(`${said}\n`);
  }
  const call: Caller = async (name, request) => {
    const outcome = await answer(library.engine, name, request, silentLog);
    if (!outcome.ok) throw new AppError(outcome.error.code as ErrorCode, outcome.error.sentence);
    return contract[name].reply.parse(outcome.value) as Reply<typeof name>;
  };
  try {
    return await work(call, library);
  } finally {
    await library.close();
  }
}

export function print(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data)}\n`);
}

/** A positive whole number from the command line. */
export function idOf(text: string | undefined, what: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id <= 0) throw new UsageError(`${what} must be a number such as 12.`);
  return id;
}
