// Writes a PReLU as operators that onnxruntime computes fast on a processor.

import type { Graph, Value } from '../app/models/onnx.ts';

/**
 * max(0, x) + a·min(0, x) with a slope a for each channel (He et al., Delving deep into rectifiers, 2015, equation 1), as
 * a·x + (1 − a)·max(0, x). onnxruntime 1.30 has its own PRelu compute one number after the other, and reorders all
 * of them before and after it, as it keeps channels in blocks elsewhere: two thirds of the time of a run. Multiplied by
 * depthwise 1 × 1 convolutions they stay in their blocks, where the number of channels is a multiple of 16.
 * @param value [pictures, channels, rows, columns]
 * @param slopes one for each channel
 */
export function prelu(graph: Graph, value: Value, slopes: Float32Array): Value {
  const shape = [slopes.length, 1, 1, 1];
  const geometry = { kernel_shape: [1, 1], group: slopes.length };
  const rest = graph.constant(
    shape,
    slopes.map((slope) => 1 - slope),
  );
  const whole = graph.apply('Conv', [value, graph.constant(shape, slopes)], geometry);
  const positive = graph.apply('Conv', [graph.apply('Relu', [value]), rest], geometry);
  return graph.apply('Add', [positive, whole]);
}
