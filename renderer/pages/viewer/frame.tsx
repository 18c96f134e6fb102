// The viewer's window: the photo on its stage, tools around it, keys, and what is known about it.

import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Photo, PhotoCard } from '../../../app/contract.ts';
import { turnFavourites } from '../../commands/photos.ts';
import { KeyList } from '../../components/keyboard.tsx';
import { MenuItem, MoreMenu } from '../../components/more-menu.tsx';
import { PhotoActions } from '../../components/photo-actions.tsx';
import { useQuery } from '../../engine/query.ts';
import { closePhoto, go, isOpen, type Place } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';
import { InfoPanel } from './info-panel.tsx';
import { NameInTurn } from './name-in-turn.tsx';
import { Player, type PlayerHandle } from './player.tsx';
import { pressKey } from './press-key.ts';
import { Stage, type StageHandle } from './stage.tsx';
import { Tools } from './tools.tsx';
import { usePrefetch } from './use-prefetch.ts';
import { useSlideshow } from './use-slideshow.ts';
import { useTurns } from './use-turns.ts';

interface Props {
  photo: number;
  /** That it was opened for. */
  face: number | null;
  /** Among whose photos it was opened: of several, any of them. */
  people?: readonly number[] | undefined;
  place: Place;
  /** What the list knows already, so that the photo's shape is there before the rest. */
  card?: PhotoCard | undefined;
  previous?: PhotoCard | undefined;
  next?: PhotoCard | undefined;
  position?: { place: number; total: number } | undefined;
}

const ZOOM_STEP = 1.5;
/** What an arrow key skips of a video that plays. */
const SKIP_S = 5;
const NO_FACES: Photo['faces'] = [];
const NOBODY: readonly number[] = [];

