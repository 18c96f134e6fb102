// Words of the list of keyboard shortcuts, in German.

import type { shortcutsWords as English } from '../en/shortcuts.ts';

export const shortcutsWords: typeof English = {
  shortcuts: {
    title: 'Tastenkürzel',
    space: 'Leertaste',
    control: 'Strg',
    delete: 'Entf',
    groups: [
      {
        title: 'Überall',
        keys: [
          { keys: ['?'], does: 'Diese Liste zeigen' },
          { keys: ['Strg', 'Z'], does: 'Rückgängig' },
          { keys: ['Strg', 'Umschalt', 'Z'], does: 'Wiederholen' },
          { keys: ['Esc'], does: 'Schließen, ein Feld verlassen, Auswahl aufheben' },
        ],
      },
      {
        title: 'Auf jeder Seite',
        keys: [
          { keys: ['1', '…', '7'], does: 'Personen, Fotos, Prüfen, Alben, Suche, Aktivität, Einstellungen' },
          { keys: ['/'], does: 'Suchen' },
          { keys: ['Strg', 'K'], does: 'Suchen, auch beim Schreiben' },
        ],
      },
      {
        title: 'Personen',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Bewegen' },
          { keys: ['Enter'], does: 'Öffnen' },
          { keys: ['X'], does: 'Auswählen, auch Gesichter einer Person' },
          { keys: ['Umschalt', '←', '…'], does: 'Im Vorbeigehen auswählen' },
          { keys: ['Strg', 'A'], does: 'Alles auswählen' },
          { keys: ['N'], does: 'Benennen' },
          { keys: ['F'], does: 'Favorit' },
        ],
      },
      {
        title: 'Fotos',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Bewegen' },
          { keys: ['Enter'], does: 'Öffnen' },
          { keys: ['X'], does: 'Auswählen' },
          { keys: ['Umschalt', '←', '…'], does: 'Im Vorbeigehen auswählen' },
          { keys: ['Umschalt', 'X'], does: 'Bis hierher auswählen' },
          { keys: ['Strg', 'A'], does: 'Alles auswählen' },
          { keys: ['F'], does: 'Favorit' },
          { keys: ['Pos1'], does: 'Neuestes Foto' },
          { keys: ['Ende'], does: 'Ältestes Foto' },
        ],
      },
      {
        title: 'Foto',
        keys: [
          { keys: ['←', '→'], does: 'Vorheriges, nächstes' },
          { keys: ['F'], does: 'Favorit' },
          { keys: ['B'], does: 'Gesichter und Namen' },
          { keys: ['I'], does: 'Informationen' },
          { keys: ['+', '−', '0'], does: 'Vergrößern, verkleinern, ganz zeigen' },
          { keys: ['D'], does: 'Gesicht einzeichnen' },
          { keys: ['N'], does: 'Gesichter der Reihe nach benennen' },
          { keys: ['S'], does: 'Diashow, anhalten' },
          { keys: ['L'], does: 'Film eines Live-Fotos' },
          { keys: ['Leertaste'], does: 'Video abspielen, anhalten; währenddessen springen ← und → um 5 Sekunden' },
          { keys: ['M'], does: 'Ton eines Videos' },
          { keys: [',', '.'], does: 'Voriger, nächster Moment eines Videos' },
        ],
      },
      {
        title: 'Personen benennen',
        keys: [
          { keys: ['Enter'], does: 'Name speichern' },
          { keys: ['→', '←'], does: 'Später, zurück (Feld leer)' },
          { keys: ['Entf'], does: 'Verbergen (Feld leer)' },
          { keys: ['↓'], does: 'Ein Vorschlag (Feld leer)' },
          { keys: ['Strg', 'Z'], does: 'Rückgängig (Feld leer)' },
        ],
      },
      {
        title: 'Ist das immer …?',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Bewegen' },
          { keys: ['X'], does: 'Nicht diese Person' },
          { keys: ['Enter'], does: 'Speichern' },
        ],
      },
      {
        title: 'Ist das auch …?',
        keys: [
          { keys: ['S'], does: 'Ja' },
          { keys: ['D'], does: 'Nein' },
          { keys: ['Leertaste'], does: 'Offen lassen' },
        ],
      },
      {
        title: 'Prüfen',
        keys: [
          { keys: ['D', '←'], does: 'Verschiedene Personen' },
          { keys: ['F', 'S', '→'], does: 'Dieselbe Person' },
          { keys: ['Leertaste'], does: 'Nicht sicher' },
          { keys: ['L'], does: 'Später, am Ende' },
          { keys: ['Q', 'T'], does: 'Kein Gesicht, links oder rechts' },
          { keys: ['A', 'G'], does: 'Spiegel oder Collage, links oder rechts' },
          { keys: ['Z'], does: 'Rückgängig' },
          { keys: ['C'], does: 'Ganze Fotos oder Gesichter' },
        ],
      },
    ],
  },
};
