// A picture made of waves, the same on every machine, on which two ways to compute a model are compared.

import { ensure } from '../../app/ensure.ts';
import type { Model } from '../../app/models/manifest.ts';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue, 0 to 255, row by row. */
  data: Float64Array;
}

/** Odd sizes, as windows then stick out at the edge. */
const ANY_WIDTH = 37;
const ANY_HEIGHT = 25;

/** @returns a picture of the size that the model wants */
export function samplePicture({ input }: Model, seed: number): Picture {
  const [width, height] = [input.width ?? ANY_WIDTH, input.height ?? ANY_HEIGHT];
  const data = Float64Array.from({ length: 3 * width * height }, (_, index) => {
    const [pixel, colour] = [Math.floor(index / 3), index % 3];
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const coarse = Math.sin(7 * x + (3 + seed) * y + colour) * Math.cos(5 * y - (2 + seed) * x);
    const fine = Math.sin((41 + seed) * x * y + 13 * colour) * Math.sin(97 * (x - y) + seed);
    return 127.5 + 90 * coarse + 37 * fine;
  });
  return { width, height, data };
}

/** Prepares the picture as models.json says. */
export function pixelsFor(
  { colours, subtract, divide }: Model['input'],
  { width, height, data }: Picture,
): Float32Array {
  const plane = width * height;
  return Float32Array.from({ length: 3 * plane }, (_, index) => {
    const [channel, pixel] = [Math.floor(index / plane), index % plane];
    const colour = ensure(colours[channel], 'A colour');
    const value = ensure(data[3 * pixel + 'RGB'.indexOf(colour)], 'A number of the picture');
    return (value - ensure(subtract[channel], 'The mean of a colour')) / divide;
  });
}
