// Words of names from and for other programs, in English.

import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

/** What came of names from other programs. */
type Applied = Record<'people' | 'faces' | 'drawn' | 'joined', number>;

export const namesWords = {
  names: {
    title: 'Bring your names along',
    lead: 'Kindred finds the names that other programs gave your photos, shows what would come of them, and takes them over in one step that you can take back. Your photos and those programs are only read.',
    source: 'Names from',
    sources: {
      all: 'All programs',
      xmp: 'Photos and .xmp files',
      picasa: 'Picasa',
      takeout: 'Google Photos (Takeout)',
      digikam: 'digiKam’s database',
    },
    hints: {
      all: 'All that is found in the folder: in photos and beside them, Picasa’s and Google’s files, digiKam’s database.',
      xmp: 'digiKam, Lightroom, Immich, Mylio, ACDSee, Windows Photo Gallery, osxphotos and others write into photos or beside them.',
      picasa: 'Its .picasa.ini in each folder. Copy its contacts.xml into the folder as well: there are the names.',
      takeout:
        'The .json files of an unpacked Takeout. They name people without saying where: what is not clear is asked in Review.',
      digikam: 'The folder with digikam4.db, or the path of that file. It is read from a copy.',
    },
    place: 'Folder',
    find: 'Look for names',
    reading: (done: number, total: number) => `Looking for names: ${number(done)} of ${photos(total)}`,
    applying: 'Taking the names over …',
    none: (files: number) =>
      files === 0 ? 'No names were found.' : `No names were found in ${count(files, 'file', 'files')}.`,
    found: (value: number, on: number) =>
      `${count(value, 'name', 'names')} on ${photos(on)}. Nothing has been changed yet.`,
    table: 'Names that were found',
    columns: {
      name: 'Name',
      photos: 'Photos',
      fits: 'Boxes that fit a face',
      differs: 'A little off',
      joined: 'Would be joined',
    },
    isOne: (value: number) => `${people(value)} are one`,
    isOneOf: (name: string, value: number) => `${name}: these ${people(value)} are one`,
    allOne: (value: number) =>
      `${number(value)} names were given to several people in Kindred: each name means one person. Otherwise Review asks.`,
    details: {
      drawn: (value: number) => `${faces(value)} that Kindred did not see will be drawn`,
      settled: (value: number) => `${photos(value)} without a box: the one face that is left over`,
      asked: (value: number) => `${photos(value)} without a box: Review will ask`,
      known: (value: number) => `${faces(value)} called so already`,
      kept: (value: number) => `${faces(value)} that you gave another name: that stays`,
      together: (value: number) =>
        value === 1
          ? 'On one photo with somebody else called so: both get the name, and Review asks if it may be a collage'
          : `${people(value)} on photos with others called so: all get the name, and Review asks if these may be collages`,
      toldApart: (value: number) => `${people(value)} that you called different from another: they stay two`,
    },
    remarks: {
      turned: (value: number) =>
        `On ${photos(value)} the boxes lay as if the picture were turned: they were turned to fit the faces.`,
      unnamed: (value: number) => `${count(value, 'box', 'boxes')} without a name: nothing comes of these.`,
      refused: (value: number) => `${faces(value)} of which you said that they are none: that stays.`,
      disputed: (value: number) => `${count(value, 'box contradicts', 'boxes contradict')} another one: passed over.`,
      elsewhere: (value: number) =>
        `${count(value, 'name stands', 'names stand')} for photos that are not in this library.`,
    },
    problems: (value: number) =>
      value === 1
        ? 'One file could not be read, or not wholly'
        : `${number(value)} files could not be read, or not wholly`,
    apply: (value: number) => `Take over ${count(value, 'name', 'names')}`,
    applied: ({ people: named, faces: seen, drawn, joined }: Applied) =>
      [
        `Took over ${count(named, 'name', 'names')} for ${faces(seen)}.`,
        ...(drawn > 0 ? [`${faces(drawn)} ${drawn === 1 ? 'was' : 'were'} drawn.`] : []),
        ...(joined > 0 ? [`${people(joined)} ${joined === 1 ? 'was' : 'were'} joined with another.`] : []),
      ].join(' '),
    nothingNew: 'Nothing was new: all of these names are in Kindred already.',
    takenBack: 'Taken back: all is as it was before.',
    again: 'Look again',
  },

  sidecars: {
    title: 'Take your names home',
    lead: 'For digiKam, Lightroom, darktable, Immich and other programs: who is on a photo, and a date or title that you gave it, is written into a small .xmp file beside it, and kept up to date. Your photos themselves are only read, and what other programs wrote there stays. Hidden people are left out.',
    all: 'Write names into .xmp files in all folders',
    allHint: 'Also in those that you add later.',
    folders: 'Or in some of them',
    written: (value: number) => `${count(value, '.xmp file holds', '.xmp files hold')} names or dates from Kindred.`,
    waiting: (value: number) => `${photos(value)} still to be looked at …`,
    leftOver: (value: number) =>
      `${count(value, '.xmp file', '.xmp files')} of them ${value === 1 ? 'lies' : 'lie'} where no names are written any more.`,
    orphaned: (value: number) =>
      `${count(value, '.xmp file of Kindred’s is still there, though its photo was', '.xmp files of Kindred’s are still there, though their photos were')} deleted, moved away or left out.`,
    orphans: 'Files without their photo',
    takeAway: 'Take these names out again',
    takeAwayTitle: 'Take the names out of these files again?',
    takeAwayBody: 'Only what Kindred wrote goes. What other programs wrote stays, and in Kindred nobody loses a name.',
    takingAwayToast: 'The names are being taken out again …',
    onToast: 'Names are being written into .xmp files …',
    offToast: 'No more names are written. Those that stand there stay.',
    problems: (value: number) => `${photos(value)} of which the .xmp file could not be written`,
    problem: (value: number) => (value === 1 ? '' : `and ${photos(value - 1)} more`),
  },
};
