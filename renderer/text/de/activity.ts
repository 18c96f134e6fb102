// Words of Activity, and missing photos, in German.

import type { activityWords as English } from '../en/activity.ts';
import { count } from '../format.ts';
import { photos } from './counts.ts';

export const activityWords: typeof English = {
  activity: {
    folders: 'Ordner',
    folderState: { ready: 'Aktuell', scanning: 'Sucht Fotos …', away: 'Nicht erreichbar' },
    folderWaiting: (value: number) => `noch ${photos(value)} zu lesen`,
    unread: 'Nicht lesbar',
    unreadNone: 'Jedes Foto konnte gelesen werden.',
    unreadNoneYet: 'Bisher konnte jedes Foto gelesen werden.',
    unsearched: 'Darin ließen sich keine Personen suchen.',
    retryAll: 'Alle noch einmal versuchen',
    retry: (name: string) => `${name} noch einmal versuchen`,
    nextTry: (when: string) => `Nächster Versuch: ${when}`,
    attempts: (value: number) => count(value, 'Versuch', 'Versuche'),
    retryToast: 'Neuer Versuch …',
    history: 'Was du gesagt hast',
    historyNone: 'Namen, Zusammenführungen und Antworten, die du gibst, stehen hier.',
    undo: 'Rückgängig',
    undone: 'Zurückgenommen',
    showMore: 'Mehr zeigen',
    manage: 'Ordner verwalten',
    workers: 'Andere Rechner',
    workerRate: (provider: string, rate: string) =>
      `${provider} · ${rate} ${rate === '1' ? 'Foto' : 'Fotos'} pro Sekunde`,
    workerSign: (when: string) => `Letztes Lebenszeichen: ${when}`,
    workerAway: 'Nicht da: Seine Fotos gehen anderswo weiter',
  },

  missing: {
    title: 'Fehlende Fotos',
    lead: 'Ihre Dateien sind weg oder enthalten jetzt ein anderes Bild. Namen und Antworten warten: Kommt eine Datei zurück, kommt alles zurück, was du gesagt hast.',
    since: (when: string) => `Fehlt seit ${when}`,
    forget: (name: string) => `${name} vergessen`,
    remember: (name: string) => `${name} doch behalten`,
    forgetAll: 'Alle vergessen',
    rememberAll: 'Doch behalten',
    forgotten: (value: number) => `${photos(value)} vergessen`,
    forgottenToast: (value: number) => `${photos(value)} vergessen`,
    rememberedToast: 'Doch behalten',
    empty: 'Endgültig löschen …',
    emptyTitle: (value: number) => `Löschen, was von ${photos(value)} bekannt ist?`,
    emptyBody:
      'Ihre Gesichter verschwinden, und die Namen von Personen, denen dann kein Gesicht bleibt. Keine Datei wird gelöscht. Das lässt sich nicht rückgängig machen.',
    emptyConfirm: 'Löschen',
    emptiedToast: (value: number) => `Von ${photos(value)} ist nichts mehr bekannt`,
  },
};
