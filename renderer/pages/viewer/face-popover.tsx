// Who a face is, above it: its name, and what can be said of it; and the picker of somebody else.

import { type ReactElement, useState } from 'react';
import { Popover } from '@base-ui/react/popover';
import { ArrowRight, ImageUp, Pencil, Plus, ScanFace, UserRoundCheck, UserX } from 'lucide-react';
import type { Face, PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { wantFocus } from '../../components/focus.ts';
import { NameField } from '../../components/name-field.tsx';
import { PersonPicker } from '../../components/person-picker.tsx';
import { assignFaces, chooseCover, rejectFaces, splitFaces } from '../../commands/faces.ts';
import { go, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './face-popover.module.css';

interface Props {
  face: Face;
  /** Just drawn, and about to be named. */
  isNew?: boolean;
  /** In a video: when it is seen. */
  when?: string;
  side?: 'top' | 'bottom';
  onOpen?: () => void;
  /** What opens it. */
  children: ReactElement;
}

export function FacePopover({ face, isNew = false, when, side = 'bottom', onOpen, children }: Props) {
  const [asksAtFirst] = useState(isNew);
  const [isOpen, setIsOpen] = useState(isNew);
  const [isAssigning, setIsAssigning] = useState(false);
  const assign = () => {
    setIsOpen(false);
    setIsAssigning(true);
  };
  const turn = (open: boolean) => {
    if (open) onOpen?.();
    setIsOpen(open);
  };
  return (
    <>
      <Popover.Root open={isOpen} onOpenChange={turn}>
        <Popover.Trigger render={children} />
        <Popover.Portal>
          <Popover.Positioner className={styles['positioner']} side={side} sideOffset={10} collisionPadding={8}>
            <Popover.Popup className={styles['popup']} data-face-card data-uncovered="narrow">
              <FaceCard face={face} isNew={asksAtFirst} when={when} onAssign={assign} onDone={() => setIsOpen(false)} />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      <PersonPicker
        isOpen={isAssigning}
        onClose={() => setIsAssigning(false)}
        title={text.faceActions.assignTitle(1)}
        description={text.faceActions.assignBody}
        except={face.person?.id ?? null}
        onChoose={(who) => void assignFaces([face.id], who)}
        onNew={(called) => void assignFaces([face.id], called)}
      />
    </>
  );
}

function FaceCard({
  face,
  isNew,
  when,
  onAssign,
  onDone,
}: {
  face: Face;
  isNew: boolean;
  when: string | undefined;
  onAssign: () => void;
  onDone: () => void;
}) {
  const { person } = face;
  const [isNaming, setIsNaming] = useState(isNew && person?.name === null);
  const named = (_?: PersonCard, hasLeft = false) => {
    setIsNaming(false);
    if (!hasLeft)
      wantFocus(() => document.querySelector<HTMLElement>('[data-face-card] h2 button'), document.activeElement);
  };
  const act = (what: () => Promise<unknown>) => {
    onDone();
    void what();
  };
  return (
    <div className={styles['card']}>
      <span className={styles['face']}>
        <FaceImage face={face.id} />
      </span>
      <div className={styles['who']}>
        {person !== null && isNaming ? (
          <NameField person={person} face={face.id} onDone={named} />
        ) : (
          <Popover.Title className={styles['title']}>
            {person === null ? (
              when === undefined ? (
                text.viewer.unknownFace
              ) : (
                text.viewer.moments.unknown
              )
            ) : (
              <button type="button" onClick={() => setIsNaming(true)}>
                {person.name === null && <Plus aria-hidden />}
                <span>{person.name ?? text.peoplePage.addName}</span>
                {person.name !== null && <Pencil aria-hidden />}
              </button>
            )}
          </Popover.Title>
        )}
        {when !== undefined && <p className={styles['when']}>{when}</p>}
        <div className={styles['actions']}>
          {person !== null && (
            <>
              <Button icon={<ArrowRight aria-hidden />} onClick={() => go(personPlace(person.id))}>
                {text.viewer.goToPerson}
              </Button>
              <Button icon={<UserX aria-hidden />} onClick={() => act(() => splitFaces(person.id, [face.id]))}>
                {text.viewer.notThisPerson}
              </Button>
            </>
          )}
          <Button icon={<UserRoundCheck aria-hidden />} onClick={onAssign}>
            {text.faceActions.assign}
          </Button>
          {person !== null && (
            <Button icon={<ImageUp aria-hidden />} onClick={() => act(() => chooseCover(person.id, face.id))}>
              {text.faceActions.cover}
            </Button>
          )}
          <Button icon={<ScanFace aria-hidden />} onClick={() => act(() => rejectFaces([face.id]))}>
            {when === undefined ? text.faceActions.reject : text.viewer.moments.remove}
          </Button>
        </div>
      </div>
    </div>
  );
}
