// Words of people: their wall, one person, checking and merging, in English.

import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

export const peopleWords = {
  peoplePage: {
    main: 'People',
    seldom: 'Once or twice',
    hidden: 'Hidden',
    sinceHidden: (value: number) => `${value} new`,
    sections: 'Which people',
    unnamed: 'Unnamed person',
    unnamedHere: 'unnamed person',
    addName: 'Add a name',
    select: 'Select',
    selectPerson: (name: string) => `Select ${name}`,
    selected: (value: number) => `${number(value)} selected`,
    merge: 'Merge',
    hide: 'Hide',
    show: 'Show again',
    questions: (value: number) => count(value, 'question helps', 'questions help'),
    questionsRest: 'to tell people apart',
    early: 'Nobody has been seen three times yet. These people were seen once or twice.',
    empty: {
      main: { title: 'No people yet', body: 'As soon as a face is found in your photos, it appears here.' },
      seldom: { title: 'Nobody here', body: 'People who were seen only once or twice are listed here.' },
      hidden: { title: 'Nobody is hidden', body: 'Hide strangers and passers-by: they stay out of the way here.' },
    },
  },

  about: {
    edit: 'Note and birth date …',
    title: (name: string | null) => `About ${name ?? 'this person'}`,
    note: 'Note',
    notePlaceholder: 'Where you met, who they are related to, what you want to remember',
    born: 'Birth date',
    bornHint: 'Their age is then shown on their photos.',
    save: 'Save',
    toast: 'Saved',
    bornOn: (date: string) => `Born ${date}`,
    age: (months: number) =>
      months < 24 ? `${count(months, 'month', 'months')} old` : count(Math.floor(months / 12), 'year', 'years'),
    together: 'Often on the same photos',
    togetherWithUnnamed: (value: number) => `${photos(value)} with somebody unnamed`,
    both: (one: string, other: string) => `with ${one} and ${other}`,
  },

  merging: {
    title: (value: number) => `Merge ${people(value)} into one?`,
    body: 'All their photos come together. Choose whose name stays.',
    into: 'Merge into …',
    intoTitle: (name: string | null) => `Who is ${name ?? 'this person'}?`,
    intoBody: 'Choose the person that these photos belong to.',
    confirm: 'Merge',
    toast: (value: number, name: string | null) => `Merged ${people(value)}${name === null ? '' : ` into ${name}`}`,
  },

  hiding: {
    seenOnce: 'Hide all who were seen once',
    toast: (value: number) => `${people(value)} hidden`,
    shownToast: (value: number) => `${people(value)} shown again`,
  },

  person: {
    back: 'People',
    views: 'What to show',
    photos: 'Photos',
    faces: 'Faces',
    times: (first: string, more: number) => (more === 0 ? first : `${first} + ${number(more)}`),
    hide: 'Hide this person',
    show: 'Show this person again',
    hiddenNote: 'Hidden',
    mostlyIn: (towns: string) => `Mostly in ${towns}`,
    gone: 'This person is not in your library any more',
    goneBody: 'They may have been merged with somebody else.',
    goneAction: 'All people',
    cover: (name: string) => `Face of ${name}`,
    selectFaces: 'Somebody else among them? Select those faces, and they are kept apart from now on.',
    selectFace: (place: number) => `Face ${number(place)}`,
    notThisPerson: (name: string | null) => `Not ${name ?? 'this person'}`,
    split: (value: number) => `${faces(value)} moved to a new person`,
    splitWhole: 'At least one face has to stay.',
    empty: 'None of the photos can be reached right now.',
    openFace: (place: number) => `Open the photo of face ${number(place)}`,
  },

  dragging: {
    onto: 'Drop onto whoever it is',
    newcomer: 'Somebody else',
  },

  picker: {
    list: 'Who it may be',
    search: 'Search people by name',
    searchOrNew: 'A name, known or new',
    none: 'Nobody is called that.',
    newcomer: (name: string) => `New person “${name}”`,
    namesake: (name: string) => `Somebody else called “${name}”`,
  },

  faceActions: {
    assign: 'This is …',
    assignTitle: (value: number) => (value === 1 ? 'Who is this?' : `Who is on these ${faces(value)}?`),
    assignBody: 'From now on this stands, whatever Kindred thinks.',
    assigned: (value: number, name: string | null) => `${faces(value)} moved to ${name ?? 'an unnamed person'}`,
    cover: 'Use as cover',
    covered: 'Cover changed',
    drawn: 'Face drawn',
    reject: 'Not a face',
    rejected: (value: number) => (value === 1 ? 'No face: out of sight' : `${number(value)} faces taken out of sight`),
  },

  checking: {
    title: (name: string | null) => (name === null ? 'Are these all one person?' : `Are these all ${name}?`),
    lead: 'Tick those who are not. The others are confirmed and not shown again.',
    remaining: (value: number) => `${faces(value)} to look through`,
    faces: 'Faces to look through',
    face: (place: number, name: string | null) => `Face ${number(place)} is not ${name ?? 'this person'}`,
    all: (value: number, name: string | null) =>
      value === 1
        ? `Yes, this is ${name ?? 'the same person'}`
        : `Yes, ${value === 2 ? 'both' : `all ${number(value)}`} are ${name ?? 'one person'}`,
    some: (value: number, name: string | null) =>
      `${number(value)} ${value === 1 ? 'is' : 'are'} not ${name ?? 'this person'}, the others are`,
    confirmed: (value: number, name: string | null) => `${faces(value)} confirmed${name === null ? '' : `: ${name}`}`,
    left: (value: number) => `${faces(value)} ${value === 1 ? 'is' : 'are'} looking for another person now`,
    doneTitle: 'All looked through',
    doneBody: (name: string | null) => `You have looked through every face of ${name ?? 'this person'}.`,
  },

  dissolving: {
    action: 'Take apart',
    title: (name: string | null) => `Take ${name ?? 'this person'} apart?`,
    body: 'The name goes, and all the faces are grouped afresh. Use it where many people have got mixed up.',
    toast: 'Taken apart: the faces are being grouped afresh',
  },

  alike: {
    banner: (value: number) => `Maybe also ${people(value)}`,
    look: 'Have a look',
    title: (name: string | null) => (name === null ? 'Is this the same person?' : `Is this also ${name}?`),
    lead: 'Tick those who are, cross those who are not. Who you leave out stays as they are.',
    same: (name: string) => `Yes: ${name}`,
    different: (name: string) => `No: ${name}`,
    visit: (name: string) => `Look at ${name}`,
    candidates: 'People who may be the same',
    answered: (yes: number, no: number) => `${number(yes)} yes, ${number(no)} no`,
    save: 'Save',
    saved: (value: number) => `${count(value, 'answer', 'answers')} saved`,
    none: 'Nobody else looks like this person',
    noneBody: 'New photos may bring somebody.',
    back: 'Back to the photos',
    namesTitle: 'Some of them have another name',
    namesBody: (going: readonly string[], staying: string) =>
      `${going.join(', ')}: ${going.length === 1 ? 'this name goes' : 'these names go'}, and the photos come to ${staying}.`,
    namesConfirm: 'Yes, one person',
  },
};
