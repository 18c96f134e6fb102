// What workers may ask of the server: each was invited, reads the photos that it was given, and writes their results.

import { AppError } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { type OpenFile, openPlainFile } from '../platform/plain-file.ts';
import { readManifest } from '../models/manifest.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Vision } from '../vision/protocol.ts';
import { invitationOf } from './invitations.ts';
import type { KnownWorker, KnownWorkers } from './known-workers.ts';
import { type AnalysedPhoto, type Grant, type Hello, type Result, SIGN_EVERY_MS, type Welcome } from './protocol.ts';
import { signedAddresses } from './signed-address.ts';
import { grantedTogether, LeftToServer, placesOf, type Ticket } from './photo-ticket.ts';
import { refuseOtherVersions, versionsHere } from './versions.ts';

const FLOAT16_BYTES = 2;
/** Rounding to 16 bits makes less of a difference to the square of a vector's length. */
const MOST_OFF_UNIT = 0.01;

/** What workers may ask, each once it was let in. Every refusal is an AppError in words. */
export interface WorkerDoor {
  hello(secret: string, hello: Hello): Welcome;
  /** @param jobs all that it holds: what is not among them, it lost. @param begunAlone see `Sign` */
  sign(session: string, jobs: readonly string[], begunAlone: string | null): void;
  /** @returns one for each job, in their order; null: that photo is not wanted any more, or goes back to be taken alone */
  take(session: string, jobs: readonly string[]): (Grant | null)[];
  /** The very photo that the address was signed for, opened; closed by the caller. */
  photo(job: string, query: URLSearchParams): Promise<OpenFile>;
  /** Asked before more is read of what it says. */
  admit(session: string): void;
  /** Resolves when it is stored. */
  deliver(session: string, job: string, result: Result): Promise<void>;
  leave(session: string): Promise<void>;
}

/** @param bytes float16, little endian. Not a number is no unit vector either */
function isUnit(bytes: Uint8Array): boolean {
  const vector = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let square = 0;
  for (let at = 0; at < bytes.length; at += FLOAT16_BYTES) square += vector.getFloat16(at, true) ** 2;
  return Math.abs(square - 1) <= MOST_OFF_UNIT;
}

interface WorkerDoorOptions {
  /** The library's own folder. */
  library: string;
  queueName: string;
  known: KnownWorkers;
  vision: Vision;
  bounds: PhotoBounds;
  log: Log;
  tickets: {
    get(job: string): Ticket | undefined;
    /** No worker holds these any more: they wait again. */
    loseHolders(isMeant: (ticket: Ticket) => boolean): void;
    finish(ticket: Ticket, analysed: AnalysedPhoto): void;
    refuse(ticket: Ticket, error: Error): void;
    withdraw(ticket: Ticket): void;
    /** The job leaves the queue. */
    forget(job: string): void;
    /** They wait again, as if they had never been taken. */
    putBack(tickets: readonly Ticket[]): void;
  };
  /** They are let in no more, and what they hold waits again. */
  dismiss(isMeant: (worker: KnownWorker) => boolean): Promise<void>;
  onRoom(): void;
  onChange(): void;
}

