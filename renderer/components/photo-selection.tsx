// The photos that are selected on a page: kept while one scrolls and while a photo is open, gone with the page.

import {
  createContext,
  type Dispatch,
  type KeyboardEvent,
  type ReactNode,
  type SetStateAction,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { CheckCircle2 } from 'lucide-react';
import type { PhotoSet } from '../../app/contract.ts';
import { turnFavourites } from '../commands/photos.ts';
import { call } from '../engine/call.ts';
import { isGone } from '../engine/outcome.ts';
import { useQuery } from '../engine/query.ts';
import { addressOf, parse, type Place } from '../router.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { sayFailed } from './toasts.tsx';
import { type Selected, useSelection, type Wall } from './use-selection.ts';

type SelectedPhotos = Selected<{ id: number }>;

interface PhotosInHand {
  /** The address of the page. */
  page: string;
  selected: SelectedPhotos;
  select: Dispatch<SetStateAction<SelectedPhotos>>;
  /** A click on a photo selects it. */
  isSelecting: boolean;
  begin(): void;
  stop(): void;
}

const InHand = createContext<PhotosInHand | undefined>(undefined);
const NONE: SelectedPhotos = new Map();
const NO_PHOTOS: readonly number[] = [];

export function PhotoSelection({ place, children }: { place: Place; children: ReactNode }) {
  const page = addressOf(place);
  const [last, setLast] = useState({ page, selected: NONE, isSelecting: false });
  // What was selected on the page before has gone with it.
  const { selected, isSelecting } = last.page === page ? last : { selected: NONE, isSelecting: false };
  const select = useCallback(
    (change: SetStateAction<SelectedPhotos>) =>
      setLast((known) => {
        const now = known.page === page ? known : { page, selected: NONE, isSelecting: false };
        return { ...now, selected: typeof change === 'function' ? change(now.selected) : change };
      }),
    [page],
  );
  const begin = useCallback(() => setLast({ page, selected: NONE, isSelecting: true }), [page]);
  const stop = useCallback(() => setLast({ page, selected: NONE, isSelecting: false }), [page]);
  const inHand = useMemo(
    () => ({ page, selected, select, isSelecting: isSelecting || selected.size > 0, begin, stop }),
    [page, selected, select, isSelecting, begin, stop],
  );
  const set = photosAt(place);
  return (
    <InHand value={inHand}>
      {children}
      {set !== undefined && selected.size > 0 && <StillThere set={set} select={select} />}
    </InHand>
  );
}

/**
 * What leaves the page, be it by another window or with its file, is selected no more, so that nothing is done to what is
 * not seen; and what comes back later is not selected behind the user's back. The wall cannot tell: it forgets photos that
 * are far from where one looks. With the page itself all of them go.
 */
function StillThere({ set, select }: { set: PhotoSet; select: PhotosInHand['select'] }) {
  const { value, error } = useQuery('photos.ids', set);
  const photos = isGone(error) ? NO_PHOTOS : value?.photos;
  useEffect(() => {
    if (photos === undefined) return;
    const there = new Set(photos);
    select((all) => {
      const left = new Map([...all].filter(([id]) => there.has(id)));
      return left.size < all.size ? left : all;
    });
  }, [photos, select]);
  return null;
}

export function usePhotosInHand(): PhotosInHand {
  const inHand = use(InHand);
  if (inHand === undefined) throw new Error('Photos are selected on a page.');
  return inHand;
}

/** For a wall of photos. @param at the photo at a place, as far as it is loaded */
export function usePhotoSelection(at: Wall<{ id: number }>['at']) {
  const { page, selected, select, isSelecting } = usePhotosInHand();
  const { press, ...selection } = useSelection(
    { at, everything: () => everythingAt(parse(page).place) },
    selected,
    select,
  );
  return {
    selection: {
      ...selection,
      /** F on a photo makes it a favourite, and all that are selected with it. */
      press(event: KeyboardEvent): void {
        press(event);
        const index = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
        const photo = index === undefined ? undefined : at(Number(index))?.id;
        if (photo === undefined || event.key.toLowerCase() !== 'f') return;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        void turnFavourites(selected.has(photo) ? [...selected.keys()] : [photo]);
      },
    },
    selected,
    isSelecting,
  };
}

/** On a phone, where nothing shows that a finger that stays selects; and for everybody who looks for it. */
export function SelectPhotosButton() {
  const { isSelecting, begin, stop } = usePhotosInHand();
  return (
    <Button
      aria-pressed={isSelecting}
      icon={<CheckCircle2 aria-hidden />}
      onClick={() => (isSelecting ? stop() : begin())}
    >
      {isSelecting ? text.cancel : text.peoplePage.select}
    </Button>
  );
}

async function everythingAt(place: Place): Promise<readonly { id: number }[]> {
  const set = photosAt(place);
  if (set === undefined) return [];
  try {
    const { photos } = await call('photos.ids', set);
    return photos.map((id) => ({ id }));
  } catch (error) {
    sayFailed(error);
    return [];
  }
}

/** All photos of a page. */
function photosAt(place: Place): PhotoSet | undefined {
  switch (place.page) {
    case 'photos':
      return { everything: true };
    case 'person':
      return { person: place.person };
    case 'album':
      return { album: place.album };
    case 'folder':
      return { folder: place.folder, directory: place.directory };
    case 'search':
      return { query: place.query };
    default:
      return undefined;
  }
}
