// One threshold for all pairs, chosen by the labels: what a set is held against.

import { expect, test } from 'vitest';
import { FUSED } from '../../../app/people/scoring/calibration.ts';
import type { Box, LabelledPhoto } from './labelled.ts';
import { bestSingleThreshold } from './single-threshold.ts';

test('The best single threshold is the one at which people are whole and apart', () => {
  const photos = [facesAt('Ann', 0, 60), facesAt('Bea', 150, 210)].flat();
  const best = bestSingleThreshold(photos, FUSED);
  expect(best?.threshold).toBeCloseTo(0.48, 6); // the cosine of 60° is a rounding away from 0.5
  expect(best?.score).toMatchObject({ precision: 1, recall: 1, impureFaces: 0 });
});

test('Faces whose cosines are the other way round are not told apart by any', () => {
  const best = bestSingleThreshold([facesAt('Ann', 0, 100), facesAt('Bea', 10, 110)].flat(), FUSED);
  expect(best?.score.f).toBeLessThan(0.8);
});

test('Where nobody is labelled there is none', () => {
  expect(bestSingleThreshold([facesAt(null, 0, 60)].flat(), FUSED)).toBeUndefined();
});

/** Each on a photo of its own; two are as alike as the cosine of the angle between them. */
function facesAt(person: string | null, ...degrees: readonly number[]): LabelledPhoto[] {
  return degrees.map((degree) => {
    const angle = (degree * Math.PI) / 180;
    const halves = new Float16Array(8);
    halves.set([Math.cos(angle), Math.sin(angle)]);
    const embeddings = Object.fromEntries(FUSED.models.map(({ model }) => [model, new Uint8Array(halves.buffer)]));
    const box: Box = [0, 0, 9, 9];
    const face = { box, quality: 1, confidence: 1, origin: null, age: null, person, embeddings };
    return { path: `${person} ${degree}`, faces: [face] };
  });
}
