// One question to the engine as a component needs it: the reply, or that it is on its way, or why it did not come.

import { useCallback } from 'react';
import { queryOptions, useQuery as useReply } from '@tanstack/react-query';
import type { CallName, Reply, Request } from '../../app/contract.ts';
import { call } from './call.ts';
import { replies } from './replies.ts';

export interface Loaded<Value> {
  /** The last reply; stays while it is asked for again. */
  value: Value | undefined;
  error: unknown;
}

/** Before it is shown. */
export function askFor<N extends CallName>(name: N, request: Request<N>): void {
  void replies.prefetchQuery(replyQuery(name, request));
}

export function useQuery<N extends CallName>(name: N, request: Request<N>): Loaded<Reply<N>> & { retry(): void } {
  const { data, error, refetch } = useReply(replyQuery(name, request));
  const retry = useCallback(() => void refetch(), [refetch]);
  return loaded(data, error, retry);
}

/**
 * The same of work that goes on by itself. Nothing tells of its progress unasked, and a command may have changed something
 * since it was last shown: it is asked for at once, and again and again as long as it goes on.
 */
export function useProgress<N extends CallName>(
  name: N,
  request: Request<N>,
  isUnderWay: (reply: Reply<N>) => boolean,
  everyMs = 1000,
): Loaded<Reply<N>> & { isUnderWay: boolean; retry(): void } {
  const { data, error, refetch } = useReply({
    ...replyQuery(name, request),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.error === null && state.data !== undefined && isUnderWay(state.data) ? everyMs : false,
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  const shown = loaded(data, error, retry);
  return { ...shown, isUnderWay: shown.value !== undefined && isUnderWay(shown.value) };
}

function replyQuery<N extends CallName>(name: N, request: Request<N>) {
  return queryOptions({ queryKey: [name, request], queryFn: () => call(name, request) });
}

/** What could not be asked again is not shown as if it still held. */
function loaded<Value>(value: Value | undefined, error: unknown, retry: () => void) {
  return error === null ? { value, error: undefined, retry } : { value: undefined, error, retry };
}
