// What the user says of people beside their names: favourites, notes, birth dates.

import type { Store } from '../store/index.ts';
import type { Corrected } from './corrections.ts';
import { type Change, describe, type Ledger } from './ledger.ts';

export type PersonRemarks = ReturnType<typeof openRemarks>;

export function openRemarks(store: Store, { say, cardOf }: Ledger) {
  function favourite(people: readonly number[], isFavourite: boolean): Change {
    const cards = [...new Set(people)].map(cardOf).filter((card) => card.favourite !== isFavourite);
    if (cards.length === 0) return { people: new Set() };
    const names = cards.map(describe).join(', ');
    const sentence = isFavourite ? `Made ${names} a favourite` : `Took ${names} out of the favourites`;
    return say('remark', sentence, (action) => {
      for (const { id, cover } of cards) store.remarks.add(action, id, 'favourite', isFavourite ? '1' : null, cover);
      return cards.map(({ id }) => id);
    });
  }

  function note(person: number, text: string | null): Corrected {
    return remark(person, 'note', text, (who) =>
      text === null ? `Removed the note on ${who}` : `Wrote a note on ${who}`,
    );
  }

  function born(person: number, date: string | null): Corrected {
    return remark(person, 'born', date, (who) =>
      date === null ? `Removed the birth date of ${who}` : `Said that ${who} was born on ${date}`,
    );
  }

  function remark(
    person: number,
    kind: 'note' | 'born',
    value: string | null,
    sentenceFor: (who: string) => string,
  ): Corrected {
    const card = cardOf(person);
    if (store.remarks.of(person)[kind] === value) return { card, change: { people: new Set() } };
    const change = say('remark', sentenceFor(describe(card)), (action) => {
      store.remarks.add(action, person, kind, value, card.cover);
      return [person];
    });
    return { card: cardOf(person), change };
  }

  return { favourite, note, born };
}
