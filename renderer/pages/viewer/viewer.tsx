// A photo in the whole window, above the page that it was opened from, with the photos before and after it.

import { useEffect } from 'react';
import type { PhotoCard } from '../../../app/contract.ts';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { useTimeline } from '../../engine/timeline.ts';
import type { Place } from '../../router.ts';
import { Frame } from './frame.tsx';

interface Props {
  photo: number;
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
function Among({ photo, place }: Shown) {
  switch (place.page) {
    case 'photos':
      return <InLibrary photo={photo} place={place} />;
    case 'person':
      return <OfPerson photo={photo} place={place} person={place.person} />;
    case 'album':
      return <OfAlbum photo={photo} place={place} album={place.album} />;
    case 'folder':
      return <OfFolder photo={photo} place={place} folder={place.folder} directory={place.directory} />;
    case 'search':
      return <OfSearch photo={photo} place={place} query={place.query} />;
    default:
      return <Frame photo={photo} place={place} />;
  }
}

function InLibrary({ photo, place }: Shown) {
  const { total, places, cardAt, reach } = useTimeline();
  const known = places.get(photo);
  const { value } = useQuery('photos.place', { photo });
  const index = known ?? value?.place ?? null;
  useEffect(() => {
    if (total !== undefined && index !== null) reach(index - PHOTOS_AHEAD, index + PHOTOS_AHEAD);
  }, [index, total, reach]);
  if (index === null || total === undefined) return <Frame photo={photo} place={place} />;
  const card = cardAt(index);
  return (
    <Frame
      photo={photo}
      place={place}
      card={card?.id === photo ? card : undefined}
      previous={cardAt(index - 1)}
      next={cardAt(index + 1)}
      position={{ place: index + 1, total }}
    />
  );
}

function OfPerson({ photo, place, person }: Shown & { person: number }) {
  return <InList photo={photo} place={place} list={useCollection('people.photos', { person })} />;
}

function OfAlbum({ photo, place, album }: Shown & { album: number }) {
  return <InList photo={photo} place={place} list={useCollection('albums.photos', { album })} />;
}

function OfFolder({ photo, place, folder, directory }: Shown & { folder: number; directory: string }) {
  return <InList photo={photo} place={place} list={useCollection('albums.folderPhotos', { folder, directory })} />;
}

function OfSearch({ photo, place, query }: Shown & { query: string }) {
  return <InList photo={photo} place={place} list={useCollection('search.photos', { query })} />;
}

interface List {
  items: readonly PhotoCard[];
  total: number | undefined;
  reach(count: number): void;
}

const PHOTOS_AHEAD = 20;
/** How many are loaded at once in search of a photo that an address named. */
const PHOTOS_PER_SEARCH = 1000;

function InList({ photo, place, list: { items, total, reach } }: Shown & { list: List }) {
  const index = items.findIndex(({ id }) => id === photo);
  useEffect(() => {
    if (total !== undefined) reach(index < 0 ? items.length + PHOTOS_PER_SEARCH : index + PHOTOS_AHEAD);
  }, [index, items.length, total, reach]);
  if (index < 0) return <Frame photo={photo} place={place} />;
  return (
    <Frame
      photo={photo}
      place={place}
      card={items[index]}
      previous={items[index - 1]}
      next={items[index + 1]}
      position={{ place: index + 1, total: total ?? items.length }}
    />
  );
}
