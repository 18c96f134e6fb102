// The large models of one library: which are there, and the one that is being downloaded and converted.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError, messageOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { LargeModel } from './catalogue.ts';
import { convertAside } from './convert.ts';
import { checksum, download } from './download.ts';

export type LargeModelName = LargeModel['name'];

export type Fetching =
  | { kind: 'download'; name: LargeModelName; received: number; total: number; secondsLeft: number | null }
  | { kind: 'conversion'; name: LargeModelName };

/** What was downloaded and what became of it, kept beside the model. */
const Origin = z.object({ url: z.string(), sha256: z.string(), onnxSha256: z.string(), at: z.string() });

export interface LargeModelsOptions {
  /** The library's own folder; KINDRED_MODELS names another place. */
  library: string;
  log: Log;
  models: readonly LargeModel[];
}

export type LargeModels = ReturnType<typeof openLargeModels>;

export function openLargeModels({ library, log, models }: LargeModelsOptions) {
  const folder = resolve(process.env['KINDRED_MODELS'] || join(library, 'models'));
  const fileOf = (name: string) => join(folder, `${name}.onnx`);
  let fetching: Fetching | undefined;
  let working: Promise<void> | undefined;
  let failure: { name: LargeModelName; sentence: Sentence } | undefined;
  let cancelling = new AbortController();

  function modelOf(name: LargeModelName): LargeModel {
    const model = models.find((one) => one.name === name);
    if (!model) throw new AppError('notFound', `Kindred knows no network called ${name}.`);
    return model;
  }

  /** What is run is downloaded to its own place, which the checked file takes as a whole. */
  function downloadOf({ name, form, source }: LargeModel): string {
    return form === 'onnx' ? fileOf(name) : join(folder, new URL(source.url).pathname.split('/').at(-1) ?? name);
  }

  async function fetchModel(model: LargeModel, signal: AbortSignal): Promise<void> {
    const { name, source } = model;
    const file = downloadOf(model);
    const speed = speedometer();
    const sha256 = await download({
      source,
      file,
      signal,
      onProgress(received) {
        const secondsLeft = speed(received, source.bytes);
        fetching = { kind: 'download', name, received, total: source.bytes, secondsLeft };
      },
    });
    if (model.form === 'weights') {
      fetching = { kind: 'conversion', name };
      try {
        await convertAside({ name: model.name, source: file, target: fileOf(name) }, signal);
      } finally {
        rmSync(file, { force: true }); // 100 MB that nothing needs any more
      }
    }
    const origin = { url: source.url, sha256, onnxSha256: await checksum(fileOf(name)), at: new Date().toISOString() };
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(origin, null, 2)}\n`);
    log('info', 'model.installed', origin);
  }

  return {
    models,
    /** The model's ONNX file, if it is there. */
    fileOf: (name: string): string | undefined => (existsSync(fileOf(name)) ? fileOf(name) : undefined),
    /** The sha256 of what was downloaded. */
    sha256Of(name: string): string | null {
      const file = join(folder, `${name}.json`);
      return existsSync(file) ? Origin.parse(JSON.parse(readFileSync(file, 'utf8'))).sha256 : null;
    },
    fetching: () => fetching,
    failure: () => failure,
    /** Begins; how far it is can be asked. */
    get(name: LargeModelName): void {
      const model = modelOf(name);
      if (existsSync(fileOf(name))) return;
      if (fetching) {
        if (fetching.name === name) return;
        throw new AppError('conflict', sentence('modelComing', { title: modelOf(fetching.name).title }));
      }
      failure = undefined;
      cancelling = new AbortController();
      const { signal } = cancelling;
      fetching = { kind: 'download', name, received: 0, total: model.source.bytes, secondsLeft: null };
      mkdirSync(folder, { recursive: true });
      working = fetchModel(model, signal)
        .catch((error: unknown) => {
          if (signal.aborted) return;
          failure = { name, sentence: error instanceof AppError ? error.sentence : sentence('modelNotInstalled') };
          log('warn', 'model.failed', { name, message: messageOf(error), error });
        })
        .finally(() => (fetching = undefined));
    },
    /** What has been downloaded stays, to be gone on with. */
    async cancel(): Promise<void> {
      cancelling.abort(new Error('cancelled'));
      await working;
    },
    /** The model, and whatever there is of a download of it. */
    remove(name: LargeModelName): void {
      const file = downloadOf(modelOf(name));
      for (const path of [fileOf(name), join(folder, `${name}.json`), `${file}.part`, `${file}.part.tag`]) {
        rmSync(path, { force: true });
      }
    },
    async close(): Promise<void> {
      cancelling.abort(new Error('cancelled'));
      await working;
    },
  };
}

/** Seconds left, at the speed since the first report; null in the first second. */
function speedometer() {
  let first: { at: number; received: number } | undefined;
  return (received: number, total: number): number | null => {
    const now = performance.now();
    first ??= { at: now, received };
    const seconds = (now - first.at) / 1000;
    const arrived = received - first.received;
    return seconds < 1 || arrived <= 0 ? null : Math.ceil(((total - received) * seconds) / arrived);
  };
}
