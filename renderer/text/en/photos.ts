// Words of walls of photos, and what is done with those selected, in English.

import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

export const photosWords = {
  favourites: {
    add: (name: string) => `Make ${name} a favourite`,
    remove: (name: string) => `Take ${name} out of the favourites`,
    mark: 'Favourite',
    toast: (value: number) => (value === 1 ? 'Now a favourite' : `${people(value)} are favourites now`),
    takenOutToast: (value: number) =>
      value === 1 ? 'No favourite any more' : `${people(value)} are no favourites any more`,
    addPhoto: 'Make this photo a favourite',
    removePhoto: 'Take this photo out of the favourites',
    addVideo: 'Make this video a favourite',
    removeVideo: 'Take this video out of the favourites',
    photosToast: (value: number) => (value === 1 ? 'Now a favourite' : `${photos(value)} are favourites now`),
    photosTakenOutToast: (value: number) =>
      value === 1 ? 'No favourite any more' : `${photos(value)} are no favourites any more`,
  },

  decoderMissing: {
    title: (videos: number) => `${count(videos, 'video has', 'videos have')} no picture yet.`,
    body: 'They are listed and played all the same. For their pictures, and to find people in them, Kindred needs the program FFmpeg: install it (on Debian and Ubuntu: apt install ffmpeg; otherwise from ffmpeg.org) or name its file in KINDRED_FFMPEG, then start Kindred again.',
    read: 'Understood',
  },

  photosPage: {
    empty: 'No photos yet',
    emptyBody: 'Photos appear here as soon as they have been read.',
    undated: 'No date',
    scale: 'Month in the timeline',
    open: (date: string | null, place: number) => (date === null ? `Photo ${number(place)}` : `Photo of ${date}`),
    openVideo: (date: string | null, place: number, time: string | null) =>
      `${date === null ? `Video ${number(place)}` : `Video of ${date}`}${time === null ? '' : `, ${time}`}`,
    seenAt: (times: string) => `seen at ${times}`,
    select: (date: string | null, place: number) =>
      date === null ? `Select photo ${number(place)}` : `Select photo of ${date}`,
    selectVideo: (date: string | null, place: number) =>
      date === null ? `Select video ${number(place)}` : `Select video of ${date}`,
  },

  /** What can be done with photos that are selected. */
  inHand: {
    identify: 'This is …',
    identifyTitle: (value: number) => (value === 1 ? 'Who is this?' : `Who is on these ${photos(value)}?`),
    identifyBody: 'Meant is the one face on each photo that has no name yet.',
    identified: (name: string | null, said: Record<'faces' | 'known' | 'several' | 'without', number>) => {
      const who = name ?? 'this person';
      const named = said.faces === 0 ? 'Nothing was changed.' : `${faces(said.faces)} moved to ${who}.`;
      return [
        named,
        ...(said.known > 0 ? [`On ${photos(said.known)} there was ${who} already.`] : []),
        ...(said.several > 0 ? [`${photos(said.several)} with several faces without a name: left as before.`] : []),
        ...(said.without > 0 ? [`${photos(said.without)} without such a face.`] : []),
      ].join(' ');
    },
    edit: 'Date and title',
    edited: (changed: number, all: number) =>
      changed === 0
        ? 'Nothing was changed.'
        : `${photos(changed)} changed.${changed < all ? ` ${number(all - changed)} stayed as before.` : ''}`,
    dates: {
      title: (value: number) => (value === 1 ? 'Date and title' : `Date and title of ${photos(value)}`),
      lead: 'Kindred remembers it; the files are not touched.',
      date: 'When it was taken',
      changes: {
        keep: 'As it is',
        set: 'Another date',
        shift: 'Earlier or later by hours',
        own: 'As the photos themselves say',
      },
      year: 'Year',
      month: 'Month',
      day: 'Day',
      time: 'Time',
      unknown: 'Not known',
      direction: 'Direction',
      later: 'Later by',
      earlier: 'Earlier by',
      hours: 'hours',
      minutes: 'minutes',
      example: (before: string, after: string) => `Such as ${before}: then ${after}`,
      timeless: 'Photos without a time of day stay as they are.',
      offset: 'Time zone',
      keepOffset: 'As it is',
      noOffset: 'Not known',
      name: 'Title',
      keepTitles: 'As they are',
      ownTitles: 'Titles as the photos themselves say',
      save: 'Save',
    },
    print: 'Print',
    tooMany: (most: number) => `At most ${photos(most)} at once`,
    printing: {
      title: (value: number) => `Print ${photos(value)}`,
      perPage: 'Photos on a page',
      captions: 'With date and title',
      pages: (value: number) => count(value, 'page', 'pages'),
      print: 'Print',
    },
  },

  download: {
    action: 'Download photos',
    body: 'The original files, byte for byte, in one zip.',
    begin: 'Download',
    copy: 'Copy to a folder …',
    copyBody: 'The original files are copied, byte for byte. Nothing that is in the folder already is overwritten.',
    sidecars: 'With .xmp files',
    sidecarsHint: 'What stands beside them, and who is on them: for digiKam, Lightroom, Immich and other programs.',
    copied: (files: number, path: string) => `${count(files, 'file', 'files')} copied to ${path}.`,
    stopped: (files: number, path: string) => `Stopped: ${count(files, 'file', 'files')} copied to ${path}.`,
    copying: 'Copying to a folder',
    copyingFiles: (done: number, total: number) => `${number(done)} of ${count(total, 'file', 'files')}`,
    begun: (files: number, size: string) => `Downloading ${count(files, 'file', 'files')}, ${size}.`,
    absent: (value: number) => `${photos(value)} cannot be reached at the moment.`,
    withoutNames: (value: number) =>
      `No names came along beside ${count(value, 'file', 'files')}: the .xmp file is as it was.`,
  },
};
