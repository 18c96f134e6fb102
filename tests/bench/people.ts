// `npm run bench:people -- LIBRARY TRUTH.csv`: how well a scanned library is grouped, and what answers do for it;
// `npm run bench:people -- --sets LIBRARY TRUTH.csv LIBRARY TRUTH.csv …`: each labelled set alone and all in one library;
// `npm run bench:people -- --collages LIBRARY TRUTH.csv`: what collages of its people cost, which fails beyond its limit;
// `npm run bench:people -- --invented 1000,10000`: how time and memory grow with invented libraries of so many faces.

import { ensure } from '../../app/ensure.ts';
import { FUSED, VGGFACE2 } from '../../app/people/scoring/calibration.ts';
import type { Rank } from '../../app/people/review/order.ts';
import type { SimilarityModel } from '../../app/people/scoring/similarity.ts';
import { firstOf } from '../first-of.ts';
import { meanCurve } from './people/asking.ts';
import { measureCollages } from './people/collages.ts';
import { fit } from './people/fit.ts';
import { measureGrowth } from './people/growth.ts';
import { halfOf } from './people/parts.ts';
import { type LabelledPhoto, readLabelled } from './people/labelled.ts';
import { lineUp } from './people/line-up.ts';
import type { Score } from './people/measures.ts';
import { measureSets } from './people/sets.ts';
import { startTrial } from './people/trial.ts';
import { tune } from './people/tune.ts';

const CURVE = [5, 10, 25, 50, 100, 150, 200, 250];
/** F for which the answers are counted: the next so many multiples of this. */
const [GOALS, STEP] = [16, 0.0005];
const MOST_ANSWERS = 250;
const SHUFFLES = 10;
/** Each with the precision that its threshold is to reach. */
const MEASURES = [
  ['Both models', FUSED, 0.993],
  ['VGGFace2 alone', VGGFACE2, 0.99],
] as const;

const [library, truth] = firstOf(2, process.argv.slice(2));
if (library === '--invented' && truth !== undefined) {
  process.exit(measureGrowth(truth.split(',').map(Number)) ? 0 : 1);
}
if (library === '--sets' && truth !== undefined) {
  const { isMissed } = await measureSets(process.argv.slice(3), say);
  process.exit(isMissed ? 1 : 0);
}
if (library === '--collages' && truth !== undefined) {
  const [, from, table] = process.argv.slice(2);
  const { isMissed } = await measureCollages(readLabelled(ensure(from), ensure(table, 'A table of truth')).photos, say);
  process.exit(isMissed ? 1 : 0);
}
if (truth === undefined) {
  process.stderr.write(
    'Usage: npm run bench:people -- LIBRARY TRUTH.csv, --sets LIBRARY TRUTH.csv …, --collages LIBRARY TRUTH.csv, or --invented FACES,FACES…\n',
  );
  process.exit(2);
}
const { photos, missed } = readLabelled(library, truth);
const labels = photos.flatMap(({ faces }) => faces).filter(({ person }) => person !== null);
say(`${photos.length} photos, ${labels.length} labelled faces found, ${missed} missed.`);
const bySimilarity: Rank = ({ people, similarity }) => (people.length > 1 ? similarity : -1);
for (const [name, similarityModel] of MEASURES) {
  say(`\n${name}`);
  await curve(similarityModel);
  say(`${name}, asking by mean similarity alone`);
  await curve(similarityModel, bySimilarity);
  say(`${name}, asking by our probability alone`);
  await curve(similarityModel, ({ people }, surprise) => (people.length > 1 ? surprise : -1));
}
say(
  '\nAnswers for the same F, ours and by mean similarity alone: the mean of libraries that lack a fifth of the people',
);
for (const [name, similarityModel] of MEASURES) {
  const ours = await meanCurve(photos, similarityModel, MOST_ANSWERS);
  const theirs = await meanCurve(photos, similarityModel, MOST_ANSWERS, bySimilarity);
  const needed = goalsFrom(ours).map((goal) => `${goal.toFixed(4)}: ${firstAt(ours, goal)} ${firstAt(theirs, goal)}`);
  say(`${name}: ${needed.join('  ')}`);
}
say('\nThe border chosen on one half of the people, and what it does for the other');
for (const [name, similarityModel, precision] of MEASURES) {
  for (const { threshold, chance, chosen, unseen } of await tune(photos, similarityModel, halfOf, precision)) {
    say(`${name}: threshold ${threshold.toFixed(2)}  chance ${chance.toFixed(2)}`);
    say(`  chosen on  ${line(chosen)}`);
    say(`  unseen     ${line(unseen)}`);
  }
}
say('\nProbability of same, fitted anew: on all, and on each half of the people, tried on the other');
for (const [name, similarityModel] of MEASURES) {
  const { all, halves } = await fit(photos, similarityModel, halfOf);
  for (const { middle, slope, chance, pairs, loss } of [all, ...halves]) {
    const numbers = `middle ${middle.toFixed(3)}  slope ${slope.toFixed(1)}  chance ${chance.toFixed(3)}`;
    say(`${name}: ${numbers}  loss ${loss.toFixed(4)} on ${pairs} pairs`);
  }
}
const players = await lineUp(photos, FUSED);
if (players) {
  say('\nBoth models, people common to two line-ups');
  const { common, atFirst, atLast, answers, wrong } = players;
  say(
    `${atFirst} of ${common} matched without an answer, ${atLast} after ${answers} that concern them, ${wrong} wrong`,
  );
}
say('\nBoth models, orders of import');
await shuffles(FUSED);
say('\nBoth models, one photo in a hundred added later');
await growth(FUSED);

