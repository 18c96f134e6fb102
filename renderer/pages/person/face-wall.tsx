// Only the faces, close together: a stranger among them stands out and is taken away with a click.

import { useCallback, useState } from 'react';
import { Check, Expand, ImageUp, ScanFace, UserRoundCheck, UserX } from 'lucide-react';
import type { Face } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { PersonPicker } from '../../components/person-picker.tsx';
import { useCollection } from '../../engine/collection.ts';
import { assignFaces, chooseCover, rejectFaces, splitFaces } from '../../engine/said.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './face-wall.module.css';

const NARROWEST_FACE = { wide: 116, narrow: 82 };

export function FaceWall({ person, name }: { person: number; name: string | null }) {
  const { items, total, error, reach, retry } = useCollection('people.faces', { person });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isAssigning, setIsAssigning] = useState(false);
  const clear = useCallback(() => setSelected(new Set()), []);

  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <TileSkeleton />;

  const isWhole = selected.size >= total;
  const toggle = (face: number) => {
    const next = new Set(selected);
    if (!next.delete(face)) next.add(face);
    setSelected(next);
  };
  const faces = [...selected];
  const [only] = faces.length === 1 ? faces : [];
  /** What was said of the selected faces needs them selected no more, unless it failed. */
  const say = async (said: Promise<unknown>) => {
    const result = await said;
    if (result !== undefined && result !== false) clear();
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
        <SelectionBar label={text.peoplePage.selected(selected.size)} onClear={clear}>
          <Button
            look="primary"
            icon={<UserX aria-hidden />}
            disabled={isWhole}
            title={isWhole ? text.person.splitWhole : undefined}
            onClick={() => void say(splitFaces(person, faces))}
          >
            {text.person.notThisPerson(name)}
          </Button>
          <Button icon={<UserRoundCheck aria-hidden />} onClick={() => setIsAssigning(true)}>
            {text.faceActions.assign}
          </Button>
          {only !== undefined && (
            <Button icon={<ImageUp aria-hidden />} onClick={() => void say(chooseCover(person, only))}>
              {text.faceActions.cover}
            </Button>
          )}
          <Button icon={<ScanFace aria-hidden />} onClick={() => void say(rejectFaces(faces))}>
            {text.faceActions.reject}
          </Button>
        </SelectionBar>
      )}
      <PersonPicker
        isOpen={isAssigning}
        onClose={() => setIsAssigning(false)}
        title={text.faceActions.assignTitle(selected.size)}
        description={text.faceActions.assignBody}
        except={person}
        onChoose={(who) => void say(assignFaces(faces, who))}
        onNew={(called) => void say(assignFaces(faces, called))}
      />
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
