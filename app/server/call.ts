// Reads the body of a call or a form: of a bounded size, from a sender that says what it is.

import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

const MOST_CALL_BYTES = 1_000_000;
const MOST_FORM_BYTES = 10_000;

/** @throws AppError `badRequest`; the request's rest may then be unread */
export async function readCall(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST') throw new AppError('badRequest', 'A call has to be a POST.');
  // A form of a foreign page cannot send this type without asking first, and we never say yes.
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('badRequest', 'A call has to be JSON (content-type: application/json).');
  }
  const text = await readText(request, MOST_CALL_BYTES);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new AppError('badRequest', 'The call is not valid JSON.', { cause });
  }
}

/** @throws AppError `badRequest`; the request's rest may then be unread */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') {
    throw new AppError('badRequest', 'This has to be sent as a form.');
  }
  return new URLSearchParams(await readText(request, MOST_FORM_BYTES));
}

/** @param most bytes. @throws AppError `badRequest`; the request's rest may then be unread */
export async function readText(request: IncomingMessage, most: number): Promise<string> {
  const tooLong = () => new AppError('badRequest', `That is too long: at most ${most} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLong();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not `for await`: leaving such a loop early would close the line before the refusal is sent.
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
      else {
        request.pause();
        reject(tooLong());
      }
    });
    request.on('end', resolve);
    request.on('error', reject);
  });
  return Buffer.concat(chunks).toString('utf8');
}
