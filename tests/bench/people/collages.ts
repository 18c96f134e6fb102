// Albums with collages, made of a labelled library: what they cost in recall, and who falls into parts by them.

import { ensure } from '../../../app/ensure.ts';
import { FUSED } from '../../../app/people/scoring/calibration.ts';
import type { LabelledFace, LabelledPhoto } from './labelled.ts';
import type { Score } from './measures.ts';
import { startTrial, type Trial } from './trial.ts';

const [PEOPLE, MOST_PHOTOS] = [10, 100];
const [COLLAGES_OF_EACH, FACES_ON_EACH] = [5, 4];
/** Faces on one collage, and the first ones of two, stand so far apart in the list of a person's faces. */
const [STEP_ON_COLLAGE, STEP_BETWEEN] = [5, 17];
const MOST_RECALL_LOST = 0.02;

interface Album {
  person: string;
  faces: LabelledFace[];
}

/**
 * Of the ten people who are most often there: their photos alone, then the same with five collages of four of each.
 * @returns whether the collages cost more recall than they may
 */
export async function measureCollages(
  photos: readonly LabelledPhoto[],
  say: (line: string) => void,
): Promise<{ isMissed: boolean }> {
  const albums = albumsOf(photos);
  say(albums.map(({ person, faces }) => `${person} ${faces.length}`).join(', '));
  const alone = albums.flatMap(aloneOf);
  const without = await grouped('without collages', alone, albums, say);
  const withThem = await grouped('with collages', [...alone, ...albums.flatMap(collagesOf)], albums, say);
  const lost = without.recall - withThem.recall;
  const isMissed = lost > MOST_RECALL_LOST || withThem.precision < without.precision - MOST_RECALL_LOST;
  say(`recall lost to collages: ${lost.toFixed(4)}, ${MOST_RECALL_LOST} at most${isMissed ? ': MISSED' : ''}`);
  return { isMissed };
}

/** Those with most faces, and of each the first ones. */
function albumsOf(photos: readonly LabelledPhoto[]): Album[] {
  const faces = photos.flatMap((photo) => photo.faces).filter(({ person }) => person !== null);
  const byPerson = [...Map.groupBy(faces, ({ person }) => ensure(person))];
  byPerson.sort(([, one], [, other]) => other.length - one.length);
  return byPerson.slice(0, PEOPLE).map(([person, list]) => ({ person, faces: list.slice(0, MOST_PHOTOS) }));
}

function aloneOf({ person, faces }: Album): LabelledPhoto[] {
  return faces.map((face, index) => ({ path: `${person}/${index}`, faces: [face] }));
}

function collagesOf({ person, faces }: Album): LabelledPhoto[] {
  return Array.from({ length: COLLAGES_OF_EACH }, (_, collage) => ({
    path: `${person}/collage ${collage}`,
    faces: Array.from({ length: FACES_ON_EACH }, (_, place) => {
      const face = ensure(faces[(collage * STEP_BETWEEN + place * STEP_ON_COLLAGE) % faces.length]);
      const [, , width, height] = face.box;
      return { ...face, box: [place * 2 * width, 0, width, height] satisfies LabelledFace['box'] };
    }),
  }));
}

async function grouped(
  what: string,
  photos: readonly LabelledPhoto[],
  albums: readonly Album[],
  say: (line: string) => void,
): Promise<Score> {
  const trial = startTrial(FUSED);
  await trial.add(photos);
  const score = trial.score();
  const { precision, recall, impureFaces } = score;
  say(`${what}: precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  ${impureFaces} faces in impure groups`);
  for (const { person } of albums) {
    const parts = partsOf(person, trial);
    if (parts.length > 1) say(`  ${person} stands as ${parts.join(' + ')}`);
  }
  trial.close();
  return score;
}

/** How many faces of a person are in each group, the largest first. */
function partsOf(person: string, trial: Trial): number[] {
  const faces = [...trial.truth].flatMap(([face, name]) => (name === person ? face : []));
  return [...Map.groupBy(faces, trial.personOf).values()].map(({ length }) => length).sort((a, b) => b - a);
}
