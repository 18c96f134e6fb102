// The viewer's window: the photo on its stage, tools around it, keys, and what is known about it.

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Info, Maximize, ScanFace, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { PhotoCard } from '../../../app/contract.ts';
import { IconButton } from '../../components/button.tsx';
import { useQuery } from '../../engine/query.ts';
import { closePhoto, go, type Place } from '../../router.ts';
import { briefMoment } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';
import { InfoPanel } from './info-panel.tsx';
import { Stage, type StageHandle } from './stage.tsx';

interface Props {
  photo: number;
  place: Place;
  /** What the list knows already, so that the photo's shape is there before the rest. */
  card?: PhotoCard | undefined;
  previous?: PhotoCard | undefined;
  next?: PhotoCard | undefined;
  position?: { place: number; total: number };
}

const STEP = 1.5;

export function Frame({ photo, place, card, previous, next, position }: Props) {
  const { value, error } = useQuery('photos.get', { photo });
  const [showsFaces, setShowsFaces] = useState(false);
  const [showsInfo, setShowsInfo] = useState(false);
  const stage = useRef<StageHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const shown = value ?? card;
  usePrefetch(previous, next);

  const turnTo = (to: PhotoCard | undefined) => to && go(place, { photo: to.id, replace: true });
  const actions: Record<string, () => unknown> = {
    ArrowLeft: () => turnTo(previous),
    ArrowRight: () => turnTo(next),
    f: () => setShowsFaces(!showsFaces),
    i: () => setShowsInfo(!showsInfo),
    '+': () => stage.current?.zoom(STEP),
    '=': () => stage.current?.zoom(STEP),
    '-': () => stage.current?.zoom(1 / STEP),
    '0': () => stage.current?.fit(),
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    if (event.target.closest('input, [data-face-card]') !== null) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && closePhoto(place)}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={frame}
          className={styles['frame']}
          data-theme="dark"
          aria-label={text.viewer.label}
          initialFocus={frame}
          onKeyDown={press}
        >
          <header className={styles['tools']}>
            <Dialog.Close render={<IconButton label={text.close} shortcut="Esc" />}>
              <X aria-hidden />
            </Dialog.Close>
            <p className={styles['caption']}>
              {shown?.takenAt && <span>{briefMoment(shown.takenAt)}</span>}
              {position && <small>{text.viewer.position(position.place, position.total)}</small>}
            </p>
            <IconButton
              label={text.viewer.zoomOut}
              shortcut="−"
              className={styles['wide'] ?? ''}
              onClick={actions['-']}
            >
              <ZoomOut aria-hidden />
            </IconButton>
            <IconButton label={text.viewer.fit} shortcut="0" className={styles['wide'] ?? ''} onClick={actions['0']}>
              <Maximize aria-hidden />
            </IconButton>
            <IconButton label={text.viewer.zoomIn} shortcut="+" className={styles['wide'] ?? ''} onClick={actions['+']}>
              <ZoomIn aria-hidden />
            </IconButton>
            <IconButton label={text.viewer.faces} shortcut="F" aria-pressed={showsFaces} onClick={actions['f']}>
              <ScanFace aria-hidden />
            </IconButton>
            <IconButton label={text.viewer.info} shortcut="I" aria-pressed={showsInfo} onClick={actions['i']}>
              <Info aria-hidden />
            </IconButton>
          </header>
          <div className={styles['stage']}>
            {error !== undefined && shown === undefined ? (
              <p className={styles['failed']}>{text.viewer.failed}</p>
            ) : (
              shown && (
                <Stage
                  key={photo}
                  handle={stage}
                  photo={shown}
                  faces={value?.faces ?? []}
                  showsFaces={showsFaces}
                  onSwipe={(direction) => turnTo(direction === 'left' ? next : previous)}
                />
              )
            )}
            <Turn
              side="left"
              label={text.viewer.previous}
              isPossible={previous !== undefined}
              onTurn={() => turnTo(previous)}
            >
              <ChevronLeft aria-hidden />
            </Turn>
            <Turn side="right" label={text.viewer.next} isPossible={next !== undefined} onTurn={() => turnTo(next)}>
              <ChevronRight aria-hidden />
            </Turn>
          </div>
          {showsInfo && value && <InfoPanel photo={value} onClose={() => setShowsInfo(false)} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Turn({
  side,
  label,
  isPossible,
  onTurn,
  children,
}: {
  side: 'left' | 'right';
  label: string;
  isPossible: boolean;
  onTurn: () => void;
  children: ReactNode;
}) {
  if (!isPossible) return null;
  return (
    <button type="button" className={styles['turn']} data-side={side} aria-label={label} onClick={onTurn}>
      {children}
    </button>
  );
}

/** The neighbours are there before one turns to them. */
function usePrefetch(...photos: (PhotoCard | undefined)[]): void {
  const ids = photos.map((photo) => photo?.id).join(' ');
  useEffect(() => {
    const pictures = ids.split(' ').flatMap((id) => {
      if (id === '') return [];
      const picture = new Image();
      picture.src = `media/preview/${id}`;
      return [picture];
    });
    return () => pictures.forEach((picture) => (picture.src = ''));
  }, [ids]);
}
