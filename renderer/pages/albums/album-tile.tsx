// An album on the wall: its newest photo, its name, how many photos and from when.

import { AlbumCover } from '../../components/album-cover.tsx';
import { addressOf, type Place } from '../../router.ts';
import { briefSpan } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './album-tile.module.css';

interface Album {
  name: string;
  photos: number;
  cover: number | null;
  firstTakenAt: string | null;
  lastTakenAt: string | null;
}

/** What a tile needs in height beyond its width, with a name of two lines. */
export const ALBUM_WORDS_HEIGHT = 104;
export const NARROWEST_ALBUM_TILE = { wide: 188, narrow: 156 };

export function AlbumTile({ album, place, title }: { album: Album; place: Place; title?: string }) {
  const { name, photos, cover, firstTakenAt, lastTakenAt } = album;
  return (
    <a className={styles['tile']} href={addressOf(place)} title={title ?? name}>
      <span className={styles['cover']}>
        <AlbumCover cover={cover} />
      </span>
      <strong>{name}</strong>
      <small>{text.photos(photos)}</small>
      {firstTakenAt !== null && lastTakenAt !== null && <small>{briefSpan(firstTakenAt, lastTakenAt)}</small>}
    </a>
  );
}
