// One photo on its way through the queue: how it is to be analysed, which worker holds it, and where that finds it.

import { randomUUID } from 'node:crypto';
import { basename, relative, sep } from 'node:path';
import { isWithin, type PhotoBounds } from '../platform/photo-bounds.ts';
import type { OpenPhoto, Vision, WaitingPhoto } from '../vision/protocol.ts';
import type { KnownWorker } from './known-workers.ts';
import type { AnalysedPhoto } from './protocol.ts';

export interface Ticket {
  /** Of its job as well. */
  id: string;
  photo: WaitingPhoto;
  /** How it is to be analysed. */
  smallestFace: number;
  holder: KnownWorker | undefined;
  /** Milliseconds since 1970. */
  heldSince: number;
  /** By the last check no worker held it, and yet it was taken from the queue. */
  isTakenUnheld: boolean;
  /** The holder analyses it, and no other beside it. */
  isBegunAlone: boolean;
  /** Workers that went while they held it, and have not come back. */
  lostWorkers: Set<KnownWorker>;
  /** One of them came back: the queue has counted one loss too many. */
  isCleared: boolean;
  analysed: PromiseWithResolvers<AnalysedPhoto>;
  /** Resolves when the library has done with what came of it. */
  stored: PromiseWithResolvers<void>;
}

/** A photo that ended so many workers is set aside. */
export const MOST_LOST_WORKERS = 3;

/** A worker found that it is no photo: what it is, is looked at here. */
export class LeftToServer extends Error {}

export function ticketFor(photo: WaitingPhoto, smallestFace: number): Ticket {
  return {
    id: randomUUID(),
    photo,
    smallestFace,
    holder: undefined,
    heldSince: 0,
    isTakenUnheld: false,
    isBegunAlone: false,
    lostWorkers: new Set(),
    isCleared: false,
    analysed: Promise.withResolvers(),
    stored: Promise.withResolvers(),
  };
}

/** What a worker found, as if it had been found here; what is asked beyond that is found out here. */
export function openedElsewhere(
  vision: Vision,
  photo: WaitingPhoto,
  { hash, bytes, analysis }: AnalysedPhoto,
): OpenPhoto {
  return {
    hash,
    bytes,
    modified: photo.modified,
    video: null,
    poster: () => Promise.resolve(null),
    // A worker sees no sidecar: what that turns is analysed here.
    analyse: (turn) =>
      turn === 1 ? Promise.resolve(analysis) : vision.open(photo.file, (opened) => opened.analyse(turn)),
    embedKnownFaces: (faces, model, turn) =>
      vision.open(photo.file, (opened) => opened.embedKnownFaces(faces, model, turn)),
    locate: (boxes, turn) => vision.locate(photo.file, boxes, turn),
  };
}

/**
 * What a worker may analyse at once, of what it took: all that never ended one, or only the first that did, so that it is
 * known which photo it was.
 */
export function grantedTogether(tickets: readonly Ticket[]): Ticket[] {
  const harmless = tickets.filter(({ lostWorkers }) => lostWorkers.size === 0);
  return harmless.length > 0 ? harmless : tickets.slice(0, 1);
}

/** Where the photo may lie below the folder that a worker was told of, with forward slashes; the likeliest first. */
export function placesOf({ root, file }: WaitingPhoto, bounds: PhotoBounds): string[] {
  const slashed = (path: string) => path.split(sep).join('/');
  const below = slashed(relative(root, file));
  if (bounds.root !== undefined && isWithin(file, bounds.root)) return [slashed(relative(bounds.root, file)), below];
  return [below, `${basename(root)}/${below}`];
}
