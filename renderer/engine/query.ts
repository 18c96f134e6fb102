// One question to the engine as a component needs it: the reply, or that it is on its way, or why it did not come.

import { useCallback } from 'react';
import { useQuery as useReply } from '@tanstack/react-query';
import type { CallName, Reply, Request } from '../../app/contract.ts';
import { call } from './call.ts';

export interface Loaded<Value> {
  /** The last reply; stays while it is asked for again. */
  value: Value | undefined;
  error: unknown;
}

export function useQuery<N extends CallName>(name: N, request: Request<N>): Loaded<Reply<N>> & { retry(): void } {
  const { data, error, refetch } = useReply({ queryKey: [name, request], queryFn: () => call(name, request) });
  const retry = useCallback(() => void refetch(), [refetch]);
  // What could not be asked again is not shown as if it still held.
  return error === null ? { value: data, error: undefined, retry } : { value: undefined, error, retry };
}
