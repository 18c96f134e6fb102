// The calls about the work that goes on by itself: pausing it, what it could not read, what is missing, and backups.

import { sep } from 'node:path';
import type { Activity } from '../library/activity.ts';
import type { Backup, Engine } from '../contract.ts';
import { emptyForgotten } from '../library/forgetting.ts';
import type { ModelsInUse } from '../library/models-in-use.ts';
import type { Caches } from '../photos/caches.ts';
import { listBackups, type Store } from '../store/index.ts';
import { VIDEO_ANALYSIS_VERSION } from '../vision/protocol.ts';
import type { Sharing } from '../workers/sharing.ts';

type WorkCalls = Pick<
  Engine,
  Extract<
    keyof Engine,
    `work.${string}` | `workers.${string}` | `backups.${string}` | `missing.${string}` | `failures.${string}`
  >
>;

interface WorkCallsOptions {
  store: Store;
  caches: Caches;
  activity: Activity;
  modelsInUse(): ModelsInUse;
  /** Other machines that analyse photos; undefined: there is no queue for them. */
  sharing: Sharing | undefined;
  /** The library's own folder. */
  library: string;
  /** Puts a backup in the library's place. @returns the copy of what was there */
  restore(backup: string): Promise<Backup | null>;
}

export function makeWorkCalls({
  store,
  caches,
  activity,
  modelsInUse,
  sharing,
  library,
  restore,
}: WorkCallsOptions): WorkCalls {
  return {
    'work.pause'() {
      activity.pause();
      return {};
    },
    'work.resume'() {
      activity.resume();
      modelsInUse().wake();
      return {};
    },

    'workers.list': () => ({
      invitations: sharing?.invitations().map(({ id, name, at }) => ({ id, name, at })) ?? null,
    }),
    'workers.revoke'({ invitation }) {
      sharing?.revoke(invitation);
      return {};
    },

    'backups.list': () => ({ backups: listBackups(library) }),
    'backups.make': () => store.backUp('asked'),
    'backups.restore': async ({ backup }) => ({ kept: await restore(backup) }),

    'failures.list'({ offset, limit }) {
      // Where people are not looked for in videos, there is nothing to be tried again.
      const version = store.settings.get('findsPeopleInVideos') ? VIDEO_ANALYSIS_VERSION : null;
      const videos = version === null ? 0 : store.moments.counts(version).failed;
      return {
        failures: store.failures.list(version, { limit, offset, separator: sep }),
        total: store.files.counts().failed + videos,
      };
    },
    'failures.retry'({ files }) {
      store.moments.retry(files);
      const folders = store.files.retry(files);
      for (const id of folders) {
        const folder = store.folders.get(id);
        if (folder) void activity.scan(folder);
      }
      activity.wake();
      activity.changed('photos');
      return {};
    },

    'missing.list': ({ offset, limit }) => ({
      photos: store.missing.list(limit, offset, sep),
      ...store.missing.counts(),
    }),
    'missing.forget'({ photos }) {
      store.missing.forget(photos, new Date().toISOString());
      activity.changed('photos');
      return store.missing.counts();
    },
    'missing.remember'({ photos }) {
      store.missing.remember(photos);
      activity.changed('photos');
      return store.missing.counts();
    },
    async 'missing.empty'() {
      const photos = await emptyForgotten(store, caches);
      activity.changed('photos');
      activity.changed('people');
      return { photos };
    },
  };
}
