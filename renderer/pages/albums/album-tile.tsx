// An album on the wall: its newest photo, its name, how many photos and from when.

import { ImageOff } from 'lucide-react';
import { addressOf, type Place } from '../../router.ts';
import { span } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './album-tile.module.css';

interface Album {
  name: string;
  photos: number;
  cover: number | null;
  firstTakenAt: string | null;
  lastTakenAt: string | null;
}

/** What a tile needs in height beyond its width. */
export const ALBUM_WORDS_HEIGHT = 64;
export const NARROWEST_ALBUM_TILE = { wide: 188, narrow: 140 };

export function AlbumTile({ album, place, title }: { album: Album; place: Place; title?: string }) {
  const { name, photos, cover, firstTakenAt, lastTakenAt } = album;
  const when = firstTakenAt !== null && lastTakenAt !== null ? ` · ${span(firstTakenAt, lastTakenAt)}` : '';
  return (
    <a className={styles['tile']} href={addressOf(place)} title={title}>
      <span className={styles['cover']}>
        {cover === null ? (
          <ImageOff aria-hidden />
        ) : (
          <img src={`media/thumbnail/${cover}`} alt="" loading="lazy" decoding="async" draggable={false} />
        )}
      </span>
      <strong>{name}</strong>
      <small>
        {text.photos(photos)}
        {when}
      </small>
    </a>
  );
}
