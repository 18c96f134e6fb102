// One trial: labelled photos put into an empty library, grouped by the real engine's own people, asked and answered.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure } from '../../../app/ensure.ts';
import { openPeople } from '../../../app/people/index.ts';
import type { Rank } from '../../../app/people/review/order.ts';
import type { SimilarityModel } from '../../../app/people/scoring/similarity.ts';
import { refreshPhoto } from '../../../app/photos/reconcile.ts';
import { openStore } from '../../../app/store/index.ts';
import type { LabelledFace, LabelledPhoto } from './labelled.ts';
import { type Placed, type Score, scoreOf } from './measures.ts';

export interface Trial {
  add(photos: readonly LabelledPhoto[]): Promise<void>;
  score(isCounted?: (person: string) => boolean): Score;
  /** Of these faces, grouped as they are among all. */
  scoreAmongAll(isCounted: (face: LabelledFace) => boolean): Score;
  /** The two faces that are asked about next; those of whom the truth does not say who they are are left open. */
  question(): [number, number] | undefined;
  /** Answers that from the truth. @returns false when nothing is asked any more */
  answer(): boolean;
  facesOn(path: string): readonly number[];
  personOf(face: number): number | null;
  /** The person that each face is with, by the face's id. */
  placed(): Map<number, number | null>;
  /** Who each face really is, by its id. */
  truth: ReadonlyMap<number, string | null>;
  close(): void;
}

/** @param rank which question comes first; as the product has it when absent */
export function startTrial(similarityModel: SimilarityModel, rank?: Rank): Trial {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-trial-'));
  const store = openStore(folder);
  const people = openPeople(store, similarityModel, rank ? { rank } : {});
  const root = store.folders.add('/photos', new Date().toISOString());
  const truth = new Map<number, string | null>();
  const labelled = new Map<number, LabelledFace>();
  const onPhoto = new Map<string, number[]>();
  let count = 0;

  function put({ path, faces }: LabelledPhoto): void {
    const file = { path, size: 1, modified: ++count, sidecar: null };
    store.files.see(root, file);
    const { photo, faces: ids } = store.photos.record(
      {
        hash: path,
        bytes: 1,
        width: 1,
        height: 1,
        takenAt: '2020-01-01T00:00:00',
        takenFrom: 'file',
        camera: null,
        pipeline: 1,
      },
      faces.map(({ box, quality, confidence, embeddings }) => ({
        box,
        quality,
        confidence,
        embeddings,
        landmarks: [],
      })),
    );
    const known = store.files.find(root, path);
    if (known) store.files.succeed({ ...known, folder: root, root: '/photos', file: path, attempts: 0 }, photo);
    refreshPhoto(store, photo);
    onPhoto.set(path, ids);
    ids.forEach((id, index) => {
      const face = ensure(faces[index]);
      truth.set(id, face.person);
      labelled.set(id, face);
    });
    people.reloadPhoto(photo);
  }

  function question(): [number, number] | undefined {
    for (;;) {
      const { asked } = people.nextQuestion();
      if (!asked) return undefined;
      const { left, right } = asked;
      if (typeof truth.get(left.id) === 'string' && typeof truth.get(right.id) === 'string') return [left.id, right.id];
      people.answer(left.id, right.id, 'unsure');
    }
  }

  const personOf = (face: number) => store.photos.face(face)?.person ?? null;

  return {
    async add(photos) {
      store.transaction(() => photos.forEach(put));
      await people.assignNewFaces();
      await people.settle();
      await people.ready();
    },
    score(isCounted = () => true) {
      const rows: Placed[] = [];
      for (const [face, person] of truth) {
        if (person !== null && isCounted(person))
          rows.push({ person, group: String(personOf(face) ?? `alone ${face}`) });
      }
      return scoreOf(rows);
    },
    scoreAmongAll(isCounted) {
      const rows = [...labelled].flatMap(([id, face]) => {
        const { person } = face;
        return person === null ? [] : [{ person, group: String(personOf(id) ?? `alone ${id}`), face }];
      });
      return scoreOf(rows, ({ face }) => isCounted(face));
    },
    question,
    answer() {
      const faces = question();
      if (!faces) return false;
      const [left, right] = faces;
      people.answer(left, right, truth.get(left) === truth.get(right) ? 'same' : 'different');
      return true;
    },
    truth,
    facesOn: (path) => onPhoto.get(path) ?? [],
    personOf,
    placed: () => new Map([...truth.keys()].map((face) => [face, personOf(face)])),
    close() {
      people.stop();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
