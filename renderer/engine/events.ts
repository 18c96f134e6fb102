// Keeps the screen true: what the engine announces decides what is asked for again.

import { useSyncExternalStore } from 'react';
import type { CallName, EventName, EventPayload, Status } from '../../app/contract.ts';
import { type Loaded, putReply, useQuery } from './query.ts';
import { observable, refreshAll } from './resource.ts';
import { transport } from './line.ts';

const OF_PHOTOS = [
  'people.photos',
  'people.together',
  'albums.list',
  'albums.get',
  'albums.photos',
  'search.photos',
  'search.suggest',
  'photos.get',
] as const;
const STALE: Record<Exclude<EventName, 'status'>, ReadonlySet<CallName>> = {
  peopleChanged: new Set([
    'people.list',
    'people.get',
    'people.faces',
    'people.suggest',
    'people.alike',
    ...OF_PHOTOS,
    'history.list',
    'learning.get',
  ]),
  photosChanged: new Set([
    'photos.list',
    'albums.folders',
    'albums.folder',
    'albums.folderPhotos',
    ...OF_PHOTOS,
    'photos.timeline',
    'photos.place',
    'failures.list',
    'missing.list',
  ]),
};

const connection = observable(true);

export function followEvents(): void {
  transport.listen({
    event(name, payload) {
      // The engine is the only one at the other end, and the contract says what it sends.
      if (name === 'status') putReply('library.status', {}, payload as EventPayload<'status'>);
      else refreshAll((call) => STALE[name].has(call));
    },
    connection(isOpen) {
      const wasOpen = connection.snapshot();
      connection.set(isOpen);
      // Whatever was announced meanwhile has been missed.
      if (isOpen && !wasOpen) refreshAll(() => true);
    },
  });
}

/** After an own change, so that its effect shows before the engine has announced it to everybody. */
export function refreshPeople(): void {
  refreshAll((call) => STALE.peopleChanged.has(call));
}

/** After a change to what the status tells, such as a folder. */
export function refreshStatus(): void {
  refreshAll((call) => call === 'library.status');
}

export function useIsConnected(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.snapshot);
}

export function useStatus(): Loaded<Status> & { retry(): void } {
  return useQuery('library.status', {});
}
