// A face in the photo: its frame and name on hover, and on click who it is, to name, to visit or to correct.

import { useEffect } from 'react';
import type { Photo, PhotoCard } from '../../../app/contract.ts';
import { boxStyle } from '../../components/box-style.ts';
import { text } from '../../text/text.ts';
import styles from './face-mark.module.css';
import { FacePopover } from './face-popover.tsx';

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
  useEffect(() => {
    if (isNew) onAsked();
  }, [isNew, onAsked]);
  const name = nameOf(face);
  return (
    <FacePopover face={face} isNew={isNew}>
      <button
        type="button"
        className={styles['mark']}
        aria-label={name}
        data-unnamed={!face.person?.name || undefined}
        data-asked={isAsked || undefined}
        style={boxStyle(face.box, photo)}
      >
        <span className={styles['name']}>{name}</span>
      </button>
    </FacePopover>
  );
}

function nameOf({ person, ageInMonths }: Photo['faces'][number]): string {
  if (person === null) return text.viewer.unknownFace;
  if (person.name === null) return text.peoplePage.addName;
  return ageInMonths === null ? person.name : `${person.name}, ${text.about.age(ageInMonths)}`;
}
