// The tools above the photo: each is a button with its key.

import type { ReactNode } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import {
  Info,
  Maximize,
  Pause,
  Play,
  ScanFace,
  SquareDashed,
  Star,
  UserRoundPen,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { briefMoment } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './tools.module.css';
import type { Slideshow } from './use-slideshow.ts';

interface Props {
  takenAt: string | null | undefined;
  position: { place: number; total: number } | undefined;
  /** By their keys: see the frame. */
  actions: Record<string, () => unknown>;
  slideshow: Slideshow;
  canPlay: boolean;
  canDraw: boolean;
  /** A video is not zoomed. */
  isVideo: boolean;
  /** Faces without a name are there to be named one after another. */
  canName: boolean;
  isNaming: boolean;
  isDrawing: boolean;
  /** undefined: not known yet. */
  isFavourite: boolean | undefined;
  showsFaces: boolean;
  showsInfo: boolean;
  /** What else can be done with the photo. */
  more: ReactNode;
}

export function Tools({ takenAt, position, actions, slideshow, canPlay, canDraw, canName, isVideo, ...shown }: Props) {
  const { viewer } = text;
  const wide = styles['wide'] ?? '';
  return (
    <header className={styles['tools']} data-hidden={slideshow.isIdle || undefined}>
      <Dialog.Close render={<IconButton label={text.close} shortcut="Esc" />}>
        <X aria-hidden />
      </Dialog.Close>
      <p className={styles['caption']}>
        {takenAt && <span>{briefMoment(takenAt)}</span>}
        {position && <small>{viewer.position(position.place, position.total)}</small>}
      </p>
      {slideshow.isPlaying && (
        <Button look="quiet" onClick={slideshow.nextPace} title={viewer.changePace}>
          {viewer.pace(slideshow.pace)}
        </Button>
      )}
      {canPlay && (
        <IconButton
          label={slideshow.isPlaying ? viewer.pause : viewer.play}
          shortcut="S"
          aria-pressed={slideshow.isPlaying}
          onClick={actions['s']}
        >
          {slideshow.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
        </IconButton>
      )}
      {!isVideo && (
        <>
          <IconButton label={viewer.zoomOut} shortcut="−" className={wide} onClick={actions['-']}>
            <ZoomOut aria-hidden />
          </IconButton>
          <IconButton label={viewer.fit} shortcut="0" className={wide} onClick={actions['0']}>
            <Maximize aria-hidden />
          </IconButton>
          <IconButton label={viewer.zoomIn} shortcut="+" className={wide} onClick={actions['+']}>
            <ZoomIn aria-hidden />
          </IconButton>
        </>
      )}
      {canDraw && (
        <IconButton label={viewer.drawing.action} shortcut="D" aria-pressed={shown.isDrawing} onClick={actions['d']}>
          <SquareDashed aria-hidden />
        </IconButton>
      )}
      {(canName || shown.isNaming) && (
        <IconButton label={viewer.inTurn.action} shortcut="N" aria-pressed={shown.isNaming} onClick={actions['n']}>
          <UserRoundPen aria-hidden />
        </IconButton>
      )}
      {shown.isFavourite !== undefined && (
        <IconButton
          label={favouriteLabel(shown.isFavourite, isVideo)}
          shortcut="F"
          className={styles['star'] ?? ''}
          data-favourite={shown.isFavourite}
          onClick={actions['f']}
        >
          <Star aria-hidden />
        </IconButton>
      )}
      {!isVideo && (
        <IconButton label={viewer.faces} shortcut="B" aria-pressed={shown.showsFaces} onClick={actions['b']}>
          <ScanFace aria-hidden />
        </IconButton>
      )}
      <IconButton label={viewer.info} shortcut="I" aria-pressed={shown.showsInfo} onClick={actions['i']}>
        <Info aria-hidden />
      </IconButton>
      {shown.more}
    </header>
  );
}

function favouriteLabel(isFavourite: boolean, isVideo: boolean): string {
  const { addPhoto, addVideo, removePhoto, removeVideo } = text.favourites;
  if (isVideo) return isFavourite ? removeVideo : addVideo;
  return isFavourite ? removePhoto : addPhoto;
}
