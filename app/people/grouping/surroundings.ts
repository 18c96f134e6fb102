// Keeps the cohort of the library, and what each face's surroundings are: a newcomer is measured once, when it comes.

import { ensure } from '../../ensure.ts';
import type { Store } from '../../store/index.ts';
import { closenessBy, type Cohort, cohortOf, FACES_MEASURED_AT_ONCE, LARGEST_COHORT } from '../scoring/closeness.ts';
import { type GroupedFace, isClear } from './grouped-face.ts';
import type { Groups } from './groups.ts';
import { type SimilarityModel, scoreName } from '../scoring/similarity.ts';
import { fractions, type Vector, wholeNumbers } from '../scoring/vectors.ts';

/** Of fewer faces, what they have in common is chance. */
const LEAST_FACES_FOR_COHORT = 40;
/** As long as the cohort is small it is chosen anew once the library has grown by this factor. */
const GROWTH_TO_RECHOOSE_COHORT = 2;
/** Faces that are looked at for the cohort, for each member that it may have. */
const FACES_SAMPLED_PER_MEMBER = 6;
/** Faces in one transaction. */
const CLOSENESS_STORED_AT_ONCE = 250;

export function openSurroundings(store: Store, groups: Groups, similarityModel: SimilarityModel) {
  const { surroundings } = similarityModel;
  const score = scoreName(similarityModel);
  let cohort = surroundings && readCohort();
  let measuring: { cohort: Cohort; measure: ReturnType<typeof closenessBy> } | undefined;

  function readCohort(): Cohort | undefined {
    const kept = store.surroundings.cohort(score);
    if (!kept) return undefined;
    const halves = new Float16Array(new Uint8Array(kept.members).buffer);
    const head = headOf(groups);
    if (head === 0 || halves.length % head !== 0) return undefined;
    return { id: kept.id, faces: kept.faces, members: wholeNumbers(halves), count: halves.length / head };
  }

  function isCohortDue(): boolean {
    if (groups.faces.size < LEAST_FACES_FOR_COHORT) return false;
    if (!cohort) return true;
    return cohort.count < LARGEST_COHORT && groups.faces.size >= GROWTH_TO_RECHOOSE_COHORT * cohort.faces;
  }

  return {
    /** In slices: chooses the cohort of a library that has grown, and measures every face by it. */
    *renew(): Generator<void, void> {
      if (!surroundings) return;
      cohort ??= readCohort();
      if (isCohortDue()) {
        const best = candidates(groups);
        yield;
        const chosen = yield* cohortOf(best, similarityModel.threshold, surroundings);
        const bytes = new Uint8Array(Float16Array.from(fractions(chosen.members)).buffer);
        const id = store.transaction(() => store.surroundings.addCohort(score, groups.faces.size, bytes));
        cohort = { id, ...chosen, faces: groups.faces.size };
      }
      for (const page of groups.faces.pages()) yield* this.measureFaces(page);
    },

    /** In slices: measures those of these faces that the cohort of today has not measured. */
    *measureFaces(faces: Iterable<GroupedFace>): Generator<void, void> {
      cohort ??= surroundings && readCohort(); // there were no faces yet when the library was opened
      if (!surroundings || !cohort) return;
      const { id } = cohort;
      const unmeasured = [...faces].filter((face) => face.cohort !== id);
      if (unmeasured.length === 0) return;
      if (measuring?.cohort !== cohort) measuring = { cohort, measure: closenessBy(cohort, surroundings) };
      const { measure } = measuring;
      let values = new Map<number, number>();
      for (let from = 0; from < unmeasured.length; from += FACES_MEASURED_AT_ONCE) {
        const batch = unmeasured.slice(from, from + FACES_MEASURED_AT_ONCE);
        const measured = measure(batch.map(({ vector }) => vector));
        for (const [at, face] of batch.entries()) values.set(face.id, ensure(measured[at], 'What was measured'));
        yield;
        if (values.size < CLOSENESS_STORED_AT_ONCE) continue;
        keep(id, values);
        values = new Map();
      }
      if (values.size > 0) keep(id, values);
    },
  };

  function keep(id: number, values: ReadonlyMap<number, number>): void {
    store.transaction(() => store.surroundings.putCloseness(id, values));
    groups.surround(id, values);
  }
}

function headOf({ faces }: Groups): number {
  for (const page of faces.pages()) for (const { vector } of page) return vector.head;
  return 0;
}

/**
 * Clear faces from all over the library, the best first: always the same ones of the same faces, in whatever order they
 * were read as long as all of them are looked at.
 */
function candidates({ faces }: Groups): Vector[] {
  const step = Math.max(1, Math.floor(faces.size / (FACES_SAMPLED_PER_MEMBER * LARGEST_COHORT)));
  const sampled: GroupedFace[] = [];
  let at = 0;
  for (const page of faces.pages()) {
    for (const face of page) if (at++ % step === 0 && isClear(face)) sampled.push(face);
  }
  return sampled.sort((one, other) => other.quality - one.quality || one.id - other.id).map(({ vector }) => vector);
}
