// A worker as tests pretend it: what it says of itself, and the queue as it sees it.

import { openPhotoQueue, type PhotoQueue } from '../app/workers/photo-queue.ts';
import type { Hello } from '../app/workers/protocol.ts';
import { readQueueAddress } from '../app/workers/queue-address.ts';
import { versionsHere } from '../app/workers/versions.ts';
import type { TestPostgres } from './postgres.ts';

export const ATTIC: Hello = { name: 'attic', version: '0.1.0', provider: 'cpu', width: 4, versions: versionsHere() };

/** @param name as the server says it */
export function queueOfWorker({ address }: TestPostgres, name: string): Promise<PhotoQueue> {
  return openPhotoQueue(readQueueAddress(address), { name, as: 'worker', onError: () => undefined });
}
