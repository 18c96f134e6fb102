// The experiment of the field's tutorials: who is on both of two line-ups? Matched without an answer, and with a few.

import { basename } from 'node:path';
import type { SimilarityModel } from '../../../app/people/scoring/similarity.ts';
import type { LabelledPhoto } from './labelled.ts';
import { startTrial } from './trial.ts';

const LINE_UPS = ['G_020.jpg', 'G_064.jpg'];
const MOST_ANSWERS = 400;

/** @returns nothing when the library does not hold both photos */
export async function lineUp(photos: readonly LabelledPhoto[], similarityModel: SimilarityModel) {
  const found = LINE_UPS.map((name) => photos.find(({ path }) => basename(path) === name));
  const [one, other] = found;
  if (!one || !other) return undefined;
  const named = (photo: LabelledPhoto) => new Set(photo.faces.flatMap(({ person }) => person ?? []));
  const common = [...named(one)].filter((person) => named(other).has(person));
  const trial = startTrial(similarityModel);
  await trial.add(photos);
  const [first, second] = [trial.facesOn(one.path), trial.facesOn(other.path)];
  const groupOf = (face: number) => trial.personOf(face);
  const matches = () =>
    first.flatMap((a) =>
      second.filter((b) => groupOf(a) === groupOf(b)).map((b) => [trial.truth.get(a), trial.truth.get(b)]),
    );
  const matched = () => matches().filter(([a, b]) => a !== null && a === b).length;
  const isAbout = (face: number) => {
    const group = groupOf(face);
    return [...first, ...second].some(
      (each) => groupOf(each) === group && common.includes(trial.truth.get(each) ?? ''),
    );
  };
  const atFirst = matched();
  let answers = 0;
  for (let asked = 0; matched() < common.length && asked < MOST_ANSWERS; asked++) {
    const question = trial.question();
    if (!question) break;
    if (question.some(isAbout)) answers++;
    trial.answer();
  }
  const wrong = matches().filter(([a, b]) => a !== b).length;
  const result = { common: common.length, atFirst, atLast: matched(), answers, wrong };
  trial.close();
  return result;
}
