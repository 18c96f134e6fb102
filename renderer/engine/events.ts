// Keeps the screen true: what the engine announces decides what is asked for again.

import { useSyncExternalStore } from 'react';
import type { EventPayload, Status } from '../../app/contract.ts';
import { eventEffects } from './effects.ts';
import { transport } from './line.ts';
import { observable } from './observable.ts';
import { type Loaded, useQuery } from './query.ts';
import { putReply, refresh, refreshEverything } from './replies.ts';

const connection = observable(true);

export function followEvents(): void {
  transport.listen({
    event(name, payload) {
      // The engine is the only one at the other end, and the contract says what it sends.
      if (name === 'status') putReply('library.status', {}, payload as EventPayload<'status'>);
      else refresh(eventEffects[name].changes);
    },
    connection(isOpen) {
      const wasOpen = connection.snapshot();
      connection.set(isOpen);
      // Whatever was announced meanwhile has been missed.
      if (isOpen && !wasOpen) refreshEverything();
    },
  });
}

export function useIsConnected(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.snapshot);
}

export function useStatus(): Loaded<Status> & { retry(): void } {
  return useQuery('library.status', {});
}
