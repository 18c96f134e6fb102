// People who were chosen, each with a way to take them out again; those of one party stand for each other.

import { X } from 'lucide-react';
import type { PersonCard } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { FaceImage } from './face.tsx';
import styles from './person-chips.module.css';

export function PersonChips({
  parties,
  known,
  onRemove,
}: {
  parties: readonly number[][];
  known: ReadonlyMap<number, PersonCard>;
  onRemove: (party: number[]) => void;
}) {
  if (parties.length === 0) return null;
  return (
    <ul className={styles['chips']}>
      {parties.map((party) => {
        const cards = party.map((person) => known.get(person));
        const name = cards.map((card) => card?.name ?? text.peoplePage.unnamed).join(` ${text.searchPage.or} `);
        return (
          <li key={party.join()}>
            {cards.map((card) => card && <FaceImage key={card.id} face={card.cover} />)}
            <span className={styles['name']}>{name}</span>
            <button type="button" aria-label={text.albums.dialog.remove(name)} onClick={() => onRemove(party)}>
              <X aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
