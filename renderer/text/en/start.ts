// Words of the first steps and the first scan, in English.

import type { Status } from '../../../app/contract.ts';
import { count, number } from '../format.ts';
import { people, peopleSeen, photos } from './counts.ts';

export const startWords = {
  welcome: {
    title: 'Everyone you love, in one place',
    lead: 'Kindred looks through your photos, finds the faces and brings together all pictures of the same person.',
    steps: ['Choose a folder', 'What happens to your photos', 'Watch people appear'],
    stepsLabel: 'First steps',
    samples: (value: number) => `Or try it with ${photos(value)} that Kindred brings along`,
    promisesTitle: 'Nothing leaves this computer',
    promisesLead: 'While you read this, Kindred has begun to look through your photos.',
    promises: [
      {
        title: 'Only read',
        body: 'Your photos stay where they are. Kindred never writes to them, moves or deletes them.',
      },
      {
        title: 'Stays here',
        body: 'No account, no cloud, no network. The faces are found and compared by this computer.',
      },
      {
        title: 'Yours to correct',
        body: 'Names and answers are yours: all of them can be undone, and none gets lost.',
      },
    ],
    continue: 'Continue',
    watchTitle: 'These are your people',
    watchLead: (value: number) =>
      value === 0
        ? 'The first faces will be here in a moment.'
        : `${people(value)} so far. You can go on while more appear.`,
    watched: 'People found so far',
    open: 'Show my people',
    name: 'Give them names',
    label: 'Folder with your photos',
    placeholder: '/home/you/Pictures',
    browse: 'Choose folder …',
    start: 'Find people',
    starting: 'Starting …',
    note: 'Subfolders are included. You can add more folders later.',
    back: 'Back',
    backHint: 'Choose another folder',
  },

  picking: {
    title: 'Choose a folder',
    up: 'One level up',
    drives: 'Drives',
    inside: 'Folders inside',
    filter: 'Find a folder here',
    empty: 'There are no folders inside this one.',
    none: 'No folder here is called that.',
    choose: 'Choose this folder',
    back: 'Back',
    left: (value: number) =>
      `${count(value, 'folder more is', 'folders more are')} not listed: write the path instead.`,
    counting: (value: number) => `${count(value, 'picture', 'pictures')} so far …`,
    counted: (value: number) =>
      value === 0 ? 'No pictures in here' : `${count(value, 'picture', 'pictures')} in here`,
    atLeast: (value: number) => `More than ${count(value, 'picture', 'pictures')} in here`,
  },

  firstScan: {
    label: 'The first look is done',
    name: (value: number) =>
      value === 1 ? 'Name this person' : value >= 10 ? 'Name the ten largest' : `Name these ${number(value)} people`,
    close: 'Later',
    tell: 'Tell me when it is done',
    told: 'You will be told when it is done, also in another window.',
    refused: 'This browser does not let Kindred tell you.',
  },

  endings: {
    empty: {
      title: 'No photos here',
      body: 'There is no photo in this folder, nor in those inside it. New ones are found by themselves.',
      library: 'There is no photo in the folders of the library. New ones are found by themselves.',
    },
    noFaces: {
      title: 'No faces here',
      body: (value: number, failed: number) =>
        [
          `Kindred has looked through ${photos(value)} and found no face.`,
          ...(failed > 0 ? [`${count(failed, 'file', 'files')} could not be read.`] : []),
        ].join(' '),
    },
    done: (value: number, found: Status['peopleBySection']) => `Done: ${photos(value)}, ${peopleSeen(found)}.`,
    again: 'Choose another folder',
    goOn: 'Go on without photos',
    photos: 'Show my photos',
    addFolder: 'Add folder',
  },
};
