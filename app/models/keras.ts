// Reads the weights that Keras saved: an HDF5 file in which every layer is a group, and every weight a dataset.

import { Dataset, File, Group, ready } from 'h5wasm/node';
import { z } from 'zod';
import type { Tensor } from './tensor.ts';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

const Names = z.array(z.string());

/**
 * @returns the tensors by layer and weight: `conv1/7x7_s2/bn gamma`
 * @throws AppError `model` when it is no such file
 */
export async function readKerasWeights(path: string): Promise<Map<string, Tensor<Float32Array>>> {
  (await ready).activate_throwing_error_handler(); // or HDF5 writes its complaints to the terminal
  let file: File | undefined;
  try {
    file = new File(path, 'r');
    return tensorsIn(file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw notWeights(cause); // HDF5's own errors, about bytes that are not what they should be
  } finally {
    file?.close();
  }
}

function tensorsIn(file: File): Map<string, Tensor<Float32Array>> {
  const whole = file.get('model_weights'); // there when the model itself was saved with them
  const root = whole instanceof Group ? whole : file;
  const tensors = new Map<string, Tensor<Float32Array>>();
  for (const layer of namesIn(root, 'layer_names')) {
    const group = root.get(layer);
    if (!(group instanceof Group)) throw notWeights();
    for (const weight of namesIn(group, 'weight_names')) {
      const dataset = group.get(weight);
      const data = dataset instanceof Dataset ? dataset.value : null;
      if (!(dataset instanceof Dataset) || !(data instanceof Float32Array)) throw notWeights();
      tensors.set(`${layer} ${roleOf(weight)}`, { shape: dataset.shape ?? [], data });
    }
  }
  return tensors;
}

/** Keras keeps the order of layers and weights in attributes; where there are none, an empty list of numbers. */
function namesIn(group: Group, attribute: string): string[] {
  const value = group.attrs[attribute]?.value;
  return value === undefined || (ArrayBuffer.isView(value) && value.byteLength === 0) ? [] : Names.parse(value);
}

/** `conv1/7x7_s2_1/kernel:0` is the kernel, whatever number TensorFlow gave the layer when it was built. */
function roleOf(weight: string): string {
  return weight.slice(weight.lastIndexOf('/') + 1).replace(/:\d+$/, '');
}

function notWeights(cause?: unknown): AppError {
  return new AppError('model', sentence('modelNotKeras'), { cause });
}
