// The arithmetic of a convolutional network in plain loops, slow and easy to follow: what the ONNX files are compared with.

/** Numbers in the order [first axis][second axis][channel], as TensorFlow keeps them. */
export interface Plane {
  shape: readonly [number, number, number];
  data: Float64Array;
}

/** Filters in the order [first axis][second axis][in][out]. */
export interface Filters {
  shape: readonly number[];
  data: ArrayLike<number>;
}

type Padding = 'SAME' | 'VALID' | number;

interface Geometry {
  stride: number;
  /**
   * SAME: as many outputs as strides fit into the input, the odd zero at the end. VALID: no zeros around it. A number: so
   * many zeros on every side.
   */
  padding: Padding;
}

export function convolution(input: Plane, filters: Filters, geometry: Geometry): Plane {
  const [, , channels] = input.shape;
  const outputs = filters.shape[3];
  return slide(input, filters.shape, outputs, geometry, (from, tap, sums) => {
    for (let channel = 0; channel < channels; channel++) {
      const value = input.data[from + channel];
      if (value === 0) continue;
      const start = (tap * channels + channel) * outputs;
      for (let output = 0; output < outputs; output++) sums[output] += value * filters.data[start + output];
    }
  });
}

/** Each channel has a filter of its own. */
export function depthwise(input: Plane, filters: Filters, geometry: Geometry): Plane {
  const [, , channels] = input.shape;
  return slide(input, filters.shape, channels, geometry, (from, tap, sums) => {
    for (let channel = 0; channel < channels; channel++) {
      sums[channel] += input.data[from + channel] * filters.data[tap * channels + channel];
    }
  });
}

/** Windows every 2 places; one that sticks out at the end counts with what it covers. */
export function maxPooling({ shape: [width, height, channels], data }: Plane, kernel: number): Plane {
  const [columns, rows] = [width, height].map((size) => Math.ceil((size - kernel) / 2) + 1);
  const pooled = new Float64Array(columns * rows * channels).fill(Number.NEGATIVE_INFINITY);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      for (let column = firstWindow(x, kernel); column <= Math.min(columns - 1, Math.floor(x / 2)); column++) {
        for (let row = firstWindow(y, kernel); row <= Math.min(rows - 1, Math.floor(y / 2)); row++) {
          for (let channel = 0; channel < channels; channel++) {
            const to = (column * rows + row) * channels + channel;
            pooled[to] = Math.max(pooled[to], data[(x * height + y) * channels + channel]);
          }
        }
      }
    }
  }
  return { shape: [columns, rows, channels], data: pooled };
}

/** Applies a function to every number, which also learns the number's channel. */
export function each({ shape, data }: Plane, change: (value: number, channel: number) => number): Plane {
  return { shape, data: data.map((value, index) => change(value, index % shape[2])) };
}

/** The same, with the number that a list holds for the channel, or the only one that it holds. */
export function eachWith(
  plane: Plane,
  numbers: ArrayLike<number>,
  change: (value: number, number: number) => number,
): Plane {
  return each(plane, (value, channel) => change(value, numbers[numbers.length === 1 ? 0 : channel]));
}

export function added({ shape, data }: Plane, other: Plane): Plane {
  return { shape, data: data.map((value, index) => value + other.data[index]) };
}

/** Filters in another order of their four axes. */
export function turned({ shape, data }: Filters, order: readonly number[]): Filters {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((one, other) => one * other, 1));
  const newShape = order.map((axis) => shape[axis]);
  const moved = Float32Array.from({ length: data.length }, (_, index) => {
    let [rest, from] = [index, 0];
    for (let axis = order.length - 1; axis >= 0; axis--) {
      from += (rest % newShape[axis]) * strides[order[axis]];
      rest = Math.floor(rest / newShape[axis]);
    }
    return data[from];
  });
  return { shape: newShape, data: moved };
}

/** Over both axes of the image. */
export function mean({ shape: [rows, columns, channels], data }: Plane): Plane {
  const sums = new Float64Array(channels);
  data.forEach((value, index) => (sums[index % channels] += value));
  return { shape: [1, 1, channels], data: sums.map((sum) => sum / (rows * columns)) };
}

function firstWindow(place: number, kernel: number): number {
  return Math.max(0, Math.ceil((place - kernel + 1) / 2));
}

/** @param visit adds what the input at `from` contributes by way of the filter's place `tap` */
function slide(
  { shape: [width, height, channels] }: Plane,
  [kernelX, kernelY]: readonly number[],
  outputs: number,
  { stride, padding }: Geometry,
  visit: (from: number, tap: number, sums: Float64Array) => void,
): Plane {
  const [x0, columns] = extent(width, kernelX, stride, padding);
  const [y0, rows] = extent(height, kernelY, stride, padding);
  const data = new Float64Array(columns * rows * outputs);
  for (let cell = 0; cell < columns * rows; cell++) {
    const sums = data.subarray(cell * outputs, (cell + 1) * outputs);
    const [left, top] = [Math.floor(cell / rows) * stride - x0, (cell % rows) * stride - y0];
    for (let tap = 0; tap < kernelX * kernelY; tap++) {
      const [x, y] = [left + Math.floor(tap / kernelY), top + (tap % kernelY)];
      if (x >= 0 && y >= 0 && x < width && y < height) visit((x * height + y) * channels, tap, sums);
    }
  }
  return { shape: [columns, rows, outputs], data };
}

/** @returns the zeros in front, and how many outputs there are */
function extent(size: number, kernel: number, stride: number, padding: Padding): [number, number] {
  if (typeof padding === 'number') return [padding, Math.floor((size + 2 * padding - kernel) / stride) + 1];
  if (padding === 'VALID') return [0, Math.floor((size - kernel) / stride) + 1];
  const outputs = Math.ceil(size / stride);
  return [Math.floor(Math.max(0, (outputs - 1) * stride + kernel - size) / 2), outputs];
}
