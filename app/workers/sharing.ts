// The server's end of many machines: puts photos into the queue, hands them to workers, and takes each result once.
// Which photo is next is decided where it always is, by the library's own order: here no more photos wait than the
// workers can hold, so that what the screen shows overtakes all others.

import { messageOf, type Trouble } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { PhotoAnalyser, Vision } from '../vision/protocol.ts';
import { type Invitation, libraryId, listInvitations, revoke } from './invitations.ts';
import { openIssuedTickets } from './issued-tickets.ts';
import { type KnownWorker, makeKnownWorkers } from './known-workers.ts';
import { openPhotoQueue, type PhotoQueue } from './photo-queue.ts';
import { readQueueAddress } from './queue-address.ts';
import { queueTroubleOf } from './queue-trouble.ts';
import { LeftToServer, openedElsewhere } from './photo-ticket.ts';
import { makeWorkerDoor, type WorkerDoor } from './worker-door.ts';

/** One that is analysed, one that waits beside it, one of which the result is on its way back, and one in the queue. */
const PHOTOS_PER_PLACE = 4;
/** However many places workers say they have: every check looks through all that are in the queue. */
const MOST_PHOTOS = 5_000;
/** Whether workers and database are still there, and jobs where they should be. */
const CHECK_EVERY_MS = 5_000;
const RECONNECT_MS = 5_000;
const CLOSING_LIMIT_MS = 3_000;

export interface SharingOptions {
  /** postgres://… */
  address: string;
  /** The library's own folder. */
  library: string;
  log: Log;
  vision: Vision;
  bounds: PhotoBounds;
  /** There is room for more photos, or for fewer. */
  onRoom(): void;
  /** What is shown of the workers changed. */
  onChange(): void;
}

/** One that Activity lists. */
export interface WorkerState {
  id: string;
  name: string;
  provider: string;
  photosPerSecond: number;
  /** ISO, UTC. */
  lastSign: string;
  isAway: boolean;
}

export interface Sharing {
  readonly analyser: PhotoAnalyser;
  /** Resolves after the first try to reach the queue: what kept it from being used. */
  tried(): Promise<Trouble | undefined>;
  trouble(): Trouble | undefined;
  workers(): WorkerState[];
  invitations(): Invitation[];
  /** What it let in is let in no more, at once. */
  revoke(invitation: string): void;
  readonly door: WorkerDoor;
  close(): Promise<void>;
}

export function startSharing({ address, library, log, vision, bounds, onRoom, onChange }: SharingOptions): Sharing {
  const known = makeKnownWorkers((worker) => tickets.clear(worker));
  const name = `photos-${libraryId(library)}`;
  const tickets = openIssuedTickets({ queue: () => queue, onTrouble: noteTrouble, onError: noteError });
  let queue: PhotoQueue | undefined;
  let trouble: Trouble | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const firstTry = Promise.withResolvers<Trouble | undefined>();
  void connect();

  async function connect(): Promise<void> {
    try {
      const place = readQueueAddress(address);
      const opened = await openPhotoQueue(place, { name, as: 'server', onError: noteError });
      if (isClosed) return void (await opened.close());
      queue = opened;
      tickets.startAnew();
      noteWell();
      log('info', 'queue.open', { queue: place.label });
      onRoom();
    } catch (error) {
      noteTrouble(error);
    } finally {
      firstTry.resolve(trouble);
      if (!isClosed) timer = setTimeout(queue ? check : connect, queue ? CHECK_EVERY_MS : RECONNECT_MS).unref();
    }
  }

  function noteError(error: Error): void {
    if (!isClosed) log('warn', 'queue.error', { error });
  }

  function noteTrouble(error: unknown): void {
    if (isClosed) return;
    const before = trouble?.message.text;
    trouble = queueTroubleOf(error);
    if (before !== trouble.message.text) log('warn', 'queue.trouble', { error });
    // What no worker holds goes on here; what one holds it can still bring back.
    tickets.withdrawUnheld();
    onChange();
  }

  function noteWell(): void {
    if (trouble === undefined) return;
    trouble = undefined;
    onChange();
    onRoom();
  }

  /**
   * 1. Photos of workers that are away are tried elsewhere; what that happened to three times is set aside.
   * 2. Jobs without a photo leave the queue, and photos without a job come back.
   */
  async function check(): Promise<void> {
    try {
      if (known.nowAway().length > 0) onChange();
      tickets.blameThoseOfAway();
      if (queue) await tickets.reconcile(queue);
      noteWell();
    } catch (error) {
      noteTrouble(error);
    } finally {
      if (known.present().length === 0) tickets.withdrawUnheld();
      onRoom();
      if (!isClosed) timer = setTimeout(check, CHECK_EVERY_MS).unref();
    }
  }

  /** What large models would have to embed no worker has: then photos are analysed here alone. */
  function width(): number {
    if (!queue || trouble || isClosed || vision.settings().also.length > 0) return 0;
    const places = known.present().reduce((sum, worker) => sum + worker.width, 0);
    return Math.min(MOST_PHOTOS, PHOTOS_PER_PLACE * places);
  }

  const analyser: PhotoAnalyser = {
    get width() {
      return width();
    },
    async open(photo, work) {
      const ticket = tickets.issue(photo, vision.settings().smallestFace);
      try {
        return await work(openedElsewhere(vision, photo, await ticket.analysed.promise));
      } catch (error) {
        if (error instanceof LeftToServer) return await vision.open(photo.file, work);
        throw error;
      } finally {
        ticket.stored.resolve();
      }
    },
    giveBack: (most) => tickets.withdrawUnheld(most),
  };

  const door = makeWorkerDoor({
    library,
    queueName: name,
    known,
    vision,
    bounds,
    log,
    tickets: {
      ...tickets,
      loseHolders: (isMeant) => void tickets.putBack(tickets.loseHolders(isMeant)),
      putBack: (back) => void tickets.putBack(back.map(({ id }) => id)),
    },
    dismiss,
    onRoom,
    onChange,
  });

  async function dismiss(isMeant: (worker: KnownWorker) => boolean): Promise<void> {
    known.dismiss(isMeant);
    const jobs = tickets.loseHolders(({ holder }) => holder !== undefined && isMeant(holder));
    onChange();
    await tickets.putBack(jobs);
    onRoom();
  }

  return {
    analyser,
    door,
    tried: () => firstTry.promise,
    trouble: () => trouble,
    workers: () =>
      known.all().map((worker) => ({
        id: worker.id,
        name: worker.name,
        provider: worker.provider,
        photosPerSecond: known.photosPerSecond(worker),
        lastSign: new Date(worker.lastSign).toISOString(),
        isAway: worker.isAway,
      })),
    invitations: () => listInvitations(library),
    revoke(invitation) {
      revoke(library, invitation);
      void dismiss((worker) => worker.invitation === invitation);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      tickets.close();
      const closing = queue;
      queue = undefined;
      const limit = new Promise((resolve) => setTimeout(resolve, CLOSING_LIMIT_MS).unref());
      await Promise.race([
        closing?.close().catch((error: unknown) => log('warn', 'queue.closing', { reason: messageOf(error) })),
        limit,
      ]);
    },
  };
}
