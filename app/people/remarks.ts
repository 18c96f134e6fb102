// What the user says of people beside their names: favourites, notes, birth dates.

import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { Someone } from '../sentences/someone.ts';
import type { Store } from '../store/index.ts';
import type { Corrected } from './corrections.ts';
import { type Change, type Ledger, someone } from './ledger.ts';

export type PersonRemarks = ReturnType<typeof openRemarks>;

export function openRemarks(store: Store, { say, cardOf }: Ledger) {
  function favourite(people: readonly number[], isFavourite: boolean): Change {
    const cards = [...new Set(people)].map(cardOf).filter((card) => card.favourite !== isFavourite);
    if (cards.length === 0) return { people: new Set() };
    const what = sentence(isFavourite ? 'favoured' : 'favouredNoMore', { people: cards.map(someone) });
    return say('remark', what, (action) => {
      for (const { id, cover } of cards) store.remarks.add(action, id, 'favourite', isFavourite ? '1' : null, cover);
      return cards.map(({ id }) => id);
    });
  }

  function note(person: number, text: string | null): Corrected {
    return remark(person, 'note', text, (who) => sentence(text === null ? 'noteRemoved' : 'noted', { person: who }));
  }

  function born(person: number, date: string | null): Corrected {
    return remark(person, 'born', date, (who) =>
      date === null ? sentence('bornRemoved', { person: who }) : sentence('born', { person: who, date }),
    );
  }

  function remark(
    person: number,
    kind: 'note' | 'born',
    value: string | null,
    sentenceFor: (who: Someone) => Sentence,
  ): Corrected {
    const card = cardOf(person);
    if (store.remarks.of(person)[kind] === value) return { card, change: { people: new Set() } };
    const change = say('remark', sentenceFor(someone(card)), (action) => {
      store.remarks.add(action, person, kind, value, card.cover);
      return [person];
    });
    return { card: cardOf(person), change };
  }

  return { favourite, note, born };
}
