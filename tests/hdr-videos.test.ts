// Videos of a high dynamic range, as newer phones take them: their pictures have the colours that a plain screen would show.

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { posterOf } from '../app/vision/video/poster.ts';
import { videoFixture } from './motion-photos.ts';

const ffmpeg = await findFfmpeg();
/** Four stripes, as they were before they were coded: skin, grey, blue, and the white of a page. */
const STRIPES = [
  [200, 150, 120],
  [128, 128, 128],
  [32, 80, 160],
  [255, 255, 255],
];
/** White is brought down by a tenth, so that what is brighter still has room; eight bits and the codec take the rest. */
const LARGEST_DIFFERENCE = 27;

test.runIf(ffmpeg)('A frame in HLG or PQ is shown with the colours of the scene', async () => {
  for (const name of ['hlg.mp4', 'pq.mp4']) {
    const { thumbnail } = await posterOf(ensure(ffmpeg ?? undefined), 'mov', videoFixture(name), 0.5);
    const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
    STRIPES.forEach((stripe, index) => {
      const at = 3 * (60 * info.width + 40 + 80 * index);
      const differences = stripe.map((value, channel) => Math.abs(value - data.readUInt8(at + channel)));
      expect(Math.max(...differences), `${name}, stripe ${index + 1}`).toBeLessThanOrEqual(LARGEST_DIFFERENCE);
    });
  }
});
