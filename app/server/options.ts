// Reads the options with which the screen is started, from source or as a server alone.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError, messageOf } from '../errors.ts';
import { defaultLibraryFolder } from '../platform/library-folder.ts';
import { readQueueAddress } from '../workers/queue-address.ts';
import { isProxyAddress } from './client-address.ts';

const Options = z.object({
  library: z.string().min(1, '--library needs a folder.').default(defaultLibraryFolder()),
  port: z.coerce
    .number('--port needs a number.')
    .int('--port needs a whole number.')
    .min(0, '--port is at least 0.')
    .max(65_535, '--port is at most 65535.')
    .optional(),
  host: z.union([z.ipv4(), z.ipv6()], '--host needs an address such as 0.0.0.0.').optional(),
  address: z
    .url({ protocol: /^https?$/, error: '--address needs a whole address, such as https://photos.example.org.' })
    .refine((address) => !URL.canParse(address) || `${new URL(address).origin}/` === new URL(address).href, {
      error: '--address is a name of Kindred’s own, with nothing after it: https://photos.example.org.',
    })
    .optional(),
  proxy: z
    .array(
      z.string().refine(isProxyAddress, '--proxy needs an address or a network, such as 127.0.0.1 or 172.30.0.0/24.'),
    )
    .default([]),
  /** Where other machines may take photos to analyse them. */
  queue: z
    .string()
    .transform((address, context) => {
      try {
        readQueueAddress(address);
      } catch (error) {
        context.addIssue({ code: 'custom', message: messageOf(error) });
      }
      return address;
    })
    .optional(),
  open: z.boolean().default(false),
  help: z.boolean().default(false),
});
export type Options = z.output<typeof Options>;

/** @returns one sentence on what is wrong when the words cannot be understood */
export function readOptions(words: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        library: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        address: { type: 'string' },
        proxy: { type: 'string', multiple: true },
        queue: { type: 'string' },
        open: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const parsed = Options.safeParse({ ...values, queue: values.queue ?? (process.env['KINDRED_QUEUE'] || undefined) });
    return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? 'The options cannot be read.');
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * The frame of a command: wrong usage is 2, a failure that a person can act on is its sentence and 1.
 * @returns the exit status
 */
export async function runWithOptions(
  words: string[],
  usage: string,
  run: (options: Options) => Promise<void>,
): Promise<number> {
  const options = readOptions(words);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    await run(options);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
