// Serves the built screen, and pictures by id, to either shell: from a list made at the start, never from a path that was asked for.

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { contentRange, rangeOf } from './byte-range.ts';
import type { Library, Media, MediaKind } from './core.ts';
import { type FileIdentity, identityOf } from './platform/plain-file.ts';
import { AppError } from './errors.ts';
import { sentence } from './sentences/sentence.ts';

export interface PageRequest {
  /** The address's path, percent-encoding and all: `/assets/index-4f2a.js`, `/media/face/12`. */
  path: string;
  /** Of all headers only these matter. */
  range?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** Both ends are included. Only the very file that is meant may be sent. */
export interface FilePart {
  file: string;
  identity: FileIdentity;
  start: number;
  end: number;
}

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  /** A part of a file, which the shell streams; or bytes; or nothing. */
  body: Uint8Array | FilePart | null;
}

/**
 * @param signal aborted when the one that asked has left
 * @throws AppError `notFound` from the call when there is no such page or picture
 */
export type Pages = (request: PageRequest, signal?: AbortSignal) => Promise<PageResponse>;

/** Everything from our own files, nothing from anywhere else; both shells send it with every page. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const PAGE_MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};
const MEDIA_PATH = /^\/media\/(face|thumbnail|preview|original|film)\/([1-9]\d{0,14})$/;

export function openPages(library: Pick<Library, 'media'>, screenFolder: string): Pages {
  const screen = listScreen(screenFolder);

  return async (request, signal) => {
    const wanted = mediaOf(request.path);
    if (wanted !== undefined) return picture(await library.media(wanted.kind, wanted.id, signal), request);
    const page = screen.get(request.path === '/' ? '/index.html' : request.path);
    if (page === undefined) throw new AppError('notFound', sentence('pageGone'));
    return send({ type: page.type, file: page.file, identity: await identityOf(page.file) }, request, page.cache);
  };
}

/** Only what lies there now can ever be served, so no path can lead outside. */
function listScreen(folder: string): Map<string, { file: string; type: string; cache: string }> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      // Vite names what lies in assets/ by its content.
      const cache = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
      return [path, { file, type: PAGE_MEDIA_TYPES[extname(file)] ?? 'application/octet-stream', cache }];
    }),
  );
}

function mediaOf(path: string): { kind: MediaKind; id: number } | undefined {
  const [, kind, id] = MEDIA_PATH.exec(path) ?? [];
  switch (kind) {
    case 'face':
    case 'thumbnail':
    case 'preview':
    case 'original':
    case 'film':
      return { kind, id: Number(id) };
    default:
      return undefined;
  }
}

/** An id may get another picture (a better crop, another library on the same port): ask each time, send only once. */
function picture(media: Media, request: PageRequest): Promise<PageResponse> {
  return send(media, request, 'private, no-cache');
}

async function send(media: Media, request: PageRequest, cache: string): Promise<PageResponse> {
  const { bytes, etag } = identify(media);
  const headers = { 'content-type': media.type, 'cache-control': cache, etag, 'accept-ranges': 'bytes' };
  if (request.ifNoneMatch === etag) return { status: 304, headers, body: null };

  const range = rangeOf(request.range, bytes);
  if (range === 'impossible') {
    return { status: 416, headers: { ...headers, ...contentRange(range, bytes) }, body: null };
  }
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const length = { ...headers, 'content-length': String(end - start + 1) };
  const body =
    'bytes' in media
      ? media.bytes.subarray(start, end + 1)
      : { file: media.file, identity: media.identity, ...within(media, start, end) };
  return range === undefined
    ? { status: 200, headers: length, body: bytes === 0 ? null : body }
    : { status: 206, headers: { ...length, ...contentRange(range, bytes) }, body };
}

/** Places in the file, of places in the part that is meant. */
function within({ slice }: Extract<Media, { file: string }>, start: number, end: number) {
  const from = slice?.start ?? 0;
  return { start: from + start, end: from + end };
}

function identify(media: Media): { bytes: number; etag: string } {
  if ('bytes' in media) {
    const hash = createHash('sha256').update(media.bytes).digest('base64url').slice(0, 22);
    return { bytes: media.bytes.length, etag: `"${hash}"` };
  }
  const { size, modified } = media.identity;
  const part = media.slice ? `-${media.slice.start.toString(36)}-${media.slice.bytes.toString(36)}` : '';
  const etag = `"${size.toString(36)}-${Math.round(modified).toString(36)}${part}"`;
  return { bytes: media.slice?.bytes ?? size, etag };
}
