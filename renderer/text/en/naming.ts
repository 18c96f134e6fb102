// Words of naming people, in English.

import { number } from '../format.ts';
import { people } from './counts.ts';

export const namingWords = {
  namingPage: {
    title: 'Name people',
    lead: (left: number, later: number) =>
      `${number(left)} without a name${later === 0 ? '' : ` · ${number(later)} left for later`}`,
    later: 'Later',
    back: 'Back',
    guess: (name: string) => `${name}?`,
    laterTitle: (value: number) => `${people(value)} left for later`,
    laterBody: 'Everybody else has a name.',
    again: 'Go through them',
    doneTitle: 'Everybody has a name',
    doneBody: 'Those seen only once or twice can be named on their own wall.',
  },

  naming: {
    label: 'Name',
    placeholder: 'Who is this?',
    save: 'Save name',
    takeAway: 'Remove name',
    suggestions: 'People with a similar name',
    edit: (name: string) => `Change the name ${name}`,
    takenTitle: (name: string) => `Is this the same ${name}?`,
    takenBody: (name: string) => `Somebody else in your library is called ${name} already.`,
    takenThis: 'The face that you are naming',
    takenMerge: 'Yes, merge',
    takenKeep: 'No, keep both',
    takenWhich: (name: string) => `Which ${name} is this?`,
    takenBySeveral: (name: string) => `Several people in your library are called ${name} already: choose the one.`,
    takenNone: 'None of them',
    takenToast: (name: string) => `Not saved: somebody is called ${name} already`,
    unsaved: (names: readonly string[]) => `Not saved: ${names.map((name) => `“${name}”`).join(', ')}.`,
    namedToast: (name: string) => `Named ${name}`,
    mergedToast: (name: string) => `Merged into ${name}`,
    unnamedToast: 'Name removed',
  },
};
