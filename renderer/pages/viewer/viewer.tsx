// A photo in the whole window, above the page that it was opened from, with the photos before and after it.

import { useEffect, useState } from 'react';
import type { PhotoCard } from '../../../app/contract.ts';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { useTimeline } from '../../engine/timeline.ts';
import type { Place } from '../../router.ts';
import { Frame } from './frame.tsx';

interface Props {
  photo: number;
  /** That it was opened for. */
  face: number | null;
  place: Place;
  /** The photo is there, or it is known that it will not be. */
  onShown: () => void;
}

export function Viewer({ onShown, ...props }: Props) {
  // Asked for before the list around it, which in a large library takes longer.
  const { value, error } = useQuery('photos.get', { photo: props.photo });
  const isSettled = value !== undefined || error !== undefined;
  useEffect(() => {
    if (isSettled) onShown();
  }, [isSettled, onShown]);
  return <Among {...props} />;
}

type Shown = Omit<Props, 'onShown'>;

/** Which photos stand before and after depends on where it was opened. */
function Among(shown: Shown) {
  const { place } = shown;
  switch (place.page) {
    case 'photos':
      return <InLibrary {...shown} />;
    case 'person':
      return <OfPerson {...shown} person={place.person} />;
    case 'album':
      return <OfAlbum {...shown} album={place.album} />;
    case 'folder':
      return <OfFolder {...shown} folder={place.folder} directory={place.directory} />;
    case 'search':
      return <OfSearch {...shown} query={place.query} />;
    default:
      return <Frame {...shown} />;
  }
}

function InLibrary(shown: Shown) {
  const { photo } = shown;
  const { total, places, cardAt, reach } = useTimeline();
  const known = places.get(photo);
  const { value } = useQuery('photos.place', { photo });
  const index = known ?? value?.place ?? null;
  useEffect(() => {
    if (total !== undefined && index !== null) reach(index - PHOTOS_AHEAD, index + PHOTOS_AHEAD);
  }, [index, total, reach]);
  const place = total === undefined ? null : index;
  return <Frame {...shown} {...useSurroundings(photo, { place, total: total ?? 0, cardAt })} />;
}

function OfPerson({ person, ...shown }: Shown & { person: number }) {
  return <InList {...shown} people={[person]} list={useCollection('people.photos', { person })} />;
}

function OfAlbum({ album, ...shown }: Shown & { album: number }) {
  const list = useCollection('albums.photos', { album });
  const { value } = useQuery('albums.get', { album });
  return <InList {...shown} people={onlyOne(value?.rule?.with ?? [])} list={list} />;
}

function OfFolder({ folder, directory, ...shown }: Shown & { folder: number; directory: string }) {
  return <InList {...shown} list={useCollection('albums.folderPhotos', { folder, directory })} />;
}

function OfSearch({ query, ...shown }: Shown & { query: string }) {
  const list = useCollection('search.photos', { query });
  const sought = list.first?.parts.flatMap((part) => (part.kind === 'with' ? [part.people] : [])) ?? [];
  return <InList {...shown} people={onlyOne(sought)} list={list} />;
}

/** Of several who are sought, it is not said whom the user wants to see first. */
function onlyOne<Sought>(sought: readonly Sought[]): Sought | undefined {
  return sought.length === 1 ? sought[0] : undefined;
}

interface List {
  items: readonly PhotoCard[];
  total: number | undefined;
  reach(count: number): void;
}

const PHOTOS_AHEAD = 20;
/** How many are loaded at once in search of a photo that an address named. */
const PHOTOS_PER_SEARCH = 1000;

interface InListProps extends Shown {
  people?: readonly number[] | undefined;
  list: List;
}

function InList({ list: { items, total, reach }, ...shown }: InListProps) {
  const { photo } = shown;
  const index = items.findIndex(({ id }) => id === photo);
  useEffect(() => {
    if (total !== undefined) reach(index < 0 ? items.length + PHOTOS_PER_SEARCH : index + PHOTOS_AHEAD);
  }, [index, items.length, total, reach]);
  const place = index < 0 ? null : index;
  const cardAt = (at: number) => items[at];
  return <Frame {...shown} {...useSurroundings(photo, { place, total: total ?? items.length, cardAt })} />;
}

interface Standing {
  /** null: not in the list, as far as that is known. */
  place: number | null;
  total: number;
  cardAt: (place: number) => PhotoCard | undefined;
}

/** A photo that left the list while it was seen, because its file went, keeps its neighbours: they have closed up. */
function useSurroundings(photo: number, { place, total, cardAt }: Standing) {
  const [last, setLast] = useState<{ photo: number; place: number }>();
  if (place !== null) {
    if (last?.photo !== photo || last.place !== place) setLast({ photo, place });
    const card = cardAt(place);
    return {
      card: card?.id === photo ? card : undefined,
      previous: cardAt(place - 1),
      next: cardAt(place + 1),
      position: { place: place + 1, total },
    };
  }
  if (last?.photo !== photo) return {};
  const gap = Math.min(last.place, total);
  return { previous: cardAt(gap - 1), next: cardAt(gap) };
}
