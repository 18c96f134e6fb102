// The photo itself: fits the window, zooms to the pointer, pans when dragged, with its faces on top.

import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { Face, Photo, PhotoCard } from '../../../app/contract.ts';
import { PreviewImage } from '../../components/preview.tsx';
import { text } from '../../text/text.ts';
import { DrawFace } from './draw-face.tsx';
import { FaceMark } from './face-mark.tsx';
import { Film } from './film.tsx';
import styles from './stage.module.css';
import { fromMiddle, useGestures } from './use-gestures.ts';
import { zoomedOnto, FIT, fitted, panned, type Size, type View, zoomed } from './zoom.ts';

export interface StageHandle {
  zoom(factor: number): void;
  fit(): void;
  /** Plays the photo's film, if it has one, or stops it. */
  toggleFilm(): void;
}

interface Props {
  photo: PhotoCard;
  previous: PhotoCard | undefined;
  next: PhotoCard | undefined;
  faces: Photo['faces'];
  showsFaces: boolean;
  /** The face whose name is asked for: it is brought near. */
  asked: Face | undefined;
  /** In a slideshow one photo fades into the next. */
  isFading: boolean;
  /** A face that was just drawn. */
  newcomer: number | undefined;
  onAsked: () => void;
  /** While a face is being drawn: what it became. */
  onDrawn: ((face: Face) => void) | undefined;
  onSwipe: (direction: 'left' | 'right') => void;
  handle: Ref<StageHandle>;
}

const CLOSE_UP = 2.5;
/** Of more faces than this only those who have a name are called by it: “Add a name” on each would cover the photo. */
const MOST_NAMED_AT_ONCE = 6;

export function Stage({
  photo,
  previous,
  next,
  faces,
  showsFaces,
  asked,
  isFading,
  newcomer,
  onAsked,
  onDrawn,
  onSwipe,
  handle,
}: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const room = useSize(stage);
  const [view, setView] = useState<View>(FIT);
  const [isSharp, setIsSharp] = useState(false);
  const [isFilmPlaying, setIsFilmPlaying] = useState(false);
  const fit = fitted(photo, room);
  const zoomBy = (factor: number, point = { x: 0, y: 0 }) => setView((now) => zoomed(now, factor, point, fit, room));
  useImperativeHandle(handle, () => ({
    zoom: zoomBy,
    fit: () => setView(FIT),
    toggleFilm: () => photo.hasFilm && setIsFilmPlaying(!isFilmPlaying),
  }));
  useWheel(stage, zoomBy);
  const askedBox = asked?.box.join();
  useEffect(() => {
    if (asked === undefined) return undefined;
    setView(zoomedOnto(asked.box, photo, fit, room));
    return () => setView(FIT);
    // Once for each face and size of the window: in between one may look around.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [askedBox, room]);
  const { offset, isHeld, listeners } = useGestures({
    isZoomed: view.scale > 1,
    width: room.width,
    canTurn: { left: next !== undefined, right: previous !== undefined },
    onPan: (by) => setView((now) => panned(now, by, fit, room)),
    onPinch: zoomBy,
    onDoubleTap: (point) => (view.scale > 1 ? setView(FIT) : zoomBy(CLOSE_UP, point)),
    onSwipe,
  });

  return (
    // Every gesture has its key and its button in the frame.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={stage} className={styles['stage']} data-zoomed={view.scale > 1 || undefined} {...listeners}>
      <div
        className={styles['row']}
        data-held={isHeld || undefined}
        style={{ transform: offset === 0 ? undefined : `translateX(${offset}px)` }}
      >
        {offset !== 0 && <Neighbour photo={offset < 0 ? next : previous} room={room} side={offset < 0 ? 1 : -1} />}
        <div
          className={styles['photo']}
          data-marked={showsFaces || onDrawn !== undefined || undefined}
          data-crowd={faces.length > MOST_NAMED_AT_ONCE || undefined}
          data-fading={isFading || undefined}
          data-gliding={asked !== undefined || undefined}
          style={{
            width: fit.width,
            height: fit.height,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            '--unzoom': String(1 / view.scale),
          }}
        >
          {/* There in the very frame in which the photo before it goes: nothing flashes. */}
          <img src={`media/thumbnail/${photo.id}`} alt="" draggable={false} decoding="sync" />
          <PreviewImage
            photo={photo.id}
            alt={text.viewer.label}
            data-sharp={isSharp || undefined}
            onLoad={() => setIsSharp(true)}
          />
          {photo.hasFilm && <Film photo={photo.id} isPlaying={isFilmPlaying} onPlaying={setIsFilmPlaying} />}
          {faces.map((face) => (
            <FaceMark
              key={face.id}
              face={face}
              photo={photo}
              isNew={face.id === newcomer}
              isAsked={face.id === asked?.id}
              onAsked={onAsked}
            />
          ))}
          {onDrawn && <DrawFace photo={photo} onDone={onDrawn} />}
        </div>
      </div>
    </div>
  );
}

function useSize(element: React.RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = () => setSize({ width: measured.clientWidth, height: measured.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** React listens passively to the wheel, and so could not keep the page from zooming along. */
function useWheel(
  element: React.RefObject<HTMLElement | null>,
  zoomBy: (factor: number, point: { x: number; y: number }) => void,
): void {
  const zoom = useEffectEvent(zoomBy);
  useEffect(() => {
    const stage = element.current;
    if (stage === null) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), fromMiddle(stage, event.clientX, event.clientY));
    };
    stage.addEventListener('wheel', turn, { passive: false });
    return () => stage.removeEventListener('wheel', turn);
  }, [element]);
}

/** The photo that a finger pulls in from beside: its picture was fetched ahead. */
function Neighbour({ photo, room, side }: { photo: PhotoCard | undefined; room: Size; side: 1 | -1 }) {
  if (photo === undefined) return null;
  return (
    <PreviewImage
      photo={photo.id}
      className={styles['neighbour']}
      alt=""
      style={{ ...fitted(photo, room), transform: `translateX(${side * room.width}px)` }}
    />
  );
}
