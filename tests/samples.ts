// Six group photographs with people who recur, from the package that carries them (MIT): @vladmandic/face-api.

import { resource } from '../app/platform/resources.ts';

const sample = (number: number): string =>
  resource('node_modules', '@vladmandic', 'face-api', 'demo', `sample${number}.jpg`);

export const SAMPLES = [sample(1), sample(2), sample(3), sample(4), sample(5), sample(6)] as const;
