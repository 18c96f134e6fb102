// The wall of people, where some can be selected, and one dragged onto another becomes one with them.

import { type Dispatch, type SetStateAction, useCallback, useMemo, useState } from 'react';
import type { PersonCard } from '../../../app/contract.ts';
import { SelectableWall } from '../../components/selectable-wall.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { type Selected, useSelection } from '../../components/use-selection.ts';
import styles from './people-grid.module.css';
import { PersonTile } from './person-tile.tsx';

interface Props {
  people: readonly PersonCard[];
  total: number;
  onReach: (count: number) => void;
  selected: Selected<PersonCard>;
  isSelecting: boolean;
  onSelect: Dispatch<SetStateAction<Selected<PersonCard>>>;
  label: string;
}

const NARROWEST_PERSON_TILE = { wide: 164, narrow: 106 };
/** Name and count below the face. */
const PERSON_WORDS_HEIGHT = 70;

export function PeopleGrid({ onReach, selected, isSelecting, onSelect, label, ...latest }: Props) {
  const [namings, setNamings] = useState(0);
  const countNaming = useCallback((by: 1 | -1) => setNamings((count) => count + by), []);
  // A person who moves to another row would lose the field, and be called what was typed of the name so far.
  const people = useKept(latest.people, namings > 0);
  const total = useKept(latest.total, namings > 0);
  const wall = { at: (index: number) => people[index], everything: () => people };
  const selection = useSelection(wall, selected, onSelect);
  const group = useMemo(() => [...selected.keys()], [selected]);

  return (
    <SelectableWall selection={selection} className={styles['wall']}>
      <TileGrid
        total={total}
        narrowest={NARROWEST_PERSON_TILE}
        extra={PERSON_WORDS_HEIGHT}
        label={label}
        onReach={onReach}
        onPass={selection.pass}
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
                onToggle={selection.toggle}
                onNaming={countNaming}
                group={selected.has(person.id) ? group : undefined}
              />
            )
          );
        }}
      </TileGrid>
    </SelectableWall>
  );
}

/** @returns the latest value; or, for as long as it is kept, the one of before */
function useKept<Value>(latest: Value, isKept: boolean): Value {
  const [kept, setKept] = useState(latest);
  if (isKept) return kept;
  if (kept !== latest) setKept(latest);
  return latest;
}
