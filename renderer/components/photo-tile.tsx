// One photo in a row of photos: a link to the photo; a grey place of the same shape while it is not known yet.

import { memo, type MouseEvent } from 'react';
import { addressOf, go, type Place } from '../router.ts';
import { day } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './photo-tile.module.css';

interface Props {
  /** undefined: not loaded yet. */
  photo: number | undefined;
  takenAt: string | null | undefined;
  /** Its place in the whole list, from 0. */
  index: number;
  /** In pixels, from where a row begins. */
  start: number;
  width: number;
  height: number;
  /** The page above which the photo opens. */
  place: Place;
}

export const PhotoTile = memo(function PhotoTile({ photo, takenAt, index, start, width, height, place }: Props) {
  const style = { insetInlineStart: start, width, height };
  if (photo === undefined) return <span className={styles['tile']} style={style} />;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(place, { photo });
  };
  return (
    <a href={addressOf(place, photo)} className={styles['tile']} style={style} data-index={index} onClick={open}>
      <img
        src={`media/thumbnail/${photo}`}
        alt={text.photosPage.open(takenAt ? day(takenAt) : null, index + 1)}
        decoding="async"
        draggable={false}
        onError={(event) => (event.currentTarget.dataset['failed'] = '')}
      />
    </a>
  );
});
