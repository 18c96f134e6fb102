// Turns a published file into the ONNX file that Kindred runs, in a thread of its own: it takes seconds of one processor.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Sentence } from '../contract.ts';
import { AppError, sentenceOf } from '../errors.ts';
import type { ConvertedModel } from './catalogue.ts';

export const Conversion = z.object({ name: z.enum(['facenet', 'resnet50']), source: z.string(), target: z.string() });
type Conversion = z.output<typeof Conversion>;

/** What the thread says at its end: nothing, or why it could not. */
export const ConversionReport = z.object({ problem: Sentence.nullable() });

/** @throws AppError `model` when the file is not that model */
async function convert({ name, source, target }: Conversion): Promise<void> {
  writeFileSync(`${target}.part`, await onnxOf(name, source));
  renameSync(`${target}.part`, target);
}

/** Only the thread reads such files, and their readers hold memory (sixteen megabytes) from the moment they are loaded. */
async function onnxOf(name: ConvertedModel['name'], source: string): Promise<Uint8Array> {
  switch (name) {
    case 'facenet': {
      const [{ facenet }, { readStateDictionary }] = await Promise.all([
        import('./facenet.ts'),
        import('./pytorch.ts'),
      ]);
      return facenet(readStateDictionary(readFileSync(source)));
    }
    case 'resnet50': {
      const [{ resnet50 }, { readKerasWeights }] = await Promise.all([import('./resnet50.ts'), import('./keras.ts')]);
      return resnet50(await readKerasWeights(source));
    }
    default:
      return name satisfies never;
  }
}

export async function convertAside(conversion: Conversion, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted(); // no event would tell
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL(`./convert-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: conversion,
    });
    const cancel = () => void worker.terminate().then(() => reject(signal.reason as Error)); // an AbortController's own
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('message', (message) => {
      const { problem } = ConversionReport.parse(message);
      if (problem === null) resolve();
      else reject(new AppError('model', problem));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', cancel);
      if (!signal.aborted) reject(new Error('The conversion of a model ended early.'));
    });
  });
}

/** For the thread. */
export async function report(conversion: unknown): Promise<z.output<typeof ConversionReport>> {
  try {
    await convert(Conversion.parse(conversion));
    return { problem: null };
  } catch (error) {
    return { problem: sentenceOf(error) };
  }
}
