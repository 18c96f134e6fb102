// kindred password: sets the password with which other machines sign in to this library.

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { setPassword } from '../server/password.ts';
import { type Command, libraryFolder, libraryOption } from './command.ts';

export const password: Command = {
  usage: 'password [--library DIR]',
  summary: 'Reads a line from standard input and makes it the password for `serve --host`.',
  options: libraryOption,
  mostOperands: 0,
  async run({ options }) {
    const library = libraryFolder(options);
    await setPassword(library, await readUnseen('The new password: '));
    process.stderr.write('The password is set. A server that runs already asks for it when it is started again.\n');
  },
};

/** The terminal shows nothing of what is typed. */
async function readUnseen(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal });
  if (terminal) process.stderr.write(question);
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
