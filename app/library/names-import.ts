// Bringing names along that other programs gave: looking, showing what would come of it, doing it; one at a time, in the background.

import { dirname } from 'node:path';
import type { FoundName, NamesImport, NameSource } from '../contract.ts';
import { ensure } from '../ensure.ts';
import { AppError, sentenceOf } from '../errors.ts';
import { type Collected, collectNames } from '../names/collect.ts';
import { type NamePlan, planNames } from '../names/plan.ts';
import { type Evidence, evidenceOf } from '../names/evidence.ts';
import type { MayBeOne, NameToImport } from '../people/edits/names-import.ts';
import type { People } from '../people/index.ts';
import type { Caches } from '../photos/caches.ts';
import type { MetadataReader } from '../photos/exiftool.ts';
import { checkFolder } from '../photos/folders.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { runInSlices } from '../scheduling/slices.ts';
import { sentence } from '../sentences/sentence.ts';
import { foldText, type Store } from '../store/index.ts';
import type { FoundFace, Vision } from '../vision/protocol.ts';

const MOST_PICTURES = 5;

export interface NamesImportOptions {
  store: Store;
  metadata: MetadataReader;
  vision: Pick<Vision, 'locate'>;
  caches: Caches;
  people: Pick<People, 'importNames' | 'mayBeOne'>;
  findFile: FindPhotoFile;
  bounds: PhotoBounds;
  /** The library's own folder. */
  library: string;
  photosRoot: string | undefined;
  log: Log;
  /** Something else is known of people. */
  onApplied(): void;
}

/** What was found, and from what: it is held against the faces anew when it is applied, as people may have changed meanwhile. */
interface Finding {
  place: string;
  from: NameSource | null;
  collected: Collected;
}

export type NamesImporting = ReturnType<typeof openNamesImporting>;

