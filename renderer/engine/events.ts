// Keeps the screen true: what the engine announces decides what is asked for again.

import { useSyncExternalStore } from 'react';
import type { EventPayload, Status } from '../../app/contract.ts';
import { whenReplied } from './call.ts';
import { eventEffects } from './effects.ts';
import { transport } from './line.ts';
import { observable } from './observable.ts';
import { type Loaded, useQuery } from './query.ts';
import { putReply, refresh, refreshEverything } from './replies.ts';
import type { Connection } from './transport.ts';

const connection = observable<Connection>('open');

/** @param restarted the engine was started again, and the screen shows how things are by now */
export function followEvents(restarted: () => void): void {
  transport.listen({
    event(name, payload) {
      // The engine is the only one at the other end, and the contract says what it sends.
      if (name === 'status') putReply('library.status', {}, payload as EventPayload<'status'>);
      // What is announced of a call of this window may be here before its reply.
      else void whenReplied().then(() => refresh(eventEffects[name].changes));
    },
    connection(now) {
      const before = connection.snapshot();
      connection.set(now);
      // Whatever was announced meanwhile has been missed.
      if (now === 'open' && before !== 'open') refreshEverything();
    },
    restarted,
  });
}

export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.snapshot);
}

export function useStatus(): Loaded<Status> & { retry(): void } {
  return useQuery('library.status', {});
}
