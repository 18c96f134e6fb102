// A server that has one published file, as the servers of releases do: versions as tags, parts of files, and their failures.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Release {
  server: Server;
  url: string;
  contents: Buffer;
  /** The connection is cut, or falls silent, after so many bytes of a reply. */
  breakAfter: number;
  silentAfter: number;
  refusesRanges: boolean;
  status: number;
  /** What was asked for. */
  ranges: (string | undefined)[];
}

/** A server that does what release servers do: versions as tags, and parts of files. */
export async function publish(contents: Buffer): Promise<Release> {
  const server = createServer((request, response) => serve(release, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  const release: Release = {
    server,
    url: `http://127.0.0.1:${port}/network.pt`,
    contents,
    breakAfter: Infinity,
    silentAfter: Infinity,
    refusesRanges: false,
    status: 200,
    ranges: [],
  };
  return release;
}

function serve(release: Release, { headers }: IncomingMessage, response: ServerResponse): void {
  const { contents, breakAfter, silentAfter, refusesRanges, status } = release;
  release.ranges.push(headers.range);
  const etag = `"${sha256(contents)}"`;
  if (status !== 200) return void response.writeHead(status).end();
  if (headers.range !== undefined && refusesRanges) return void response.writeHead(416).end();
  const isRest = headers.range !== undefined && headers['if-range'] === etag;
  const start = isRest ? Number(/\d+/.exec(headers.range ?? '')?.[0]) : 0;
  const part = contents.subarray(start);
  response.writeHead(isRest ? 206 : 200, {
    etag,
    'content-length': part.length,
    ...(isRest && { 'content-range': `bytes ${start}-${contents.length - 1}/${contents.length}` }),
  });
  const most = Math.min(breakAfter, silentAfter);
  if (most >= part.length) return void response.end(part);
  response.write(part.subarray(0, most), () => {
    if (breakAfter <= silentAfter) setTimeout(() => response.destroy(), 50); // what was written is on its way first
  });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
