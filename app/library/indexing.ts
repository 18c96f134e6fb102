// How photos are analysed: the settings, and analysing again what was analysed with others.

import type { Engine } from '../contract.ts';
import type { Pausing } from './pausing.ts';
import type { Store } from '../store/index.ts';
import { PIPELINE_VERSION, type Vision } from '../vision/protocol.ts';

/** Files that are made to wait between two breaths: a few milliseconds. */
const FILES_MARKED_PER_SLICE = 500;

export interface IndexingOptions {
  store: Store;
  vision: Vision;
  pausing: Pausing;
  /** Photos or videos wait to be analysed. */
  onWaiting(): void;
  /** Which files are one photo has to be found anew. */
  onStacking(): void;
}

export type Indexing = ReturnType<typeof startIndexing>;

export function startIndexing({ store, vision, pausing, onWaiting, onStacking }: IndexingOptions) {
  let isClosed = false;
  vision.setSmallestFace(smallestFace());

  function smallestFace(): number {
    return store.settings.get('smallestFace');
  }

  /** Photos analysed by an earlier version, or with other settings, wait again; and videos, when there is a decoder by now. */
  async function catchUp(): Promise<void> {
    const mayHavePosters = store.videos.withoutPoster() > 0 && (await vision.decoder()) !== null;
    if (mayHavePosters && !isClosed && store.videos.readThoseWithoutPoster() > 0) onWaiting();
    for (;;) {
      if (isClosed) return;
      const waiting = store.files.analyseOutdated(PIPELINE_VERSION, FILES_MARKED_PER_SLICE);
      if (waiting > 0) onWaiting();
      if (waiting < FILES_MARKED_PER_SLICE) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const get: Engine['indexing.get'] = async () => {
    await pausing.known();
    return {
      smallestFace: smallestFace(),
      sparesBattery: pausing.sparesBattery(),
      filesApart: store.settings.get('filesApart'),
      findsPeopleInVideos: store.settings.get('findsPeopleInVideos'),
      hasDecoder: (await vision.decoder()) !== null,
      onBattery: pausing.onBattery(),
    };
  };

  const change: Engine['indexing.change'] = async ({ smallestFace: wished, sparesBattery, filesApart, ...changes }) => {
    if (sparesBattery !== undefined) pausing.spareBattery(sparesBattery);
    if (filesApart !== undefined && filesApart !== store.settings.get('filesApart')) {
      store.settings.set('filesApart', filesApart);
      onStacking();
    }
    if (changes.findsPeopleInVideos !== undefined) {
      store.settings.set('findsPeopleInVideos', changes.findsPeopleInVideos);
      onWaiting();
    }
    if (wished !== undefined && wished !== smallestFace()) {
      store.transaction(() => {
        store.settings.set('smallestFace', wished);
        store.photos.outdate();
      });
      vision.setSmallestFace(wished);
      void catchUp();
    }
    return get({});
  };

  return { catchUp, get, change, close: () => void (isClosed = true) };
}
