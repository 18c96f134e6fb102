// One side of what is compared: a face, large or inside the whole photo, more of it from other times, and who it is thought to be.

import { type ReactNode, useEffect, useState } from 'react';
import { FlipHorizontal2, ScanFace } from 'lucide-react';
import type { Question } from '../../../app/contract.ts';
import { boxStyle } from '../../components/box-style.ts';
import { FaceImage } from '../../components/face.tsx';
import { PreviewImage } from '../../components/preview.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf } from '../../router.ts';
import { day, fileName, timeSpan } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { closeUp } from './close-up.ts';
import styles from './side.module.css';

type QuestionSide = Question['left'];

/** Who answers within this time has not looked closely, and the next pair would wait for the large pictures. */
const GLANCE_MS = 200;

export function Side({
  of,
  side,
  isHalf,
  showsPhoto,
  shortcuts,
  onNotFace,
  onMirror,
}: {
  of: 'left' | 'right';
  side: QuestionSide;
  /** Both sides are one person so far: their photos cannot be counted apart. */
  isHalf: boolean;
  showsPhoto: boolean;
  /** Of "not a face" and of "mirror". */
  shortcuts: readonly [string, string];
  onNotFace: () => void;
  onMirror: () => void;
}) {
  const { person, photo, takenAt, path, more } = side;
  const name = person.name ?? text.review.unnamed;
  return (
    <figure className={styles['side']} data-of={of}>
      <a
        className={styles['picture']}
        href={addressOf({ page: 'review' }, photo, side.face)}
        aria-label={`${name}: ${text.review.openPhoto}`}
      >
        <Picture side={side} showsPhoto={showsPhoto} />
      </a>
      {more.length > 0 && (
        <ul className={styles['more']} aria-label={text.review.more}>
          {more.map((other) => (
            <li key={other.face}>
              <a
                href={addressOf({ page: 'review' }, other.photo, other.face)}
                title={other.takenAt === null ? '' : day(other.takenAt)}
              >
                <FaceImage
                  face={other.face}
                  shape="square"
                  alt={other.takenAt === null ? text.review.moreUndated : text.review.moreOf(day(other.takenAt))}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <figcaption>
        <strong data-unnamed={person.name === null || undefined}>{name}</strong>
        {!isHalf && <span>{text.photos(person.photos)}</span>}
        <span title={path}>{takenAt === null ? fileName(path) : day(takenAt)}</span>
        {side.isVideo && <Times photo={photo} face={side.face} />}
        <span className={styles['remarks']}>
          <Remark shortcut={shortcuts[0]} icon={<ScanFace aria-hidden />} onSay={onNotFace}>
            {text.review.notFace}
          </Remark>
          <Remark
            shortcut={shortcuts[1]}
            icon={<FlipHorizontal2 aria-hidden />}
            hint={text.review.mirrorHint}
            onSay={onMirror}
          >
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
  icon,
  hint,
  onSay,
  children,
}: {
  shortcut: string;
  icon: ReactNode;
  hint?: string;
  onSay: () => void;
  children: string;
}) {
  return (
    <button type="button" title={hint} onClick={onSay}>
      {icon}
      <span>{children}</span>
      <kbd aria-hidden>{shortcut}</kbd>
    </button>
  );
}

function Picture({ side, showsPhoto }: { side: QuestionSide; showsPhoto: boolean }) {
  // A video's picture is of another moment than its faces.
  if (side.isVideo) return <FaceImage face={side.face} shape="square" />;
  return showsPhoto ? <WholePhoto side={side} /> : <CloseUp side={side} />;
}

/** When the face is seen in the video that it is from. */
function Times({ photo, face }: { photo: number; face: number }) {
  const { value } = useQuery('videos.moments', { photo });
  const moment = value?.moments.find((each) => each.face.id === face);
  return moment && <span>{text.review.inVideo(timeSpan(moment.begins, moment.ends))}</span>;
}

/** The small picture at once, and the same part of the photo above it once one looks at it and that is there. */
function CloseUp({ side }: { side: QuestionSide }) {
  const [isLookedAt, setIsLookedAt] = useState(false);
  const [isSharp, setIsSharp] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLookedAt(true), GLANCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const part = closeUp(side);
  return (
    <>
      <FaceImage face={side.face} shape="square" />
      {isLookedAt && (
        <PreviewImage
          photo={side.photo}
          className={styles['sharp']}
          alt=""
          data-sharp={isSharp || undefined}
          style={boxStyle([-part.left, -part.top, side.width, side.height], { width: part.side, height: part.side })}
          onLoad={() => setIsSharp(true)}
        />
      )}
    </>
  );
}

function WholePhoto({ side }: { side: QuestionSide }) {
  const isWide = side.width > side.height;
  return (
    <span className={styles['photo']}>
      <span
        className={styles['sheet']}
        style={{ aspectRatio: `${side.width} / ${side.height}`, [isWide ? 'width' : 'height']: '100%' }}
      >
        <PreviewImage photo={side.photo} alt="" />
        <span className={styles['mark']} style={boxStyle(side.box, side)} />
      </span>
    </span>
  );
}
