// One photo or video in a row of photos: a link to it, and a tick to select it; a grey place of the same shape while it is not known yet.

import { type ChangeEvent, memo, type MouseEvent } from 'react';
import { Aperture, Play, Star } from 'lucide-react';
import type { PhotoCard } from '../../app/contract.ts';
import { addressOf, go, type Place } from '../router.ts';
import { day, playingTime } from '../text/format.ts';
import { text } from '../text/text.ts';
import { classes } from './button.tsx';
import styles from './photo-tile.module.css';
import ticks from './tick.module.css';

interface Props {
  /** undefined: not loaded yet. */
  photo: PhotoCard | undefined;
  /** Its place in the whole list, from 0. */
  index: number;
  /** In pixels, from where a row begins. */
  start: number;
  width: number;
  height: number;
  /** The page above which the photo opens. */
  place: Place;
  isSelected: boolean;
  /** A click selects instead of opening. */
  isSelecting: boolean;
  onToggle: (index: number, isRange: boolean) => void;
  /** When somebody is seen in the video. */
  times?: string | undefined;
}

export const PhotoTile = memo(function PhotoTile({ photo, index, start, width, height, ...props }: Props) {
  const { place, isSelected, isSelecting, onToggle, times } = props;
  const style = { insetInlineStart: start, width, height };
  if (photo === undefined) return <span className={styles['tile']} style={style} />;
  const open = (event: MouseEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    if (isSelecting || event.shiftKey || event.ctrlKey || event.metaKey) onToggle(index, event.shiftKey);
    else go(place, { photo: photo.id });
  };
  const tick = ({ nativeEvent, currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onToggle(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
    // Keys go on from the photo itself.
    currentTarget.parentElement?.querySelector('a')?.focus();
  };
  const { id, takenAt, video, hasFilm, favourite } = photo;
  const date = takenAt ? day(takenAt) : null;
  const label =
    video === null
      ? text.photosPage.open(date, index + 1)
      : text.photosPage.openVideo(date, index + 1, video.seconds === null ? null : playingTime(video.seconds));
  return (
    <span
      className={classes(styles['tile'], isSelected && styles['selected'], isSelecting && styles['selecting'])}
      style={style}
    >
      <a href={addressOf(place, id)} data-index={index} data-band draggable={false} onClick={open}>
        {video?.hasPoster === false ? (
          <span className={styles['unseen']}>
            <small>{label}</small>
          </span>
        ) : (
          <img
            src={`media/thumbnail/${id}`}
            alt={[
              label,
              ...(times ? [text.photosPage.seenAt(times)] : []),
              ...(favourite ? [text.favourites.mark] : []),
            ].join(', ')}
            decoding="async"
            draggable={false}
            onError={(event) => (event.currentTarget.dataset['failed'] = '')}
          />
        )}
        {video !== null && (
          <span className={styles['plays']} aria-hidden>
            <Play />
            {times ?? (video.seconds !== null && playingTime(video.seconds))}
          </span>
        )}
        {hasFilm && (
          <span className={styles['plays']} aria-hidden>
            <Aperture />
          </span>
        )}
        {favourite && <Star aria-hidden />}
      </a>
      <input
        type="checkbox"
        className={classes(ticks['tick'], styles['check'])}
        // On the photo X selects: a stop more a photo would double the way for those who use Tab.
        tabIndex={-1}
        aria-label={text.photosPage[video === null ? 'select' : 'selectVideo'](date, index + 1)}
        checked={isSelected}
        onChange={tick}
      />
    </span>
  );
});
