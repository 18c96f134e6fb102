// Words of what stands on every page, in German.

import { german } from '../../../app/sentences/german.ts';
import type { appWords as English } from '../en/app.ts';
import { count, number } from '../format.ts';
import { faces, people, peopleSeen, photos } from './counts.ts';

export const appWords: typeof English = {
  engine: german,

  product: 'Kindred',

  undo: 'Rückgängig',

  redo: 'Wiederholen',

  cancel: 'Abbrechen',

  close: 'Schließen',

  tryAgain: 'Noch einmal versuchen',

  more: 'Weitere Aktionen',

  photos,

  faces,

  people,

  peopleSeen,

  skipToContent: 'Zum Inhalt springen',

  pages: {
    people: 'Personen',
    photos: 'Fotos',
    review: 'Prüfen',
    albums: 'Alben',
    search: 'Suche',
    activity: 'Aktivität',
    settings: 'Einstellungen',
    navigation: 'Hauptnavigation',
  },

  errors: {
    unreachable: 'Kindred antwortet nicht. Läuft es noch?',
    unexpected: 'Auf dieser Seite ist etwas schiefgegangen. Bitte noch einmal versuchen.',
    broken: 'Diese Seite konnte nicht angezeigt werden',
    reload: 'Neu laden',
    notSent: 'Kindred hat diese Seite nicht geschickt. Sie kommt von selbst, sobald Kindred wieder antwortet.',
    load: 'Das konnte nicht geladen werden',
    connectionLost: 'Verbindung zu Kindred verloren. Neuer Versuch …',
    letOut: 'Kindred wurde neu gestartet und kennt diese Seite nicht mehr, oder du wurdest abgemeldet.',
    wayBack: 'Den Weg zurück zeigen',
  },

  progress: {
    opening: 'Lädt Gesichter',
    scanning: 'Sucht Fotos',
    reading: 'Findet Gesichter',
    grouping: 'Gruppiert Personen',
    videos: 'Findet Personen in Videos',
    paused: 'Angehalten',
    onBattery: 'Angehalten im Akkubetrieb',
    idle: 'Alles aktuell',
    done: (done: number, total: number) => `${number(done)} von ${photos(total)}`,
    videosDone: (done: number, total: number) => `${number(done)} von ${count(total, 'Video', 'Videos')}`,
    found: (count: number) => `bisher ${photos(count)} gefunden`,
    rate: (rate: string) => `${rate} ${rate === '1' ? 'Foto' : 'Fotos'} pro Sekunde`,
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    label: 'Fortschritt der Suche',
    failed: (value: number) => `${number(value)} nicht lesbar`,
  },

  timeLeft: {
    moment: 'noch weniger als eine Minute',
    minutes: (minutes: number) => `noch etwa ${count(minutes, 'Minute', 'Minuten')}`,
    hours: (hours: number) => `noch etwa ${count(hours, 'Stunde', 'Stunden')}`,
    hoursAndMinutes: (hours: number, minutes: number) =>
      `noch etwa ${count(hours, 'Stunde', 'Stunden')} ${count(minutes, 'Minute', 'Minuten')}`,
  },

  toasts: {
    restarted: 'Kindred wurde neu gestartet: Hier ist alles aktuell.',
    region: 'Meldungen',
    undone: (sentence: string) => `Zurückgenommen: ${sentence}`,
    nothingToUndo: 'Es gibt nichts zurückzunehmen.',
    redone: (sentence: string) => `Wieder gesagt: ${sentence}`,
    nothingToRedo: 'Es gibt nichts zu wiederholen.',
  },
};
