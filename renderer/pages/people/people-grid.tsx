// The wall of people, where some can be selected: by click, by Shift and click, or with X.

import { type KeyboardEvent, useRef } from 'react';
import type { PersonCard } from '../../../app/contract.ts';
import { TileGrid } from '../../components/tile-grid.tsx';
import styles from './people-grid.module.css';
import { PersonTile } from './person-tile.tsx';

interface Props {
  people: readonly PersonCard[];
  total: number;
  onReach: (count: number) => void;
  selected: ReadonlyMap<number, PersonCard>;
  isSelecting: boolean;
  onSelect: (selected: ReadonlyMap<number, PersonCard>) => void;
  label: string;
}

const NARROWEST_TILE = { wide: 164, narrow: 106 };
/** Name and count below the face. */
const WORDS = 70;

export function PeopleGrid({ people, total, onReach, selected, isSelecting, onSelect, label }: Props) {
  /** Where a range that is chosen with Shift begins. */
  const anchor = useRef(0);

  function toggle(index: number, isRange: boolean): void {
    const person = people[index];
    if (person === undefined) return;
    const next = new Map(selected);
    if (isRange) {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      for (const each of people.slice(from, to + 1)) next.set(each.id, each);
    } else if (!next.delete(person.id)) next.set(person.id, person);
    anchor.current = index;
    onSelect(next);
  }

  function press(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.matches('input:not([type=checkbox])')) return;
    const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index !== undefined) toggle(Number(index), event.shiftKey);
  }

  return (
    // Keys pressed on the tiles inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['wall']} onKeyDown={press}>
      <TileGrid total={total} narrowest={NARROWEST_TILE} extra={WORDS} label={label} onReach={onReach}>
        {(index) => {
          const person = people[index];
          return (
            person && (
              <PersonTile
                key={person.id}
                person={person}
                index={index}
                isSelected={selected.has(person.id)}
                isSelecting={isSelecting}
                onToggle={toggle}
              />
            )
          );
        }}
      </TileGrid>
    </div>
  );
}
