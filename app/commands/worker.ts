// kindred worker: analyses photos for a library on another machine; and the invitation that lets such a machine in.

import { hostname } from 'node:os';
import { AppError } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { programVersion } from '../platform/version.ts';
import { startVision } from '../vision/handle.ts';
import { type Admission, invite, readAdmission } from '../workers/invitations.ts';
import { type QueueAddress, readQueueAddress } from '../workers/queue-address.ts';
import {
  type Command,
  libraryFolder,
  libraryOption,
  type Options,
  queueOf,
  queueOption,
  UsageError,
} from './command.ts';
import { startProgress } from './progress.ts';

export const worker: Command = {
  usage: 'worker --queue postgres://… [--photos DIR] [--name NAME] | worker --invite [--name NAME] [--address URL]',
  summary:
    'Analyses photos for a server on another machine, let in by the invitation in KINDRED_INVITATION; --invite makes one there.',
  options: {
    ...libraryOption,
    ...queueOption,
    photos: { type: 'string' },
    name: { type: 'string' },
    invite: { type: 'boolean' },
    address: { type: 'string' },
  },
  mostOperands: 0,
  async run({ options }) {
    if (options['invite'] === true) return printInvitation(options);
    const queue = queueOf(options);
    if (queue === undefined) throw new UsageError('Say where the queue is: --queue postgres://…, or in KINDRED_QUEUE.');
    const invitation = process.env['KINDRED_INVITATION'];
    if (!invitation) {
      throw new UsageError(
        'Put the invitation into KINDRED_INVITATION: `kindred worker --invite` makes one on the server.',
      );
    }
    await analyseForOthers(readQueueAddress(queue), readAdmission(invitation), options);
  },
};

/** On standard output alone what lets a worker in: it is shown once. */
async function printInvitation(options: Options): Promise<void> {
  const library = libraryFolder(options);
  const { findRunning } = await import('../server/running.ts'); // only here, as node:http comes with it
  const running = await findRunning(library);
  const address = textOf(options['address']) ?? (running && new URL(running).origin);
  if (address === undefined) {
    throw new UsageError('Say where the worker reaches the server: --address https://photos.example.org.');
  }
  const invitation = invite(library, textOf(options['name']) ?? 'worker', address);
  process.stderr.write(
    'This lets a worker in, and is shown only now: put it into KINDRED_INVITATION there. The settings revoke it.\n',
  );
  process.stdout.write(`${invitation}\n`);
}

async function analyseForOthers(queue: QueueAddress, admission: Admission, options: Options): Promise<void> {
  // Only here: its driver of PostgreSQL is no concern of the other commands.
  const { work } = await import('../workers/work.ts');
  const { UnusableQueue } = await import('../workers/queue-trouble.ts');
  const progress = startProgress();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
  const vision = startVision({ log: logToErrors });
  try {
    await work({
      queue,
      admission,
      photos: textOf(options['photos']),
      name: textOf(options['name']) ?? hostname(),
      version: programVersion(),
      vision,
      log: logToErrors,
      say: progress.say,
      signal: interrupted.signal,
    });
  } catch (error) {
    if (!(error instanceof UnusableQueue)) throw error;
    const { message, hint } = error.trouble;
    throw new AppError('library', `${message.text} ${hint.text}`, { cause: error });
  } finally {
    progress.end();
    await vision.close();
  }
}

/** It has no library, and so no log folder: what runs it keeps what it says. */
const logToErrors: Log = (level, event, details = {}) => {
  if (level !== 'warn' && level !== 'error') return;
  const { error, ...others } = details;
  const said = { ...others, ...(error instanceof Error && { error: error.message }) };
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...said })}\n`);
};

function textOf(option: Options[string]): string | undefined {
  return typeof option === 'string' && option !== '' ? option : undefined;
}
