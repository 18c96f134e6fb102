// Words of naming people, in German.

import type { namingWords as English } from '../en/naming.ts';
import { number } from '../format.ts';
import { people } from './counts.ts';

export const namingWords: typeof English = {
  namingPage: {
    title: 'Personen benennen',
    lead: (left: number, later: number) =>
      `${number(left)} ohne Namen${later === 0 ? '' : ` · ${number(later)} für später`}`,
    later: 'Später',
    back: 'Zurück',
    guess: (name: string) => `${name}?`,
    laterTitle: (value: number) => `${people(value)} für später aufgehoben`,
    laterBody: 'Alle anderen haben einen Namen.',
    again: 'Jetzt durchgehen',
    doneTitle: 'Alle haben einen Namen',
    doneBody: 'Wer nur ein- oder zweimal zu sehen ist, lässt sich unter „Selten“ benennen.',
  },

  naming: {
    label: 'Name',
    placeholder: 'Wer ist das?',
    save: 'Name speichern',
    takeAway: 'Name entfernen',
    suggestions: 'Personen mit ähnlichem Namen',
    edit: (name: string) => `Den Namen ${name} ändern`,
    takenTitle: (name: string) => `Ist das dieselbe Person namens ${name}?`,
    takenBody: (name: string) => `In deiner Bibliothek heißt schon jemand ${name}.`,
    takenThis: 'Das Gesicht, das du benennst',
    takenMerge: 'Ja, zusammenführen',
    takenKeep: 'Nein, beide behalten',
    takenWhich: (name: string) => `Welche Person namens ${name} ist das?`,
    takenBySeveral: (name: string) => `In deiner Bibliothek heißen schon mehrere ${name}: Wähle, wer gemeint ist.`,
    takenNone: 'Niemand davon',
    takenToast: (name: string) => `Nicht gespeichert: ${name} heißt schon jemand`,
    unsaved: (names) => `Nicht gespeichert: ${names.map((name) => `„${name}“`).join(', ')}.`,
    namedToast: (name: string) => `${name} benannt`,
    mergedToast: (name: string) => `Mit ${name} zusammengeführt`,
    unnamedToast: 'Name entfernt',
  },
};
