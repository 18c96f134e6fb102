// Gives every face a person: newcomers join those who stand, and what one import brought is grouped as a whole at its end.

import type { Store } from '../store/index.ts';
import { pairsOf } from './facts.ts';
import { clusterOf, type Group, type GroupedFace, type Groups } from './groups.ts';
import { averageLinkage, runInSlices } from './linkage.ts';
import type { Measure } from './similarity.ts';

/**
 * Places the faces that have no person yet. Nothing that stood is moved.
 * @returns how many faces found a person
 */
export async function placeNewFaces(store: Store, groups: Groups, measure: Measure): Promise<number> {
  for (;;) {
    const revision = groups.revision();
    const open = groups.open();
    if (open.length === 0) return 0;
    const standing = [...groups.people].sort(([a], [b]) => a - b);
    const parts = await linked(store, groups, measure, standing, open);
    if (groups.revision() === revision) return apply(store, groups, parts, () => undefined);
  }
}

/**
 * Groups everything that came since people were last settled as if it had come at once, so that the order in which
 * photos were read leaves no trace; then settles it, and the machine moves those faces no more.
 * Whoever was named, answered about or otherwise touched in the meantime stands as they are.
 */
export async function settleNewPeople(store: Store, groups: Groups, measure: Measure): Promise<number> {
  for (;;) {
    const revision = groups.revision();
    const unsettled = new Set(store.people.unsettled());
    const standing = [...groups.people].filter(([id]) => !unsettled.has(id)).sort(([a], [b]) => a - b);
    const open = [...groups.faces.values()].filter((face) => face.person === null || unsettled.has(face.person));
    open.sort((a, b) => a.id - b.id);
    const parts = await linked(store, groups, measure, standing, open);
    // The user said something while the slices ran: what was worked out no longer holds.
    if (groups.revision() !== revision) continue;
    const claims = claimants(parts, unsettled);
    const moved = apply(store, groups, parts, (part) => claims.get(part));
    store.people.settleAll();
    return moved;
  }
}

/** A person to be: those who stood (at most one), and the open faces that join. */
interface Part {
  person: number | undefined;
  faces: GroupedFace[];
}

async function linked(
  store: Store,
  groups: Groups,
  measure: Measure,
  standing: [number, Group][],
  open: GroupedFace[],
): Promise<Part[]> {
  const indexOf = new Map(standing.map(([person], index) => [person, index]));
  const apart = pairsOf(store.facts.answers(), groups, 'different').map(
    ([a, b]) => [indexOf.get(a) ?? -1, indexOf.get(b) ?? -1] as const,
  );
  const clusters = [...standing.map(([, group]) => group), ...open.map((face) => clusterOf([face], false))];
  const into = await runInSlices(
    averageLinkage(
      clusters,
      apart.filter(([a, b]) => a >= 0 && b >= 0),
      measure.threshold,
    ),
  );
  const parts = new Map<number, Part>();
  into.forEach((leader, index) => {
    const part = parts.get(leader) ?? { person: standing[leader]?.[0], faces: [] };
    const face = open[index - standing.length];
    if (face) part.faces.push(face);
    parts.set(leader, part);
  });
  return [...parts.values()].filter((part) => part.faces.length > 0);
}

/** Which new group keeps which id: the person that most of its faces had, each id once, larger groups first. */
function claimants(parts: Part[], ids: ReadonlySet<number>): Map<Part, number> {
  const claims = new Map<Part, number>();
  const taken = new Set<number>();
  for (const part of [...parts].sort((a, b) => b.faces.length - a.faces.length)) {
    const counts = new Map<number, number>();
    for (const { person } of part.faces) {
      if (person !== null && ids.has(person)) counts.set(person, (counts.get(person) ?? 0) + 1);
    }
    const best = [...counts].sort(([a, m], [b, n]) => n - m || a - b).find(([person]) => !taken.has(person));
    if (part.person !== undefined || !best) continue;
    claims.set(part, best[0]);
    taken.add(best[0]);
  }
  return claims;
}

function apply(store: Store, groups: Groups, parts: Part[], claim: (part: Part) => number | undefined): number {
  const at = new Date().toISOString();
  const moved = new Map<number, number>();
  store.transaction(() => {
    const concerned = new Set<number>();
    for (const part of parts) {
      const person = part.person ?? claim(part) ?? store.people.create(at);
      // A face may have been lost with its photo while the slices ran.
      const faces = part.faces.filter((face) => face.person !== person && groups.faces.get(face.id) === face);
      for (const face of faces) {
        if (face.person !== null) concerned.add(face.person);
        moved.set(face.id, person);
      }
      store.people.move(
        faces.map((face) => face.id),
        person,
        at,
        null,
      );
      concerned.add(person);
    }
    store.people.refresh(concerned);
  });
  groups.move(moved);
  return moved.size;
}
