// One of the two faces that are compared: large, or inside the whole photo, with who it is thought to be and when.

import { useState } from 'react';
import type { Photo, Question } from '../../../app/contract.ts';
import { FaceImage } from '../../components/face.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf } from '../../router.ts';
import { day, fileName } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { closeUp } from './close-up.ts';
import styles from './side.module.css';

type QuestionSide = Question['left'];

export function Side({
  side,
  isHalf,
  showsPhoto,
  shortcuts,
  onNotFace,
  onMirror,
}: {
  side: QuestionSide;
  /** Both sides are one person so far: their photos cannot be counted apart. */
  isHalf: boolean;
  showsPhoto: boolean;
  /** Of "not a face" and of "mirror". */
  shortcuts: readonly [string, string];
  onNotFace: () => void;
  onMirror: () => void;
}) {
  const { person, photo, takenAt, path } = side;
  const { value } = useQuery('photos.get', { photo });
  const name = person.name ?? text.review.unnamed;
  return (
    <figure className={styles['side']}>
      <a
        className={styles['picture']}
        href={addressOf({ page: 'review' }, photo)}
        aria-label={`${name}: ${text.review.openPhoto}`}
      >
        {showsPhoto && value ? <WholePhoto side={side} photo={value} /> : <CloseUp side={side} photo={value} />}
      </a>
      <figcaption>
        <strong data-unnamed={person.name === null || undefined}>{name}</strong>
        {!isHalf && <span>{text.photos(person.photos)}</span>}
        <span title={path}>{takenAt === null ? fileName(path) : day(takenAt)}</span>
        <span className={styles['remarks']}>
          <Remark shortcut={shortcuts[0]} onSay={onNotFace}>
            {text.review.notFace}
          </Remark>
          <Remark shortcut={shortcuts[1]} hint={text.review.mirrorHint} onSay={onMirror}>
            {text.review.mirror}
          </Remark>
        </span>
      </figcaption>
    </figure>
  );
}

/** What can be said of this one picture. */
function Remark({
  shortcut,
  hint,
  onSay,
  children,
}: {
  shortcut: string;
  hint?: string;
  onSay: () => void;
  children: string;
}) {
  return (
    <button type="button" title={hint} onClick={onSay}>
      {children}
      <kbd aria-hidden>{shortcut}</kbd>
    </button>
  );
}

/** The small picture at once, and the same part of the photo above it as soon as that is there. */
function CloseUp({ side, photo }: { side: QuestionSide; photo: Photo | undefined }) {
  const [isSharp, setIsSharp] = useState(false);
  const part = photo && closeUp(side.box, photo);
  return (
    <>
      <FaceImage face={side.face} shape="square" />
      {photo && part && (
        <img
          className={styles['sharp']}
          src={`media/preview/${photo.id}`}
          alt=""
          draggable={false}
          data-sharp={isSharp || undefined}
          style={{
            left: percent(-part.left, part.side),
            top: percent(-part.top, part.side),
            width: percent(photo.width, part.side),
            height: percent(photo.height, part.side),
          }}
          onLoad={() => setIsSharp(true)}
        />
      )}
    </>
  );
}

function WholePhoto({ side: { box }, photo }: { side: QuestionSide; photo: Photo }) {
  const [left, top, width, height] = box;
  const isWide = photo.width > photo.height;
  return (
    <span className={styles['photo']}>
      <span
        className={styles['sheet']}
        style={{ aspectRatio: `${photo.width} / ${photo.height}`, [isWide ? 'width' : 'height']: '100%' }}
      >
        <img src={`media/preview/${photo.id}`} alt="" draggable={false} />
        <span
          className={styles['mark']}
          style={{
            left: percent(left, photo.width),
            top: percent(top, photo.height),
            width: percent(width, photo.width),
            height: percent(height, photo.height),
          }}
        />
      </span>
    </span>
  );
}

function percent(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}