async function curve(similarityModel: SimilarityModel, rank?: Rank): Promise<void> {
  const trial = startTrial(similarityModel, rank);
  await trial.add(photos);
  say(`without an answer   ${line(trial.score())}`);
  for (const half of [0, 1])
    say(`  half ${half} of the people  ${line(trial.score((person) => halfOf(person) === half))}`);
  /** By the number of answers. */
  const reached = [trial.score().f];
  for (const goal of CURVE) {
    while (reached.length <= goal && trial.answer()) reached.push(trial.score().f);
    const answers = reached.length - 1;
    say(`${String(answers).padStart(4)} answers        ${line(trial.score())}`);
    if (answers < goal) break;
  }
  const needed = goalsFrom(reached).map((goal) => `${goal.toFixed(4)}: ${firstAt(reached, goal)}`);
  say(`answers until F is  ${needed.join('  ')}  (-1: never)`);
  trial.close();
}

function goalsFrom(reached: readonly number[]): number[] {
  const first = ensure(reached[0]);
  return Array.from({ length: GOALS }, (_, index) => STEP * (Math.floor(first / STEP) + 1 + index));
}

/** @returns after how many answers; −1: never */
function firstAt(reached: readonly number[], goal: number): number {
  return reached.findIndex((f) => f >= goal);
}

async function shuffles(similarityModel: SimilarityModel): Promise<void> {
  const scores: number[] = [];
  for (let seed = 1; seed <= SHUFFLES; seed++) {
    const trial = startTrial(similarityModel);
    const order = shuffled(photos, seed);
    // In several imports, as a library grows: what is settled after each stands.
    for (let start = 0; start < order.length; start += Math.ceil(order.length / 4)) {
      await trial.add(order.slice(start, start + Math.ceil(order.length / 4)));
    }
    scores.push(trial.score().f);
    trial.close();
  }
  say(
    `F from ${Math.min(...scores).toFixed(4)} to ${Math.max(...scores).toFixed(4)} over ${SHUFFLES} orders in four imports`,
  );
}

async function growth(similarityModel: SimilarityModel): Promise<void> {
  const trial = startTrial(similarityModel);
  const late = photos.filter((_, index) => index % 100 === 50);
  await trial.add(photos.filter((photo) => !late.includes(photo)));
  const before = trial.placed();
  await trial.add(late);
  const after = trial.placed();
  const moved = [...before].filter(([face, person]) => after.get(face) !== person);
  say(`${moved.length} of ${before.size} faces moved; ${line(trial.score())}`);
  trial.close();
}

function line({ precision, recall, f, pairwiseF, impureFaces }: Score): string {
  const [p, r, all, pairs] = [precision, recall, f, pairwiseF].map((value) => value.toFixed(4));
  return `precision ${p}  recall ${r}  F ${all}  pairwise F ${pairs}  faces in impure groups ${impureFaces}`;
}

function shuffled(list: readonly LabelledPhoto[], seed: number): LabelledPhoto[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator: enough to mix photos
    return state / 2 ** 32;
  };
  return list
    .map((photo) => ({ photo, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ photo }) => photo);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
