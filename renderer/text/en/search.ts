// Words of searching, in English.

import { count } from '../format.ts';
import { photos } from './counts.ts';

export const searchWords = {
  searchPage: {
    label: 'Search photos',
    placeholder: 'Names, dates, folders …',
    suggestions: 'Suggestions',
    clear: 'Clear',
    understood: 'Looking for',
    people: 'People',
    albums: 'Albums',
    results: 'Photos',
    save: 'Save as album',
    emptyTitle: 'What are you looking for?',
    emptyBody:
      'Names, dates, folders, file names, titles, places, cameras and lenses can be combined; a minus leaves a person out.',
    emptyKey: 'Press / from anywhere to come here.',
    examples: (one: string, other: string) => [
      `with ${one} and ${other}`,
      `${one} without ${other}`,
      `${one} 2019`,
      'July 2019',
      'favourites',
    ],
    noneTitle: 'No photo fits all of this',
    noneBody: 'Leave something out, or put words in quotation marks to find them as they are.',
    noneOfOneTitle: 'No photo fits this',
    noneOfWordBody: 'Check how it is written, or try another word.',
    noneOfPartBody: 'Put it in quotation marks to find the words as they are.',
    instead: 'What would be found with less',
    insteadEither: (names: string, value: number) => `With or without ${names}: ${photos(value)}`,
    insteadPart: (part: string, value: number) => `Without ${part}: ${photos(value)}`,
    corrected: (typed: string, names: string) => `“${typed}” is found nowhere. Shown instead: ${names}`,
    nothingTitle: 'That says nothing by itself',
    nothingBody: 'Add a name, a date or a word.',
    or: 'or',
    without: 'without',
    since: (date: string) => `since ${date}`,
    until: (date: string) => `until ${date}`,
    videosFound: (value: number) => count(value, 'video', 'videos'),
    videos: 'Videos',
    longerThan: (time: string) => `longer than ${time}`,
    shorterThan: (time: string) => `shorter than ${time}`,
    contains: (word: string) => `“${word}”`,
    unknown: (name: string) => `${name} cannot be left out: nobody is called so`,
    album: 'Album',
    favourites: 'favourites',
    /** After “without”. */
    lacked: { date: 'a date', people: 'people' },
  },
};
