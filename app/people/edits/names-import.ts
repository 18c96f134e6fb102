// Brings names in that other programs gave the same photos: one action, and every name an answer that grouping learns from.

import { sentence } from '../../sentences/sentence.ts';
import type { AskedRecord, NewFace, Store } from '../../store/index.ts';
import { meanSimilarity, shareAny } from '../clustering/linkage.ts';
import { isSaid, latestOf, pairKey, pairsOf } from '../grouping/constraints.ts';
import { clusterOf, type Group } from '../grouping/group.ts';
import type { Groups } from '../grouping/groups.ts';
import { score, type SimilarityModel } from '../scoring/similarity.ts';
import { timeGapBetween } from '../scoring/time.ts';
import type { Actions, Change } from './actions.ts';

/** What becomes of one name. */
export interface NameToImport {
  name: string;
  /** People of that name; of several it is not known which is meant. */
  into: readonly number[];
  /** People without a name who get it, and the faces of which another program said so. */
  groups: readonly { person: number; faces: readonly number[] }[];
  /** Faces that come to them one by one. */
  faces: readonly number[];
  /** Faces where none was found, and what puts the picture of each aside. */
  drawn: readonly { photo: number; found: NewFace; keep(face: number): void }[];
  /** The user said that all of them are one person. */
  isOne: boolean;
  /** Photos on which they are, at an unknown place. */
  open: readonly number[];
}

export interface NamesToImport {
  names: readonly NameToImport[];
  /** Faces of one group that have two names. */
  split: readonly (readonly [number, number])[];
}

export interface NamesImported {
  people: number;
  faces: number;
  drawn: number;
  joined: number;
}

/** What of one name the user may call one person. */
export interface MayBeOne {
  /** Who would get it, and those who would be joined with them. Empty: nobody may be joined. */
  people: readonly number[];
  /** Who may not: on a photo, or in a video, together with one of these; or called different from one of them by the user. */
  together: readonly number[];
  toldApart: readonly number[];
}

/** Beyond this, comparing every two would take seconds and teach no more. */
const MOST_COMPARED = 300;

