// All photos that are on their way through the queue: each has a ticket here and a job there, and the two are kept alike.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { NotAnalysed, type WaitingPhoto } from '../vision/protocol.ts';
import type { PhotoQueue } from './photo-queue.ts';
import type { KnownWorker } from './known-workers.ts';
import { MOST_LOST_WORKERS, type Ticket, ticketFor } from './photo-ticket.ts';
import type { AnalysedPhoto } from './protocol.ts';

/** What comes within that time is put into the queue together, and what is done with is taken out of it together. */
const PUT_EVERY_MS = 25;
const REMOVE_EVERY_MS = 100;

export interface IssuedTicketsOptions {
  /** Undefined while it cannot be reached. */
  queue(): PhotoQueue | undefined;
  /** Photos could not be put into it. */
  onTrouble(error: unknown): void;
  /** What was done with could not be taken out of it: the next check does. */
  onError(error: Error): void;
}

export function openIssuedTickets({ queue, onTrouble, onError }: IssuedTicketsOptions) {
  const tickets = new Map<string, Ticket>();
  /** Those that are to be put into the queue with the next statement. */
  let arriving: Ticket[] = [];
  /** Jobs that are done, or not wanted any more. */
  let leaving: string[] = [];
  /** Jobs whose worker went, and that are to be tried again alone. */
  let lost: string[] = [];
  /** The same of jobs that had not been begun with. */
  let unharmed: string[] = [];
  let removing: NodeJS.Timeout | undefined;

  async function putThem(): Promise<void> {
    const jobs = arriving;
    arriving = [];
    try {
      const open = queue();
      if (!open) throw new Error('The queue is closed.');
      await open.put(jobs.map(({ id, photo }) => ({ id, isUrgent: photo.isWanted })));
    } catch (error) {
      for (const ticket of jobs) withdraw(ticket);
      onTrouble(error);
    }
  }

  /** As if they had never been taken: nothing says that they did a worker harm. */
  async function putAgain(open: PhotoQueue, again: readonly Ticket[]): Promise<void> {
    for (const ticket of again) [ticket.isTakenUnheld, ticket.isCleared] = [false, false];
    await open.remove(again.map(({ id }) => id));
    await open.put(again.map(({ id, photo }) => ({ id, isUrgent: photo.isWanted })));
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
    void queue()?.remove(ids).catch(onError);
  }

  function unheld(): Ticket[] {
    return [...tickets.values()].filter(({ holder }) => !holder);
  }

  function withoutHolder(jobs: readonly string[]): Ticket[] {
    return jobs.flatMap((id) => tickets.get(id) ?? []).filter(({ holder }) => holder === undefined);
  }

  return {
    get: (job: string): Ticket | undefined => tickets.get(job),

    /** Its job is in the queue soon. */
    issue(photo: WaitingPhoto, smallestFace: number): Ticket {
      const ticket = ticketFor(photo, smallestFace);
      tickets.set(ticket.id, ticket);
      if (arriving.length === 0) setTimeout(putThem, PUT_EVERY_MS).unref();
      arriving.push(ticket);
      return ticket;
    },

    finish(ticket: Ticket, analysed: AnalysedPhoto): void {
      forget(ticket.id);
      ticket.analysed.resolve(analysed);
    },
    refuse,
    withdraw,
    /** What no worker holds, or so much of it. */
    withdrawUnheld: (most = Infinity): void => unheld().slice(0, most).forEach(withdraw),
    forget,

    /** No worker holds these any more. @returns their jobs */
    loseHolders(isMeant: (ticket: Ticket) => boolean): string[] {
      const held = [...tickets.values()].filter(isMeant);
      for (const ticket of held) ticket.holder = undefined;
      return held.map(({ id }) => id);
    },

    /**
     * Workers that are away held these: each is tried again, alone, and set aside after the third time. Of one that was to be
     * analysed alone, it counts when that had begun.
     */
    blameThoseOfAway(): void {
      for (const ticket of tickets.values()) {
        const { id, holder, lostWorkers, isBegunAlone } = ticket;
        if (holder?.isAway !== true) continue;
        ticket.holder = undefined;
        if (lostWorkers.size > 0 && !isBegunAlone) {
          unharmed.push(id);
          continue;
        }
        lostWorkers.add(holder);
        if (lostWorkers.size < MOST_LOST_WORKERS) lost.push(id);
        else refuse(ticket, new AppError('photo', sentence('photoKillsWorkers')));
      }
    },

    /** It was only out of reach: what it held did it no harm. */
    clear(worker: KnownWorker): void {
      const cleared = [...tickets.values()].filter(({ lostWorkers }) => lostWorkers.delete(worker));
      for (const ticket of cleared) ticket.isCleared = true;
    },

    /** They wait again, as if they had never been taken. */
    async putBack(jobs: readonly string[]): Promise<void> {
      try {
        const again = jobs.flatMap((id) => tickets.get(id) ?? []);
        const open = queue();
        if (open && again.length > 0) await putAgain(open, again);
      } catch (error) {
        onTrouble(error);
      }
    },

    /** The queue is another one, or was out of reach: what left it is found by the first check. */
    startAnew(): void {
      leaving = [];
    },

    /** Jobs without a photo leave the queue, and photos without a job come back. */
    async reconcile(open: PhotoQueue): Promise<void> {
      await open.giveUp(withoutHolder(lost).map(({ id }) => id));
      lost = [];
      const dead = (await open.takeDeadLetters()).flatMap((id) => tickets.get(id) ?? []);
      for (const ticket of dead) {
        if (!ticket.isCleared) refuse(ticket, new AppError('photo', sentence('photoKillsWorkers')));
      }
      const again = [...withoutHolder(unharmed), ...dead.filter(({ isCleared }) => isCleared)];
      unharmed = [];
      if (again.length > 0) await putAgain(open, again);
      const before = new Set(tickets.keys());
      const standing = new Map((await open.standing()).map((job) => [job.id, job]));
      await open.remove([...standing.keys()].filter((id) => !tickets.has(id)));
      const missing = [...before].flatMap((id) => {
        const ticket = tickets.get(id);
        if (!ticket || ticket.holder) return [];
        const isTaken = standing.get(id)?.isTaken;
        const wasTaken = ticket.isTakenUnheld;
        ticket.isTakenUnheld = isTaken === true;
        return isTaken === undefined || (isTaken && wasTaken) ? [ticket] : [];
      });
      if (missing.length > 0) await putAgain(open, missing);
    },

    /** All of them wait in their rows as before. */
    close(): void {
      for (const ticket of tickets.values()) withdraw(ticket);
      clearTimeout(removing);
    },
  };
}
