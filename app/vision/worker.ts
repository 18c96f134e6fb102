// A vision process: knows pixels, not people. It reads photos, and writes no file itself.

import { flushCompileCache } from 'node:module';
import { constants } from 'node:os';
import sharp from 'sharp';
import { AppError, messageOf, sentenceOf } from '../errors.ts';
import { openWithFallback } from './gpu.ts';
import { preview } from './decode.ts';
import { embedKnownFaces } from './embed-known-faces.ts';
import { locate } from './drawn.ts';
import { largeEmbedder } from './large.ts';
import { analyse } from './analyse.ts';
import { type LoadedModels, openModels } from './loaded-models.ts';
import { openPhoto, type PhotoFile } from './photo-file.ts';
import {
  type LargeModelFile,
  Job,
  type Report,
  type TaskName,
  type TaskReply,
  type TaskRequest,
  tasks,
} from './protocol.ts';
import { register } from './register.ts';
import { findPeople } from './video/people.ts';
import { posterOf } from './video/poster.ts';
import { tryProvider } from './provider-trial.ts';
import { turnedPhoto } from './turned-photo.ts';
import { type LoadedModel, openModel } from './sessions.ts';
import { lowerPriority } from '../platform/lower-priority.ts';

const provider = process.env['KINDRED_PROVIDER'] ?? 'cpu';
const mostMemory = Number(process.env['KINDRED_MEMORY'] ?? Infinity);
const MEMORY_WATCH_MS = 50;
const photosRoot = process.env['KINDRED_PHOTOS_ROOT'] || undefined;
let models: Promise<LoadedModels> | undefined;
/** Photos that are being worked on, by the number that they were opened under. */
const held = new Map<number, PhotoFile>();
const largeModels = new Map<string, Promise<LoadedModels['embedders'][number]>>();

/** Jobs under way, by their ids. */
const underWay = new Map<number, AbortController>();

const perform: { [N in TaskName]: (request: TaskRequest<N>, signal: AbortSignal) => Promise<TaskReply<N>> } = {
  async open({ path, photo, known }) {
    const file = await openPhoto(path, photosRoot, known);
    const identity = await file.identity();
    held.set(photo, file);
    return identity;
  },
  close({ photo }) {
    held.delete(photo);
    return Promise.resolve(null);
  },
  analyse: async ({ smallestFace, also, turn, ...job }) =>
    analyse(turnedPhoto(await photoOf(job), turn), await modelsWith(also), smallestFace),
  poster: async ({ decoder, container, seconds, ...job }) =>
    (await photoOf(job)).byPath((place) => posterOf(decoder, container, place, seconds)),
  async findPeople({ decoder, container, smallestFace, also, ...job }, signal) {
    const [photo, models] = [await photoOf(job), await modelsWith(also)];
    return photo.byPath((place) => findPeople({ ffmpeg: decoder, container, place, smallestFace }, models, signal));
  },
  embedKnownFaces: async ({ faces, model, turn, ...job }) =>
    embedKnownFaces(turnedPhoto(await photoOf(job), turn), faces, await openLarge(model)),
  locate: async ({ boxes, also, turn, ...job }) =>
    locate(turnedPhoto(await photoOf(job), turn), boxes, await modelsWith(also)),
  register: ({ before, after }) => register(before, after),
  async preview({ path, side, turn, known }, signal) {
    const file = turnedPhoto(await openPhoto(path, photosRoot, known), turn);
    signal.throwIfAborted();
    const picture = await file.pixels(side, signal);
    signal.throwIfAborted();
    return preview(picture);
  },
  cancel({ id }) {
    underWay.get(id)?.abort(new Error('The job is not wanted any more.'));
    return Promise.resolve(null);
  },
  tryProvider: ({ name, sideBySide }) => tryProvider(name, sideBySide),
};

// The person at the machine comes first.
lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL);
sharp.concurrency(1); // as with the models: the processor's cores are shared among processes
sharp.cache(false); // no photo is opened twice in a row, and its cache would only grow the process
const memoryWatch = setInterval(watchMemory, MEMORY_WATCH_MS).unref();
process.on('message', (message) => void answerJob(Job.parse(message)));
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
// Where Node keeps what it compiled (tools/run.mjs says so), it would write that at an orderly end, which never comes.
flushCompileCache();

async function answerJob({ id, task, request }: Job): Promise<void> {
  const controller = new AbortController();
  underWay.set(id, controller);
  try {
    tell({ kind: 'done', id, value: await run(task, request, controller.signal) });
  } catch (error) {
    const code = error instanceof AppError && (error.code === 'photo' || error.code === 'notFound') ? error.code : null;
    tell({ kind: 'failed', id, code, sentence: sentenceOf(error) });
  } finally {
    underWay.delete(id);
  }
}

function run<N extends TaskName>(task: N, request: unknown, signal: AbortSignal): Promise<TaskReply<N>> {
  return perform[task](tasks[task].request.parse(request) as TaskRequest<N>, signal); // the schema and the type are one line of `tasks`
}

/** Sharp decodes on threads of its own, outside of every limit that JavaScript knows. */
function watchMemory(): void {
  if (process.memoryUsage.rss() < mostMemory) return;
  clearInterval(memoryWatch);
  tell({ kind: 'memory' });
}

function tell(report: Report): void {
  process.send?.(report);
}

async function modelsWith(also: readonly LargeModelFile[]): Promise<LoadedModels> {
  const shipped = await (models ??= openModels({ open: openNamed }));
  // One that does not open keeps no photo from being analysed; a request for that one is told.
  const opened = await Promise.allSettled(also.map(openLarge));
  const large = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return { ...shipped, embedders: [...shipped.embedders, ...large] };
}

function openLarge({ name, file }: LargeModelFile): Promise<LoadedModels['embedders'][number]> {
  const opened = largeModels.get(file) ?? open();
  largeModels.set(file, opened);
  return opened;

  async function open() {
    return { embedder: largeEmbedder(name), model: await openNamed(name, { file }) };
  }
}

function openNamed(name: string, options: { file?: string } = {}): Promise<LoadedModel> {
  const onProcessor = () => openModel(name, options);
  if (provider === 'cpu') return onProcessor();
  const onGpu = () => openModel(name, { ...options, provider });
  return openWithFallback(onGpu, onProcessor, (error) => tell({ kind: 'gpuFailed', reason: messageOf(error) }));
}

/** As it was opened; in a process that took over from one that died, it is opened anew. */
async function photoOf({ path, photo, known }: TaskRequest<'open'>): Promise<PhotoFile> {
  return held.get(photo) ?? openPhoto(path, photosRoot, known);
}
