// Words of Settings: folders, analysing, learning, backups, in English.

import { count, number } from '../format.ts';

export const settingsWords = {
  settings: {
    folders: 'Folders',
    foldersLead: 'Kindred looks after these folders and everything inside them.',
    add: 'Add folder',
    adding: 'Adding …',
    remove: (path: string) => `Remove ${path}`,
    removeTitle: 'Remove this folder from the library?',
    removeBody: (path: string) =>
      `No file is deleted. The photos in ${path} leave the library; names and answers are kept for 30 days, in case you add the folder again.`,
    removeConfirm: 'Remove folder',
    removedToast: 'Folder removed',
    addedToast: 'Folder added',
    watchedToast: 'Kindred looks after this folder already, and looks through it again now',
    signOut: 'Sign out',
    signedIn: 'Signed in',
    signedInBody: 'You signed in with the password of this library. It is asked for again after 30 days.',
    onAPhone: 'On your phone',
    onAPhoneBody: 'Point the camera of a phone here, and Kindred opens on it.',
    qrCode: (address: string) => `QR code of ${address}`,
    install:
      'With “Add to home screen” in the browser’s menu it stays there like an app, which shows photos while this computer can be reached.',
    rescan: 'Look for changes',
    rescanToast: 'Looking for changes …',
    appearance: 'Appearance',
    language: 'Language',
    languageSystem: 'As the system has it',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    help: 'Keyboard',
    helpBody: 'Nearly everything can be done without a mouse.',
    showShortcuts: 'Show shortcuts',
    about: 'About',
    version: 'Version',
    library: 'Library',
    provider: 'Runs on',
    models: 'Models',
    /** By the network's name; one that is not here says its own, in English. */
    purposes: {
      'mtcnn-pnet': 'Finds places in a photo that could be faces.',
      'mtcnn-rnet': 'Refuses what only looked like a face.',
      'mtcnn-onet': 'Decides what is a face, and finds eyes, nose and mouth.',
      'vggface2-mobilenet': 'Tells people apart by their faces.',
      'mobilefacenet-512': 'Gives a second opinion on who a face is, where its eyes, nose and mouth are clearly seen.',
    } as Record<string, string>,
    towns: 'Names of towns are those of GeoNames (geonames.org, CC BY 4.0), as ExifTool brings them along.',
    privacy: 'Kindred works without a network. No photo, face or name ever leaves this computer.',
  },

  folder: {
    change: (path: string) => `Settings of ${path}`,
    title: 'Folder settings',
    save: 'Save',
    changedToast: 'Folder settings saved',
    paused: 'Paused',
    exclusions: (value: number) => count(value, 'exception', 'exceptions'),
    askedEveryMinute: 'Looked at every minute',
    skipped: {
      title: (value: number) => `${count(value, 'entry', 'entries')} not read`,
      kinds: {
        picture: (value: number) => count(value, 'picture', 'pictures'),
        video: (value: number) => count(value, 'video', 'videos'),
        sidecar: (value: number) => count(value, 'file about a photo', 'files about photos'),
        backup: (value: number) => count(value, 'backup copy', 'backup copies'),
        sound: (value: number) => count(value, 'sound file', 'sound files'),
        document: (value: number) => count(value, 'document', 'documents'),
        system: (value: number) => count(value, 'file of a program', 'files of programs'),
        other: (value: number) => count(value, 'other file', 'other files'),
        folder: (value: number) => count(value, 'folder', 'folders'),
      },
      reasons: {
        notAPhoto: 'not a photo',
        unsupported: 'Kindred cannot read this format',
        hidden: 'hidden',
        excluded: 'left out by your exceptions',
        system: 'made by the system or a program for itself',
        beside: 'belongs to the photo of the same name',
        unreachable: 'a link that leads nowhere, or outside',
      },
      example: (path: string) => `such as ${path}`,
    },
    pause: 'Pause this folder',
    pauseHint: 'Nothing new is looked for. What is known of its photos stays.',
    findsInVideos: 'Find people in videos of this folder',
    findsInVideosHint: 'Whom Kindred found already stays.',
    noneInVideos: 'Nobody looked for in videos',
    excluded: 'Leave out',
    excludedExample: 'screenshots\n*.tmp.jpg\nholidays/rejects/**',
    excludedHint: 'One pattern a line. Without a slash it fits any name, with one a path inside the folder.',
    notice: 'Notice changes',
    ways: {
      auto: 'As fits the drive',
      listen: 'At once (local drives)',
      ask: 'By looking every minute (network drives)',
    },
  },

  learning: {
    title: 'What Kindred learnt',
    lead: 'Your answers in Review move the border between “same person” and “different people”.',
    none: (border: string) => `No answers so far: the border is where it was shipped, at a likeness of ${border}.`,
    sentence: (answers: number, shipped: string, learnt: string) =>
      shipped === learnt
        ? `${count(answers, 'answer', 'answers')} left the border where it was, at ${shipped}.`
        : `${count(answers, 'answer', 'answers')} moved the border from ${shipped} to ${learnt}.`,
    chart: (same: number, different: number) =>
      `Answers by likeness: ${number(same)} same person, ${number(different)} different people`,
    axis: 'likeness of the faces',
    shipped: 'border as shipped',
    learnt: 'border as learnt',
    reset: 'Forget what was learnt',
    resetTitle: 'Forget what was learnt?',
    resetBody:
      'The border goes back to where it was shipped. Your answers stand, but teach nothing any more. This cannot be undone.',
    resetConfirm: 'Forget',
    resetToast: 'The border is back where it was shipped',
  },

  indexing: {
    title: 'Finding faces',
    smallest: 'Smallest faces',
    smallestHint: 'Small faces, as in the background of a crowd, take longer to find and are harder to tell apart.',
    sizes: {
      large: 'Large: portraits and small groups only',
      usual: 'Usual: a thirtieth of the photo',
      small: 'Small: a sixtieth of the photo',
      tiny: 'Tiny: a hundredth of the photo, for crowds',
    },
    spares: 'Pause while on battery',
    sparesHint: 'New photos wait until the charger is back, or until you say “Resume”.',
    sparesUnknown: 'This system does not tell Kindred whether it runs on battery.',
    sparesToast: 'Photos wait while on battery',
    goesOnToast: 'Photos are looked at on battery too',
    videos: 'Find people in videos',
    videosHint:
      'After all photos, and only while nothing else is to be done. Folders can be left out in their own settings.',
    videosWithout:
      'For that Kindred needs the program FFmpeg: install it (on Debian and Ubuntu: apt install ffmpeg; otherwise from ffmpeg.org) or name its file in KINDRED_FFMPEG, then start Kindred again.',
    videosToast: 'People are looked for in videos',
    noVideosToast: 'People are not looked for in videos any more',
    apart: 'Show every file as a photo of its own',
    apartHint:
      'Otherwise a raw file and its JPEG, or an edited copy and its original, are one photo with several files.',
    apartToast: 'Every file is shown by itself',
    togetherToast: 'Files of one photo are shown as one',
    againTitle: 'Look at every photo again?',
    againBody:
      'That takes as long as the first time, and goes on in the background. Names and answers stay; faces that are too small from then on leave the screen.',
    againConfirm: 'Look again',
    againToast: 'Looking at every photo again',
  },

  backups: {
    title: 'Backups',
    lead: 'Names, answers and everything else that you said, saved once a day. Photos are not part of it.',
    none: 'There is no backup yet. The first is made by itself within a day.',
    make: 'Back up now',
    working: 'Working …',
    madeToast: 'Backup made',
    reasons: {
      daily: 'Regular backup',
      asked: 'You asked for it',
      migration: 'Before an update',
      restore: 'Before an earlier backup was restored',
    },
    restore: 'Restore',
    restoreTitle: (when: string) => `Back to ${when}?`,
    restoreBody:
      'People, names and answers become as they were then. What is there now is saved as a backup first, so that you can come back. Photos are not touched.',
    restoreConfirm: 'Restore',
    restoredToast: 'Restored. What was there before is in the list of backups.',
    restoredDamagedToast: 'Restored. What was there before was damaged and has been set aside.',
  },
};
