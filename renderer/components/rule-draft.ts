// What belongs to an album, as it stands in the fields of its dialog: text as it was typed, and each person by themselves.

import type { AlbumRule } from '../../app/contract.ts';

export interface RuleDraft extends Pick<AlbumRule, 'without' | 'months' | 'favourites' | 'lacks' | 'videos'> {
  /** One of the people is enough. */
  isAny: boolean;
  parties: number[][];
  /** Days, or empty. */
  from: string;
  to: string;
  /** With commas between them. */
  words: string;
}

export const OPEN_RULE: AlbumRule = {
  with: [],
  without: [],
  from: null,
  to: null,
  months: [],
  favourites: false,
  lacks: [],
  words: [],
  videos: null,
};

export function draftOf({ with: parties, from, to, words, ...rule }: AlbumRule): RuleDraft {
  const isAny = parties.length === 1 && (parties[0]?.length ?? 0) > 1;
  return {
    ...rule,
    isAny,
    parties: isAny ? parties.flat().map((person) => [person]) : parties,
    from: from ?? '',
    to: to ?? '',
    words: words.join(', '),
  };
}

export function ruleOfDraft({
  isAny,
  parties,
  without,
  from,
  to,
  months,
  favourites,
  lacks,
  words,
  videos,
}: RuleDraft): AlbumRule {
  return {
    with: isAny && parties.length > 1 ? [parties.flat()] : parties,
    without,
    from: from === '' ? null : from,
    to: to === '' ? null : to,
    months,
    favourites,
    lacks,
    words: words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    videos,
  };
}

/** It would hold everything. */
export function isOpenToAll(rule: AlbumRule): boolean {
  return JSON.stringify(rule) === JSON.stringify(OPEN_RULE);
}
