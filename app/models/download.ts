// Downloads one published file, only when a person asked for it: resumed where it broke off, checked, and cancelled at once.

import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, codeOf, troubleOf } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import type { DownloadSource } from './catalogue.ts';

export interface DownloadOptions {
  source: DownloadSource;
  /** Where it goes; what there is of it so far lies beside it, as `.part`. */
  file: string;
  signal: AbortSignal;
  onProgress(received: number): void;
  /** Milliseconds without a byte after which the connection is given up. */
  patience?: number;
}

const SILENCE_LIMIT_MS = 30_000;
const STATUS_OK = 200;
const STATUS_PARTIAL = 206;
const RANGE_NOT_SATISFIABLE = 416;

/**
 * @returns the file's sha256
 * @throws AppError `model` with a sentence; the signal's reason when it was cancelled
 */
export async function download({ source, file, signal, onProgress, patience }: DownloadOptions): Promise<string> {
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  await receive(source, part, signal, onProgress, patience ?? SILENCE_LIMIT_MS);
  const sha256 = await checksum(part);
  if (source.sha256 !== null && sha256 !== source.sha256) {
    forget(part);
    throw new AppError('model', sentence('downloadWrong', { host: hostOf(source), sha256 }));
  }
  renameSync(part, file);
  forget(part);
  return sha256;
}

async function receive(
  source: DownloadSource,
  part: string,
  signal: AbortSignal,
  onProgress: (received: number) => void,
  patience: number,
): Promise<void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), patience);
  try {
    const response = await request(source, part, AbortSignal.any([signal, silence.signal]));
    let received = response.status === STATUS_PARTIAL ? sizeOf(part) : 0;
    const output = await open(part, received > 0 ? 'a' : 'w');
    try {
      onProgress(received);
      for await (const chunk of response.body ?? []) {
        timer.refresh();
        await output.write(chunk);
        received += chunk.length;
        if (received > source.bytes) throw otherSize(source, received);
        onProgress(received);
      }
    } finally {
      await output.close();
    }
    if (received < source.bytes) throw brokenOff(source);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    const trouble = troubleOf(error);
    if (trouble) {
      const said = sentence('downloadTrouble', { trouble: trouble.message, hint: trouble.hint });
      throw new AppError('model', said, { cause: error });
    }
    throw brokenOff(source, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for what is missing; the server sends everything if the file is another one by now. */
async function request(source: DownloadSource, part: string, signal: AbortSignal): Promise<Response> {
  const tag = tagOf(part);
  const have = tag === undefined ? 0 : sizeOf(part);
  const headers = tag !== undefined && have > 0 ? { range: `bytes=${have}-`, 'if-range': tag } : undefined;
  const response = await fetch(source.url, { signal, ...(headers && { headers }) });
  if (response.status === RANGE_NOT_SATISFIABLE && headers) {
    await response.body?.cancel();
    forget(part);
    return request(source, part, signal);
  }
  const isRest =
    response.status === STATUS_PARTIAL && response.headers.get('content-range')?.startsWith(`bytes ${have}-`);
  if (response.status !== STATUS_OK && !isRest) {
    await response.body?.cancel();
    throw new AppError('model', sentence('downloadAway', { host: hostOf(source), status: response.status }));
  }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const size = length + (isRest ? have : 0);
  if (Number.isFinite(size) && size !== source.bytes) {
    await response.body?.cancel();
    throw otherSize(source, size);
  }
  if (!isRest) remember(part, response.headers.get('etag') ?? response.headers.get('last-modified'));
  return response;
}

/** What the server calls this version of the file: only the same version may be gone on with. */
function tagOf(part: string): string | undefined {
  return existsSync(`${part}.tag`) ? readFileSync(`${part}.tag`, 'utf8') : undefined;
}

function remember(part: string, tag: string | null): void {
  // A weak tag does not promise the same bytes.
  if (tag === null || tag.startsWith('W/')) rmSync(`${part}.tag`, { force: true });
  else writeFileSync(`${part}.tag`, tag);
}

function forget(part: string): void {
  for (const path of [part, `${part}.tag`]) rmSync(path, { force: true });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function otherSize(source: DownloadSource, size: number): AppError {
  return new AppError(
    'model',
    sentence('downloadOther', { host: hostOf(source), bytes: size, expected: source.bytes }),
  );
}

function brokenOff(source: DownloadSource, cause?: unknown): AppError {
  const reason = cause instanceof Error ? codeOf(cause.cause) : undefined;
  const host = hostOf(source);
  const said =
    reason === undefined ? sentence('downloadBroken', { host }) : sentence('downloadFailed', { host, reason });
  return new AppError('model', said, { cause });
}

function hostOf({ url }: DownloadSource): string {
  return new URL(url).host;
}
