// Lays photos out in rows as wide as the page, each photo in its own shape, under the month or year in which it was taken.

import type { PhotoCard } from '../../app/contract.ts';
import { month, year } from '../text/format.ts';
import { text } from '../text/text.ts';
import { justifiedRows, PHOTO_GAP, targetHeight, TITLE_HEIGHT } from './justified-rows.ts';
import type { Row } from './virtual-rows.tsx';

export interface Tile<Photo> {
  photo: Photo;
  /** Its place in the whole list, from 0. */
  index: number;
  left: number;
  width: number;
  height: number;
}
export type PhotoRow<Photo> = Row &
  ({ kind: 'title'; title: string } | { kind: 'tiles'; tiles: Tile<Photo>[] } | { kind: 'rest' });

const PHOTOS_SAMPLED = 200;
/** Photos a month, on average, that do not deserve a title a month. */
const FEW_PHOTOS_A_MONTH = 5;
/** A panorama or a strip of a scan does not take a row for itself. */
const NARROWEST_PHOTO = 0.5;
const WIDEST_PHOTO = 2.4;

export function layOut<Photo extends PhotoCard>(
  photos: readonly Photo[],
  total: number,
  width: number,
): PhotoRow<Photo>[] {
  const shapeAt = (index: number) => shapeOf(photos[index]);
  const isDated = photos.some(({ takenAt }) => takenAt !== null);
  const rows: PhotoRow<Photo>[] = [];
  for (const { title, from, to } of isDated ? byDate(photos) : [{ title: '', from: 0, to: photos.length }]) {
    if (title !== '') rows.push({ kind: 'title', key: `title ${from}`, height: TITLE_HEIGHT, title });
    for (const row of justifiedRows(from, to, shapeAt, width)) rows.push(rowOf(photos, row.from, row.to, row.height));
  }
  const others = total - photos.length;
  if (others > 0) rows.push({ kind: 'rest', key: 'rest', height: restHeight(others, photos.length, rows, width) });
  return rows;
}

type Group = { title: string; from: number; to: number };

/** By month, or by year where months would hold a photo or two each. */
function byDate(photos: readonly PhotoCard[]): Group[] {
  // The first page decides, so that titles do not change their kind while more is loaded.
  const sample = photos.slice(0, PHOTOS_SAMPLED);
  const isSparse = sample.length / grouped(sample, month).length < FEW_PHOTOS_A_MONTH;
  return grouped(photos, isSparse ? year : month);
}

function grouped(photos: readonly PhotoCard[], titleOf: (takenAt: string) => string): Group[] {
  const groups: Group[] = [];
  photos.forEach(({ takenAt }, index) => {
    const title = takenAt === null ? text.photosPage.undated : titleOf(takenAt);
    const last = groups.at(-1);
    if (last?.title === title) last.to = index + 1;
    else groups.push({ title, from: index, to: index + 1 });
  });
  return groups;
}

function rowOf<Photo extends PhotoCard>(
  photos: readonly Photo[],
  from: number,
  to: number,
  height: number,
): PhotoRow<Photo> {
  let left = 0;
  const tiles = photos.slice(from, to).map((photo, offset) => {
    const tile = { photo, index: from + offset, left, width: shapeOf(photo) * height, height };
    left += tile.width + PHOTO_GAP;
    return tile;
  });
  return { kind: 'tiles', key: `tiles ${from}`, height: height + PHOTO_GAP, tiles };
}

function shapeOf(photo: PhotoCard | undefined): number {
  if (photo === undefined || photo.height === 0) return 1;
  return Math.min(Math.max(photo.width / photo.height, NARROWEST_PHOTO), WIDEST_PHOTO);
}

/** As high as what is not loaded will probably be, so that the scroll bar tells the truth. */
function restHeight(others: number, loaded: number, rows: readonly Row[], width: number): number {
  if (loaded === 0) return (others * targetHeight(width) ** 2 * 1.4) / width;
  return (others * rows.reduce((sum, { height }) => sum + height, 0)) / loaded;
}
