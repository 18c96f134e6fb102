// Words of Activity, and missing photos, in English.

import { count } from '../format.ts';
import { photos } from './counts.ts';

export const activityWords = {
  activity: {
    folders: 'Folders',
    folderState: { ready: 'Up to date', scanning: 'Looking for photos …', away: 'Cannot be reached' },
    folderWaiting: (value: number) => `${photos(value)} to be read`,
    unread: 'Could not be read',
    unreadNone: 'Every photo could be read.',
    unreadNoneYet: 'So far every photo could be read.',
    unsearched: 'People could not be looked for in it.',
    retryAll: 'Try all again',
    retry: (name: string) => `Try ${name} again`,
    nextTry: (when: string) => `Next try: ${when}`,
    attempts: (value: number) => count(value, 'attempt', 'attempts'),
    retryToast: 'Trying again …',
    history: 'What you said',
    historyNone: 'Names, merges and answers that you give are listed here.',
    undo: 'Undo',
    undone: 'Taken back',
    showMore: 'Show more',
    manage: 'Manage folders',
    workers: 'Other machines',
    workerRate: (provider: string, rate: string) =>
      `${provider} · ${rate} ${rate === '1' ? 'photo' : 'photos'} a second`,
    workerSign: (when: string) => `Last sign: ${when}`,
    workerAway: 'Away: its photos go on elsewhere',
  },

  missing: {
    title: 'Missing photos',
    lead: 'Their files are gone, or hold another picture now. Names and answers wait: when a file comes back, so does everything that you said.',
    since: (when: string) => `Missing since ${when}`,
    forget: (name: string) => `Forget ${name}`,
    remember: (name: string) => `Keep ${name} after all`,
    forgetAll: 'Forget all',
    rememberAll: 'Keep after all',
    forgotten: (value: number) => `${photos(value)} forgotten`,
    forgottenToast: (value: number) => `${photos(value)} forgotten`,
    rememberedToast: 'Kept after all',
    empty: 'Delete for good …',
    emptyTitle: (value: number) => `Delete what is known of ${photos(value)}?`,
    emptyBody:
      'Their faces go, and the names of people who then have no face left. No file is deleted. This cannot be undone.',
    emptyConfirm: 'Delete',
    emptiedToast: (value: number) => `Nothing is known of ${photos(value)} any more`,
  },
};
