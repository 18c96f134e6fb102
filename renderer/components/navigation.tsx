// The way from page to page: at the side of a wide window, at the bottom of a narrow one.

import type { MouseEvent, ReactNode } from 'react';
import { Activity, Images, LibraryBig, Search, Settings, SquareSplitHorizontal, Users } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { addressOf, type Place } from '../router.ts';
import { number, percent } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './navigation.module.css';

type MainPage = Exclude<Place['page'], 'person' | 'naming' | 'album' | 'folder'>;

const PAGE_ICONS: Record<MainPage, ReactNode> = {
  people: <Users aria-hidden />,
  photos: <Images aria-hidden />,
  review: <SquareSplitHorizontal aria-hidden />,
  albums: <LibraryBig aria-hidden />,
  search: <Search aria-hidden />,
  activity: <Activity aria-hidden />,
  settings: <Settings aria-hidden />,
};
/** In the order of the keys 1 to 7. */
export const MAIN_PLACES: readonly (Place & { page: MainPage })[] = [
  { page: 'people', section: 'main' },
  { page: 'photos' },
  { page: 'review' },
  { page: 'albums' },
  { page: 'search', query: '' },
  { page: 'activity' },
  { page: 'settings' },
];

export function Navigation({ place, status }: { place: Place; status: Status }) {
  return (
    <nav className={styles['navigation']} aria-label={text.pages.navigation}>
      <a className={styles['skip']} href={addressOf(place)} onClick={skipToContent}>
        {text.skipToContent}
      </a>
      <p className={styles['brand']}>
        <img src="./icon.svg" alt="" width={28} height={28} />
        {text.product}
      </p>
      <ul>
        {MAIN_PLACES.map((main) => (
          <li key={main.page} data-page={main.page}>
            <a href={addressOf(main)} aria-current={main.page === mainPageOf(place) ? 'page' : undefined}>
              {PAGE_ICONS[main.page]}
              <span className={styles['label']}>{text.pages[main.page]}</span>
              <Mark page={main.page} status={status} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function mainPageOf({ page }: Place): MainPage {
  switch (page) {
    case 'person':
    case 'naming':
      return 'people';
    case 'album':
    case 'folder':
      return 'albums';
    default:
      return page;
  }
}

function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}

/** How many questions matter; how much of the scan, or of opening the library, is done. */
function Mark({ page, status }: { page: MainPage; status: Status }) {
  const { activity, photos, importantQuestions } = status;
  if (page === 'review' && importantQuestions > 0) {
    return <span className={styles['badge']}>{importantQuestions > 999 ? '999+' : number(importantQuestions)}</span>;
  }
  if (page === 'activity' && activity !== 'idle' && photos.total > 0) {
    return <span className={styles['quiet']}>{percent(shareOf(status))}</span>;
  }
  return null;
}

function shareOf({ activity, photos, videos, loaded }: Status): number {
  if (activity === 'opening') return loaded;
  if (activity === 'videos') return (videos.done + videos.failed) / (videos.done + videos.failed + videos.waiting);
  return (photos.done + photos.failed) / photos.total;
}
