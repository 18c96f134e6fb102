// What workers on other machines ask over HTTP: each by its invitation first, then by its session, never by a cookie.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toReport } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import type { z } from 'zod';
import {
  Hello,
  MOST_MESSAGE_BYTES,
  MOST_RESULT_BYTES,
  type Outcomes,
  Result,
  Results,
  Sign,
  type Taken,
  Taking,
  WORKER_PATHS,
} from '../workers/protocol.ts';
import type { WorkerDoor } from '../workers/worker-door.ts';
import { readText } from './call.ts';
import { bearerOf } from './credentials.ts';
import { writeJson, writeStream } from './write.ts';

interface WorkerRequest {
  door: WorkerDoor;
  method: string;
  path: string;
  query: URLSearchParams;
  /** It may take its time from now on. */
  isAdmitted(): void;
}

/** @throws AppError with one sentence that says what to do */
export async function answerWorker(
  request: IncomingMessage,
  response: ServerResponse,
  { door, method, path, query, isAdmitted }: WorkerRequest,
): Promise<void> {
  // A page in a browser, which alone sends these, is no worker.
  if (request.headers.origin !== undefined || request.headers.cookie !== undefined) {
    throw new AppError('refused', sentence('workerUninvited'));
  }
  if (path.startsWith(WORKER_PATHS.photo) && method === 'GET') {
    const photo = await door.photo(path.slice(WORKER_PATHS.photo.length), query);
    isAdmitted();
    return sendPhoto(response, photo);
  }
  if (method !== 'POST') throw new AppError('badRequest', 'A worker posts what it says.');
  const secret = bearerOf(request.headers);
  switch (path) {
    case WORKER_PATHS.hello: {
      const welcome = door.hello(secret, await read(request, Hello));
      isAdmitted();
      return writeJson(response, 200, welcome);
    }
    case WORKER_PATHS.sign: {
      door.admit(secret);
      isAdmitted();
      const { jobs, begunAlone } = await read(request, Sign);
      door.sign(secret, jobs, begunAlone);
      return writeJson(response, 200, {});
    }
    case WORKER_PATHS.take: {
      door.admit(secret);
      isAdmitted();
      const { jobs } = await read(request, Taking);
      return writeJson(response, 200, { grants: door.take(secret, jobs) } satisfies Taken);
    }
    case WORKER_PATHS.results: {
      door.admit(secret);
      isAdmitted();
      const { results } = await read(request, Results, MOST_RESULT_BYTES);
      const outcomes = await Promise.all(results.map(({ job, result }) => outcomeOf(door, secret, job, result)));
      return writeJson(response, 200, { outcomes } satisfies Outcomes);
    }
    case WORKER_PATHS.leave:
      door.admit(secret);
      isAdmitted();
      await door.leave(secret);
      return writeJson(response, 200, {});
    default:
      throw new AppError('notFound', sentence('pageGone'));
  }
}

/** @returns null: it is stored */
async function outcomeOf(
  door: WorkerDoor,
  session: string,
  job: string,
  said: unknown,
): Promise<Outcomes['outcomes'][number]> {
  try {
    await door.deliver(session, job, checked(Result, said));
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return toReport(error);
  }
}

async function sendPhoto(
  response: ServerResponse,
  { handle, identity }: Awaited<ReturnType<WorkerDoor['photo']>>,
): Promise<void> {
  const stream = handle.createReadStream({ start: 0, end: Math.max(0, identity.size - 1) });
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(identity.size),
    'cache-control': 'no-store',
  };
  await writeStream(response, 200, headers, stream);
}

/** @param most bytes. @throws AppError `badRequest` */
async function read<Shape extends z.ZodType>(
  request: IncomingMessage,
  shape: Shape,
  most = MOST_MESSAGE_BYTES,
): Promise<z.output<Shape>> {
  const text = await readText(request, most);
  try {
    const said: unknown = JSON.parse(text);
    return checked(shape, said);
  } catch (cause) {
    throw cause instanceof AppError ? cause : notAsked(cause);
  }
}

/** @throws AppError `badRequest` */
function checked<Shape extends z.ZodType>(shape: Shape, said: unknown): z.output<Shape> {
  const { data, error } = shape.safeParse(said);
  if (error) throw notAsked(error);
  return data;
}

function notAsked(cause: unknown): AppError {
  return new AppError('badRequest', 'What the worker says is not what it was asked.', { cause });
}
