// A long list of the engine's as a grid needs it: loaded page by page from its beginning, as far as one has scrolled.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type {
  Face,
  Failure,
  FolderAlbum,
  HistoryEntry,
  MissingPhoto,
  PersonCard,
  PhotoCard,
  Reply,
  Request,
} from '../../app/contract.ts';
import { call } from './call.ts';
import { replies } from './replies.ts';

interface Items {
  'photos.list': PhotoCard;
  'people.list': PersonCard;
  'people.photos': PhotoCard & { face: number };
  'people.faces': Face;
  'albums.folders': FolderAlbum;
  'albums.photos': PhotoCard;
  'albums.folderPhotos': PhotoCard;
  'search.photos': PhotoCard;
  'failures.list': Failure;
  'history.list': HistoryEntry;
  'missing.list': MissingPhoto;
}
export type ListName = keyof Items;
type Of<N extends ListName> = Omit<Request<N>, 'offset' | 'limit'>;

const itemsOf: { [N in ListName]: (reply: Reply<N>) => Items[N][] } = {
  'photos.list': (reply) => reply.photos,
  'people.list': (reply) => reply.people,
  'people.photos': (reply) => reply.photos,
  'people.faces': (reply) => reply.faces,
  'albums.folders': (reply) => reply.folders,
  'albums.photos': (reply) => reply.photos,
  'albums.folderPhotos': (reply) => reply.photos,
  'search.photos': (reply) => reply.photos,
  'failures.list': (reply) => reply.failures,
  'history.list': (reply) => reply.entries,
  'missing.list': (reply) => reply.photos,
};

/** The first page is on the screen soon; those after it are few, however far ahead one jumps. */
const FIRST_PAGE = 200;
const NEXT_PAGE = 1000;

export interface Collection<N extends ListName> {
  items: readonly Items[N][];
  /** undefined: not known yet. */
  total: number | undefined;
  /** The reply that brought the first page, for what it says beside its items. */
  first: Reply<N> | undefined;
  error: unknown;
  /** Loads on until that many items are there. */
  reach(count: number): void;
  retry(): void;
}

/** Before it is shown. */
export function askForCollection<N extends ListName>(name: N, of: Of<N>): void {
  void replies.prefetchInfiniteQuery(collectionQuery(name, of));
}

export function useCollection<N extends ListName>(name: N, of: Of<N>): Collection<N> {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(collectionQuery(name, of));
  const pages = data?.pages;
  const items = useMemo(() => pages?.flatMap(itemsOf[name]) ?? [], [pages, name]);
  const { wanted, reach } = useWanted(JSON.stringify([name, of]));
  const mustLoadOn = items.length < wanted && hasNextPage && !isFetching && error === null;
  useEffect(() => {
    if (mustLoadOn) void fetchNextPage({ cancelRefetch: false });
  }, [mustLoadOn, fetchNextPage]);
  const retry = useCallback(() => void refetch(), [refetch]);

  const last = pages?.at(-1);
  return {
    items,
    total: last && (hasNextPage ? last.total : items.length),
    first: pages?.[0],
    error: error ?? undefined,
    reach,
    retry,
  };
}

function collectionQuery<N extends ListName>(name: N, of: Of<N>) {
  return infiniteQueryOptions({
    queryKey: [name, of, 'pages'],
    queryFn: ({ pageParam: offset }): Promise<Reply<N>> =>
      // The compiler cannot see that `of` and a page make up the request of any list.
      call(name, { ...of, offset, limit: offset === 0 ? FIRST_PAGE : NEXT_PAGE } as Request<N>),
    initialPageParam: 0,
    getNextPageParam(last, _pages, offset) {
      const more = itemsOf[name](last).length;
      // A list that shrank meanwhile ends where it ends.
      return more > 0 && offset + more < last.total ? offset + more : undefined;
    },
    // All that was loaded is loaded anew when it changed: to compare it would cost more than to show it.
    structuralSharing: false,
  });
}

/** How far one has scrolled in that list; another list begins at its beginning. */
function useWanted(list: string) {
  const [wanted, setWanted] = useState({ list, count: 0 });
  const reach = useCallback(
    (count: number) => setWanted((known) => (known.list === list && known.count >= count ? known : { list, count })),
    [list],
  );
  return { wanted: wanted.list === list ? wanted.count : 0, reach };
}
