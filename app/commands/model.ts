// kindred model: lists the large models, gets one from its official release, uses one, or removes it.

import { LargeModelName, type Models, type ModelName } from '../contract.ts';
import { AppError } from '../errors.ts';
import { type Caller, type Command, libraryOption, print, UsageError, withOldOrNewLibrary } from './command.ts';
import { type Progress, startProgress } from './progress.ts';

const ASK_MS = 250;
const NAMES = LargeModelName.options.join(', ');

export const model: Command = {
  usage: 'model list | get NAME | use NAME | remove NAME [--library DIR] [--json]',
  summary: `Large networks: ${NAMES} can be downloaded; “use shipped” goes back to those that Kindred brings.`,
  options: { ...libraryOption, json: { type: 'boolean' } },
  async run({ options, operands: [verb, name, ...others] }) {
    if (others.length > 0) throw new UsageError('Name one network.');
    await withOldOrNewLibrary(options, async (call) => {
      const models = await perform(call, verb, name);
      if (options['json']) return print(models);
      for (const line of linesOf(models)) process.stdout.write(`${line}\n`);
    });
  },
};

async function perform(call: Caller, verb: string | undefined, name: string | undefined): Promise<Models> {
  switch (verb) {
    case 'list':
      return call('models.list', {});
    case 'get':
      await call('models.get', { name: largeName(name) });
      return untilDone(call);
    case 'use':
      await call('models.use', { name: name === 'shipped' ? name : largeName(name) });
      return untilDone(call);
    case 'remove':
      return call('models.remove', { name: largeName(name) });
    default:
      throw new UsageError('Say list, get, use or remove.');
  }
}

function largeName(name: string | undefined): Exclude<ModelName, 'shipped'> {
  const known = LargeModelName.safeParse(name);
  if (!known.success) throw new UsageError(`The networks are ${NAMES}.`);
  return known.data;
}

/** An interrupted command loses nothing: the same command goes on from there. */
async function untilDone(call: Caller): Promise<Models> {
  const progress = startProgress();
  try {
    return await followed(call, progress);
  } finally {
    progress.end();
  }
}

async function followed(call: Caller, progress: Progress): Promise<Models> {
  for (;;) {
    const models = await call('models.list', {});
    const { work, failure } = models;
    progress.say(progressOfWork(work));
    if (failure) throw new AppError('model', failure.sentence);
    if (work === null) return models;
    if (work.kind === 'embedding' && work.isWaiting && work.done === 0 && work.total > 0) {
      throw new AppError(
        'model',
        `${work.total} faces are left, on photos that cannot be reached or while reading is paused: see to it and say this again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

function progressOfWork(work: Models['work']): string {
  switch (work?.kind) {
    case undefined:
      return '';
    case 'download': {
      const left = work.secondsLeft === null ? '' : `, ${work.secondsLeft} s left`;
      return `${megabytes(work.received)} of ${megabytes(work.total)}${left}`;
    }
    case 'conversion':
      return 'Converting …';
    case 'embedding': {
      const left = work.secondsLeft === null ? '' : `, ${work.secondsLeft} s left`;
      return `${work.done} of ${work.total} faces${left}`;
    }
    default:
      return work satisfies never;
  }
}

function* linesOf({ models, inUse }: Models): Generator<string> {
  const used = (name: string) => (name === inUse ? 'in use' : '');
  yield `shipped\t\t${used('shipped')}`;
  for (const { name, bytes, isInstalled, sha256, calibration } of models) {
    yield `${name}\t${megabytes(bytes)}\t${used(name) || (isInstalled ? 'installed' : 'not downloaded')}`;
    yield `\tsha256 ${sha256 ?? 'not published: shown once downloaded'}`;
    yield `\t${calibration}`;
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
