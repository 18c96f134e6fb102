// The engine's replies, kept by call and request and shared by all who show them, until a change makes them stale.

import { notifyManager, type Query, QueryClient } from '@tanstack/react-query';
import type { CallName, Reply, Request, Topic } from '../../app/contract.ts';
import { callEffects } from './effects.ts';

export const replies = new QueryClient({
  defaultOptions: {
    queries: {
      // The engine says when a reply holds no more: neither time nor a glance elsewhere makes it older.
      staleTime: Infinity,
      gcTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // The engine is on this machine, or says itself that it cannot be reached; the user tries again.
      networkMode: 'always',
      retry: false,
    },
  },
});

/** What is on the screen then is asked for again where it reads one of these; the rest is forgotten. */
export function refresh(changed: readonly Topic[]): void {
  refreshWhere((name) => {
    const effect = callEffects[name];
    return 'reads' in effect && effect.reads.some((topic) => changed.includes(topic));
  });
}

export function refreshEverything(): void {
  refreshWhere(() => true);
}

/** For what the engine tells unasked; what was asked for meanwhile would be older. */
export function putReply<N extends CallName>(name: N, request: Request<N>, value: Reply<N>): void {
  const queryKey = [name, request];
  void replies.cancelQueries({ queryKey, exact: true });
  replies.setQueryData(queryKey, value);
}

const underWay = new Set<Promise<void>>();

/** When all that has to be asked for again by now is there, and is shown. */
export async function whenRefreshed(): Promise<void> {
  await Promise.all(underWay);
  // Who shows it is told in this order.
  await new Promise<void>((resolve) => notifyManager.schedule(resolve));
}

function refreshWhere(isStale: (call: CallName) => boolean): void {
  const cache = replies.getQueryCache();
  for (const query of cache.getAll()) {
    // Every key begins with the call: see query.ts, collection.ts and timeline.ts.
    if (!isStale(query.queryKey[0] as CallName)) continue;
    if (query.isActive()) {
      const asked = askAgain(query);
      underWay.add(asked);
      void asked.finally(() => underWay.delete(asked));
    } else cache.remove(query);
  }
}

const waiting = new WeakSet<Query>();

/** After what is under way: while news keep coming, a long list that began anew with each would never be there. */
async function askAgain(query: Query): Promise<void> {
  if (waiting.has(query)) return;
  waiting.add(query);
  // How it ended stands in the query, for those who show it.
  await query.promise?.catch(() => undefined);
  await whenDrawn();
  waiting.delete(query);
  if (query.isActive()) await query.fetch().catch(() => undefined);
  else replies.getQueryCache().remove(query);
}

/** What changed may lead away from its page, as what is deleted does: of what is gone the engine only says that it is gone. */
function whenDrawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
