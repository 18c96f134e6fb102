// One question to the engine as a component needs it: the reply, or that it is on its way, or why it did not come.

import type { CallName, Reply, Request } from '../../app/contract.ts';
import { call } from './call.ts';
import { observable, type Resource, resourceOf, useResource } from './resource.ts';

export interface Loaded<Value> {
  /** The last reply; stays while it is asked for again. */
  value: Value | undefined;
  error: unknown;
}

interface Query<N extends CallName> extends Resource<Loaded<Reply<N>>> {
  put(value: Reply<N>): void;
}

export function useQuery<N extends CallName>(name: N, request: Request<N>): Loaded<Reply<N>> & { retry(): void } {
  const query = queryOf(name, request);
  return { ...useResource(query), retry: query.refresh };
}

/** For what the engine tells unasked. */
export function putReply<N extends CallName>(name: N, request: Request<N>, value: Reply<N>): void {
  queryOf(name, request).put(value);
}

function queryOf<N extends CallName>(name: N, request: Request<N>): Query<N> {
  return resourceOf(`query ${name} ${JSON.stringify(request)}`, () => makeQuery(name, request));
}

function makeQuery<N extends CallName>(name: N, request: Request<N>): Query<N> {
  const state = observable<Loaded<Reply<N>>>({ value: undefined, error: undefined });
  let asked = 0;
  return {
    call: name,
    snapshot: state.snapshot,
    subscribe: state.subscribe,
    isWatched: state.isWatched,
    refresh() {
      const turn = ++asked;
      call(name, request).then(
        (value) => turn === asked && state.set({ value, error: undefined }),
        // What could not be asked again is not shown as if it still held.
        (error: unknown) => turn === asked && state.set({ value: undefined, error }),
      );
    },
    put(value) {
      asked++;
      state.set({ value, error: undefined });
    },
  };
}
