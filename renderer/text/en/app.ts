// Words of what stands on every page, in English.

import { english } from '../../../app/sentences/english.ts';
import { count, number } from '../format.ts';
import { faces, people, peopleSeen, photos } from './counts.ts';

export const appWords = {
  /** What the engine says. */
  engine: english,

  product: 'Kindred',

  undo: 'Undo',

  redo: 'Redo',

  cancel: 'Cancel',

  close: 'Close',

  tryAgain: 'Try again',

  more: 'More actions',

  photos,

  faces,

  people,

  peopleSeen,

  skipToContent: 'Skip to content',

  pages: {
    people: 'People',
    photos: 'Photos',
    review: 'Review',
    albums: 'Albums',
    search: 'Search',
    activity: 'Activity',
    settings: 'Settings',
    navigation: 'Main',
  },

  errors: {
    unreachable: 'Kindred does not answer. Is it still running?',
    unexpected: 'Something went wrong on this page. Please try once more.',
    broken: 'This page could not be shown',
    reload: 'Reload',
    notSent: 'Kindred did not send this page. It comes by itself once Kindred answers again.',
    load: 'This could not be loaded',
    connectionLost: 'Connection to Kindred lost. Trying again …',
    letOut: 'Kindred was started again and does not know this page any more, or you were signed out.',
    wayBack: 'Show the way back',
  },

  progress: {
    opening: 'Loading faces',
    scanning: 'Looking for photos',
    reading: 'Finding faces',
    grouping: 'Grouping people',
    videos: 'Finding people in videos',
    paused: 'Paused',
    onBattery: 'Paused while on battery',
    idle: 'Up to date',
    done: (done: number, total: number) => `${number(done)} of ${photos(total)}`,
    videosDone: (done: number, total: number) => `${number(done)} of ${count(total, 'video', 'videos')}`,
    found: (count: number) => `${photos(count)} found so far`,
    rate: (rate: string) => `${rate} ${rate === '1' ? 'photo' : 'photos'} a second`,
    pause: 'Pause',
    resume: 'Resume',
    label: 'Progress of the scan',
    failed: (value: number) => `${number(value)} could not be read`,
  },

  timeLeft: {
    moment: 'less than a minute left',
    minutes: (minutes: number) => `about ${count(minutes, 'minute', 'minutes')} left`,
    hours: (hours: number) => `about ${count(hours, 'hour', 'hours')} left`,
    hoursAndMinutes: (hours: number, minutes: number) =>
      `about ${count(hours, 'hour', 'hours')} ${count(minutes, 'minute', 'minutes')} left`,
  },

  toasts: {
    restarted: 'Kindred was started again: everything here is up to date.',
    region: 'Messages',
    undone: (sentence: string) => `Taken back: ${sentence}`,
    nothingToUndo: 'There is nothing to take back.',
    redone: (sentence: string) => `Said again: ${sentence}`,
    nothingToRedo: 'There is nothing to say again.',
  },
};
