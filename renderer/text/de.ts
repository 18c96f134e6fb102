// Every word on the screen, in German.
// One file a language, however long: whoever translates finds everything in one place.
/* oxlint-disable max-lines */

import { german } from '../../app/sentences/german.ts';
import type { en } from './en.ts';
import { count, degrees, number } from './format.ts';

const photos = (value: number) => count(value, 'Foto', 'Fotos');
const faces = (value: number) => count(value, 'Gesicht', 'Gesichter');
const people = (value: number) => count(value, 'Person', 'Personen');

export const de: typeof en = {
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
    load: 'Das konnte nicht geladen werden',
    connectionLost: 'Verbindung zu Kindred verloren. Neuer Versuch …',
    letOut: 'Kindred wurde neu gestartet und kennt diese Seite nicht mehr, oder du wurdest abgemeldet.',
    wayBack: 'Den Weg zurück zeigen',
  },

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
    done: (value: number, found: number) => `Fertig: ${photos(value)}, ${people(found)}.`,
    again: 'Anderen Ordner wählen',
    goOn: 'Ohne Fotos weiter',
    photos: 'Meine Fotos zeigen',
    addFolder: 'Ordner hinzufügen',
  },

  progress: {
    opening: 'Lädt Gesichter',
    scanning: 'Sucht Fotos',
    reading: 'Findet Gesichter',
    grouping: 'Gruppiert Personen',
    paused: 'Angehalten',
    onBattery: 'Angehalten im Akkubetrieb',
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
    sinceHidden: (value: number) => `${value} neu`,
    sections: 'Welche Personen',
    unnamed: 'Unbenannte Person',
    unnamedHere: 'unbenannte Person',
    addName: 'Benennen',
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

  favourites: {
    add: (name: string) => `${name} zu den Favoriten nehmen`,
    remove: (name: string) => `${name} aus den Favoriten nehmen`,
    mark: 'Favorit',
    toast: (value: number) => (value === 1 ? 'Jetzt unter den Favoriten' : `${people(value)} sind jetzt Favoriten`),
    takenOutToast: (value: number) =>
      value === 1 ? 'Nicht mehr unter den Favoriten' : `${people(value)} sind keine Favoriten mehr`,
    addPhoto: 'Dieses Foto zu den Favoriten nehmen',
    removePhoto: 'Dieses Foto aus den Favoriten nehmen',
    photosToast: (value: number) =>
      value === 1 ? 'Jetzt unter den Favoriten' : `${photos(value)} sind jetzt Favoriten`,
    photosTakenOutToast: (value: number) =>
      value === 1 ? 'Nicht mehr unter den Favoriten' : `${photos(value)} sind keine Favoriten mehr`,
  },

  about: {
    edit: 'Notiz und Geburtsdatum …',
    title: (name: string) => `Über ${name}`,
    note: 'Notiz',
    notePlaceholder: 'Woher ihr euch kennt, mit wem sie verwandt sind, was du behalten willst',
    born: 'Geburtsdatum',
    bornHint: 'Das Alter steht dann bei den Fotos.',
    save: 'Speichern',
    toast: 'Gespeichert',
    bornOn: (date: string) => `Geboren am ${date}`,
    age: (months: number) =>
      months < 24 ? `${count(months, 'Monat', 'Monate')} alt` : count(Math.floor(months / 12), 'Jahr', 'Jahre'),
    together: 'Oft auf denselben Fotos',
    togetherWith: (name: string, value: number) => `${photos(value)} mit ${name}`,
    both: (one: string, other: string) => `mit ${one} und ${other}`,
  },

  albums: {
    create: 'Neues Album',
    favourites: 'Favoriten',
    createChosen: 'Album zum Selbstfüllen',
    own: 'Deine Alben',
    none: 'Ein Album füllt sich selbst: Bestimme, wer auf den Fotos sein soll oder aus welcher Zeit sie sind; neue kommen von allein dazu. Oder fülle eines selbst: Wähle irgendwo Fotos aus und lege sie hinein.',
    folders: 'Ordner',
    foldersNone: 'Jeder Ordner, in dem Fotos liegen, erscheint hier.',
    deleted: (value: number) => `Gelöschte Alben (${number(value)})`,
    restore: (name: string) => `${name} zurückholen`,
    back: 'Alben',
    edit: 'Bearbeiten',
    delete: 'Album löschen',
    deleteTitle: (name: string) => `Das Album ${name} löschen?`,
    deleteBody: 'Die Fotos bleiben, wo sie sind. Du kannst das Album zurückholen.',
    gone: 'Dieses Album gibt es nicht mehr',
    goneBody: 'Gelöschte Alben lassen sich auf der Seite der Alben zurückholen.',
    goneAction: 'Alle Alben',
    folderGone: 'In diesem Ordner sind keine Fotos mehr',
    folderGoneBody: 'Vielleicht wurden sie verschoben, oder das Laufwerk ist nicht da.',
    empty: 'Noch passt kein Foto in dieses Album',
    emptyBody: 'Sobald eines passt, erscheint es hier von allein.',
    emptyPeople: 'Jemand aus diesem Album ist derzeit auf keinem Foto. Sobald ein Foto passt, erscheint es hier.',
    chosenEmpty: 'Noch kein Foto in diesem Album',
    chosenEmptyBody: 'Wähle auf einer beliebigen Seite Fotos aus, und dann „Zum Album“.',
    rename: 'Umbenennen',
    addTo: 'Zum Album',
    takeOut: 'Herausnehmen',
    asCover: 'Als Titelbild',
    picker: {
      title: (value: number) => `In welches Album: ${photos(value)}?`,
      body: 'Alben, die sich selbst füllen, stehen nicht in der Liste.',
      search: 'Album, oder der Name eines neuen',
      list: 'Alben',
      none: 'Tipp den Namen des ersten.',
      newcomer: (name: string) => `Neues Album „${name}“`,
    },
    madeToast: (name: string) => `Album ${name} angelegt`,
    madeOfToast: (name: string, value: number) => `Album ${name} angelegt: ${photos(value)}`,
    filledToast: (name: string, value: number) =>
      value === 0 ? `Alle sind schon in ${name}` : `In ${name} gelegt: ${photos(value)}`,
    emptiedToast: (name: string, value: number) =>
      value === 0 ? `Keines davon ist in ${name}` : `Aus ${name} genommen: ${photos(value)}`,
    changedToast: (name: string) => `Album ${name} geändert`,
    deletedToast: (name: string) => `Album ${name} gelöscht`,
    restoredToast: (name: string) => `Album ${name} zurückgeholt`,
    dialog: {
      newTitle: 'Neues Album',
      editTitle: 'Album bearbeiten',
      lead: 'Fotos kommen von allein dazu, wenn all das zutrifft.',
      name: 'Name',
      people: 'Wer auf den Fotos ist',
      all: 'Alle davon',
      any: 'Mindestens eine davon',
      addPerson: 'Person hinzufügen',
      remove: (name: string) => `${name} entfernen`,
      without: 'Wer nicht',
      addWithout: 'Person ausnehmen',
      from: 'Von',
      to: 'Bis',
      months: (names: string) => `Nur im ${names}`,
      anyMonth: 'Jeder Monat',
      favourites: 'Nur Favoriten',
      photosToo: 'Auch Fotos',
      words: 'Ordner, Dateiname oder Titel enthält',
      wordsHint: 'Mehrere, durch Kommas getrennt, müssen alle zutreffen.',
      pick: 'Wer?',
      pickBody: 'Wähle jemanden aus deiner Bibliothek.',
      save: 'Speichern',
    },
  },

  searchPage: {
    label: 'Fotos suchen',
    placeholder: 'Namen, Daten, Ordner …',
    suggestions: 'Vorschläge',
    clear: 'Leeren',
    understood: 'Gesucht wird',
    people: 'Personen',
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
    instead: 'Was mit weniger gefunden würde',
    insteadPeople: (names: string, value: number) => `Mit oder ohne ${names}: ${photos(value)}`,
    insteadPart: (part: string, value: number) => `Ohne ${part}: ${photos(value)}`,
    corrected: (typed: string, names: string) => `„${typed}“ gibt es nirgends. Gezeigt wird stattdessen: ${names}`,
    nothingTitle: 'Das allein sagt nichts',
    nothingBody: 'Füge einen Namen, ein Datum oder ein Wort hinzu.',
    or: 'oder',
    without: 'ohne',
    since: (date: string) => `seit ${date}`,
    until: (date: string) => `bis ${date}`,
    videos: 'Videos',
    longerThan: (time: string) => `länger als ${time}`,
    shorterThan: (time: string) => `kürzer als ${time}`,
    contains: (word: string) => `„${word}“`,
    unknown: (name: string) => `niemand heißt ${name}`,
    album: 'Album',
    favourites: 'Favoriten',
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
    takenWhich: (name: string) => `Welche Person namens ${name} ist das?`,
    takenBySeveral: (name: string) => `In deiner Bibliothek heißen schon mehrere ${name}: Wähle, wer gemeint ist.`,
    takenNone: 'Niemand davon',
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
    seenOnce: 'Alle verbergen, die einmal zu sehen sind',
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
    mostlyIn: (towns: string) => `Meist in ${towns}`,
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

  dragging: {
    onto: 'Auf die Person ziehen, die es ist',
    newcomer: 'Jemand anderes',
  },

  picker: {
    list: 'Wer es sein kann',
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
    drawn: 'Gesicht eingezeichnet',
    reject: 'Kein Gesicht',
    rejected: (value: number) =>
      value === 1 ? 'Kein Gesicht: wird nicht mehr gezeigt' : `${faces(value)} werden nicht mehr gezeigt`,
  },

  checking: {
    title: (name: string | null) => (name === null ? 'Ist das immer dieselbe Person?' : `Ist das immer ${name}?`),
    lead: 'Kreuze an, wer es nicht ist. Die anderen gelten als bestätigt und kommen nicht wieder.',
    remaining: (value: number) => `Noch ${faces(value)}`,
    faces: 'Gesichter zum Durchsehen',
    face: (place: number, name: string | null) => `Gesicht ${number(place)} ist nicht ${name ?? 'diese Person'}`,
    all: (value: number, name: string | null) =>
      value === 1
        ? `Ja, das ist ${name ?? 'dieselbe Person'}`
        : `Ja, alle ${number(value)} sind ${name ?? 'eine Person'}`,
    some: (value: number, name: string | null) =>
      `${number(value)} ${value === 1 ? 'ist' : 'sind'} nicht ${name ?? 'diese Person'}, die anderen schon`,
    confirmed: (value: number, name: string | null) => `${faces(value)} bestätigt${name === null ? '' : `: ${name}`}`,
    left: (value: number) => `${faces(value)} ${value === 1 ? 'sucht' : 'suchen'} jetzt eine andere Person`,
    doneTitle: 'Alles durchgesehen',
    doneBody: (name: string | null) => `Du hast jedes Gesicht durchgesehen: ${name ?? 'diese Person'}.`,
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

  decoderMissing: {
    title: (videos: number) => `${count(videos, 'Video hat', 'Videos haben')} noch kein Bild.`,
    body: 'Aufgelistet und abgespielt werden sie trotzdem. Für ihre Bilder braucht Kindred das Programm FFmpeg: Installiere es (unter Debian und Ubuntu: apt install ffmpeg; sonst von ffmpeg.org) oder nenne seine Datei in KINDRED_FFMPEG, und starte Kindred neu.',
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
    select: (date: string | null, place: number) =>
      date === null ? `Foto ${number(place)} auswählen` : `Foto vom ${date} auswählen`,
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
    film: 'Film zu diesem Foto abspielen',
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
      ...(found > 0 ? [`${photos(found)} ${found === 1 ? 'hat' : 'haben'} ihre Person gefunden`] : []),
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
    folderWaiting: (value: number) => `noch ${photos(value)} zu lesen`,
    unread: 'Nicht lesbar',
    unreadNone: 'Jedes Foto konnte gelesen werden.',
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
    workerRate: (provider: string, rate: string) => `${provider} · ${rate} Fotos pro Sekunde`,
    workerSign: (when: string) => `Letztes Lebenszeichen: ${when}`,
    workerAway: 'Nicht da: Seine Fotos gehen anderswo weiter',
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
    begun: (files: number, size: string) => `${count(files, 'Datei', 'Dateien')}, ${size}: Der Download läuft.`,
    absent: (value: number) => `Derzeit nicht erreichbar: ${photos(value)}.`,
  },

  models: {
    title: 'Netze',
    lead: 'Was Gesichter unterscheidet. Die mitgelieferten Netze brauchen keinen Download; ein größeres wird nur geholt, wenn du darum bittest.',
    shipped: 'VGGFace2 MobileNet und MobileFaceNet',
    shippedPurpose:
      'Teil von Kindred. Beide beschreiben jedes Gesicht, und das zweite zählt so weit, wie Augen, Nase und Mund verlässlich gefunden sind.',
    purposes: {
      facenet: 'Ein größeres Netz: etwa viermal so viel Arbeit für jedes Gesicht.',
      resnet50: 'Das Netz des VGGFace2-Artikels: etwa siebenmal so viel Arbeit für jedes Gesicht.',
      sface: 'Ein Netz aus der Sammlung von OpenCV, das ein Gesicht mit 128 Zahlen beschreibt.',
      auraface: 'Ein tiefes Netz (ResNet-100): ein Vielfaches der Arbeit für jedes Gesicht.',
    },
    facts: (size: string, licence: string) => `${size} herunterzuladen, Lizenz ${licence}.`,
    uncalibrated: 'Noch nicht an benannten Fotos geeicht: verbindet Gesichter vorsichtig und fragt mehr.',
    inUse: 'In Gebrauch',
    use: 'Verwenden',
    get: (title: string) => `${title} holen`,
    choose: (title: string) => `${title} verwenden`,
    remove: (title: string) => `${title} entfernen`,
    removeTitle: (title: string) => `${title} entfernen?`,
    removeBody: (size: string) =>
      `Seine Datei und was es über Gesichter sagte, werden gelöscht; Namen und Antworten bleiben. Um es wieder zu holen, sind ${size} herunterzuladen.`,
    removeConfirm: 'Entfernen',
    progress: (title: string) => `Fortschritt von ${title}`,
    downloading: (received: string, total: string) => `${received} von ${total}`,
    converting: 'Wird umgewandelt …',
    describing: (done: number, total: number) =>
      `${number(done)} von ${faces(total)} beschrieben; bis dahin gilt das andere Netz`,
    waiting: 'die Fotos der übrigen sind gerade nicht erreichbar',
  },

  names: {
    title: 'Deine Namen mitnehmen',
    lead: 'Kindred findet die Namen, die andere Programme deinen Fotos gegeben haben, zeigt, was daraus würde, und übernimmt sie in einem Schritt, den du zurücknehmen kannst. Deine Fotos und jene Programme werden nur gelesen.',
    source: 'Namen aus',
    sources: {
      all: 'Allen Programmen',
      xmp: 'Fotos und .xmp-Dateien',
      picasa: 'Picasa',
      takeout: 'Google Fotos (Takeout)',
      digikam: 'Datenbank von digiKam',
    },
    hints: {
      all: 'Alles, was sich im Ordner findet: in den Fotos und daneben, die Dateien von Picasa und Google, die Datenbank von digiKam.',
      xmp: 'digiKam, Lightroom, Immich, Mylio, ACDSee, die Windows-Fotogalerie, osxphotos und andere schreiben in die Fotos oder daneben.',
      picasa:
        'Seine .picasa.ini in jedem Ordner. Kopiere auch seine contacts.xml in den Ordner: Dort stehen die Namen.',
      takeout:
        'Die .json-Dateien eines entpackten Takeout. Sie nennen Personen, ohne zu sagen, wo: Was nicht klar ist, fragt dich Prüfen.',
      digikam: 'Der Ordner mit digikam4.db oder der Pfad dieser Datei. Gelesen wird eine Kopie.',
    },
    place: 'Ordner',
    find: 'Namen suchen',
    reading: (done: number, total: number) => `Sucht nach Namen: ${number(done)} von ${photos(total)}`,
    applying: 'Übernimmt die Namen …',
    none: (files: number) =>
      files === 0 ? 'Es fanden sich keine Namen.' : `In ${count(files, 'Datei', 'Dateien')} fanden sich keine Namen.`,
    found: (value: number, on: number) =>
      `${count(value, 'Name', 'Namen')} auf ${count(on, 'Foto', 'Fotos')}. Noch ist nichts verändert.`,
    table: 'Gefundene Namen',
    columns: {
      name: 'Name',
      photos: 'Fotos',
      fits: 'Rahmen, die passen',
      differs: 'Etwas daneben',
      joined: 'Würde vereint',
    },
    isOne: (value: number) => `${people(value)} sind eine`,
    isOneOf: (name: string, value: number) => `${name}: Diese ${people(value)} sind eine`,
    allOne: (value: number) =>
      `${number(value)} Namen gehören in Kindred zu mehreren Personen: Jeder meint nur eine. Sonst fragt Prüfen.`,
    details: {
      drawn: (value: number) =>
        value === 1
          ? 'Ein Gesicht, das Kindred nicht sah, wird eingezeichnet'
          : `${faces(value)}, die Kindred nicht sah, werden eingezeichnet`,
      settled: (value: number) => `${photos(value)} ohne Rahmen: das eine Gesicht, das übrig ist`,
      asked: (value: number) => `${photos(value)} ohne Rahmen: Prüfen wird fragen`,
      known: (value: number) => `${faces(value)} mit diesem Namen sind schon da`,
      kept: (value: number) => `${faces(value)} heißen bei dir anders: Das bleibt so`,
    },
    remarks: {
      turned: (value: number) =>
        `Auf ${value === 1 ? 'einem Foto' : `${number(value)} Fotos`} lagen die Rahmen, als wäre das Bild gedreht: Sie wurden auf die Gesichter gedreht.`,
      unnamed: (value: number) => `${number(value)} Rahmen ohne Namen: Daraus wird nichts.`,
      refused: (value: number) => `${faces(value)}, von denen du sagtest, dass es keine sind: Das bleibt so.`,
      disputed: (value: number) =>
        `${number(value)} Rahmen ${value === 1 ? 'widerspricht' : 'widersprechen'} einem anderen: übergangen.`,
      elsewhere: (value: number) =>
        `${count(value, 'Name gehört', 'Namen gehören')} zu Fotos, die nicht in dieser Bibliothek sind.`,
    },
    problems: (value: number) =>
      value === 1
        ? 'Eine Datei war nicht oder nicht ganz lesbar'
        : `${number(value)} Dateien waren nicht oder nicht ganz lesbar`,
    apply: (value: number) => `${count(value, 'Namen', 'Namen')} übernehmen`,
    applied: ({ people: named, faces: seen, drawn, joined }) =>
      [
        `${count(named, 'Name', 'Namen')} für ${faces(seen)} übernommen.`,
        ...(drawn > 0 ? [`${faces(drawn)} eingezeichnet.`] : []),
        ...(joined > 0 ? [`${people(joined)} mit einer anderen zusammengelegt.`] : []),
      ].join(' '),
    nothingNew: 'Nichts war neu: Alle diese Namen sind schon in Kindred.',
    takenBack: 'Zurückgenommen: Alles ist wie zuvor.',
    again: 'Noch einmal suchen',
  },

  sidecars: {
    title: 'Deine Namen nach Hause bringen',
    lead: 'Für digiKam, Lightroom, darktable, Immich und andere Programme: Wer auf einem Foto ist, kommt in eine kleine .xmp-Datei daneben und bleibt dort auf dem neuesten Stand. Deine Fotos selbst werden nur gelesen, und was andere Programme dort geschrieben haben, bleibt. Verborgene Personen fehlen darin.',
    all: 'Namen in allen Ordnern in .xmp-Dateien schreiben',
    allHint: 'Auch in denen, die du später hinzufügst.',
    folders: 'Oder in einigen davon',
    written: (value: number) => `${count(value, '.xmp-Datei enthält', '.xmp-Dateien enthalten')} Namen von Kindred.`,
    waiting: (value: number) => `${photos(value)} ${value === 1 ? 'kommt' : 'kommen'} noch an die Reihe …`,
    leftOver: (value: number) =>
      `${count(value, '.xmp-Datei', '.xmp-Dateien')} davon ${value === 1 ? 'liegt' : 'liegen'}, wo keine Namen mehr geschrieben werden.`,
    takeAway: 'Diese Namen wieder herausnehmen',
    takeAwayTitle: 'Die Namen aus diesen Dateien wieder herausnehmen?',
    takeAwayBody:
      'Nur was Kindred geschrieben hat, geht. Was andere Programme geschrieben haben, bleibt, und in Kindred verliert niemand einen Namen.',
    takingAwayToast: 'Die Namen werden wieder herausgenommen …',
    onToast: 'Namen werden in .xmp-Dateien geschrieben …',
    offToast: 'Es werden keine Namen mehr geschrieben. Die dort stehen, bleiben.',
    problems: (value: number) =>
      value === 1
        ? 'Ein Foto, dessen .xmp-Datei sich nicht schreiben ließ'
        : `${number(value)} Fotos, deren .xmp-Datei sich nicht schreiben ließ`,
    problem: (value: number) =>
      value === 1 ? '' : `und ${value === 2 ? 'ein weiteres' : `${number(value - 1)} weitere`}`,
  },

  workers: {
    title: 'Andere Rechner',
    lead: 'Jede dieser Einladungen lässt andere Rechner Fotos für diese Bibliothek analysieren: Sie lesen die Fotos, die sie bekommen, und schreiben nur, was sie darauf finden. „kindred worker --invite“ macht eine.',
    none: 'Kein anderer Rechner ist eingeladen.',
    invited: (when: string) => `Eingeladen am ${when}`,
    revoke: (name: string) => `${name} widerrufen`,
    revokeTitle: (name: string) => `Einladung „${name}“ widerrufen?`,
    revokeBody:
      'Rechner, die mit ihr kamen, werden sofort nicht mehr eingelassen. Was sie gefunden haben, bleibt; der Rest geht hier weiter.',
    revokeConfirm: 'Widerrufen',
    revokedToast: (name: string) => `„${name}“ wird nicht mehr eingelassen`,
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

  shortcuts: {
    title: 'Tastenkürzel',
    space: 'Leertaste',
    delete: 'Entf',
    groups: [
      {
        title: 'Überall',
        keys: [
          { keys: ['?'], does: 'Diese Liste zeigen' },
          { keys: ['1', '…', '7'], does: 'Personen, Fotos, Prüfen, Alben, Suche, Aktivität, Einstellungen' },
          { keys: ['/'], does: 'Suchen' },
          { keys: ['Strg', 'K'], does: 'Suchen, auch beim Schreiben' },
          { keys: ['Strg', 'Z'], does: 'Rückgängig' },
          { keys: ['Strg', 'Umschalt', 'Z'], does: 'Wiederholen' },
          { keys: ['Esc'], does: 'Schließen, Auswahl aufheben' },
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
          { keys: ['Z'], does: 'Rückgängig' },
          { keys: ['C'], does: 'Ganze Fotos oder Gesichter' },
        ],
      },
    ],
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
