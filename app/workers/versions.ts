// Which versions a machine analyses photos with, and whether those of another one come to the same.

import { AppError } from '../errors.ts';
import { readManifest } from '../models/manifest.ts';
import { sentence } from '../sentences/sentence.ts';
import { PIPELINE_VERSION } from '../vision/protocol.ts';
import { type Versions, WORKER_PROTOCOL } from './protocol.ts';

export function versionsHere(): Versions {
  const models = Object.fromEntries(readManifest().models.map(({ name, sha256 }) => [name, sha256]));
  return { protocol: WORKER_PROTOCOL, pipeline: PIPELINE_VERSION, models };
}

/**
 * @param said of the worker: its Kindred's own number, for the sentence
 * @throws AppError `conflict`
 */
export function refuseOtherVersions(ours: Versions, theirs: Versions, said: { name: string; version: string }): void {
  const names = new Set([...Object.keys(ours.models), ...Object.keys(theirs.models)]);
  const isSame =
    ours.protocol === theirs.protocol &&
    ours.pipeline === theirs.pipeline &&
    [...names].every((name) => ours.models[name] === theirs.models[name]);
  if (!isSame) throw new AppError('conflict', sentence('workerOtherVersion', said));
}
