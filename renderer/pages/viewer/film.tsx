// The film that a camera took with a photo, over the photo: it plays while one points at its mark, holds it or presses its key.

import { useState } from 'react';
import { Aperture } from 'lucide-react';
import { text } from '../../text/text.ts';
import styles from './film.module.css';

interface Props {
  photo: number;
  isPlaying: boolean;
  onPlaying: (isPlaying: boolean) => void;
}

/** It plays once; where a browser cannot play it, the photo stays as it is, and so does the mark. */
export function Film({ photo, isPlaying, onPlaying }: Props) {
  const [isSeen, setIsSeen] = useState(false);
  const stop = () => {
    setIsSeen(false);
    onPlaying(false);
  };
  return (
    <>
      {isPlaying && (
        // It is short, and what is heard in it is wind.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          className={styles['film']}
          src={`media/film/${photo}`}
          aria-label={text.viewer.filmLabel}
          data-seen={isSeen || undefined}
          autoPlay
          muted
          playsInline
          onPlaying={() => setIsSeen(true)}
          onEnded={stop}
          onError={stop}
        />
      )}
      <button
        type="button"
        className={styles['mark']}
        aria-label={text.viewer.film}
        aria-pressed={isPlaying}
        title={`${text.viewer.film} (L)`}
        onPointerEnter={(event) => event.pointerType === 'mouse' && !isStill() && onPlaying(true)}
        onPointerLeave={stop}
        onPointerDown={(event) => event.pointerType !== 'mouse' && onPlaying(true)}
        onPointerUp={(event) => event.pointerType !== 'mouse' && stop()}
        onPointerCancel={stop}
        // A click without a pointer is a key.
        onClick={(event) => event.detail === 0 && onPlaying(!isPlaying)}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Aperture aria-hidden />
        {text.viewer.live}
      </button>
    </>
  );
}

/** Nothing moves by itself for those who asked for that. */
function isStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