export function openNamesImport(
  store: Store,
  groups: Groups,
  { record, absorb, moveFaces, reload }: Actions,
  shipped: SimilarityModel,
) {
  return { importNames, mayBeOne };

  /** @returns the same of each name, as people are now */
  function mayBeOne(names: readonly Pick<NameToImport, 'into' | 'groups'>[]): MayBeOne[] {
    const toldApart = pairsToldApart();
    return names.map(({ into: [known], groups: named }) => {
      const [leader, ...others] = [...(known === undefined ? [] : [known]), ...named.map(({ person }) => person)];
      return leader === undefined ? NOBODY : whoMayJoin(leader, others, toldApart);
    });
  }

  /** No two who are seen together: a picture shows a person once. */
  function whoMayJoin(leader: number, others: readonly number[], toldApart: ReadonlySet<number>): MayBeOne {
    const people = [leader];
    const [together, parted]: [number[], number[]] = [[], []];
    for (const other of others) {
      if (people.some((one) => toldApart.has(pairKey(one, other)))) parted.push(other);
      else if (people.some((one) => areTogether(one, other))) together.push(other);
      else people.push(other);
    }
    return { people: people.length > 1 ? people : [], together, toldApart: parted };
  }

  function areTogether(a: number, b: number): boolean {
    const [one, other] = [groups.people.get(a), groups.people.get(b)];
    return one !== undefined && other !== undefined && shareAny(one.photos, other.photos);
  }

  function pairsToldApart(): ReadonlySet<number> {
    const pairs = pairsOf(latestOf(store.facts.answers()), groups, 'different');
    return new Set(pairs.map(([one, other]) => pairKey(one, other)));
  }

  /** What the user said in Kindred stands: people who have a name by now or were told apart, and what is no face. */
  function importNames({ names, split }: NamesToImport): { imported: NamesImported; change: Change } {
    const imported: NamesImported = { people: 0, faces: 0, drawn: 0, joined: 0 };
    const drawnFaces: number[] = [];
    const toldApart = pairsToldApart();
    const change = record('import', sentence('namesImported', { names: names.length }), (action) => {
      const concerned = new Set<number>();
      for (const [one, other] of split) tellApart(action, one, other, askedOfFaces(one, other));
      for (const { name, open } of names) for (const photo of open) store.nameHints.add(action, photo, name);
      // Faces move once each: one by one before their groups do.
      const led = names.flatMap((entry) => lead(action, entry, concerned) ?? []);
      for (const leader of led) gather(action, leader, concerned);
      tellNearestApart(action, [...new Set(led.map(({ person }) => person))]);
      for (const person of concerned) store.people.settle(person);
      return [...concerned];
    });
    reload(drawnFaces);
    return { imported, change };

    /** Gives the name to the leader, with the faces that come one by one. @returns null: no person is left who may get it */
    function lead(action: number, entry: NameToImport, concerned: Set<number>): Led | null {
      const { name, into, isOne } = entry;
      const free = entry.groups.filter(({ person }) => isNameless(person));
      // Of several people of that name it is not known whose these are, unless all are one.
      const known = into.length === 1 || isOne ? into[0] : undefined;
      const drawn = entry.drawn.map(({ photo, found, keep }) => {
        const face = store.photos.addDrawn(photo, { ...found, isDrawn: true });
        store.facts.draw(action, face);
        keep(face);
        drawnFaces.push(face);
        return face;
      });
      const loose = [...entry.faces.filter((face) => isFree(face, known)), ...drawn];
      const first = known === undefined ? free[0] : undefined;
      const person =
        known ?? first?.person ?? (loose.length > 0 ? store.people.create(new Date().toISOString()) : null);
      const anchor = (known === undefined ? first?.faces[0] : store.people.get(known)?.cover) ?? loose[0];
      if (person === null || anchor === undefined) return null;
      for (const id of loose) {
        const holder = store.photos.face(id)?.person ?? null;
        if (holder !== null) concerned.add(holder);
      }
      moveFaces(
        action,
        loose.map((id) => ({ id })),
        person,
      );
      for (const face of loose) if (face !== anchor) store.facts.answer(action, anchor, face, 'same');
      if (known === undefined) store.facts.name(action, person, name, anchor);
      concerned.add(person);
      imported.people++;
      imported.faces += loose.length + (first?.faces.length ?? 0);
      imported.drawn += drawn.length;
      return { entry, person, anchor, others: free.filter((group) => group !== first) };
    }

    /** The other groups of that name are joined where the user said so, and otherwise bear it too: then it is asked. */
    function gather(action: number, { entry, person: leader, anchor, others }: Led, concerned: Set<number>): void {
      const ids = others.map(({ person }) => person);
      const joining = new Set(entry.isOne ? whoMayJoin(leader, ids, toldApart).people : []);
      for (const { person, faces } of others) {
        const [face = anchor] = faces;
        concerned.add(person);
        imported.faces += faces.length;
        if (joining.has(person)) {
          store.facts.answer(action, anchor, face, 'same', askedOfPeople(leader, person));
          absorb(action, leader, [person]);
          imported.joined++;
        } else {
          store.facts.name(action, person, entry.name, face);
        }
      }
    }

    function isNameless(person: number): boolean {
      const card = store.people.get(person);
      return card?.name === null;
    }

    /** A face that is still there, of no person with a name, and of none that the user called different from the one meant. */
    function isFree(id: number, known: number | undefined): boolean {
      const face = groups.faces.get(id);
      if (!face) return false;
      if (face.person === null) return true;
      return isNameless(face.person) && (known === undefined || !toldApart.has(pairKey(face.person, known)));
    }
  }

  /**
   * Two names are two people: of each the most similar face is answered different, which the threshold learns from as
   * it hears that others are one. Not of those so much alike that one person may have two names.
   */
  function tellNearestApart(action: number, people: readonly number[]): void {
    const compared = people.slice(0, MOST_COMPARED).flatMap((person) => {
      const group = groups.people.get(person);
      return group?.isClear ? [{ person, group }] : [];
    });
    for (const { group } of compared) {
      let nearest: Group | undefined;
      for (const other of compared) {
        if (other.group === group || shareAny(group.photos, other.group.photos)) continue;
        if (!nearest || meanSimilarity(group, other.group) > meanSimilarity(group, nearest)) nearest = other.group;
      }
      const asked = nearest && askedOf(group, nearest);
      if (!nearest || !asked || asked.similarity >= shipped.threshold) continue;
      tellApart(action, group.representative.id, nearest.representative.id, asked);
    }
  }

  function tellApart(action: number, one: number, other: number, asked: AskedRecord | null): void {
    if (!isSaid(store, one, other, 'different')) store.facts.answer(action, one, other, 'different', asked);
  }

  function askedOfPeople(one: number, other: number): AskedRecord | null {
    const [mine, theirs] = [groups.people.get(one), groups.people.get(other)];
    return mine && theirs ? askedOf(mine, theirs) : null;
  }

  /** Of two faces in one group: how alike the one that leaves is to those that stay. */
  function askedOfFaces(staying: number, leaving: number): AskedRecord | null {
    const face = groups.faces.get(leaving);
    const holder = groups.faces.get(staying)?.person ?? null;
    const rest =
      (holder === null ? undefined : groups.people.get(holder))?.faces.filter(({ id }) => id !== leaving) ?? [];
    return face && rest.length > 0 ? askedOf(clusterOf(rest), clusterOf([face])) : null;
  }

  function askedOf(one: Group, other: Group): AskedRecord {
    return {
      similarity: score(meanSimilarity(one, other), one.size, other.size, shipped),
      timeGap: timeGapBetween(one.seen, other.seen),
    };
  }
}

const NOBODY: MayBeOne = { people: [], together: [], toldApart: [] };

/** Who got a name, by which of their faces, and who else is called so. */
interface Led {
  entry: NameToImport;
  person: number;
  anchor: number;
  others: NameToImport['groups'];
}
