// What is said of the file of a model that is not whole.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

export function damagedModel(cause?: unknown): AppError {
  return new AppError('model', sentence('modelDamaged'), { cause });
}
