// Only the faces, close together: a stranger among them stands out and is taken away with a click.

import { useCallback, useState } from 'react';
import { Check, Expand, ImageUp, ScanFace, UserRoundCheck, UserX } from 'lucide-react';
import type { Face } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { dragOf } from '../../components/dragging.ts';
import { FaceImage } from '../../components/face.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { SelectableWall } from '../../components/selectable-wall.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { useOnce } from '../../components/use-once.ts';
import { useSelected, useSelection } from '../../components/use-selection.ts';
import { PersonPicker } from '../../components/person-picker.tsx';
import { useCollection } from '../../engine/collection.ts';
import { assignFaces, chooseCover, rejectFaces, splitFaces } from '../../commands/faces.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './face-wall.module.css';
import { PeopleTray } from './people-tray.tsx';

const NARROWEST_FACE = { wide: 116, narrow: 82 };

export function FaceWall({ person, name }: { person: number; name: string | null }) {
  const { items, total, error, reach, retry } = useCollection('people.faces', { person });
  const { selected, select } = useSelected(items);
  const [isAssigning, setIsAssigning] = useState(false);
  const once = useOnce();
  const clear = useCallback(() => select(new Map()), [select]);
  const wall = { at: (index: number) => items[index], everything: () => items };
  const selection = useSelection(wall, selected, select);
  if (isAssigning && selected.size === 0) setIsAssigning(false);

  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <TileSkeleton />;

  const isWhole = selected.size >= total;
  const faces = [...selected.keys()];
  const [only] = faces.length === 1 ? faces : [];
  const actOnce = (say: () => Promise<unknown>) => once(faces.join(), () => act(say()));
  /** What was said of the selected faces needs them selected no more, unless it failed. */
  const act = async (said: Promise<unknown>) => {
    const result = await said;
    if (result !== undefined && result !== false) clear();
  };

  return (
    <>
      <p className={styles['hint']}>{text.person.selectFaces}</p>
      <SelectableWall selection={selection} className={styles['wall']}>
        <TileGrid
          total={total}
          narrowest={NARROWEST_FACE}
          label={text.person.faces}
          onReach={reach}
          onPass={selection.pass}
        >
          {(index) => {
            const face = items[index];
            return (
              face && (
                <FaceTile
                  key={face.id}
                  face={face}
                  index={index}
                  address={addressOf({ page: 'person', person, view: 'faces' }, face.photo, face.id)}
                  isSelected={selected.has(face.id)}
                  dragged={() => (selected.has(face.id) ? faces : [face.id])}
                  onToggle={selection.toggle}
                />
              )
            );
          }}
        </TileGrid>
      </SelectableWall>
      {selected.size > 0 && (
        <SelectionBar label={text.peoplePage.selected(selected.size)} onClear={clear}>
          <Button
            look="primary"
            icon={<UserX aria-hidden />}
            disabled={isWhole}
            title={isWhole ? text.person.splitWhole : undefined}
            onClick={() => void actOnce(() => splitFaces(person, faces))}
          >
            {text.person.notThisPerson(name)}
          </Button>
          <Button icon={<UserRoundCheck aria-hidden />} onClick={() => setIsAssigning(true)}>
            {text.faceActions.assign}
          </Button>
          {only !== undefined && (
            <Button icon={<ImageUp aria-hidden />} onClick={() => void actOnce(() => chooseCover(person, only))}>
              {text.faceActions.cover}
            </Button>
          )}
          <Button icon={<ScanFace aria-hidden />} onClick={() => void actOnce(() => rejectFaces(faces))}>
            {text.faceActions.reject}
          </Button>
        </SelectionBar>
      )}
      <PeopleTray
        except={person}
        onPerson={(dropped, who) => void act(assignFaces(dropped, who))}
        onNewcomer={(dropped) => void act(splitFaces(person, dropped))}
        onNoFace={(dropped) => void act(rejectFaces(dropped))}
      />
      <PersonPicker
        isOpen={isAssigning}
        onClose={() => setIsAssigning(false)}
        title={text.faceActions.assignTitle(selected.size)}
        description={text.faceActions.assignBody}
        except={person}
        onChoose={(who) => void act(assignFaces(faces, who))}
        onNew={(called) => void act(assignFaces(faces, called))}
      />
    </>
  );
}

function FaceTile({
  face,
  index,
  address,
  isSelected,
  dragged,
  onToggle,
}: {
  face: Face;
  index: number;
  address: string;
  isSelected: boolean;
  /** All faces that go along when this one is dragged. */
  dragged: () => readonly number[];
  onToggle: (index: number, isRange: boolean) => void;
}) {
  const place = index + 1;
  return (
    <div className={styles['face']} {...dragOf('faces', dragged)}>
      <button
        type="button"
        aria-pressed={isSelected}
        aria-label={text.person.selectFace(place)}
        onClick={(event) => onToggle(index, event.shiftKey)}
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
