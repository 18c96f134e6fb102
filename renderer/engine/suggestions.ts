// What the engine suggests while one writes: the last suggestions stay until the next are there, so that no list blinks.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallName, Reply, Request } from '../../app/contract.ts';
import { call } from './call.ts';

/** Folders come and go without a word. */
const FRESH_MS = 10_000;

/** @returns undefined while none are known, or none are to be had: one can write without just as well */
export function useSuggestions<N extends CallName>(
  name: N,
  request: Request<N>,
  isWanted = true,
): Reply<N> | undefined {
  const { data } = useQuery({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    placeholderData: keepPreviousData,
    enabled: isWanted,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
  });
  return isWanted ? data : undefined;
}
