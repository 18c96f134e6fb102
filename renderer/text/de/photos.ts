// Words of walls of photos, and what is done with those selected, in German.

import type { photosWords as English } from '../en/photos.ts';
import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

export const photosWords: typeof English = {
  favourites: {
    add: (name: string) => `${name} zu den Favoriten nehmen`,
    remove: (name: string) => `${name} aus den Favoriten nehmen`,
    mark: 'Favorit',
    toast: (value: number) => (value === 1 ? 'Jetzt unter den Favoriten' : `${people(value)} sind jetzt Favoriten`),
    takenOutToast: (value: number) =>
      value === 1 ? 'Nicht mehr unter den Favoriten' : `${people(value)} sind keine Favoriten mehr`,
    addPhoto: 'Dieses Foto zu den Favoriten nehmen',
    removePhoto: 'Dieses Foto aus den Favoriten nehmen',
    addVideo: 'Dieses Video zu den Favoriten nehmen',
    removeVideo: 'Dieses Video aus den Favoriten nehmen',
    photosToast: (value: number) =>
      value === 1 ? 'Jetzt unter den Favoriten' : `${photos(value)} sind jetzt Favoriten`,
    photosTakenOutToast: (value: number) =>
      value === 1 ? 'Nicht mehr unter den Favoriten' : `${photos(value)} sind keine Favoriten mehr`,
  },

  decoderMissing: {
    title: (videos: number) => `${count(videos, 'Video hat', 'Videos haben')} noch kein Bild.`,
    body: 'Aufgelistet und abgespielt werden sie trotzdem. Für ihre Bilder, und um Personen in ihnen zu finden, braucht Kindred das Programm FFmpeg: Installiere es (unter Debian und Ubuntu: apt install ffmpeg; sonst von ffmpeg.org) oder nenne seine Datei in KINDRED_FFMPEG, und starte Kindred neu.',
    read: 'Verstanden',
  },

  photosPage: {
    empty: 'Noch keine Fotos',
    emptyBody: 'Fotos erscheinen hier, sobald sie gelesen sind.',
    undated: 'Ohne Datum',
    scale: 'Monat in der Zeitleiste',
    open: (date: string | null, place: number) => (date === null ? `Foto ${number(place)}` : `Foto vom ${date}`),
    openVideo: (date: string | null, place: number, time: string | null) =>
      `${date === null ? `Video ${number(place)}` : `Video vom ${date}`}${time === null ? '' : `, ${time}`}`,
    seenAt: (times: string) => `zu sehen bei ${times}`,
    select: (date: string | null, place: number) =>
      date === null ? `Foto ${number(place)} auswählen` : `Foto vom ${date} auswählen`,
    selectVideo: (date: string | null, place: number) =>
      date === null ? `Video ${number(place)} auswählen` : `Video vom ${date} auswählen`,
  },

  inHand: {
    identify: 'Das ist …',
    identifyTitle: (value: number) => (value === 1 ? 'Wer ist das?' : `Wer ist auf diesen ${number(value)} Fotos?`),
    identifyBody: 'Gemeint ist auf jedem Foto das eine Gesicht, das noch keinen Namen hat.',
    identified: (name: string | null, said: Record<'faces' | 'known' | 'several' | 'without', number>) => {
      const who = name ?? 'diese Person';
      const named = said.faces === 0 ? 'Nichts wurde geändert.' : `${faces(said.faces)} zugeordnet: ${who}.`;
      return [
        named,
        ...(said.known > 0 ? [`Schon vorher da: ${who} auf ${count(said.known, 'Foto', 'Fotos')}.`] : []),
        ...(said.several > 0 ? [`${photos(said.several)} mit mehreren namenlosen Gesichtern: wie bisher.`] : []),
        ...(said.without > 0 ? [`${photos(said.without)} ohne ein solches Gesicht.`] : []),
      ].join(' ');
    },
    edit: 'Datum und Titel',
    edited: (changed: number, all: number) =>
      changed === 0
        ? 'Nichts wurde geändert.'
        : `${photos(changed)} geändert.${changed < all ? ` Wie bisher: ${number(all - changed)}.` : ''}`,
    dates: {
      title: (value: number) => (value === 1 ? 'Datum und Titel' : `Datum und Titel von ${photos(value)}`),
      lead: 'Kindred merkt es sich; die Dateien bleiben unberührt.',
      date: 'Wann aufgenommen',
      changes: {
        keep: 'Wie bisher',
        set: 'Ein anderes Datum',
        shift: 'Um Stunden früher oder später',
        own: 'Wie die Fotos selbst sagen',
      },
      year: 'Jahr',
      month: 'Monat',
      day: 'Tag',
      time: 'Uhrzeit',
      unknown: 'Unbekannt',
      direction: 'Richtung',
      later: 'Später um',
      earlier: 'Früher um',
      hours: 'Stunden',
      minutes: 'Minuten',
      example: (before: string, after: string) => `Zum Beispiel ${before}: dann ${after}`,
      timeless: 'Fotos ohne Uhrzeit bleiben, wie sie sind.',
      offset: 'Zeitzone',
      keepOffset: 'Wie bisher',
      noOffset: 'Unbekannt',
      name: 'Titel',
      keepTitles: 'Wie bisher',
      ownTitles: 'Titel, wie die Fotos selbst sagen',
      save: 'Speichern',
    },
    print: 'Drucken',
    tooMany: (most: number) => `Höchstens ${photos(most)} auf einmal`,
    printing: {
      title: (value: number) => `${photos(value)} drucken`,
      perPage: 'Fotos pro Seite',
      captions: 'Mit Datum und Titel',
      pages: (value: number) => count(value, 'Seite', 'Seiten'),
      print: 'Drucken',
    },
  },

  download: {
    action: 'Fotos herunterladen',
    body: 'Die Originaldateien, Byte für Byte, in einem Zip.',
    begin: 'Herunterladen',
    copy: 'In einen Ordner kopieren …',
    copyBody:
      'Kopiert werden die Originaldateien, Byte für Byte. Was im Ordner schon da ist, wird nicht überschrieben.',
    sidecars: 'Mit .xmp-Dateien',
    sidecarsHint: 'Was neben ihnen steht und wer darauf ist: für digiKam, Lightroom, Immich und andere Programme.',
    copied: (files: number, path: string) => `${count(files, 'Datei', 'Dateien')} nach ${path} kopiert.`,
    stopped: (files: number, path: string) => `Abgebrochen: ${count(files, 'Datei', 'Dateien')} nach ${path} kopiert.`,
    copying: 'In einen Ordner kopieren',
    copyingFiles: (done: number, total: number) => `${number(done)} von ${count(total, 'Datei', 'Dateien')}`,
    begun: (files: number, size: string) => `${count(files, 'Datei', 'Dateien')}, ${size}: Der Download läuft.`,
    absent: (value: number) => `Derzeit nicht erreichbar: ${photos(value)}.`,
    withoutNames: (value: number) =>
      `Ohne Namen mitgegeben, die .xmp-Datei ist, wie sie war: ${count(value, 'Datei', 'Dateien')}.`,
  },
};
