// Six group photographs with people who recur, from the package that carries them (MIT): @vladmandic/face-api.

import { resource } from '../app/platform/resources.ts';

export const SAMPLES = [1, 2, 3, 4, 5, 6].map((number) =>
  resource('node_modules', '@vladmandic', 'face-api', 'demo', `sample${number}.jpg`),
);
