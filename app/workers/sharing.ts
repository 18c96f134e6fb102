// The server's end of many machines: puts photos into the queue, hands them to workers, and takes each result once.
// Which photo is next is decided where it always is, by the library's own order: here no more photos wait than the
// workers can hold, so that what the screen shows overtakes all others.

import { ensure } from '../ensure.ts';
import { AppError, messageOf, type Trouble } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { sentence } from '../sentences/sentence.ts';
import { NotAnalysed, type PhotoAnalyser, type Vision, type WaitingPhoto } from '../vision/protocol.ts';
import { type Invitation, libraryId, listInvitations, revoke } from './invitations.ts';
import { type KnownWorker, makeKnownWorkers } from './known-workers.ts';
import { openPhotoQueue, type PhotoQueue } from './photo-queue.ts';
import { readQueueAddress } from './queue-address.ts';
import { queueTroubleOf } from './queue-trouble.ts';
import { LeftToServer, MOST_KILLS, openedElsewhere, type Ticket, ticketFor } from './photo-ticket.ts';
import { makeWorkerDoor, type WorkerDoor } from './worker-door.ts';

/** One that is analysed, one that waits beside it, one of which the result is on its way back, and one in the queue. */
const PHOTOS_PER_PLACE = 4;
/** However many places workers say they have: every check looks through all that are in the queue. */
const MOST_PHOTOS = 5_000;
/** Whether workers and database are still there, and jobs where they should be. */
const CHECK_EVERY_MS = 5_000;
const RECONNECT_MS = 5_000;
/** What comes within that time is put into the queue together, and what is done with is taken out of it together. */
const PUT_EVERY_MS = 25;
const REMOVE_EVERY_MS = 100;
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
  const known = makeKnownWorkers();
  const name = `photos-${libraryId(library)}`;
  const tickets = new Map<string, Ticket>();
  /** Those that are to be put into the queue with the next statement. */
  let arriving: Ticket[] = [];
  /** Jobs that are done, or not wanted any more. */
  let leaving: string[] = [];
  let lost: string[] = [];
  let queue: PhotoQueue | undefined;
  let trouble: Trouble | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let removing: NodeJS.Timeout | undefined;
  const firstTry = Promise.withResolvers<Trouble | undefined>();
  void connect();

  async function connect(): Promise<void> {
    try {
      const place = readQueueAddress(address);
      const opened = await openPhotoQueue(place, { name, as: 'server', onError: noteError });
      if (isClosed) return void (await opened.close());
      queue = opened;
      leaving = [];
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
    for (const ticket of tickets.values()) if (!ticket.holder) withdraw(ticket);
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
      for (const id of loseHolders(({ holder }) => holder?.isAway === true)) blame(id);
      if (queue) await reconcile(queue);
      noteWell();
    } catch (error) {
      noteTrouble(error);
    } finally {
      if (known.present().length === 0) withdrawUnheld();
      onRoom();
      if (!isClosed) timer = setTimeout(check, CHECK_EVERY_MS).unref();
    }
  }

  /** No worker holds these any more. @returns their jobs */
  function loseHolders(isMeant: (ticket: Ticket) => boolean): string[] {
    const held = [...tickets.values()].filter(isMeant);
    for (const ticket of held) ticket.holder = undefined;
    return held.map(({ id }) => id);
  }

  /** Its worker went while it held the photo: it is tried again, alone, and set aside after the third time. */
  function blame(id: string): void {
    const ticket = ensure(tickets.get(id), 'The photo that a worker held');
    ticket.kills += 1;
    if (ticket.kills < MOST_KILLS) lost.push(id);
    else refuse(ticket, new AppError('photo', sentence('photoKillsWorkers')));
  }

  async function reconcile(queue: PhotoQueue): Promise<void> {
    await queue.giveUp(lost.filter((id) => tickets.has(id) && tickets.get(id)?.holder === undefined));
    lost = [];
    for (const id of await queue.takeDeadLetters()) {
      const ticket = tickets.get(id);
      if (ticket) refuse(ticket, new AppError('photo', sentence('photoKillsWorkers')));
    }
    const before = new Set(tickets.keys());
    const standing = new Map((await queue.standing()).map((job) => [job.id, job]));
    await queue.remove([...standing.keys()].filter((id) => !tickets.has(id)));
    const missing = [...before].flatMap((id) => {
      const ticket = tickets.get(id);
      if (!ticket || ticket.holder) return [];
      const isTaken = standing.get(id)?.isTaken;
      const wasTaken = ticket.isTakenUnheld;
      ticket.isTakenUnheld = isTaken === true;
      return isTaken === undefined || (isTaken && wasTaken) ? [ticket] : [];
    });
    if (missing.length > 0) await putAgain(queue, missing);
  }

  /** As if they had never been taken: nothing says that they did a worker harm. */
  async function putAgain(queue: PhotoQueue, again: readonly Ticket[]): Promise<void> {
    for (const ticket of again) ticket.isTakenUnheld = false;
    await queue.remove(again.map(({ id }) => id));
    await queue.put(again.map(({ id, photo }) => ({ id, isUrgent: photo.isWanted })));
  }

  function withdrawUnheld(): void {
    for (const ticket of tickets.values()) if (!ticket.holder) withdraw(ticket);
  }

  /** It waits in its row as before. */
  function withdraw(ticket: Ticket): void {
    refuse(ticket, new NotAnalysed());
  }

  function refuse(ticket: Ticket, error: Error): void {
    forget(ticket.id);
    ticket.analysed.reject(error);
  }

  function forget(job: string): void {
    tickets.delete(job);
    leaving.push(job);
    removing ??= setTimeout(removeThem, REMOVE_EVERY_MS).unref();
  }

  /** What cannot be removed now is found by the next check. */
  function removeThem(): void {
    removing = undefined;
    const ids = leaving;
    leaving = [];
    void queue?.remove(ids).catch(noteError);
  }

  function issue(photo: WaitingPhoto): Ticket {
    const ticket = ticketFor(photo, vision.settings().smallestFace);
    tickets.set(ticket.id, ticket);
    if (arriving.length === 0) setTimeout(putThem, PUT_EVERY_MS).unref();
    arriving.push(ticket);
    return ticket;
  }

  async function putThem(): Promise<void> {
    const jobs = arriving;
    arriving = [];
    try {
      if (!queue) throw new Error('The queue is closed.');
      await queue.put(jobs.map(({ id, photo }) => ({ id, isUrgent: photo.isWanted })));
    } catch (error) {
      for (const ticket of jobs) withdraw(ticket);
      noteTrouble(error);
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
      const ticket = issue(photo);
      try {
        return await work(openedElsewhere(vision, photo, await ticket.analysed.promise));
      } catch (error) {
        if (error instanceof LeftToServer) return await vision.open(photo.file, work);
        throw error;
      } finally {
        ticket.stored.resolve();
      }
    },
    giveBack(most) {
      const unheld = [...tickets.values()].filter(({ holder }) => !holder);
      for (const ticket of unheld.slice(0, most)) withdraw(ticket);
    },
  };

  const door = makeWorkerDoor({
    library,
    queueName: name,
    known,
    vision,
    bounds,
    log,
    tickets: {
      get: (job) => tickets.get(job),
      loseHolders: (isMeant) => void putBack(loseHolders(isMeant)),
      putBack: (back) => void putBack(back.map(({ id }) => id)),
      finish(ticket, analysed) {
        forget(ticket.id);
        ticket.analysed.resolve(analysed);
      },
      refuse,
      withdraw,
      forget,
    },
    dismiss,
    onRoom,
    onChange,
  });

  async function dismiss(isMeant: (worker: KnownWorker) => boolean): Promise<void> {
    known.dismiss(isMeant);
    const jobs = loseHolders(({ holder }) => holder !== undefined && isMeant(holder));
    onChange();
    await putBack(jobs);
    onRoom();
  }

  async function putBack(jobs: readonly string[]): Promise<void> {
    try {
      const again = jobs.flatMap((id) => tickets.get(id) ?? []);
      if (queue && again.length > 0) await putAgain(queue, again);
    } catch (error) {
      noteTrouble(error);
    }
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
      clearTimeout(removing);
      for (const ticket of tickets.values()) withdraw(ticket);
      clearTimeout(removing);
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
