// Writes every reply of the server, each with the headers that tell the browser to trust nothing but our own files.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { contentRange, rangeOf } from '../byte-range.ts';
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

export function writeHead(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...SAFETY_HEADERS, ...headers });
}

export function writeJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  writeHead(response, status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'no-store',
  });
  response.end(body);
}

export async function writePage(response: ServerResponse, page: PageResponse, headOnly: boolean): Promise<void> {
  const { status, headers, body } = page;
  if (headOnly || body === null || body instanceof Uint8Array) {
    writeHead(response, status, headers);
    response.end(headOnly ? null : body);
    return;
  }
  // A file that cannot be opened is told while nothing has been sent yet.
  const file = await openKnownFile(body.file, body.identity);
  await writeStream(response, status, headers, file.createReadStream({ start: body.start, end: body.end }));
}

/** @param request of a browser; one whose download broke off asks for the rest */
export async function writeDownload(
  response: ServerResponse,
  { headers: { range, 'if-range': ifRange } }: Pick<IncomingMessage, 'headers'>,
  { name, bytes, etag, stream }: ReturnType<Library['download']>,
): Promise<void> {
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    etag,
  };
  const isSame = ifRange === undefined || ifRange === etag;
  const wanted = isSame ? rangeOf(range, bytes) : undefined;
  if (wanted === 'impossible') {
    writeHead(response, 416, { ...headers, ...contentRange(wanted, bytes) });
    return void response.end();
  }
  // A part that does not go on to the end is no download that broke off.
  if (wanted?.end !== bytes - 1) return writeStream(response, 200, { ...headers, ...lengthOf(bytes) }, stream(0));
  writeHead(response, 206, { ...headers, ...lengthOf(bytes - wanted.start), ...contentRange(wanted, bytes) });
  response.flushHeaders(); // the first byte may take minutes: all that is left out is read before
  await writeBody(response, stream(wanted.start));
}

function lengthOf(bytes: number) {
  return { 'content-length': String(bytes) };
}

/** Codes of what is thrown when a client has had enough: it scrolled on, perhaps before there was anything to send. */
const CLIENT_LEFT = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];

/** What goes wrong on the way ends the connection: the client sees that something is missing, and can ask again. */
export async function writeStream(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  stream: Readable,
): Promise<void> {
  writeHead(response, status, headers);
  await writeBody(response, stream);
}

async function writeBody(response: ServerResponse, stream: Readable): Promise<void> {
  try {
    await pipeline(stream, response);
  } catch (error) {
    response.destroy();
    if (!hasCode(error, CLIENT_LEFT)) throw error;
  } finally {
    stream.destroy(); // and closes its file, of which nothing may have been read
  }
}
