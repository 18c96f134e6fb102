// Photos to try Kindred with, where they are at hand: six group photographs of a package (MIT) that comes with its sources.

import { existsSync, readdirSync } from 'node:fs';
import { resource } from './resources.ts';

/** What else lies in that folder shows the package at work. */
export const NOT_SAMPLES = ['*.png'];
const SAMPLE_NAME = /^sample\d+\.jpg$/;

/** null: Kindred was installed without its sources, and has none. */
export function samplePhotos(): { folder: string; photos: number } | null {
  const folder = resource('node_modules', '@vladmandic', 'face-api', 'demo');
  const photos = existsSync(folder) ? readdirSync(folder).filter((name) => SAMPLE_NAME.test(name)).length : 0;
  return photos === 0 ? null : { folder, photos };
}
