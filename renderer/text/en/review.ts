// Words of Review, in English.

import { count, number } from '../format.ts';
import { photos } from './counts.ts';

export const reviewWords = {
  review: {
    title: 'Same or different?',
    withinTitle: (name: string | null) => (name === null ? 'Is this one person?' : `Are these both ${name}?`),
    lead: 'Each answer makes your people more complete.',
    remaining: (important: number, all: number) => {
      if (important === 0) return count(all, 'question left', 'questions left');
      const others = all - important;
      return `${count(important, 'question matters', 'questions matter')}${others > 0 ? ` · ${count(others, 'other', 'others')}` : ''}`;
    },
    together: 'These are one person today',
    one: 'Yes, one person',
    two: 'No, two people',
    more: 'More faces of this side',
    moreOf: (date: string) => `Face of ${date}`,
    moreUndated: 'Face without a date',
    fewer: (value: number) =>
      `${count(value, 'other question has answered itself', 'other questions have answered themselves')}.`,
    roundTitle: (value: number) => `${number(value)} answered`,
    round: (fewer: number, found: number) => [
      ...(fewer > 0 ? [count(fewer, 'fewer question', 'fewer questions')] : []),
      ...(found > 0 ? [`${photos(found)} found ${found === 1 ? 'its' : 'their'} person`] : []),
    ],
    nothingImportant: 'What matters most has been answered.',
    enough: 'Enough for now',
    goOn: 'Go on',
    same: 'Same person',
    different: 'Different people',
    unsure: 'Not sure',
    later: 'Later',
    laterHint: 'Comes again at the end (L)',
    notFace: 'Not a face',
    mirror: 'Mirror or collage',
    mirrorHint: 'On this photo one person may be seen more than once',
    saidBeforeTitle: 'You said something else before',
    saidBefore: (answer: 'same' | 'different', when: string) =>
      answer === 'same'
        ? `These two are the same person, you said (${when}). Which answer counts?`
        : `These two are different people, you said (${when}). Which answer counts?`,
    saidBeforeKeep: 'The earlier one',
    saidBeforeInsist: 'The answer I gave now',
    onePhotoTitle: 'Both are on this photo',
    onePhotoBody: 'One person is seen twice only in a mirror or a collage. Is it one?',
    onePhotoSame: 'Yes, the same person',
    context: 'Whole photos',
    closeUp: 'Faces only',
    openPhoto: 'Open the whole photo',
    unnamed: 'Unnamed',
    inVideo: (times: string) => `In a video, ${times}`,
    doneTitle: 'All sorted',
    doneBody: 'There is nothing to ask right now. New photos may bring new questions.',
    doneAction: 'See people',
    twoNamesTitle: 'Which name stays?',
    twoNamesBody: 'Both have a name already. As the same person they need one.',
    twoNamesDifferent: 'They are different people',
    settled: (value: number) => count(value, 'face settled', 'faces settled'),
    answers: 'Your answer',
  },
};