export function makeWorkerDoor({
  library,
  queueName,
  known,
  vision,
  bounds,
  log,
  tickets,
  dismiss,
  onRoom,
  onChange,
}: WorkerDoorOptions): WorkerDoor {
  const versions = versionsHere();
  const addresses = signedAddresses();
  const dimensions = new Map(
    readManifest().models.flatMap(({ name, dimensions }) => (dimensions === null ? [] : [[name, dimensions] as const])),
  );

  /** Of the models that ship, one unit vector each: one that is none would be close to every face, or to no number. */
  function isComplete({ analysis }: AnalysedPhoto): boolean {
    return analysis.faces.every(({ embeddings }) => {
      const vectors = Object.entries(embeddings);
      return (
        vectors.length === dimensions.size &&
        vectors.every(([model, vector]) => vector.length / FLOAT16_BYTES === dimensions.get(model) && isUnit(vector))
      );
    });
  }

  /** The database gave the job to this one: whichever held it before was given up. */
  function grant(ticket: Ticket, worker: KnownWorker): Grant {
    ticket.holder = worker;
    ticket.heldSince = Date.now();
    ticket.isBegunAlone = false;
    const { id, photo, smallestFace, lostWorkers } = ticket;
    const { size, modified } = photo;
    const places = placesOf(photo, bounds);
    const isAlone = lostWorkers.size > 0;
    return { size, modified, places, address: addresses.sign(id, worker.id), smallestFace, isAlone };
  }

  return {
    hello(secret, hello) {
      const invitation = invitationOf(library, secret);
      if (!invitation) throw new AppError('refused', sentence('workerUninvited'));
      refuseOtherVersions(versions, hello.versions, hello);
      const session = known.admit(hello, invitation.id);
      log('info', 'worker.hello', { name: hello.name, provider: hello.provider, width: hello.width });
      onChange();
      onRoom();
      return { session, queue: queueName };
    },
    admit: (session) => void known.of(session),
    sign(session, jobs, begunAlone) {
      const worker = known.of(session);
      const begun = begunAlone === null ? undefined : tickets.get(begunAlone);
      if (begun?.holder === worker) begun.isBegunAlone = true;
      const settled = Date.now() - 2 * SIGN_EVERY_MS; // what is on its way is in no list yet
      tickets.loseHolders(({ holder, heldSince, id }) => {
        return holder === worker && heldSince < settled && !jobs.includes(id);
      });
      onChange();
    },
    take(session, jobs) {
      const worker = known.of(session);
      const wanted = new Set(jobs.flatMap((job) => tickets.get(job) ?? []));
      const granted = new Set(grantedTogether([...wanted]));
      tickets.putBack([...wanted].filter((ticket) => !granted.has(ticket)));
      return jobs.map((job) => {
        const ticket = tickets.get(job);
        if (!ticket) tickets.forget(job);
        return ticket && granted.has(ticket) ? grant(ticket, worker) : null;
      });
    },
    async photo(job, query) {
      const ticket = tickets.get(job);
      addresses.use(job, ticket?.holder?.id, query);
      if (!ticket) throw new AppError('notFound', sentence('photoAway'));
      const { file, size, modified } = ticket.photo;
      const opened = await openPlainFile(file).catch((cause: unknown) => {
        throw new AppError('notFound', sentence('photoAway'), { cause });
      });
      const { identity } = opened;
      const isThat = identity.size === size && identity.modified === modified;
      if (isThat && bounds.hold(await realPathOf(opened, file))) return opened;
      await opened.handle.close();
      throw new AppError('notFound', sentence('photoAway'));
    },
    async deliver(session, job, result) {
      const worker = known.of(session);
      const ticket = tickets.get(job);
      if (ticket?.holder !== worker) throw new AppError('conflict', sentence('workerResultTaken'));
      if (result.kind === 'left') {
        return tickets.refuse(ticket, new LeftToServer()); // the worker need not wait while it is looked at here
      }
      if (result.kind === 'failed') {
        const { code, sentence: reason } = result;
        return tickets.refuse(ticket, code === 'photo' ? new AppError('photo', reason) : new Error(reason.text));
      }
      if (!isComplete(result) || result.bytes !== ticket.photo.size) {
        throw new AppError('badRequest', 'The result is not what was asked for.');
      }
      // The user asked for other faces meanwhile.
      if (ticket.smallestFace !== vision.settings().smallestFace) return tickets.withdraw(ticket);
      known.noteResult(worker);
      tickets.finish(ticket, result);
      return ticket.stored.promise;
    },
    async leave(session) {
      const worker = known.of(session);
      await dismiss((each) => each === worker);
    },
  };
}
