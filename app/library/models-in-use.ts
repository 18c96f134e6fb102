// Which model tells faces apart: embeds every known face by the one that was chosen, and only then changes over.

import { z } from 'zod';
import type { ModelName, ModelWork } from '../contract.ts';
import { ensure } from '../ensure.ts';
import { AppError, messageOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { LargeModelName, LargeModels } from '../models/large-models.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import type { Vision } from '../vision/protocol.ts';

/** Photos on a drive that is not there are tried again after this long. */
const MODEL_RETRY_MS = 60_000;
const VECTORS_DROPPED_PER_SLICE = 2_000;

export interface ModelsInUseOptions {
  store: Store;
  vision: Vision;
  findFile: FindPhotoFile;
  large: LargeModels;
  log: Log;
  /** Go on at once with what was begun; a command that ends by itself only works when it is told to. */
  watch: boolean;
  /** Nothing is embedded while this is so. */
  isPaused(): boolean;
  /** Videos are to be analysed anew, as their faces are embedded from frames. */
  onVideosWaiting(): void;
  /** Faces of a photo were embedded by the model in use. */
  onEmbedded(photo: number): void;
  /**
   * Works out what the numbers of a model that has embedded every face mean.
   * @returns whether there were faces enough; before that the models that ship go on comparing
   */
  calibrate(name: LargeModelName): Promise<boolean>;
  /** Another model is in use from now on: what holds vectors has to read them again. */
  onChanged(): Promise<void>;
}

export type ModelsInUse = ReturnType<typeof startModelsInUse>;

export function startModelsInUse({
  store,
  vision,
  findFile,
  large,
  log,
  watch,
  isPaused,
  onVideosWaiting,
  onEmbedded,
  calibrate,
  onChanged,
}: ModelsInUseOptions) {
  const inUse = modelInUse(store, large);
  let isUncalibrated = inUse !== 'shipped' && calibratedFor(store) !== inUse;
  let isAwake = watch;
  let isClosed = false;
  let working: Promise<boolean> | undefined;
  let mustRunAgain = false;
  let progress: { began: number; first: number; left: number } | undefined;
  let failure: { name: LargeModelName; sentence: Sentence } | undefined;
  let timer: NodeJS.Timeout | undefined;
  tellVision();

  /** The model that faces are being embedded by, before it is used or while it is. */
  function target(): Target | undefined {
    const name = chosen() ?? wanted();
    const file = name === null ? undefined : large.fileOf(name);
    return name === null || file === undefined ? undefined : { name, file };
  }

  function chosen(): LargeModelName | null {
    return store.settings.get('nextNetwork');
  }

  function wanted(): LargeModelName | null {
    return largeName(store.settings.get('network'));
  }

  /** New photos are embedded by every model that matters, so that none lags behind. */
  function tellVision(): void {
    const names = new Set([wanted(), chosen()].filter((name) => name !== null));
    vision.useAlso(
      [...names].flatMap((name) => {
        const file = large.fileOf(name);
        return file === undefined ? [] : [{ name, file }];
      }),
    );
  }

  function wake(): void {
    if (!isAwake || isClosed || isPaused()) return;
    if (working) {
      mustRunAgain = true;
      return;
    }
    const model = target();
    if (!model || (model.name === inUse && !isUncalibrated && store.embeddings.missing(model.name) === 0)) return;
    clearTimeout(timer);
    timer = undefined;
    working = embedAll(model);
    void working
      .catch((error: unknown) => giveUp(model, error))
      .then(async (isComplete) => {
        working = progress = undefined;
        if (isClosed) return;
        if (isComplete && model.name !== inUse) await changeTo(model.name);
        else if (isComplete && isUncalibrated) await calibrateInUse(model.name);
        else if (mustRunAgain) wake();
        else if (store.embeddings.missing(model.name) > 0) retryLater();
        mustRunAgain = false;
      })
      .catch((error: unknown) => log('error', 'model.unchanged', { error }));
  }

  /** Photos may have come back that were away while their faces were embedded. */
  function retryLater(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      wake();
    }, MODEL_RETRY_MS).unref();
  }

  /** @returns whether every live face has been embedded */
  async function embedAll(model: Target): Promise<boolean> {
    const first = store.embeddings.missing(model.name);
    const counted = { began: performance.now(), first, left: first };
    progress = counted;
    let after = 0;
    store.moments.outdateWithout(model.name);
    onVideosWaiting();
    for (;;) {
      const photos = store.embeddings.photosWithout(model.name, after, vision.width);
      if (photos.length === 0 || !isStillWanted(model)) break;
      await Promise.all(photos.map(async (photo) => (counted.left -= await embedPhoto(photo, model))));
      if (isClosed) return false;
      after = photos.at(-1) ?? after;
    }
    return isStillWanted(model) && store.embeddings.missing(model.name) === 0;
  }

  function isStillWanted({ name }: Target): boolean {
    return !isClosed && !isPaused() && target()?.name === name;
  }

  /** @returns how many faces were embedded: none when the photo cannot be reached or is about to be analysed anew */
  async function embedPhoto(photo: number, model: Target): Promise<number> {
    const found = await findFile(photo);
    if (found === undefined || isClosed) return 0;
    const file = found.path;
    try {
      return await vision.open(file, async ({ hash, embedKnownFaces }) => {
        // It was edited and will be analysed anew: its faces are not where they were.
        if (isClosed || hash !== store.embeddings.hashOf(photo)) return 0;
        const faces = store.embeddings.facesWithout(model.name, photo);
        const known = faces.map(({ x, y, w, h, landmarks }) => ({ box: [x, y, w, h] as BoxOfFace, landmarks }));
        const vectors = await embedKnownFaces(known, model, store.metadata.turnOf(photo));
        if (isClosed) return 0;
        store.transaction(() =>
          faces.forEach((face, index) =>
            store.embeddings.put(face, model.name, ensure(vectors[index], 'The vector of a face')),
          ),
        );
        if (model.name === inUse) onEmbedded(photo);
        return faces.length;
      });
    } catch (error) {
      if (isClosed) return 0;
      if (!(error instanceof AppError) || error.code !== 'photo') throw error;
      store.files.analyseAgain(photo); // it could be read before: the queue finds out, and sets it aside if need be
      return 0;
    }
  }

  function giveUp({ name }: Target, error: unknown): false {
    if (isClosed) return false;
    log('error', 'model.unusable', { name, message: messageOf(error), error });
    const title = large.models.find((model) => model.name === name)?.title ?? name;
    failure = { name, sentence: sentence('modelUnusable', { title }) };
    store.settings.set('nextNetwork', null);
    tellVision();
    return false;
  }

  /** It is used already: another version of Kindred took its numbers at a guess, or there were too few faces. */
  async function calibrateInUse(name: LargeModelName): Promise<void> {
    isUncalibrated = false; // once a session
    if (await calibrate(name)) await onChanged();
  }

  async function changeTo(name: ModelName): Promise<void> {
    if (name !== 'shipped') await calibrate(name);
    if (isClosed) return;
    store.transaction(() => {
      store.settings.set('network', name);
      store.settings.set('nextNetwork', null);
      // How alike two faces were to one model teaches nothing about another.
      store.settings.set('learningSince', store.facts.newest());
    });
    log('info', 'model.changed', { name });
    await onChanged();
  }

  function work(): ModelWork | null {
    const fetching = large.fetching();
    if (fetching) return fetching;
    const next = chosen() ?? (wanted() === inUse ? null : wanted());
    if (next === null || large.fileOf(next) === undefined) return null;
    const left = progress?.left ?? store.embeddings.missing(next);
    const { began, first } = progress ?? { began: 0, first: left };
    const done = first - left;
    const seconds = (performance.now() - began) / 1000;
    return {
      kind: 'embedding',
      name: next,
      done,
      total: first,
      secondsLeft: progress && done > 0 ? Math.ceil((left * seconds) / done) : null,
      isWaiting: !progress,
    };
  }

  return {
    inUse,
    wake,
    retryLater,
    next: () => chosen(),
    work,
    failure: () => large.failure() ?? failure ?? null,
    /** @throws AppError `conflict` when it has not been downloaded */
    async use(name: ModelName): Promise<void> {
      failure = undefined;
      if (name === 'shipped') {
        // Every face has always been embedded by the models that ship.
        if (wanted() !== null || inUse !== 'shipped') await changeTo('shipped');
        else store.settings.set('nextNetwork', null);
        return;
      }
      if (large.fileOf(name) === undefined) {
        throw new AppError('conflict', sentence('modelNotHere'));
      }
      store.settings.set('nextNetwork', name === inUse ? null : name);
      tellVision();
      isAwake = true;
      wake();
    },
    /** Whatever is under way: a download, or the change to another model. What was done is kept for the next time. */
    async cancel(): Promise<void> {
      await large.cancel();
      store.settings.set('nextNetwork', null);
      if (wanted() !== inUse) store.settings.set('network', inUse);
      tellVision();
      await working?.catch(() => undefined); // its caller has been told
    },
    /** @throws AppError `conflict` while it is used */
    async remove(name: LargeModelName): Promise<void> {
      if ([inUse, wanted(), chosen()].includes(name)) {
        throw new AppError('conflict', sentence('modelInUse'));
      }
      if (large.fetching()?.name === name) await large.cancel();
      large.remove(name);
      for (let dropped = 1; dropped > 0;) {
        if (isClosed) return;
        dropped = store.embeddings.drop(name, VECTORS_DROPPED_PER_SLICE);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await working?.catch(() => undefined); // its caller has been told
    },
  };
}

/** @returns the model whose numbers the library has told */
function calibratedFor(store: Store): string | undefined {
  const kept = store.settings.get('calibration');
  return kept === null ? undefined : z.object({ network: z.string() }).safeParse(JSON.parse(kept)).data?.network;
}

interface Target {
  name: LargeModelName;
  file: string;
}

type BoxOfFace = [number, number, number, number];

/** A large model only where it is there and has embedded every face: no face is ever left out of a comparison. */
function modelInUse(store: Store, large: LargeModels): ModelName {
  const name = largeName(store.settings.get('network'));
  if (name === null || large.fileOf(name) === undefined) return 'shipped';
  return store.embeddings.missing(name) === 0 ? name : 'shipped';
}

function largeName(name: ModelName): LargeModelName | null {
  return name === 'shipped' ? null : name;
}
