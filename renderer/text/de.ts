// Every word on the screen, in German.
// One file a language, however long: whoever translates finds everything in one place.
/* oxlint-disable max-lines */

import type { en } from './en.ts';
import { count, number } from './format.ts';

const photos = (value: number) => count(value, 'Foto', 'Fotos');
const faces = (value: number) => count(value, 'Gesicht', 'Gesichter');
const people = (value: number) => count(value, 'Person', 'Personen');

export const de: typeof en = {
  product: 'Kindred',
  undo: 'Rückgängig',
  cancel: 'Abbrechen',
  close: 'Schließen',
  tryAgain: 'Noch einmal versuchen',
  more: 'Weitere Aktionen',
  photos,
  faces,
  people,
  skipToContent: 'Zum Inhalt springen',

  pages: {
    people: 'Personen',
    photos: 'Fotos',
    review: 'Prüfen',
    activity: 'Aktivität',
    settings: 'Einstellungen',
    navigation: 'Hauptnavigation',
  },

  errors: {
    unreachable: 'Kindred antwortet nicht. Läuft es noch?',
    unexpected: 'Auf dieser Seite ist etwas schiefgegangen. Bitte noch einmal versuchen.',
    broken: 'Diese Seite konnte nicht angezeigt werden',
    reload: 'Neu laden',
    load: 'Das konnte nicht geladen werden',
    connectionLost: 'Verbindung zu Kindred verloren. Neuer Versuch …',
  },

  welcome: {
    title: 'Alle deine Lieben an einem Ort',
    lead: 'Kindred sieht deine Fotos durch, findet die Gesichter und bringt alle Bilder derselben Person zusammen.',
    steps: [
      { title: 'Ordner wählen', body: 'Deine Fotos bleiben, wo sie sind. Kindred liest sie nur.' },
      {
        title: 'Personen tauchen auf',
        body: 'Gesichter werden gruppiert, während du zusiehst. Du kannst sofort Namen vergeben.',
      },
      {
        title: 'Bleibt auf diesem Computer',
        body: 'Kein Konto, keine Cloud, kein Netz. Alle Arbeit geschieht genau hier.',
      },
    ],
    label: 'Ordner mit deinen Fotos',
    placeholder: '/home/du/Bilder',
    browse: 'Ordner wählen …',
    start: 'Personen finden',
    starting: 'Beginnt …',
    note: 'Unterordner gehören dazu. Weitere Ordner kannst du später hinzufügen.',
  },

  progress: {
    scanning: 'Sucht Fotos',
    reading: 'Findet Gesichter',
    grouping: 'Gruppiert Personen',
    paused: 'Angehalten',
    idle: 'Alles aktuell',
    done: (done: number, total: number) => `${number(done)} von ${photos(total)}`,
    found: (count: number) => `bisher ${photos(count)} gefunden`,
    rate: (rate: string) => `${rate} Fotos pro Sekunde`,
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

  peoplePage: {
    main: 'Personen',
    seldom: 'Ein- oder zweimal',
    hidden: 'Verborgen',
    sections: 'Welche Personen',
    unnamed: 'Unbenannte Person',
    unnamedHere: 'unbenannte Person',
    addName: 'Name hinzufügen',
    find: 'Person suchen',
    select: 'Auswählen',
    selectPerson: (name: string) => `${name} auswählen`,
    selected: (value: number) => `${number(value)} ausgewählt`,
    merge: 'Zusammenführen',
    hide: 'Verbergen',
    show: 'Wieder zeigen',
    questions: (value: number) => count(value, 'Frage hilft,', 'Fragen helfen,'),
    questionsRest: 'Personen zu unterscheiden',
    early: 'Noch ist niemand dreimal zu sehen. Diese Personen wurden ein- oder zweimal gesehen.',
    empty: {
      main: {
        title: 'Noch keine Personen',
        body: 'Sobald auf deinen Fotos ein Gesicht gefunden wird, erscheint es hier.',
      },
      seldom: { title: 'Niemand hier', body: 'Wer nur ein- oder zweimal zu sehen ist, steht hier.' },
      hidden: { title: 'Niemand ist verborgen', body: 'Verbirg Fremde und Vorbeigehende: hier stören sie nicht.' },
    },
  },

  namingPage: {
    title: 'Personen benennen',
    lead: (left: number, later: number) =>
      `${number(left)} ohne Namen${later === 0 ? '' : ` · ${number(later)} für später`}`,
    later: 'Später',
    back: 'Zurück',
    guess: (name: string) => `${name}?`,
    laterTitle: (value: number) => `${people(value)} für später aufgehoben`,
    laterBody: 'Alle anderen haben einen Namen.',
    again: 'Jetzt durchgehen',
    doneTitle: 'Alle haben einen Namen',
    doneBody: 'Wer nur ein- oder zweimal zu sehen ist, lässt sich unter „Ein- oder zweimal“ benennen.',
  },

  naming: {
    label: 'Name',
    placeholder: 'Wer ist das?',
    save: 'Name speichern',
    takeAway: 'Name entfernen',
    suggestions: 'Personen mit ähnlichem Namen',
    edit: (name: string) => `Den Namen ${name} ändern`,
    takenTitle: (name: string) => `Ist das dieselbe Person namens ${name}?`,
    takenBody: (name: string) => `In deiner Bibliothek heißt schon jemand ${name}.`,
    takenThis: 'Das Gesicht, das du benennst',
    takenMerge: 'Ja, zusammenführen',
    takenKeep: 'Nein, beide behalten',
    namedToast: (name: string) => `${name} benannt`,
    mergedToast: (name: string) => `Mit ${name} zusammengeführt`,
    unnamedToast: 'Name entfernt',
  },

  merging: {
    title: (value: number) => `${people(value)} zu einer zusammenführen?`,
    body: 'Alle Fotos kommen zusammen. Wähle, wessen Name bleibt.',
    into: 'Zusammenführen mit …',
    intoTitle: (name: string) => `Wer ist ${name}?`,
    intoBody: 'Wähle die Person, zu der diese Fotos gehören.',
    confirm: 'Zusammenführen',
    toast: (value: number, name: string | null) =>
      `${people(value)} zusammengeführt${name === null ? '' : `: ${name}`}`,
  },

  hiding: {
    title: (value: number) => `${people(value)} verbergen?`,
    body: 'Sie stehen danach unter „Verborgen“. Die Fotos bleiben, wo sie sind.',
    confirm: 'Verbergen',
    toast: (value: number) => `${people(value)} verborgen`,
    shownToast: (value: number) => `${people(value)} wieder sichtbar`,
  },

  person: {
    back: 'Personen',
    views: 'Was gezeigt wird',
    photos: 'Fotos',
    faces: 'Gesichter',
    hide: 'Diese Person verbergen',
    show: 'Diese Person wieder zeigen',
    hiddenNote: 'Verborgen',
    gone: 'Diese Person ist nicht mehr in deiner Bibliothek',
    goneBody: 'Vielleicht wurde sie mit jemand anderem zusammengeführt.',
    goneAction: 'Alle Personen',
    cover: (name: string) => `Gesicht: ${name}`,
    selectFaces: 'Ist jemand anderes dabei? Wähle diese Gesichter aus: Sie bleiben von nun an getrennt.',
    selectFace: (place: number) => `Gesicht ${number(place)}`,
    notThisPerson: (name: string | null) => (name === null ? 'Nicht diese Person' : `Nicht ${name}`),
    split: (value: number) => `${faces(value)} zu einer neuen Person verschoben`,
    splitWhole: 'Mindestens ein Gesicht muss bleiben.',
    empty: 'Keines der Fotos ist gerade erreichbar.',
    openFace: (place: number) => `Foto zu Gesicht ${number(place)} öffnen`,
  },

  picker: {
    search: 'Personen nach Namen suchen',
    searchOrNew: 'Person suchen oder neuen Namen eingeben',
    none: 'So heißt niemand.',
    newcomer: (name: string) => `Neue Person „${name}“`,
    namesake: (name: string) => `Jemand anderes namens „${name}“`,
  },

  faceActions: {
    assign: 'Das ist …',
    assignTitle: (value: number) => (value === 1 ? 'Wer ist das?' : `Zu wem gehören diese ${faces(value)}?`),
    assignBody: 'Das gilt von nun an, was auch immer Kindred meint.',
    assigned: (value: number, name: string | null) => `${faces(value)} verschoben zu: ${name ?? 'unbenannte Person'}`,
    cover: 'Als Titelbild nehmen',
    covered: 'Titelbild geändert',
    reject: 'Kein Gesicht',
    rejected: (value: number) =>
      value === 1 ? 'Kein Gesicht: wird nicht mehr gezeigt' : `${faces(value)} werden nicht mehr gezeigt`,
  },

  dissolving: {
    action: 'Auflösen',
    title: (name: string | null) => `${name ?? 'Diese Person'} auflösen?`,
    body: 'Der Name verschwindet, und alle Gesichter werden neu gruppiert. Das hilft, wenn viele Personen durcheinandergeraten sind.',
    toast: 'Aufgelöst: Die Gesichter werden neu gruppiert',
  },

  alike: {
    banner: (value: number) => `Vielleicht auch ${people(value)}`,
    look: 'Ansehen',
    title: (name: string | null) => (name === null ? 'Ist das dieselbe Person?' : `Ist das auch ${name}?`),
    lead: 'Hake ab, wer es ist, und kreuze an, wer nicht. Wen du auslässt, der bleibt, wie er ist.',
    same: (name: string) => `Ja: ${name}`,
    different: (name: string) => `Nein: ${name}`,
    visit: (name: string) => `${name} ansehen`,
    candidates: 'Personen, die es sein könnten',
    answered: (yes: number, no: number) => `${number(yes)} ja, ${number(no)} nein`,
    save: 'Speichern',
    saved: (value: number) => `${count(value, 'Antwort', 'Antworten')} gespeichert`,
    none: 'Sonst sieht niemand dieser Person ähnlich',
    noneBody: 'Neue Fotos bringen vielleicht jemanden.',
    back: 'Zurück zu den Fotos',
    namesTitle: 'Manche haben einen anderen Namen',
    namesBody: (going: string, staying: string) =>
      `${going}: Dieser Name verschwindet, und die Fotos kommen zu: ${staying}.`,
    namesConfirm: 'Ja, eine Person',
  },

  photosPage: {
    empty: 'Noch keine Fotos',
    emptyBody: 'Fotos erscheinen hier, sobald sie gelesen sind.',
    undated: 'Ohne Datum',
    open: (date: string | null, place: number) => (date === null ? `Foto ${number(place)}` : `Foto vom ${date}`),
  },

  viewer: {
    label: 'Foto',
    previous: 'Vorheriges Foto',
    next: 'Nächstes Foto',
    info: 'Informationen',
    faces: 'Gesichter zeigen',
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

  review: {
    title: 'Gleich oder verschieden?',
    withinTitle: (name: string | null) => (name === null ? 'Ist das eine Person?' : `Sind das beide Male ${name}?`),
    lead: 'Jede Antwort macht deine Personen vollständiger.',
    remaining: (value: number) => `noch ${count(value, 'Frage', 'Fragen')}`,
    same: 'Dieselbe Person',
    different: 'Verschiedene Personen',
    unsure: 'Nicht sicher',
    context: 'Ganze Fotos',
    closeUp: 'Nur Gesichter',
    openPhoto: 'Ganzes Foto öffnen',
    unnamed: 'Unbenannt',
    undone: (sentence: string) => `Zurückgenommen: ${sentence}`,
    nothingToUndo: 'Es gibt nichts zurückzunehmen.',
    doneTitle: 'Alles sortiert',
    doneBody: 'Gerade gibt es nichts zu fragen. Neue Fotos bringen vielleicht neue Fragen.',
    doneAction: 'Personen ansehen',
    twoNamesTitle: 'Welcher Name bleibt?',
    twoNamesBody: 'Beide haben schon einen Namen. Als dieselbe Person brauchen sie einen.',
    twoNamesDifferent: 'Es sind verschiedene Personen',
    settled: (value: number) => `${faces(value)} geklärt`,
    answers: 'Deine Antwort',
  },

  activity: {
    folders: 'Ordner',
    folderState: { ready: 'Aktuell', scanning: 'Sucht Fotos …', away: 'Nicht erreichbar' },
    unread: 'Nicht lesbar',
    unreadNone: 'Jedes Foto konnte gelesen werden.',
    retryAll: 'Alle noch einmal versuchen',
    retry: (name: string) => `${name} noch einmal versuchen`,
    nextTry: (when: string) => `Nächster Versuch: ${when}`,
    attempts: (value: number) => count(value, 'Versuch', 'Versuche'),
    retryToast: 'Neuer Versuch …',
    history: 'Was du gesagt hast',
    historyNone: 'Namen, Zusammenführungen und Antworten, die du gibst, stehen hier.',
    undoLast: 'Rückgängig',
    undone: 'Zurückgenommen',
    showMore: 'Mehr zeigen',
    manage: 'Ordner verwalten',
  },

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
    signOut: 'Abmelden',
    signedIn: 'Angemeldet',
    signedInBody: 'Du hast dich mit dem Passwort dieser Bibliothek angemeldet. Nach 30 Tagen wird es wieder verlangt.',
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
    pause: 'Diesen Ordner anhalten',
    pauseHint: 'Nichts Neues wird gesucht. Was von den Fotos bekannt ist, bleibt.',
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

  backups: {
    title: 'Sicherungen',
    lead: 'Namen, Antworten und alles andere, was du gesagt hast, einmal am Tag gesichert. Fotos gehören nicht dazu.',
    none: 'Noch gibt es keine Sicherung. Die erste entsteht innerhalb eines Tages von selbst.',
    make: 'Jetzt sichern',
    working: 'Arbeitet …',
    madeToast: 'Gesichert',
    reasons: {
      daily: 'Regelmäßige Sicherung',
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

  missing: {
    title: 'Fehlende Fotos',
    lead: 'Ihre Dateien sind weg. Namen und Antworten warten: Kommt eine Datei zurück, kommt alles zurück, was du gesagt hast.',
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

  shortcuts: {
    title: 'Tastenkürzel',
    space: 'Leertaste',
    delete: 'Entf',
    groups: [
      {
        title: 'Überall',
        keys: [
          { keys: ['?'], does: 'Diese Liste zeigen' },
          { keys: ['1', '…', '5'], does: 'Personen, Fotos, Prüfen, Aktivität, Einstellungen' },
          { keys: ['/'], does: 'Person suchen' },
          { keys: ['Strg', 'Z'], does: 'Rückgängig' },
          { keys: ['Esc'], does: 'Schließen, Auswahl aufheben' },
        ],
      },
      {
        title: 'Personen und Fotos',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Bewegen' },
          { keys: ['Enter'], does: 'Öffnen' },
          { keys: ['X'], does: 'Auswählen' },
          { keys: ['N'], does: 'Benennen' },
        ],
      },
      {
        title: 'Foto',
        keys: [
          { keys: ['←', '→'], does: 'Vorheriges, nächstes' },
          { keys: ['F'], does: 'Gesichter und Namen' },
          { keys: ['I'], does: 'Informationen' },
          { keys: ['+', '−', '0'], does: 'Vergrößern, verkleinern, ganz zeigen' },
        ],
      },
      {
        title: 'Personen benennen',
        keys: [
          { keys: ['Enter'], does: 'Name speichern' },
          { keys: ['→', '←'], does: 'Später, zurück (Feld leer)' },
          { keys: ['Entf'], does: 'Verbergen (Feld leer)' },
          { keys: ['↓'], does: 'Ein Vorschlag (Feld leer)' },
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
          { keys: ['S'], does: 'Dieselbe Person' },
          { keys: ['D'], does: 'Verschiedene Personen' },
          { keys: ['Leertaste'], does: 'Nicht sicher' },
          { keys: ['Z'], does: 'Rückgängig' },
          { keys: ['C'], does: 'Ganze Fotos oder Gesichter' },
        ],
      },
    ],
  },

  toasts: {
    region: 'Meldungen',
    undone: (sentence: string) => `Zurückgenommen: ${sentence}`,
    nothingToUndo: 'Es gibt nichts zurückzunehmen.',
  },
};
