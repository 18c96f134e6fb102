// Where the screen is, as an address after the #: it survives a reload, and the browser's back button works.

import { useSyncExternalStore } from 'react';

export type Section = 'main' | 'seldom' | 'hidden';
/** Their photos, their faces, whether these are all theirs, and who else they may be. */
export type PersonView = 'photos' | 'faces' | 'check' | 'alike';
export type Place =
  | { page: 'naming' }
  | { page: 'people'; section: Section }
  | { page: 'person'; person: number; view: PersonView }
  | { page: 'photos' }
  | { page: 'albums' }
  | { page: 'album'; album: number }
  /** A directory as an album; empty: the watched folder itself. */
  | { page: 'folder'; folder: number; directory: string }
  | { page: 'search'; query: string }
  | { page: 'review' }
  | { page: 'activity' }
  | { page: 'settings' };
/** A photo opens above the page that led to it, some for a face on it: in a video, at the second in which that is seen best. */
export type Route = { place: Place; photo: number | null; face: number | null };

export function useRoute(): Route {
  return parse(useSyncExternalStore(subscribe, () => window.location.hash));
}

/** @param replace: the place left is not one to come back to */
export function go(place: Place, { photo = null, replace = false }: { photo?: number | null; replace?: boolean } = {}) {
  const address = addressOf(place, photo);
  if (address === window.location.hash) return;
  if (replace) window.history.replaceState(window.history.state, '', address);
  else window.history.pushState({ below: window.location.hash } satisfies Entry, '', address);
  for (const listener of listeners) listener();
}

/**
 * What was done with a person or an album ends their page. A user who has gone on to another meanwhile stays there.
 * @param left of a person any view
 */
export function goFrom(left: Place, place: Place): void {
  const { place: now } = parse(window.location.hash);
  const isPerson = now.page === 'person' && left.page === 'person' && now.person === left.person;
  if (isPerson || pathOf(now) === pathOf(left)) go(place, { replace: true });
}

/** Whether this photo is seen above this page now. */
export function isOpen(place: Place, photo: number): boolean {
  const now = parse(window.location.hash);
  return now.photo === photo && pathOf(now.place) === pathOf(place);
}

/** With their photos. */
export function personPlace(person: number): Place {
  return { page: 'person', person, view: 'photos' };
}

/** Back to the page below the open photo, without leaving the photo behind in the history. */
export function closePhoto(place: Place): void {
  const entry: Partial<Entry> | null = window.history.state;
  if (entry?.below === addressOf(place)) window.history.back();
  else go(place, { replace: true });
}

export function addressOf(place: Place, photo: number | null = null, face: number | null = null): string {
  const page = pathOf(place);
  if (photo === null) return `#${page}`;
  const opened = face === null ? `/photos/${photo}` : `/photos/${photo}/face/${face}`;
  return place.page === 'photos' ? `#${opened}` : `#${page}${opened}`;
}

export function parse(hash: string): Route {
  const opened = /^#?(.*?)(?:\/photos\/([1-9]\d{0,14})(?:\/face\/([1-9]\d{0,14}))?)?\/?$/;
  const [, page = '', photo, face] = opened.exec(hash) ?? [];
  const place: Place = page === '' && photo !== undefined ? { page: 'photos' } : placeOf(page);
  return { place, photo: photo === undefined ? null : Number(photo), face: face === undefined ? null : Number(face) };
}

function pathOf(place: Place): string {
  switch (place.page) {
    case 'people':
      return place.section === 'main' ? '/people' : `/people/${place.section}`;
    case 'person':
      return place.view === 'photos' ? `/people/${place.person}` : `/people/${place.person}/${place.view}`;
    case 'naming':
      return '/people/naming';
    case 'album':
      return `/albums/${place.album}`;
    case 'folder':
      return `/albums/folder/${place.folder}${place.directory === '' ? '' : `/${encodeURIComponent(place.directory)}`}`;
    case 'search':
      return place.query === '' ? '/search' : `/search/${encodeURIComponent(place.query)}`;
    default:
      return `/${place.page}`;
  }
}

/** An address that leads nowhere leads home. */
function placeOf(path: string): Place {
  const [, page, detail = '', view = '', last = ''] = path.split('/');
  switch (page) {
    case 'people':
      if (ID_PATTERN.test(detail)) {
        return { page: 'person', person: Number(detail), view: PERSON_VIEWS.find((each) => each === view) ?? 'photos' };
      }
      if (detail === 'naming') return { page: 'naming' };
      return { page: 'people', section: detail === 'seldom' || detail === 'hidden' ? detail : 'main' };
    case 'albums':
      if (ID_PATTERN.test(detail)) return { page: 'album', album: Number(detail) };
      if (detail === 'folder' && ID_PATTERN.test(view)) {
        return { page: 'folder', folder: Number(view), directory: decoded(last) };
      }
      return { page: 'albums' };
    case 'search':
      return { page: 'search', query: decoded(detail) };
    case 'photos':
    case 'review':
    case 'activity':
    case 'settings':
      return { page };
    default:
      return { page: 'people', section: 'main' };
  }
}

const PERSON_VIEWS: readonly PersonView[] = ['photos', 'faces', 'check', 'alike'];
const ID_PATTERN = /^[1-9]\d{0,14}$/;

/** An address that was cut in the middle of a letter says nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

const listeners = new Set<() => void>();

/** Kept by the browser with every entry of its history. */
interface Entry {
  /** The address that one came from. */
  below: string;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
