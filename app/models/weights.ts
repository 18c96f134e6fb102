// The tensors of a model's file, each taken by its name and with the shape that the model must have.

import { product, type Tensor } from './tensor.ts';
import { AppError } from '../errors.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';

export type Tensors = ReadonlyMap<string, Tensor<Float32Array>>;

export interface Weights {
  /** @throws AppError `model` when there is no such tensor, or it has another shape */
  take(name: string, shape: readonly number[]): Tensor<Float32Array>;
  /** Nothing may be left that the model does not have. @param known what may be there and is not used */
  finish(known?: RegExp): void;
}

/** @param model what the file should be, in words */
export function weightsOf(tensors: Tensors, model: string): Weights {
  const left = new Set(tensors.keys());
  return {
    take(name, shape) {
      const tensor = tensors.get(name);
      if (!tensor) throw refused(sentence('tensorMissing', { name }));
      if (tensor.shape.join() !== shape.join() || tensor.data.length !== product(shape)) {
        const [has, needs] = [tensor.shape.join(' × '), shape.join(' × ')];
        throw refused(sentence('tensorShape', { name, has, needs }));
      }
      if (!tensor.data.every(Number.isFinite)) throw refused(sentence('tensorBroken', { name }));
      left.delete(name);
      return tensor;
    },
    finish(known) {
      const other = [...left].find((name) => !known?.test(name));
      if (other !== undefined) throw refused(sentence('tensorExtra', { name: other }));
    },
  };

  function refused(reason: Sentence): AppError {
    return new AppError('model', sentence('modelOther', { model, reason }));
  }
}
