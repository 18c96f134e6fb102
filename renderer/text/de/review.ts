// Words of Review, in German.

import type { reviewWords as English } from '../en/review.ts';
import { count, number } from '../format.ts';
import { faces, photos } from './counts.ts';

export const reviewWords: typeof English = {
  review: {
    title: 'Gleich oder verschieden?',
    withinTitle: (name: string | null) => (name === null ? 'Ist das eine Person?' : `Sind das beide Male ${name}?`),
    lead: 'Jede Antwort macht deine Personen vollständiger.',
    remaining: (important: number, all: number) => {
      if (important === 0) return `noch ${count(all, 'Frage', 'Fragen')}`;
      const others = all - important;
      return `${count(important, 'wichtige Frage', 'wichtige Fragen')}${others > 0 ? ` · ${count(others, 'weitere', 'weitere')}` : ''}`;
    },
    together: 'Bisher ist das eine Person',
    one: 'Ja, eine Person',
    two: 'Nein, zwei Personen',
    more: 'Weitere Gesichter dieser Seite',
    moreOf: (date: string) => `Gesicht vom ${date}`,
    moreUndated: 'Gesicht ohne Datum',
    fewer: (value: number) => `${count(value, 'weitere Frage hat', 'weitere Fragen haben')} sich damit erledigt.`,
    roundTitle: (value: number) => `${number(value)} beantwortet`,
    round: (fewer: number, found: number) => [
      ...(fewer > 0 ? [count(fewer, 'Frage weniger', 'Fragen weniger')] : []),
      ...(found > 0 ? [`${photos(found)} ${found === 1 ? 'hat seine' : 'haben ihre'} Person gefunden`] : []),
    ],
    nothingImportant: 'Das Wichtigste ist beantwortet.',
    enough: 'Genug für jetzt',
    goOn: 'Weiter',
    same: 'Dieselbe Person',
    different: 'Verschiedene Personen',
    unsure: 'Nicht sicher',
    later: 'Später',
    laterHint: 'Kommt am Ende noch einmal (L)',
    notFace: 'Kein Gesicht',
    mirror: 'Spiegel oder Collage',
    mirrorHint: 'Auf diesem Foto kann eine Person mehrmals zu sehen sein',
    saidBeforeTitle: 'Vorher hast du etwas anderes gesagt',
    saidBefore: (answer: 'same' | 'different', when: string) =>
      answer === 'same'
        ? `Diese beiden sind dieselbe Person, hast du gesagt (${when}). Welche Antwort gilt?`
        : `Diese beiden sind verschiedene Personen, hast du gesagt (${when}). Welche Antwort gilt?`,
    saidBeforeKeep: 'Die frühere',
    saidBeforeInsist: 'Die Antwort von jetzt',
    onePhotoTitle: 'Beide sind auf diesem Foto',
    onePhotoBody: 'Zweimal ist eine Person nur in einem Spiegel oder auf einer Collage zu sehen. Ist es so?',
    onePhotoSame: 'Ja, dieselbe Person',
    context: 'Ganze Fotos',
    closeUp: 'Nur Gesichter',
    openPhoto: 'Ganzes Foto öffnen',
    unnamed: 'Unbenannt',
    inVideo: (times: string) => `In einem Video, ${times}`,
    doneTitle: 'Alles sortiert',
    doneBody: 'Gerade gibt es nichts zu fragen. Neue Fotos bringen vielleicht neue Fragen.',
    doneAction: 'Personen ansehen',
    twoNamesTitle: 'Welcher Name bleibt?',
    twoNamesBody: 'Beide haben schon einen Namen. Als dieselbe Person brauchen sie einen.',
    twoNamesDifferent: 'Es sind verschiedene Personen',
    settled: (value: number) => `${faces(value)} geklärt`,
    answers: 'Deine Antwort',
  },
};
