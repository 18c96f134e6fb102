// A hundred thousand photos in one folder: the library is there at once, and soon knows that nothing has changed.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { resource } from '../../app/platform/resources.ts';
import { must, type Trial } from './trial.ts';

const PHOTOS = 100_000;
const USABLE_SECONDS = 2;
const RECONCILE_SECONDS = 30;
const PEAK_MEGABYTES = 300;

const Figures = z.object({
  photos: z.object({ done: z.number(), waiting: z.number(), failed: z.number() }),
  usableSeconds: z.number(),
  reconcileSeconds: z.number(),
  heldUpSeconds: z.number(),
  longestStallMs: z.number(),
  peakMegabytes: z.number(),
});

export const largeFolder: Trial = {
  sentence: 'A large library in one folder is usable at once, and is reconciled quickly and in little memory',
  async run({ scale }) {
    const photos = Math.ceil(PHOTOS * scale);
    const words = [resource('tests', 'bench', 'large-library.ts'), '--photos', String(photos)];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    const figures = Figures.parse(JSON.parse(stdout));
    must(figures.photos.done === photos && figures.photos.waiting === 0, 'Photos that had not changed wait.');
    const { usableSeconds, reconcileSeconds, heldUpSeconds, peakMegabytes, longestStallMs } = figures;
    // What other programs took is no fault of this one: on a machine that is quiet it is nothing.
    must(usableSeconds <= USABLE_SECONDS + heldUpSeconds, `Usable only after ${usableSeconds} s.`);
    must(reconcileSeconds <= RECONCILE_SECONDS + heldUpSeconds, `Reconciled only after ${reconcileSeconds} s.`);
    must(peakMegabytes <= PEAK_MEGABYTES, `It took ${peakMegabytes} MB.`);
    return {
      figures: `${photos} photos: usable after ${usableSeconds} s, reconciled after ${reconcileSeconds} s more, ${peakMegabytes} MB at most, no stall over ${longestStallMs} ms; ${heldUpSeconds} s of it while others had the processors`,
    };
  },
};
