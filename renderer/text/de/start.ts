// Words of the first steps and the first scan, in German.

import type { startWords as English } from '../en/start.ts';
import { count, number } from '../format.ts';
import { people, peopleSeen, photos } from './counts.ts';

export const startWords: typeof English = {
  welcome: {
    title: 'Alle deine Lieben an einem Ort',
    lead: 'Kindred sieht deine Fotos durch, findet die Gesichter und bringt alle Bilder derselben Person zusammen.',
    steps: ['Ordner wählen', 'Was mit deinen Fotos geschieht', 'Personen tauchen auf'],
    stepsLabel: 'Erste Schritte',
    samples: (value: number) => `Oder probier es mit ${photos(value)} aus, die Kindred mitbringt`,
    promisesTitle: 'Nichts verlässt diesen Computer',
    promisesLead: 'Während du das liest, hat Kindred begonnen, deine Fotos durchzusehen.',
    promises: [
      {
        title: 'Nur gelesen',
        body: 'Deine Fotos bleiben, wo sie sind. Kindred ändert, verschiebt und löscht sie nie.',
      },
      {
        title: 'Bleibt hier',
        body: 'Kein Konto, keine Cloud, kein Netz. Dieser Computer findet und vergleicht die Gesichter.',
      },
      {
        title: 'Dein Wort gilt',
        body: 'Namen und Antworten gehören dir: Alle lassen sich zurücknehmen, und keine geht verloren.',
      },
    ],
    continue: 'Weiter',
    watchTitle: 'Das sind deine Personen',
    watchLead: (value: number) =>
      value === 0
        ? 'Gleich sind die ersten Gesichter da.'
        : `Bisher ${people(value)}. Du kannst weitermachen, während mehr dazukommen.`,
    watched: 'Bisher gefundene Personen',
    open: 'Meine Personen zeigen',
    name: 'Namen geben',
    label: 'Ordner mit deinen Fotos',
    placeholder: '/home/du/Bilder',
    browse: 'Ordner wählen …',
    start: 'Personen finden',
    starting: 'Beginnt …',
    note: 'Unterordner gehören dazu. Weitere Ordner kannst du später hinzufügen.',
    back: 'Zurück',
    backHint: 'Einen anderen Ordner wählen',
  },

  picking: {
    title: 'Ordner wählen',
    up: 'Eine Ebene höher',
    drives: 'Laufwerke',
    inside: 'Ordner darin',
    filter: 'Hier einen Ordner suchen',
    empty: 'In diesem Ordner liegt kein weiterer.',
    none: 'So heißt hier kein Ordner.',
    choose: 'Diesen Ordner wählen',
    back: 'Zurück',
    left: (value: number) =>
      `${count(value, 'weiterer Ordner steht', 'weitere Ordner stehen')} nicht in der Liste: Schreib stattdessen den Pfad.`,
    counting: (value: number) => `bisher ${count(value, 'Bild', 'Bilder')} …`,
    counted: (value: number) => (value === 0 ? 'Keine Bilder darin' : `${count(value, 'Bild', 'Bilder')} darin`),
    atLeast: (value: number) => `Mehr als ${count(value, 'Bild', 'Bilder')} darin`,
  },

  firstScan: {
    label: 'Das erste Durchsehen ist fertig',
    name: (value: number) =>
      value === 1
        ? 'Dieser Person einen Namen geben'
        : value >= 10
          ? 'Die zehn größten benennen'
          : `Diese ${number(value)} Personen benennen`,
    close: 'Später',
    tell: 'Sag mir, wenn es fertig ist',
    told: 'Du bekommst Bescheid, wenn es fertig ist, auch in einem anderen Fenster.',
    refused: 'Dieser Browser lässt nicht zu, dass Kindred Bescheid sagt.',
  },

  endings: {
    empty: {
      title: 'Keine Fotos hier',
      body: 'In diesem Ordner und seinen Unterordnern liegt kein Foto. Neue werden von allein gefunden.',
      library: 'In den Ordnern der Bibliothek liegt kein Foto. Neue werden von allein gefunden.',
    },
    noFaces: {
      title: 'Keine Gesichter hier',
      body: (value: number, failed: number) =>
        [
          `Kindred hat ${photos(value)} durchgesehen und kein Gesicht gefunden.`,
          ...(failed > 0 ? [`${count(failed, 'Datei war', 'Dateien waren')} nicht lesbar.`] : []),
        ].join(' '),
    },
    done: (value, found) => `Fertig: ${photos(value)}, ${peopleSeen(found)}.`,
    again: 'Anderen Ordner wählen',
    goOn: 'Ohne Fotos weiter',
    photos: 'Meine Fotos zeigen',
    addFolder: 'Ordner hinzufügen',
  },
};
