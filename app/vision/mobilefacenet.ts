// How MobileFaceNet wants a face: its five landmarks laid on the ArcFace template, blue, green, red, −1 to 1.

import { alignment } from './align.ts';
import type { Embedder } from './embed.ts';

const INPUT_SIDE = 112;

export const mobilefacenet: Embedder = {
  model: 'mobilefacenet-512',
  side: INPUT_SIDE,
  dimensions: 512,
  crops: [alignment, alignment],
  normalisation: { means: [127, 127, 127], deviation: 128, isSwapped: true },
  takesRoots: false,
  common: null,
  usualLength: 3.46,
};