export function Frame({ photo, face, people = NOBODY, place, card, previous, next, position }: Props) {
  const { value, error } = useQuery('photos.get', { photo });
  const [showsFaces, setShowsFaces] = useState(false);
  const [showsInfo, setShowsInfo] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  /** The photo on which a face is being drawn. */
  const [drawnOn, setDrawnOn] = useState<number>();
  /** The face that was just drawn: it asks for its name. */
  const [newcomer, setNewcomer] = useState<number>();
  const asked = useCallback(() => {
    setNewcomer(undefined);
    setDrawnOn(undefined);
  }, []);
  const stage = useRef<StageHandle>(null);
  const player = useRef<PlayerHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  /** The video that plays. */
  const [played, setPlayed] = useState<number>();
  const shown = value ?? card;
  const isMissing = value?.places.length === 0;
  const isVideo = shown !== undefined && shown.video !== null;
  const isPlaying = played === photo && isVideo;
  const isDrawing = drawnOn === photo && value !== undefined;
  const turns = useTurns(photo, value?.faces ?? NO_FACES);
  // A video's faces are named where they are seen.
  const canName = turns.unnamed > 0 && !isVideo;
  usePrefetch(previous, next);

  const turnTo = (to: PhotoCard | undefined) => to && go(place, { photo: to.id, replace: true });
  const nextPhoto = next?.id;
  const turnOn = useCallback(() => go(place, { photo: nextPhoto ?? null, replace: true }), [place, nextPhoto]);
  const slideshow = useSlideshow(
    nextPhoto === undefined ? undefined : turnOn,
    isDrawing || showsInfo || showsKeys || turns.isOn || isPlaying,
  );
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const actions: Record<string, () => unknown> = {
    ArrowLeft: () => (isPlaying ? player.current?.skip(-SKIP_S) : turnTo(isRightToLeft ? next : previous)),
    ArrowRight: () => (isPlaying ? player.current?.skip(SKIP_S) : turnTo(isRightToLeft ? previous : next)),
    s: slideshow.toggle,
    d: () => (isDrawing ? stopDrawing() : !isVideo && setDrawnOn(photo)),
    n: () => (turns.isOn ? turns.end() : canName && turns.begin()),
    b: () => setShowsFaces(!showsFaces),
    f: () => turnFavourites([photo]),
    i: () => setShowsInfo(!showsInfo),
    '?': () => setShowsKeys(true),
    '+': () => stage.current?.zoom(ZOOM_STEP),
    '=': () => stage.current?.zoom(ZOOM_STEP),
    '-': () => stage.current?.zoom(1 / ZOOM_STEP),
    '0': () => stage.current?.fit(),
    ...(isVideo
      ? {
          ' ': () => player.current?.toggle(),
          m: () => player.current?.mute(),
          '.': () => player.current?.turnMoment('next'),
          ',': () => player.current?.turnMoment('previous'),
        }
      : { l: () => stage.current?.toggleFilm() }),
  };
  /** A photo that is not in this list any more gives way to its neighbour, unless the user went on meanwhile. */
  const leave = () => {
    if (!isOpen(place, photo)) return;
    const neighbour = next ?? previous;
    if (neighbour === undefined) closePhoto(place);
    else turnTo(neighbour);
  };
  /** What is done in it is done with this photo, not with one that comes by itself. */
  const endSlideshow = () => slideshow.isPlaying && slideshow.toggle();
  const stopDrawing = () => {
    setDrawnOn(undefined);
    setNewcomer(undefined);
    frame.current?.focus();
  };

  return (
    <Dialog.Root
      open
      onOpenChange={(open, { reason }) => {
        if (open) return;
        if (isDrawing && reason === 'escape-key') stopDrawing();
        else if (turns.isOn && reason === 'escape-key') turns.end();
        else closePhoto(place);
      }}
    >
      {/* What opens above the photo opens inside of this: lists, names of buttons, dialogs. */}
      <Dialog.Portal data-theme="dark">
        <Dialog.Popup
          ref={frame}
          className={styles['frame']}
          data-idle={slideshow.isIdle || undefined}
          aria-label={text.viewer.label}
          initialFocus={frame}
          onKeyDown={(event) => pressKey(event, frame.current, actions)}
        >
          <PhotoActions
            photos={[photo]}
            place={place}
            areMissing={isMissing}
            as={MenuItem}
            onSaid={(isGone) => isGone && leave()}
          >
            {(more) => (
              <Tools
                takenAt={shown?.takenAt}
                position={position}
                actions={actions}
                slideshow={slideshow}
                canPlay={next !== undefined || slideshow.isPlaying}
                canDraw={value !== undefined && !isVideo}
                isVideo={isVideo}
                canName={canName}
                isNaming={turns.isOn}
                isDrawing={isDrawing}
                isFavourite={shown?.favourite}
                showsFaces={showsFaces}
                showsInfo={showsInfo}
                more={shown !== undefined && <MoreMenu onOpen={endSlideshow}>{more}</MoreMenu>}
              />
            )}
          </PhotoActions>
          {turns.isOn && <NameInTurn turns={turns} />}
          <div className={styles['stage']}>
            {error !== undefined && shown === undefined ? (
              <p className={styles['failed']}>{text.viewer.failed}</p>
            ) : (
              shown &&
              (isVideo ? (
                <Player
                  key={photo}
                  handle={player}
                  photo={shown}
                  codec={value?.codec ?? null}
                  isFading={slideshow.isPlaying}
                  face={face}
                  people={people}
                  onList={() => setShowsInfo(true)}
                  onPlaying={(now) => setPlayed(now ? photo : undefined)}
                />
              ) : (
                <Stage
                  key={photo}
                  handle={stage}
                  photo={shown}
                  previous={previous}
                  next={next}
                  faces={value?.faces ?? []}
                  showsFaces={showsFaces || turns.isOn}
                  asked={turns.face}
                  isFading={slideshow.isPlaying}
                  newcomer={newcomer}
                  onAsked={asked}
                  onDrawn={isDrawing ? ({ id }) => setNewcomer(id) : undefined}
                  onSwipe={(direction) => turnTo(direction === 'left' ? next : previous)}
                />
              ))
            )}
            {isMissing && (
              <output className={styles['hint']} data-at="top">
                {text.viewer.missing}
              </output>
            )}
            {isDrawing && <output className={styles['hint']}>{text.viewer.drawing.hint}</output>}
            <Turn side="previous" label={text.viewer.previous} to={previous} onTurn={turnTo}>
              <ChevronLeft aria-hidden />
            </Turn>
            <Turn side="next" label={text.viewer.next} to={next} onTurn={turnTo}>
              <ChevronRight aria-hidden />
            </Turn>
          </div>
          {showsInfo && value && (
            <InfoPanel
              photo={value}
              onMoment={(seconds) => player.current?.moveTo(seconds)}
              onClose={() => setShowsInfo(false)}
            />
          )}
          <KeyList isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Turn({
  side,
  label,
  to,
  onTurn,
  children,
}: {
  side: 'previous' | 'next';
  label: string;
  to: PhotoCard | undefined;
  onTurn: (to: PhotoCard) => void;
  children: ReactNode;
}) {
  if (to === undefined) return null;
  return (
    <button type="button" className={styles['turn']} data-side={side} aria-label={label} onClick={() => onTurn(to)}>
      {children}
    </button>
  );
}
