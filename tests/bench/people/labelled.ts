// Faces of a scanned library with the names that a table of truth gives them: photo,person,x,y,w,h a line, `?` for a stranger;
// its columns `origin` and `age`, where there are any, say in words of its own what people and faces are.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ensure } from '../../../app/ensure.ts';
import { intersectionOverUnion } from '../../../app/boxes.ts';
import { openStoreReadOnly } from '../../../app/store/index.ts';

export type Box = [left: number, top: number, width: number, height: number];

export interface Labelled {
  box: Box;
  /** Who it is; null where the truth does not say. */
  person: string | null;
  /** In the words of the truth; null where it does not say. */
  origin: string | null;
  age: string | null;
}

export interface LabelledFace extends Labelled {
  quality: number;
  confidence: number;
  embeddings: Record<string, Uint8Array>;
}

export interface LabelledPhoto {
  path: string;
  faces: LabelledFace[];
}

/** @returns the photos, in the order of their paths, and how many faces of the truth were not found */
export function readLabelled(library: string, truth: string): { photos: LabelledPhoto[]; missed: number } {
  const rows = readTruth(truth);
  const store = openStoreReadOnly(library);
  const photos: LabelledPhoto[] = [];
  let missed = 0;
  for (const { id } of store.photos.list(1_000_000, 0)) {
    const place = ensure(store.files.places(id)[0], 'The file of a photo');
    const path = join(place.folder, place.path);
    const vectors = Map.groupBy(store.photos.vectorsOf(id), ({ face }) => face);
    const faces = store.photos.facesOf(id).map(({ id: face, x, y, w, h, quality, confidence }): LabelledFace => {
      const embeddings = Object.fromEntries((vectors.get(face) ?? []).map(({ model, vector }) => [model, vector]));
      return { box: [x, y, w, h], quality, confidence, embeddings, person: null, origin: null, age: null };
    });
    missed += label(faces, rows.get(path) ?? []);
    photos.push({ path, faces });
  }
  store.close();
  return { photos: photos.sort((a, b) => (a.path < b.path ? -1 : 1)), missed };
}

export interface TruthRow {
  person: string;
  box: Box | null;
  origin: string | null;
  age: string | null;
}

export function readTruth(file: string): Map<string, TruthRow[]> {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = ensure(header, 'The header of the table').split(',');
  const cell = (cells: readonly string[], column: string) => cells[columns.indexOf(column)] || null;
  const rows = lines.map((line) => {
    const cells = line.split(',');
    const [photo, person, ...sides] = cells;
    const side = (at: number) => (sides[at] === undefined || sides[at] === '' ? Number.NaN : Number(sides[at]));
    const whole: Box = [side(0), side(1), side(2), side(3)];
    const box = whole.every(Number.isFinite) ? whole : null;
    const [origin, age] = [cell(cells, 'origin'), cell(cells, 'age')];
    const path = resolve(dirname(file), ensure(photo, 'A photo'));
    return { path, person: ensure(person, 'A person'), box, origin, age };
  });
  return Map.groupBy(rows, ({ path }) => path);
}

/** Each row takes the face that overlaps it most, else one whose centre lies in it. @returns rows without a face */
export function label<Face extends Labelled>(faces: Face[], rows: readonly TruthRow[]): number {
  const free = new Set(faces);
  let missed = 0;
  for (const { person, box, origin, age } of rows) {
    const face = box ? faceAt(free, box) : largest(free);
    if (face) {
      free.delete(face);
      Object.assign(face, { person: person === '?' ? null : person, origin, age });
    } else if (person !== '?') missed++;
  }
  return missed;
}

function faceAt<Face extends Labelled>(faces: ReadonlySet<Face>, box: Box): Face | undefined {
  const ranked = [...faces].sort((a, b) => intersectionOverUnion(b.box, box) - intersectionOverUnion(a.box, box));
  const [nearest] = ranked;
  if (nearest && intersectionOverUnion(nearest.box, box) >= 0.3) return nearest;
  return ranked.find(({ box: [x, y, w, h] }) => {
    const [dx, dy] = [x + w / 2 - box[0], y + h / 2 - box[1]];
    return dx >= 0 && dy >= 0 && dx <= box[2] && dy <= box[3];
  });
}

function largest<Face extends Labelled>(faces: ReadonlySet<Face>): Face | undefined {
  return [...faces].sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])[0];
}
