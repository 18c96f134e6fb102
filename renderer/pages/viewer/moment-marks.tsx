// Who is seen when, above the bar of a video: a picture where each moment begins, and a line as long as it lasts.

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Moment } from '../../../app/contract.ts';
import { FaceImage } from '../../components/face.tsx';
import { timeSpan } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { FacePopover } from './face-popover.tsx';
import styles from './moment-marks.module.css';
import { layOutMoments } from './moment-rows.ts';

interface Props {
  /** In the order of time. */
  moments: readonly Moment[];
  /** Of the video, and what it shows now, in seconds. */
  length: number;
  at: number;
  onJump: (moment: Moment) => void;
  /** All of them, in words. */
  onList: () => void;
}

/** How thick a line is, and the shortest it can be. */
const LINE_PX = 4;
/** Where --target is: what is tapped is larger. */
const COARSE = '(max-width: 719px), (pointer: coarse)';
/** Of a picture: for a pointer, and for a finger. */
const POINTED_PX = 32;
const TAPPED_PX = 44;
const MOST_ROWS = { wide: 3, narrow: 2 };
const NARROW_PX = 480;

export function MomentMarks({ moments, length, at, onJump, onList }: Props) {
  const lane = useRef<HTMLFieldSetElement>(null);
  const { width, picture } = useMeasures(lane);
  const mostRows = width < NARROW_PX ? MOST_ROWS.narrow : MOST_ROWS.wide;
  const placed = layOutMoments(moments, { length, width, picture, mostRows });
  const rows = Math.max(0, ...placed.map(({ row }) => (row ?? mostRows - 1) + 1));
  const left = placed.filter(({ row }) => row === undefined).length;
  const rowHeight = picture + LINE_PX;
  return (
    <div className={styles['moments']}>
      <fieldset
        ref={lane}
        className={styles['lane']}
        aria-label={text.viewer.moments.label}
        style={{ height: rows * rowHeight, '--mark': `${picture}px` }}
      >
        {placed.map(({ moment, row, left: from, right, pictureLeft }) => {
          const isNow = moment.begins <= at && at <= moment.ends;
          const bottom = (row ?? mostRows - 1) * rowHeight;
          return (
            <div
              key={moment.face.id}
              data-now={isNow || undefined}
              data-unnamed={!moment.face.person?.name || undefined}
            >
              <span
                className={styles['line']}
                style={{ left: from, width: Math.max(LINE_PX, right - from), bottom }}
                aria-hidden
              />
              {row !== undefined && (
                <FacePopover
                  face={moment.face}
                  when={timeSpan(moment.begins, moment.ends)}
                  side="top"
                  onOpen={() => onJump(moment)}
                >
                  <button
                    type="button"
                    className={styles['mark']}
                    aria-label={text.viewer.moments.mark(nameOf(moment), timeSpan(moment.begins, moment.ends))}
                    aria-current={isNow ? 'true' : undefined}
                    title={nameOf(moment)}
                    style={{ left: pictureLeft, bottom: bottom + LINE_PX }}
                  >
                    <FaceImage face={moment.face.id} />
                  </button>
                </FacePopover>
              )}
            </div>
          );
        })}
      </fieldset>
      {left > 0 && (
        <button type="button" className={styles['more']} onClick={onList}>
          {text.viewer.moments.more(left)}
        </button>
      )}
    </div>
  );
}

/** How wide the lane and a picture in it are, in pixels. */
function useMeasures(lane: RefObject<HTMLFieldSetElement | null>): { width: number; picture: number } {
  const [measures, setMeasures] = useState({ width: 0, picture: 0 });
  useLayoutEffect(() => {
    const element = lane.current;
    if (element === null) return undefined;
    const measure = () =>
      setMeasures({ width: element.clientWidth, picture: window.matchMedia(COARSE).matches ? TAPPED_PX : POINTED_PX });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [lane]);
  return measures;
}

function nameOf({ face: { person } }: Moment): string {
  if (person === null) return text.viewer.moments.unknown;
  return person.name ?? text.peoplePage.unnamed;
}
