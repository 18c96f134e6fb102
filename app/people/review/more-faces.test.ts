// The faces beside a question are the clearest of different years, then of different days, and never two of one photo.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import type { GroupedFace } from '../grouping/grouped-face.ts';
import { vectorOf, wholeNumbers } from '../scoring/vectors.ts';
import { moreFaces } from './more-faces.ts';

const YEAR = 365.25;

test('The clearest of each year comes before a clearer one of a year that is there already', () => {
  const shown = face(1, { day: 10 * YEAR, quality: 0.9 });
  const faces = [
    shown,
    face(2, { day: 10 * YEAR + 40, quality: 0.95 }),
    face(3, { day: 12 * YEAR + 5, quality: 0.5 }),
    face(4, { day: 12 * YEAR + 50, quality: 0.4 }),
    face(5, { day: 3 * YEAR + 1, quality: 0.3 }),
    face(6, { day: 15 * YEAR + 9, quality: 0.3 }),
    face(7, { day: 20 * YEAR + 9, quality: 0.3 }),
  ];
  expect(moreFaces(faces, shown).map(({ id }) => id)).toEqual([5, 2, 3, 6, 7]);
});

test('Of one day there is one face as long as there are others', () => {
  const shown = face(1, { day: 5, quality: 0.5 });
  const party = Array.from({ length: 9 }, (_, place) => face(10 + place, { day: 5.1, quality: 0.9 }));
  const walk = face(30, { day: 90, quality: 0.2 });
  const chosen = moreFaces([...party, walk, shown], shown).map(({ id }) => id);
  expect(chosen).toEqual([10, 11, 12, 13, 30]);
});

test('Two faces of one photo, as in a mirror, count once; without a date they come last', () => {
  const shown = face(1, { day: 5, quality: 0.5 });
  const undated = face(2, { day: null, quality: 0.9 });
  const mirrored = [face(3, { day: 900, quality: 0.3, photo: 7 }), face(4, { day: 900, quality: 0.4, photo: 7 })];
  const twin = face(5, { day: 5, quality: 0.9, photo: shown.photo });
  expect(moreFaces([undated, ...mirrored, twin, shown], shown).map(({ id }) => id)).toEqual([4, 2]);
});

test('Of hundreds the same are chosen as if all of them had been put in order each time', () => {
  const random = seeded(3).next;
  for (let round = 0; round < 40; round++) {
    const days = Array.from({ length: 120 }, () => (random() < 0.1 ? null : Math.floor(random() * 3_000)));
    const faces = Array.from({ length: 300 }, (_, id) => {
      const photo = Math.floor(random() * days.length);
      return face(id, { day: days[photo] ?? null, quality: Math.round(10 * random()) / 10, photo });
    });
    const shown = ensure(faces[0]);
    expect(moreFaces(faces, shown).map(({ id }) => id)).toEqual(plainly(faces, shown));
  }
});

test('A side of one face has no more', () => {
  const shown = face(1, { day: null, quality: 0.5 });
  expect(moreFaces([shown], shown)).toEqual([]);
});

function plainly(faces: readonly GroupedFace[], shown: GroupedFace): number[] {
  const chosen: GroupedFace[] = [];
  const year = ({ day }: GroupedFace) => (day === null ? null : Math.floor(day / YEAR));
  const isNew = (face: GroupedFace, of: (face: GroupedFace) => number | null) =>
    [shown, ...chosen].every((other) => of(other) !== of(face));
  const novelty = (face: GroupedFace) => Number(isNew(face, ({ day }) => day)) + Number(isNew(face, year));
  for (let turn = 0; turn < 5; turn++) {
    const others = faces.filter((face) => isNew(face, ({ photo }) => photo));
    const [best] = others.sort((a, b) => novelty(b) - novelty(a) || b.quality - a.quality || a.id - b.id);
    if (best) chosen.push(best);
  }
  return chosen.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || a.id - b.id).map(({ id }) => id);
}

function face(id: number, { day, quality, photo = id }: { day: number | null; quality: number; photo?: number }) {
  return {
    id,
    photo,
    person: 1,
    quality,
    day,
    takenBefore: null,
    isOnCollage: false,
    frames: null,
    clearViews: null,
    vector: vectorOf(wholeNumbers([1, 0])),
    cohort: null,
  } satisfies GroupedFace;
}
