// What the user says of people beside their names: favourites, notes, birth dates.

import { sentence } from '../../sentences/sentence.ts';
import type { Store } from '../../store/index.ts';
import type { Corrected } from './corrections.ts';
import { type Change, type Actions, someone, UNCHANGED } from './actions.ts';

/** note: any text; born: 2019-07-04. */
export interface Details {
  note?: string | null | undefined;
  born?: string | null | undefined;
}

export function openPersonDetails(store: Store, { record, cardOf }: Actions) {
  function favourite(people: readonly number[], isFavourite: boolean): Change {
    const cards = [...new Set(people)].map(cardOf).filter((card) => card.favourite !== isFavourite);
    if (cards.length === 0) return UNCHANGED;
    const what = sentence(isFavourite ? 'favoured' : 'favouredNoMore', { people: cards.map(someone) });
    return record('remark', what, (action) => {
      for (const { id, cover } of cards)
        store.personDetails.add(action, id, 'favourite', isFavourite ? '1' : null, cover);
      return cards.map(({ id }) => id);
    });
  }

  /** Said at once, it is one thing; what is left out stays as it is, and null takes away. */
  function details(person: number, { note, born }: Details): Corrected {
    const card = cardOf(person);
    const who = someone(card);
    const before = store.personDetails.of(person);
    const isNoted = note !== undefined && note !== before.note;
    const isBorn = born !== undefined && born !== before.born;
    const noted = isNoted && sentence(note === null ? 'noteRemoved' : 'noted', { person: who });
    const dated =
      isBorn &&
      (born === null ? sentence('bornRemoved', { person: who }) : sentence('born', { person: who, date: born }));
    const what = noted && dated ? sentence('bothSaid', { first: noted, second: dated }) : noted || dated;
    if (!what) return { card, change: UNCHANGED };
    const change = record('remark', what, (action) => {
      if (isNoted) store.personDetails.add(action, person, 'note', note, card.cover);
      if (isBorn) store.personDetails.add(action, person, 'born', born, card.cover);
      return [person];
    });
    return { card: cardOf(person), change };
  }

  return { favourite, details };
}
