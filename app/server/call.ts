// Reads the body of a call: JSON, of a bounded size, from a sender that says so.

import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

const MAX_BYTES = 1_000_000;

/** @throws AppError `badRequest`; the request's rest may then be unread */
export async function readCall(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST') throw new AppError('badRequest', 'A call has to be a POST.');
  // A form of a foreign page cannot send this type without asking first, and we never say yes.
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('badRequest', 'A call has to be JSON (content-type: application/json).');
  }
  const text = await readText(request);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new AppError('badRequest', 'The call is not valid JSON.', { cause });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const tooLong = new AppError('badRequest', 'The call is too long: at most one megabyte.');
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLong;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not `for await`: leaving such a loop early would close the line before the refusal is sent.
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
      else {
        request.pause();
        reject(tooLong);
      }
    });
    request.on('end', resolve);
    request.on('error', reject);
  });
  return Buffer.concat(chunks).toString('utf8');
}
