// Only the faces, close together: a stranger among them stands out and is taken away with a click.

import { useCallback, useState } from 'react';
import { Check, Expand, UserX } from 'lucide-react';
import type { Face } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { useCollection } from '../../engine/collection.ts';
import { splitFaces } from '../../engine/said.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './face-wall.module.css';

const NARROWEST_FACE = { wide: 116, narrow: 82 };

export function FaceWall({ person, name }: { person: number; name: string | null }) {
  const { items, total, error, reach, retry } = useCollection('people.faces', { person });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const clear = useCallback(() => setSelected(new Set()), []);

  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <TileSkeleton />;

  const isWhole = selected.size >= total;
  const toggle = (face: number) => {
    const next = new Set(selected);
    if (!next.delete(face)) next.add(face);
    setSelected(next);
  };
  const split = async () => {
    if ((await splitFaces(person, [...selected])) !== undefined) clear();
  };

  return (
    <>
      <p className={styles['hint']}>{text.person.selectFaces}</p>
      <div className={styles['wall']}>
        <TileGrid total={total} narrowest={NARROWEST_FACE} label={text.person.faces} onReach={reach}>
          {(index) => {
            const face = items[index];
            return (
              face && (
                <FaceTile
                  key={face.id}
                  face={face}
                  place={index + 1}
                  address={addressOf({ page: 'person', person, view: 'faces' }, face.photo)}
                  isSelected={selected.has(face.id)}
                  onToggle={toggle}
                />
              )
            );
          }}
        </TileGrid>
      </div>
      {selected.size > 0 && (
        <SelectionBar count={selected.size} onClear={clear}>
          <Button
            look="primary"
            icon={<UserX aria-hidden />}
            disabled={isWhole}
            title={isWhole ? text.person.splitWhole : undefined}
            onClick={() => void split()}
          >
            {text.person.notThisPerson(name)}
          </Button>
        </SelectionBar>
      )}
    </>
  );
}

function FaceTile({
  face,
  place,
  address,
  isSelected,
  onToggle,
}: {
  face: Face;
  /** Counted from 1. */
  place: number;
  address: string;
  isSelected: boolean;
  onToggle: (face: number) => void;
}) {
  return (
    <div className={styles['face']}>
      <button
        type="button"
        aria-pressed={isSelected}
        aria-label={text.person.selectFace(place)}
        onClick={() => onToggle(face.id)}
      >
        <FaceImage face={face.id} shape="square" />
        <Check aria-hidden />
      </button>
      <a href={address} aria-label={text.person.openFace(place)}>
        <Expand aria-hidden />
      </a>
    </div>
  );
}
