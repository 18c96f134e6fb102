// The words of the menu, the tray and notifications, in the languages that the screen speaks.

import type { Status } from '../contract.ts';
import { english } from '../sentences/english.ts';
import { german } from '../sentences/german.ts';

const en = {
  /** The engine's. */
  sentences: english,
  file: 'File',
  addFolder: 'Add Folder …',
  notify: 'Tell Me When New People Are Found',
  openAtLogin: 'Open When I Log In',
  update: 'Look for Updates',
  view: 'View',
  people: 'People',
  photos: 'Photos',
  review: 'Same or Different?',
  activity: 'Activity',
  settings: 'Settings',
  showLog: 'Show Logs and Crash Reports',
  chooseFolder: 'Choose a folder with photos',
  chooseTarget: 'Choose where the photos are copied to',
  upToDate: 'Up to date',
  percentRead: (percent: number) => `${percent} % of new photos read`,
  paused: (progress: string) => `Paused: ${progress}`,
  pause: 'Pause',
  resume: 'Go On',
  open: 'Open Kindred',
  quit: 'Quit',
  found: (people: number) => `Kindred found ${people} new ${people === 1 ? 'person' : 'people'}.`,
  done: (photos: number, { main, seldom }: Status['peopleBySection']) =>
    [
      `Done: ${photos} ${photos === 1 ? 'photo' : 'photos'}, ${main} ${main === 1 ? 'person' : 'people'}`,
      ...(seldom > 0 ? [`, and ${seldom} who ${seldom === 1 ? 'was' : 'were'} seen once or twice`] : []),
      '.',
    ].join(''),
  cannotOpen: 'Kindred cannot open its library',
};
export type Words = typeof en;

const de: Words = {
  sentences: german,
  file: 'Datei',
  addFolder: 'Ordner hinzufügen …',
  notify: 'Melden, wenn neue Personen gefunden werden',
  openAtLogin: 'Bei der Anmeldung öffnen',
  update: 'Nach Updates suchen',
  view: 'Ansicht',
  people: 'Personen',
  photos: 'Fotos',
  review: 'Gleich oder verschieden?',
  activity: 'Aktivität',
  settings: 'Einstellungen',
  showLog: 'Protokolle und Absturzberichte zeigen',
  chooseFolder: 'Ordner mit Fotos wählen',
  chooseTarget: 'Wählen, wohin die Fotos kopiert werden',
  upToDate: 'Auf dem neuesten Stand',
  percentRead: (percent) => `${percent} % der neuen Fotos gelesen`,
  paused: (progress) => `Angehalten: ${progress}`,
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  open: 'Kindred öffnen',
  quit: 'Beenden',
  found: (people) => `Kindred hat ${people} neue ${people === 1 ? 'Person' : 'Personen'} gefunden.`,
  done: (photos, { main, seldom }) =>
    [
      `Fertig: ${photos} ${photos === 1 ? 'Foto' : 'Fotos'}, ${main} ${main === 1 ? 'Person' : 'Personen'}`,
      ...(seldom > 0 ? [` und ${seldom}, die nur ein- oder zweimal zu sehen ${seldom === 1 ? 'ist' : 'sind'}`] : []),
      '.',
    ].join(''),
  cannotOpen: 'Kindred kann die Bibliothek nicht öffnen',
};

/** @param languages as the system prefers them: de-CH, fr, en */
export function wordsFor(languages: readonly string[]): Words {
  for (const language of languages) {
    if (language.startsWith('de')) return de;
    if (language.startsWith('en')) return en;
  }
  return en;
}
