// Writes every reply of the server, each with the headers that tell the browser to trust nothing but our own files.

import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Library } from '../core.ts';
import { hasCode } from '../errors.ts';
import { CONTENT_POLICY, type PageResponse } from '../pages.ts';
import { openKnownFile } from '../platform/plain-file.ts';

const SAFETY_HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Codes of what is thrown when a client has had enough. */
export const CLIENT_LEFT = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];

export function writeHead(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...SAFETY_HEADERS, ...headers });
}

export async function writePage(response: ServerResponse, page: PageResponse, headOnly: boolean): Promise<void> {
  const { body } = page;
  if (headOnly || body === null || body instanceof Uint8Array) {
    writeHead(response, page.status, page.headers);
    response.end(headOnly ? null : body);
    return;
  }
  // A file that cannot be opened is told while nothing has been sent yet.
  const file = await openKnownFile(body.file, body.identity);
  const stream = file.createReadStream({ start: body.start, end: body.end });
  writeHead(response, page.status, page.headers);
  try {
    await pipeline(stream, response);
  } catch (error) {
    // The person scrolled on and the browser lost interest, perhaps before there was anything to send: nothing is wrong.
    if (!hasCode(error, CLIENT_LEFT)) throw error;
  } finally {
    stream.destroy(); // and closes the file, of which nothing may have been read
  }
}

/** What goes wrong on the way ends the connection: the browser says that the download failed, and it can be begun again. */
export async function writeDownload(
  response: ServerResponse,
  { name, bytes, stream }: ReturnType<Library['download']>,
): Promise<void> {
  writeHead(response, 200, {
    'content-type': 'application/zip',
    'content-length': String(bytes),
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  try {
    await pipeline(stream, response);
  } catch (error) {
    response.destroy();
    if (!hasCode(error, CLIENT_LEFT)) throw error;
  }
}
