// Words of Settings: folders, analysing, learning, backups, in German.

import type { settingsWords as English } from '../en/settings.ts';
import { count, number } from '../format.ts';

export const settingsWords: typeof English = {
  settings: {
    folders: 'Ordner',
    foldersLead: 'Kindred kümmert sich um diese Ordner und alles darin.',
    add: 'Ordner hinzufügen',
    adding: 'Wird hinzugefügt …',
    remove: (path: string) => `${path} entfernen`,
    removeTitle: 'Diesen Ordner aus der Bibliothek entfernen?',
    removeBody: (path: string) =>
      `Keine Datei wird gelöscht. Die Fotos in ${path} verlassen die Bibliothek; Namen und Antworten bleiben 30 Tage erhalten, falls du den Ordner wieder hinzufügst.`,
    removeConfirm: 'Ordner entfernen',
    removedToast: 'Ordner entfernt',
    addedToast: 'Ordner hinzugefügt',
    watchedToast: 'Um diesen Ordner kümmert sich Kindred schon und sieht ihn jetzt noch einmal durch',
    signOut: 'Abmelden',
    signedIn: 'Angemeldet',
    signedInBody: 'Du hast dich mit dem Passwort dieser Bibliothek angemeldet. Nach 30 Tagen wird es wieder verlangt.',
    onAPhone: 'Auf deinem Handy',
    onAPhoneBody: 'Richte die Kamera eines Handys hierauf, und Kindred öffnet sich dort.',
    qrCode: (address: string) => `QR-Code von ${address}`,
    install:
      'Mit „Zum Startbildschirm“ im Menü des Browsers bleibt es dort wie eine App, die Fotos zeigt, solange dieser Computer erreichbar ist.',
    rescan: 'Nach Änderungen sehen',
    rescanToast: 'Sieht nach Änderungen …',
    appearance: 'Erscheinungsbild',
    language: 'Sprache',
    languageSystem: 'Wie das System',
    themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
    help: 'Tastatur',
    helpBody: 'Fast alles geht ohne Maus.',
    showShortcuts: 'Tastenkürzel zeigen',
    about: 'Über Kindred',
    version: 'Version',
    library: 'Bibliothek',
    provider: 'Läuft auf',
    models: 'Modelle',
    purposes: {
      'mtcnn-pnet': 'Findet Stellen im Foto, die Gesichter sein könnten.',
      'mtcnn-rnet': 'Verwirft, was nur wie ein Gesicht aussah.',
      'mtcnn-onet': 'Entscheidet, was ein Gesicht ist, und findet Augen, Nase und Mund.',
      'vggface2-mobilenet': 'Unterscheidet Menschen an ihren Gesichtern.',
      'mobilefacenet-512': 'Gibt eine zweite Meinung, wer es ist, wo Augen, Nase und Mund gut zu sehen sind.',
    },
    towns: 'Die Namen der Orte sind die von GeoNames (geonames.org, CC BY 4.0), wie ExifTool sie mitbringt.',
    privacy: 'Kindred arbeitet ohne Netz. Kein Foto, kein Gesicht, kein Name verlässt je diesen Computer.',
  },

  folder: {
    change: (path: string) => `Einstellungen für ${path}`,
    title: 'Ordnereinstellungen',
    save: 'Speichern',
    changedToast: 'Ordnereinstellungen gespeichert',
    paused: 'Angehalten',
    exclusions: (value: number) => count(value, 'Ausnahme', 'Ausnahmen'),
    askedEveryMinute: 'Wird jede Minute angesehen',
    skipped: {
      title: (value: number) => `${count(value, 'Eintrag', 'Einträge')} nicht gelesen`,
      kinds: {
        picture: (value: number) => count(value, 'Bild', 'Bilder'),
        video: (value: number) => count(value, 'Video', 'Videos'),
        sidecar: (value: number) => count(value, 'Datei über ein Foto', 'Dateien über Fotos'),
        backup: (value: number) => count(value, 'Sicherungskopie', 'Sicherungskopien'),
        sound: (value: number) => count(value, 'Tondatei', 'Tondateien'),
        document: (value: number) => count(value, 'Dokument', 'Dokumente'),
        system: (value: number) => count(value, 'Datei eines Programms', 'Dateien von Programmen'),
        other: (value: number) => count(value, 'andere Datei', 'andere Dateien'),
        folder: (value: number) => count(value, 'Ordner', 'Ordner'),
      },
      reasons: {
        notAPhoto: 'kein Foto',
        unsupported: 'dieses Format kann Kindred nicht lesen',
        hidden: 'versteckt',
        excluded: 'durch deine Ausnahmen ausgelassen',
        system: 'vom System oder einem Programm für sich selbst angelegt',
        beside: 'gehört zum Foto gleichen Namens',
        unreachable: 'eine Verknüpfung, die ins Leere oder nach draußen führt',
      },
      example: (path: string) => `zum Beispiel ${path}`,
    },
    pause: 'Diesen Ordner anhalten',
    pauseHint: 'Nichts Neues wird gesucht. Was von den Fotos bekannt ist, bleibt.',
    findsInVideos: 'Personen in Videos dieses Ordners finden',
    findsInVideosHint: 'Wen Kindred schon gefunden hat, bleibt.',
    noneInVideos: 'In Videos wird niemand gesucht',
    excluded: 'Auslassen',
    excludedExample: 'Bildschirmfotos\n*.tmp.jpg\nUrlaub/Ausschuss/**',
    excludedHint:
      'Ein Muster pro Zeile. Ohne Schrägstrich passt es auf jeden Namen, mit einem auf einen Pfad im Ordner.',
    notice: 'Änderungen bemerken',
    ways: {
      auto: 'Wie es zum Laufwerk passt',
      listen: 'Sofort (lokale Laufwerke)',
      ask: 'Durch Nachsehen jede Minute (Netzlaufwerke)',
    },
  },

  learning: {
    title: 'Was Kindred gelernt hat',
    lead: 'Deine Antworten beim Prüfen verschieben die Grenze zwischen „dieselbe Person“ und „verschiedene Personen“.',
    none: (border: string) =>
      `Noch keine Antworten: Die Grenze liegt, wo sie ausgeliefert wurde, bei einer Ähnlichkeit von ${border}.`,
    sentence: (answers: number, shipped: string, learnt: string) =>
      shipped === learnt
        ? `${count(answers, 'Antwort hat', 'Antworten haben')} die Grenze bei ${shipped} gelassen.`
        : `${count(answers, 'Antwort hat', 'Antworten haben')} die Grenze von ${shipped} auf ${learnt} verschoben.`,
    chart: (same: number, different: number) =>
      `Antworten nach Ähnlichkeit: ${number(same)} dieselbe Person, ${number(different)} verschiedene Personen`,
    axis: 'Ähnlichkeit der Gesichter',
    shipped: 'Grenze wie ausgeliefert',
    learnt: 'gelernte Grenze',
    reset: 'Gelerntes vergessen',
    resetTitle: 'Das Gelernte vergessen?',
    resetBody:
      'Die Grenze liegt dann wieder, wo sie ausgeliefert wurde. Deine Antworten gelten weiter, lehren aber nichts mehr. Das lässt sich nicht rückgängig machen.',
    resetConfirm: 'Vergessen',
    resetToast: 'Die Grenze liegt wieder, wo sie ausgeliefert wurde',
  },

  indexing: {
    title: 'Gesichter finden',
    smallest: 'Kleinste Gesichter',
    smallestHint:
      'Kleine Gesichter, wie im Hintergrund einer Menge, brauchen länger und sind schwerer zu unterscheiden.',
    sizes: {
      large: 'Groß: nur Porträts und kleine Gruppen',
      usual: 'Üblich: ein Dreißigstel des Fotos',
      small: 'Klein: ein Sechzigstel des Fotos',
      tiny: 'Winzig: ein Hundertstel des Fotos, für Menschenmengen',
    },
    spares: 'Im Akkubetrieb anhalten',
    sparesHint: 'Neue Fotos warten, bis das Ladegerät wieder da ist oder du „Fortsetzen“ sagst.',
    sparesUnknown: 'Dieses System verrät Kindred nicht, ob es vom Akku läuft.',
    sparesToast: 'Im Akkubetrieb warten die Fotos',
    goesOnToast: 'Fotos werden auch im Akkubetrieb angesehen',
    videos: 'Personen in Videos finden',
    videosHint:
      'Nach allen Fotos, und nur wenn sonst nichts zu tun ist. Ordner lassen sich in ihren eigenen Einstellungen ausnehmen.',
    videosWithout:
      'Dafür braucht Kindred das Programm FFmpeg: Installiere es (unter Debian und Ubuntu: apt install ffmpeg; sonst von ffmpeg.org) oder nenne seine Datei in KINDRED_FFMPEG, und starte Kindred neu.',
    videosToast: 'In Videos werden Personen gesucht',
    noVideosToast: 'In Videos werden keine Personen mehr gesucht',
    apart: 'Jede Datei als eigenes Foto zeigen',
    apartHint:
      'Sonst sind eine Rohdatei und ihr JPEG oder eine bearbeitete Kopie und ihr Original ein Foto mit mehreren Dateien.',
    apartToast: 'Jede Datei wird für sich gezeigt',
    togetherToast: 'Dateien eines Fotos werden als eines gezeigt',
    againTitle: 'Jedes Foto noch einmal ansehen?',
    againBody:
      'Das dauert so lange wie beim ersten Mal und läuft im Hintergrund. Namen und Antworten bleiben; Gesichter, die dann zu klein sind, verschwinden vom Bildschirm.',
    againConfirm: 'Noch einmal ansehen',
    againToast: 'Jedes Foto wird noch einmal angesehen',
  },

  backups: {
    title: 'Sicherungen',
    lead: 'Namen, Antworten und alles andere, was du gesagt hast, einmal am Tag gesichert. Fotos gehören nicht dazu.',
    none: 'Noch gibt es keine Sicherung. Die erste entsteht innerhalb eines Tages von selbst.',
    make: 'Jetzt sichern',
    working: 'Arbeitet …',
    madeToast: 'Gesichert',
    reasons: {
      daily: 'Regelmäßige Sicherung',
      asked: 'Von dir gewünscht',
      migration: 'Vor einer Aktualisierung',
      restore: 'Vor dem Wiederherstellen einer früheren Sicherung',
    },
    restore: 'Wiederherstellen',
    restoreTitle: (when: string) => `Zurück zum Stand vom ${when}?`,
    restoreBody:
      'Personen, Namen und Antworten werden, wie sie damals waren. Was jetzt da ist, wird zuvor gesichert, sodass du zurückkannst. Fotos bleiben unberührt.',
    restoreConfirm: 'Wiederherstellen',
    restoredToast: 'Wiederhergestellt. Was vorher da war, steht in der Liste der Sicherungen.',
    restoredDamagedToast: 'Wiederhergestellt. Was vorher da war, war beschädigt und wurde beiseitegelegt.',
  },
};
