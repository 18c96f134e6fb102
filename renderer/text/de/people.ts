// Words of people: their wall, one person, checking and merging, in German.

import type { peopleWords as English } from '../en/people.ts';
import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

export const peopleWords: typeof English = {
  peoplePage: {
    main: 'Personen',
    seldom: 'Selten',
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

  about: {
    edit: 'Notiz und Geburtsdatum …',
    title: (name: string | null) => `Über ${name ?? 'diese Person'}`,
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
    togetherWithUnnamed: (value: number) => `${photos(value)} mit jemandem ohne Namen`,
    both: (one: string, other: string) => `mit ${one} und ${other}`,
  },

  merging: {
    title: (value: number) => `${people(value)} zu einer zusammenführen?`,
    body: 'Alle Fotos kommen zusammen. Wähle, wessen Name bleibt.',
    into: 'Zusammenführen mit …',
    intoTitle: (name: string | null) => `Wer ist ${name ?? 'diese Person'}?`,
    intoBody: 'Wähle die Person, zu der diese Fotos gehören.',
    confirm: 'Zusammenführen',
    toast: (value: number, name: string | null) =>
      `${people(value)} zusammengeführt${name === null ? '' : `: ${name}`}`,
  },

  hiding: {
    seenOnce: 'Einmal Gesehene verbergen',
    toast: (value: number) => `${people(value)} verborgen`,
    shownToast: (value: number) => `${people(value)} wieder sichtbar`,
  },

  person: {
    back: 'Personen',
    views: 'Was gezeigt wird',
    photos: 'Fotos',
    faces: 'Gesichter',
    times: (first: string, more: number) => (more === 0 ? first : `${first} + ${number(more)}`),
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
    searchOrNew: 'Bekannter oder neuer Name',
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
        : `Ja, ${value === 2 ? 'beide' : `alle ${number(value)}`} sind ${name ?? 'eine Person'}`,
    some: (value: number, name: string | null) =>
      `${number(value)} ${value === 1 ? 'ist' : 'sind'} nicht ${name ?? 'diese Person'}, die anderen schon`,
    confirmed: (value: number, name: string | null) => `${faces(value)} bestätigt${name === null ? '' : `: ${name}`}`,
    left: (value: number) => `${faces(value)} ${value === 1 ? 'sucht' : 'suchen'} jetzt eine andere Person`,
    doneTitle: 'Alles durchgesehen',
    doneBody: (name: string | null) =>
      name === null
        ? 'Du hast jedes Gesicht dieser Person durchgesehen.'
        : `Du hast jedes Gesicht durchgesehen: ${name}.`,
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
    namesBody: (going: readonly string[], staying: string) =>
      `${going.join(', ')}: ${going.length === 1 ? 'Dieser Name verschwindet' : 'Diese Namen verschwinden'}, und die Fotos kommen zu: ${staying}.`,
    namesConfirm: 'Ja, eine Person',
  },
};
