// A face in the photo: its frame and name on hover, and on click who it is, to name, to visit or to correct.

import { useEffect, useState } from 'react';
import { Popover } from '@base-ui/react/popover';
import { ArrowRight, ImageUp, Pencil, Plus, ScanFace, UserRoundCheck, UserX } from 'lucide-react';
import type { Face, Photo, PhotoCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { wantFocus } from '../../components/focus.ts';
import { NameField } from '../../components/name-field.tsx';
import { PersonPicker } from '../../components/person-picker.tsx';
import { assignFaces, chooseCover, rejectFaces, splitFaces } from '../../commands/faces.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './face-mark.module.css';

interface Props {
  face: Photo['faces'][number];
  photo: PhotoCard;
  /** Just drawn, and about to be named. */
  isNew: boolean;
  /** It is the one that is named in turn. */
  isAsked: boolean;
  /** It has asked for its name: once is enough, should it go and come back. */
  onAsked: () => void;
}

export function FaceMark({ face, photo, isNew, isAsked, onAsked }: Props) {
  const [asksAtFirst] = useState(isNew);
  const [isOpen, setIsOpen] = useState(isNew);
  useEffect(() => {
    if (isNew) onAsked();
  }, [isNew, onAsked]);
  const [isAssigning, setIsAssigning] = useState(false);
  const [left, top, width, height] = face.box;
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const name = nameOf(face);
  const assign = () => {
    setIsOpen(false);
    setIsAssigning(true);
  };
  return (
    <>
      <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
        <Popover.Trigger
          className={styles['mark']}
          aria-label={name}
          data-unnamed={!face.person?.name || undefined}
          data-asked={isAsked || undefined}
          style={{
            left: percent(left, photo.width),
            top: percent(top, photo.height),
            width: percent(width, photo.width),
            height: percent(height, photo.height),
          }}
        >
          <span className={styles['name']}>{name}</span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner className={styles['positioner']} sideOffset={10}>
            <Popover.Popup className={styles['popup']} data-theme="dark" data-face-card>
              <FaceCard face={face} isNew={asksAtFirst} onAssign={assign} onDone={() => setIsOpen(false)} />
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
  onAssign,
  onDone,
}: {
  face: Face;
  isNew: boolean;
  onAssign: () => void;
  onDone: () => void;
}) {
  const { person } = face;
  const [isNaming, setIsNaming] = useState(isNew && person?.name === null);
  const named = () => {
    setIsNaming(false);
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
              text.viewer.unknownFace
            ) : (
              <button type="button" onClick={() => setIsNaming(true)}>
                {person.name === null && <Plus aria-hidden />}
                <span>{person.name ?? text.peoplePage.addName}</span>
                {person.name !== null && <Pencil aria-hidden />}
              </button>
            )}
          </Popover.Title>
        )}
        {person !== null && (
          <div className={styles['actions']}>
            <Button
              icon={<ArrowRight aria-hidden />}
              onClick={() => go({ page: 'person', person: person.id, view: 'photos' })}
            >
              {text.viewer.goToPerson}
            </Button>
            <Button icon={<UserX aria-hidden />} onClick={() => act(() => splitFaces(person.id, [face.id]))}>
              {text.viewer.notThisPerson}
            </Button>
            <Button icon={<UserRoundCheck aria-hidden />} onClick={onAssign}>
              {text.faceActions.assign}
            </Button>
            <Button icon={<ImageUp aria-hidden />} onClick={() => act(() => chooseCover(person.id, face.id))}>
              {text.faceActions.cover}
            </Button>
            <Button icon={<ScanFace aria-hidden />} onClick={() => act(() => rejectFaces([face.id]))}>
              {text.faceActions.reject}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function nameOf({ person, ageInMonths }: Photo['faces'][number]): string {
  if (person === null) return text.viewer.unknownFace;
  if (person.name === null) return text.peoplePage.addName;
  return ageInMonths === null ? person.name : `${person.name}, ${text.about.age(ageInMonths)}`;
}
