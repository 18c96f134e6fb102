// Words of the viewer of one photo, in German.

import type { viewerWords as English } from '../en/viewer.ts';
import { count, degrees, number } from '../format.ts';

export const viewerWords: typeof English = {
  viewer: {
    video: {
      label: 'Video',
      play: 'Abspielen',
      pause: 'Anhalten',
      position: 'Stelle',
      at: (at: string, of: string) => `${at} von ${of}`,
      mute: 'Ton aus',
      unmute: 'Ton an',
      unplayable: (codec: string | null) =>
        `Dieser Browser kann dieses Video nicht abspielen${codec === null ? '' : ` (${codec})`}. Das Original lässt sich mit einem anderen Programm öffnen.`,
      length: 'Länge',
    },
    moments: {
      label: 'Wer wann zu sehen ist',
      mark: (name: string, times: string) => `${name}, ${times}`,
      jump: (times: string) => `Zu ${times}`,
      more: (value: number) => `${count(value, 'weiterer Moment', 'weitere Momente')} unter Informationen`,
      unknown: 'Unbekannt',
      remove: 'Moment entfernen',
      states: {
        waiting: 'In diesem Video wurde noch niemand gesucht. Kindred tut das, wenn sonst nichts zu tun ist.',
        working: 'Kindred sieht dieses Video gerade durch …',
        done: 'Keine Gesichter gefunden',
        failed: 'Dieses Video ließ sich nicht durchsehen.',
        off: 'In diesem Video werden keine Personen gesucht: In den Einstellungen ist das abgeschaltet, für alle Videos oder für seinen Ordner.',
        noDecoder: 'Um in diesem Video Personen zu finden, braucht Kindred das Programm FFmpeg.',
      },
    },
    film: 'Live: Film zu diesem Foto abspielen',
    filmLabel: 'Film zu diesem Foto',
    live: 'Live',
    label: 'Foto',
    previous: 'Vorheriges Foto',
    next: 'Nächstes Foto',
    info: 'Informationen',
    faces: 'Gesichter zeigen',
    play: 'Diashow',
    pause: 'Diashow anhalten',
    pace: (seconds: number) => `${number(seconds)} s je Foto`,
    changePace: 'Schneller oder langsamer',
    drawing: {
      action: 'Gesicht einzeichnen',
      label: 'Rahmen um das Gesicht: Pfeiltasten verschieben ihn, mit Umschalt ändern sie die Größe, Enter behält ihn',
      hint: 'Zieh einen Rahmen um das Gesicht, oder nimm Pfeiltasten, Umschalt und Enter. Esc bricht ab.',
    },
    inTurn: {
      action: 'Der Reihe nach benennen',
      left: (left: number, skipped: number) =>
        `${count(left, 'Gesicht', 'Gesichter')} ohne Namen${skipped === 0 ? '' : ` · ${number(skipped)} übersprungen`}`,
      back: 'Zurück',
      skip: 'Überspringen',
      end: 'Fertig',
      through: 'Hier ist kein Gesicht mehr zu benennen.',
      skipped: (value: number) =>
        value === 1 ? 'Ein Gesicht wurde übersprungen.' : `${number(value)} Gesichter wurden übersprungen.`,
      again: 'Noch einmal fragen',
    },
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fit: 'Ganz zeigen',
    position: (place: number, total: number) => `${number(place)} von ${number(total)}`,
    unknownFace: 'Noch nicht gruppiert',
    goToPerson: 'Alle Fotos',
    notThisPerson: 'Nicht diese Person',
    failed: 'Dieses Foto lässt sich nicht zeigen. Die Datei ist vielleicht nicht da.',
    facts: {
      taken: 'Aufgenommen',
      fileTime: (when: string) => `Zeit der Datei: ${when}`,
      takenFrom: {
        name: 'Nach dem Namen der Datei',
        file: 'Das Foto sagt nicht, wann es aufgenommen wurde.',
        user: 'Nach deiner Angabe',
        sidecar: 'Nach der .xmp-Datei daneben',
        gps: 'Weltzeit, nach GPS',
      },
      title: 'Titel',
      keywords: 'Schlagwörter',
      unread: 'Nicht alles wurde gelesen',
      place: 'Ort',
      position: (latitude: number, longitude: number) =>
        `${degrees(latitude)}° ${latitude < 0 ? 'S' : 'N'}, ${degrees(longitude)}° ${longitude < 0 ? 'W' : 'O'}`,
      people: 'Personen',
      nobody: 'Keine Gesichter gefunden',
      camera: 'Kamera',
      size: 'Größe',
      file: 'Datei',
      copies: (value: number) => count(value, 'Datei', 'gleiche Dateien'),
      original: 'Original öffnen',
      folder: 'Im Ordner zeigen',
    },
  },
};
