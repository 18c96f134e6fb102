// What it takes to make one model: its description for models.json, and the function that writes its ONNX file.

import type { Model } from '../app/models/manifest.ts';
import type { PackageName } from './packages.ts';

export interface Recipe {
  description: Omit<Model, 'sha256' | 'bytes'>;
  /** @param read gives a file of the package that `description.source` names */
  build(read: (path: string) => Uint8Array): Uint8Array;
  package: PackageName;
}
