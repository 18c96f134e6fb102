// The whole window: navigation beside the page that the address names, an open photo above, messages on top.

import { startTransition, useCallback, useState } from 'react';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { Status } from '../app/contract.ts';
import styles from './app.module.css';
import { Banners } from './components/banners.tsx';
import { Boundary } from './components/boundary.tsx';
import { Copying } from './components/copying.tsx';
import { useDroppedFolder } from './components/dropped-folder.ts';
import { Keyboard } from './components/keyboard.tsx';
import { Navigation } from './components/navigation.tsx';
import { laterPage } from './components/later-page.tsx';
import { FailedNotice } from './components/notice.tsx';
import { PhotosBar } from './components/photos-bar.tsx';
import { PhotoSelection } from './components/photo-selection.tsx';
import { ScrollArea } from './components/scroll.tsx';
import { TakePhotos } from './components/take-photos.tsx';
import { Toasts } from './components/toasts.tsx';
import { useNoticeWhenDone } from './components/tell-when-done.tsx';
import { useStatus } from './engine/events.ts';
import { PeoplePage } from './pages/people/people.tsx';
import { PhotosPage } from './pages/photos/photos.tsx';
import { useIsWelcoming, Welcome } from './pages/welcome/welcome.tsx';
import { addressOf, type Place, useRoute } from './router.ts';

// People and photos are where one begins; the rest comes a moment later, what is opened most often first.
const Viewer = laterPage(async () => (await import('./pages/viewer/viewer.tsx')).Viewer);
const PersonPage = laterPage(async () => (await import('./pages/person/person.tsx')).PersonPage);
const AlbumPage = laterPage(async () => (await import('./pages/albums/album.tsx')).AlbumPage);
const AlbumsPage = laterPage(async () => (await import('./pages/albums/albums.tsx')).AlbumsPage);
const FolderPage = laterPage(async () => (await import('./pages/albums/folder.tsx')).FolderPage);
const ActivityPage = laterPage(async () => (await import('./pages/activity/activity.tsx')).ActivityPage);
const NamingPage = laterPage(async () => (await import('./pages/naming/naming.tsx')).NamingPage);
const ReviewPage = laterPage(async () => (await import('./pages/review/review.tsx')).ReviewPage);
const SearchPage = laterPage(async () => (await import('./pages/search/search.tsx')).SearchPage);
const SettingsPage = laterPage(async () => (await import('./pages/settings/settings.tsx')).SettingsPage);

export function App() {
  return (
    // The content policy of both shells forbids style elements.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toasts>
          <Boundary>
            <Window />
            <TakePhotos />
          </Boundary>
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Window() {
  useDroppedFolder();
  const { place, photo, face } = useRoute();
  const { below, showBelow } = useBelow(place, photo !== null);
  const { value: status, error, retry } = useStatus();
  useNoticeWhenDone(status);
  const isWelcoming = useIsWelcoming();
  const isFirstRun = status !== undefined && status.folders.length === 0 && status.photos.total === 0;

  if (status === undefined) {
    return error === undefined ? (
      <div className={styles['empty']} aria-busy />
    ) : (
      <FailedNotice error={error} onRetry={retry} />
    );
  }
  if (isFirstRun || isWelcoming) return <Welcome status={status} />;
  return (
    <div className={styles['window']}>
      <Navigation place={place} status={status} />
      {below && <Below place={below} status={status} />}
      {photo !== null && <Viewer photo={photo} face={face} place={place} onShown={showBelow} />}
      <Keyboard />
    </div>
  );
}

/** An open photo covers the page that it belongs to: at such an address the photo comes first, and the page follows. */
function useBelow(place: Place, isCovered: boolean) {
  const [below, setBelow] = useState<Place>();
  const page = addressOf(place);
  if (!isCovered && (below === undefined || addressOf(below) !== page)) setBelow(place);
  const showBelow = useCallback(() => {
    startTransition(() => setBelow(place));
    // A place is made anew at every look at the address; its address says whether it is another one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [page]);
  return { below: isCovered ? below : place, showBelow };
}

function Below({ place, status }: { place: Place; status: Status }) {
  const page = addressOf(place);
  return (
    // While the user goes on typing, the focus stays in the same box.
    <ScrollArea key={place.page === 'search' ? 'search' : page} page={page}>
      <div className={styles['page']}>
        <Banners status={status} />
        <Copying status={status} />
        <Boundary>
          <PhotoSelection place={place}>
            <Page place={place} />
            <PhotosBar />
          </PhotoSelection>
        </Boundary>
      </div>
    </ScrollArea>
  );
}

function Page({ place }: { place: Place }) {
  switch (place.page) {
    case 'people':
      return <PeoplePage section={place.section} />;
    case 'person':
      return <PersonPage person={place.person} view={place.view} />;
    case 'naming':
      return <NamingPage />;
    case 'photos':
      return <PhotosPage />;
    case 'albums':
      return <AlbumsPage />;
    case 'album':
      return <AlbumPage album={place.album} />;
    case 'folder':
      return <FolderPage folder={place.folder} directory={place.directory} />;
    case 'search':
      return <SearchPage query={place.query} />;
    case 'review':
      return <ReviewPage />;
    case 'activity':
      return <ActivityPage />;
    case 'settings':
      return <SettingsPage />;
  }
}