export function openNamesImporting(options: NamesImportOptions) {
  const { store, metadata, vision, caches, people, findFile, bounds, library, photosRoot, log, onApplied } = options;
  let state: NamesImport = { step: 'idle' };
  let finding: Finding | undefined;
  let life = new AbortController();
  let working: Promise<void> | undefined;

  /** @throws AppError `conflict` while something is under way; `folder` for a place that cannot be looked through */
  async function find(typed: string, from: NameSource | null): Promise<NamesImport> {
    refuseWhileBusy();
    const place = await placeOf(typed);
    refuseWhileBusy();
    finding = undefined;
    state = { step: 'reading', place, done: 0, total: 0 };
    begin(async (signal) => {
      const onProgress = (done: number, total: number) => {
        if (!signal.aborted) state = { step: 'reading', place, done, total };
      };
      const collected = await collectNames({ store, reader: metadata, bounds, place, from, signal, onProgress });
      if (signal.aborted) return;
      const trouble = metadata.trouble();
      if (trouble)
        throw new AppError('internal', sentence('nothingSaved', { trouble: trouble.message, hint: trouble.hint }));
      if (collected.files === 0 && collected.photos.size === 0 && collected.elsewhere === 0) {
        throw new AppError('notFound', sentence('noNamesPlace'));
      }
      const { evidence, plans } = await planned(collected, signal);
      if (signal.aborted) return;
      finding = { place, from, collected };
      state = { step: 'found', report: reportOf(finding, evidence, plans) };
    });
    return state;
  }

  /** @throws AppError `conflict` while something is under way or nothing was found */
  function apply(one: readonly string[] | 'all'): NamesImport {
    refuseWhileBusy();
    const found = finding;
    if (!found || state.step !== 'found') throw new AppError('conflict', sentence('namesNotFound'));
    state = { step: 'applying', done: 0, total: 0 };
    begin(async (signal) => {
      const { plans, split } = await planned(found.collected, signal);
      const drawn = await locateAll(plans, signal);
      if (signal.aborted) return;
      const names = plans.map((plan) => toImport(plan, one, drawn)).filter(isNew);
      const done = people.importNames({ names, split });
      finding = undefined;
      state = { step: 'applied', ...done, isUndone: false };
      onApplied();
    });
    return state;
  }

  function begin(work: (signal: AbortSignal) => Promise<void>): void {
    life = new AbortController();
    const { signal } = life;
    working = work(signal)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (!(error instanceof AppError)) log('error', 'names.failed', { error });
        state = { step: 'failed', reason: error instanceof AppError ? sentenceOf(error) : sentence('bug') };
      })
      .finally(() => (working = undefined));
  }

  function refuseWhileBusy(): void {
    if (state.step === 'reading' || state.step === 'applying') throw new AppError('conflict', sentence('namesBusy'));
  }

  /** A folder, or digiKam's database in one. */
  async function placeOf(typed: string): Promise<string> {
    if (!typed.trim().endsWith('.db')) return checkFolder(typed, library, photosRoot);
    await checkFolder(dirname(typed.trim()), library, photosRoot);
    return typed.trim();
  }

  async function planned(collected: Collected, signal: AbortSignal) {
    const evidence: Evidence[] = [];
    await runInSlices(collectEvidence(collected, evidence), signal);
    return { evidence, ...planNames(evidence, store.people.names()) };
  }

  function* collectEvidence({ photos }: Collected, evidence: Evidence[]): Generator<void, void> {
    for (const [photo, { markings }] of photos) {
      const shown = store.photos.get(photo);
      if (!shown) continue;
      const { width, height } = shown;
      evidence.push(evidenceOf({ photo, size: { width, height }, markings }, store.photos.seenOn(photo)));
      yield;
    }
  }

  /** The models analyse a place where no face was found, but another program marks one. */
  async function locateAll(
    plans: readonly NamePlan[],
    signal: AbortSignal,
  ): Promise<Map<NamePlan, NameToImport['drawn']>> {
    const wanted = Map.groupBy(
      plans.flatMap((plan) => plan.drawn.map((drawn) => ({ plan, ...drawn }))),
      ({ photo }) => photo,
    );
    const located = new Map<NamePlan, NameToImport['drawn'][number][]>();
    let done = 0;
    for (const [photo, all] of wanted) {
      if (signal.aborted) break;
      state = { step: 'applying', done, total: wanted.size };
      const faces = await locateOn(
        photo,
        all.map(({ box }) => box),
      );
      for (const [index, { plan }] of all.entries()) {
        const face = faces[index];
        if (!face) continue;
        const list = located.get(plan) ?? [];
        located.set(plan, list);
        list.push({ photo, found: face, keep: (id) => caches.put('faces', id, face.crop) });
      }
      done++;
    }
    return located;
  }

  /** A photo that cannot be read now costs its drawn faces, and nothing else. */
  async function locateOn(photo: number, boxes: FoundFace['box'][]): Promise<FoundFace[]> {
    const file = boxes.length === 0 ? undefined : await findFile(photo);
    if (file === undefined) return [];
    try {
      return await vision.locate(file.path, boxes, store.metadata.turnOf(photo));
    } catch (error) {
      log('warn', 'names.undrawn', { path: file.path, error });
      return [];
    }
  }

  function toImport(
    plan: NamePlan,
    one: readonly string[] | 'all',
    drawn: ReadonlyMap<NamePlan, NameToImport['drawn']>,
  ): NameToImport {
    const { name, into, groups, faces } = plan;
    const isOne = one === 'all' || one.some((each) => foldText(each) === foldText(name));
    return { name, into, groups, faces, drawn: drawn.get(plan) ?? [], isOne, open: unasked(plan) };
  }

  /** What an earlier import asks already is not written down once more. */
  function unasked({ name, open }: NamePlan): number[] {
    const known = store.nameHints.byName().get(foldText(name));
    return known ? open.filter((photo) => !known.has(photo)) : open;
  }

  function reportOf({ place, from, collected }: Finding, evidence: readonly Evidence[], plans: readonly NamePlan[]) {
    const sum = (count: (each: Evidence) => number) => evidence.reduce((total, each) => total + count(each), 0);
    const { files, elsewhere, problems, problemCount } = collected;
    const mayBeOne = people.mayBeOne(plans);
    return {
      place,
      from,
      files,
      photos: new Set(plans.flatMap(({ photos }) => [...photos])).size,
      names: plans.map((plan, index) => foundName(plan, ensure(mayBeOne[index]))),
      unnamed: sum(({ unnamed }) => unnamed),
      refused: sum(({ refused }) => refused),
      disputed: sum(({ disputed }) => disputed),
      turned: sum(({ isTurned }) => Number(isTurned)),
      elsewhere,
      problems,
      problemCount,
    };
  }

  function foundName(plan: NamePlan, mayBeOne: MayBeOne): FoundName {
    const { name, photos, fits, differs, drawn, unboxed, open, known, kept, into, groups, faces } = plan;
    const shown = [
      ...into.flatMap((person) => store.people.get(person)?.cover ?? []),
      ...groups.flatMap((group) => group.faces),
      ...faces,
    ];
    return {
      name,
      photos: photos.size,
      fits,
      differs,
      drawn: drawn.length,
      settled: unboxed - open.length,
      asked: open.length,
      known,
      kept,
      people: into.length + groups.length,
      mayBeOne: mayBeOne.people.length,
      together: mayBeOne.together.length,
      toldApart: mayBeOne.toldApart.length,
      faces: [...new Set(shown)].slice(0, MOST_PICTURES),
      isNew: groups.length + faces.length + drawn.length + unasked(plan).length > 0,
    };
  }

  return {
    get(): NamesImport {
      if (state.step !== 'applied' || state.action === null) return state;
      return { ...state, isUndone: store.facts.action(state.action)?.undone ?? true };
    },
    find,
    apply,
    cancel(): NamesImport {
      life.abort();
      finding = undefined;
      return (state = { step: 'idle' });
    },
    async close(): Promise<void> {
      life.abort();
      await working;
    },
  };
}

function isNew({ groups, faces, drawn, open }: NameToImport): boolean {
  return groups.length + faces.length + drawn.length + open.length > 0;
}
