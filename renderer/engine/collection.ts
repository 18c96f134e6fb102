// A long list of the engine's as a grid needs it: loaded page by page from its beginning, as far as one has scrolled.

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
import { observable, type Resource, resourceOf, useResource } from './resource.ts';

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

const PAGE = 200;
/** Whoever jumps far ahead gets there in few steps. */
const LARGE_PAGE = 1000;

export interface Loading<N extends ListName> {
  items: readonly Items[N][];
  /** undefined: not known yet. */
  total: number | undefined;
  /** The reply that brought the first page, for what it says beside its items. */
  first: Reply<N> | undefined;
  error: unknown;
}

export interface Collection<N extends ListName> extends Resource<Loading<N>> {
  /** Loads on until that many items are there. */
  reach(count: number): void;
}

export function useCollection<N extends ListName>(
  name: N,
  of: Of<N>,
): Loading<N> &
  Pick<Collection<N>, 'reach'> & {
    retry(): void;
  } {
  const collection = resourceOf(`collection ${name} ${JSON.stringify(of)}`, () => makeCollection(name, of));
  return { ...useResource(collection), reach: collection.reach, retry: collection.refresh };
}

function makeCollection<N extends ListName>(name: N, of: Of<N>): Collection<N> {
  const state = observable<Loading<N>>({ items: [], total: undefined, first: undefined, error: undefined });
  let wanted = PAGE;
  let isLoading = false;
  let mustRefresh = false;

  const ask = (offset: number, limit: number): Promise<Reply<N>> =>
    // The compiler cannot see that `of` and a page make up the request of any list.
    call(name, { ...of, offset, limit } as Request<N>);

  async function load(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      while (mustRefresh || hasMore()) {
        if (mustRefresh) await loadAgain();
        else await loadOn();
      }
    } catch (error) {
      mustRefresh = false;
      state.set({ ...state.snapshot(), error });
    } finally {
      isLoading = false;
    }
  }

  function hasMore(): boolean {
    const { items, total } = state.snapshot();
    return items.length < Math.min(wanted, total ?? Infinity);
  }

  async function loadOn(): Promise<void> {
    const { items, first } = state.snapshot();
    const reply = await ask(items.length, wanted - items.length > PAGE ? LARGE_PAGE : PAGE);
    const more = itemsOf[name](reply);
    // A list that shrank meanwhile ends where it ends.
    const total = more.length === 0 ? items.length : reply.total;
    state.set({ items: [...items, ...more], total, first: first ?? reply, error: undefined });
  }

  /** Everything that was loaded, anew, shown at once: nothing jumps twice. */
  async function loadAgain(): Promise<void> {
    mustRefresh = false;
    const length = Math.max(state.snapshot().items.length, PAGE);
    let first: Reply<N> | undefined;
    const items: Items[N][] = [];
    while (items.length < length) {
      const reply = await ask(items.length, Math.min(length - items.length, LARGE_PAGE));
      first ??= reply;
      const more = itemsOf[name](reply);
      items.push(...more);
      if (more.length === 0 || items.length >= reply.total) break;
    }
    state.set({ items, total: first?.total ?? 0, first, error: undefined });
  }

  return {
    call: name,
    snapshot: state.snapshot,
    subscribe: state.subscribe,
    isWatched: state.isWatched,
    reach(count) {
      wanted = Math.max(wanted, count);
      if (hasMore()) void load();
    },
    refresh() {
      mustRefresh = true;
      void load();
    },
  };
}
