// The wall of people, where some can be selected, and one dragged onto another becomes one with them.

import { useMemo } from 'react';
import type { PersonCard } from '../../../app/contract.ts';
import { RubberBand } from '../../components/rubber-band.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { useSelection } from '../../components/use-selection.ts';
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

const NARROWEST_PERSON_TILE = { wide: 164, narrow: 106 };
/** Name and count below the face. */
const PERSON_WORDS_HEIGHT = 70;

export function PeopleGrid({ people, total, onReach, selected, isSelecting, onSelect, label }: Props) {
  const { toggle, press, pass, touch, touched } = useSelection(people, selected, onSelect);
  const group = useMemo(() => [...selected.keys()], [selected]);

  return (
    // Keys pressed on the tiles inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['wall']} onKeyDown={press}>
      <RubberBand onSelect={touch} onEnd={touched} />
      <TileGrid
        total={total}
        narrowest={NARROWEST_PERSON_TILE}
        extra={PERSON_WORDS_HEIGHT}
        label={label}
        onReach={onReach}
        onPass={pass}
      >
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
                group={selected.has(person.id) ? group : undefined}
              />
            )
          );
        }}
      </TileGrid>
    </div>
  );
}
