// Words of searching, in German.

import type { searchWords as English } from '../en/search.ts';
import { count } from '../format.ts';
import { photos } from './counts.ts';

export const searchWords: typeof English = {
  searchPage: {
    label: 'Fotos suchen',
    placeholder: 'Namen, Daten, Ordner …',
    suggestions: 'Vorschläge',
    clear: 'Leeren',
    understood: 'Gesucht wird',
    people: 'Personen',
    albums: 'Alben',
    results: 'Fotos',
    save: 'Als Album speichern',
    emptyTitle: 'Was suchst du?',
    emptyBody:
      'Namen, Daten, Ordner, Dateinamen, Titel, Orte, Kameras und Objektive lassen sich verbinden; ein Minus schließt eine Person aus.',
    emptyKey: 'Mit / kommst du von überall hierher.',
    examples: (one: string, other: string) => [
      `mit ${one} und ${other}`,
      `${one} ohne ${other}`,
      `${one} 2019`,
      'Juli 2019',
      'Favoriten',
    ],
    noneTitle: 'Kein Foto erfüllt all das',
    noneBody: 'Lass etwas weg, oder setze Wörter in Anführungszeichen, um sie genau so zu finden.',
    noneOfOneTitle: 'Kein Foto passt dazu',
    noneOfWordBody: 'Prüfe, wie es geschrieben ist, oder versuch es mit einem anderen Wort.',
    noneOfPartBody: 'Setze es in Anführungszeichen, um die Wörter genau so zu finden.',
    instead: 'Was mit weniger gefunden würde',
    insteadEither: (names: string, value: number) => `Mit oder ohne ${names}: ${photos(value)}`,
    insteadPart: (part: string, value: number) => `Ohne ${part}: ${photos(value)}`,
    corrected: (typed: string, names: string) => `„${typed}“ gibt es nirgends. Gezeigt wird stattdessen: ${names}`,
    nothingTitle: 'Das allein sagt nichts',
    nothingBody: 'Füge einen Namen, ein Datum oder ein Wort hinzu.',
    or: 'oder',
    without: 'ohne',
    since: (date: string) => `seit ${date}`,
    until: (date: string) => `bis ${date}`,
    videosFound: (value: number) => count(value, 'Video', 'Videos'),
    videos: 'Videos',
    longerThan: (time: string) => `länger als ${time}`,
    shorterThan: (time: string) => `kürzer als ${time}`,
    contains: (word: string) => `„${word}“`,
    unknown: (name: string) => `${name} lässt sich nicht ausschließen: so heißt niemand`,
    album: 'Album',
    favourites: 'Favoriten',
    lacked: { date: 'Datum', people: 'Personen' },
  },
};
