// The tensors of a network's file, each taken by its name and with the shape that the network must have.

import { product, type Tensor } from '../../models/tensor.ts';
import { AppError } from '../errors.ts';

export type Tensors = ReadonlyMap<string, Tensor<Float32Array>>;

export interface Weights {
  /** @throws AppError `model` when there is no such tensor, or it has another shape */
  take(name: string, shape: readonly number[]): Tensor<Float32Array>;
  /** Nothing may be left that the network does not have. @param known what may be there and is not used */
  finish(known?: RegExp): void;
}

/** @param network what the file should be, in words */
export function weightsOf(tensors: Tensors, network: string): Weights {
  const left = new Set(tensors.keys());
  return {
    take(name, shape) {
      const tensor = tensors.get(name);
      if (!tensor) throw refused(`it has no ${name}`);
      if (tensor.shape.join() !== shape.join() || tensor.data.length !== product(shape)) {
        throw refused(`${name} has the shape ${tensor.shape.join(' × ')} instead of ${shape.join(' × ')}`);
      }
      if (!tensor.data.every(Number.isFinite)) throw refused(`${name} holds what is no number`);
      left.delete(name);
      return tensor;
    },
    finish(known) {
      const other = [...left].find((name) => !known?.test(name));
      if (other !== undefined) throw refused(`it has ${other}, which that network has not`);
    },
  };

  function refused(reason: string): AppError {
    return new AppError('model', `The file is not ${network}: ${reason}. Get it again from its official release.`);
  }
}
