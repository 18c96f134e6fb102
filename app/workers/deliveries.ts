// Gives a worker's results to the server: those that gathered while others were on their way go together.

import { AppError } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { MOST_TOGETHER, RESULT_BYTES_TOGETHER } from './protocol.ts';

export interface DeliveriesOptions {
  /**
   * For as long as it takes: a result that was come by is not lost.
   * @returns why each was not stored; null: it was; undefined: the worker ended first
   */
  send(results: ReadonlyMap<string, string>): Promise<readonly (AppError | null)[] | undefined>;
  /** The server has it, or does not want it. */
  onDelivered(id: string): void;
  /** So many more were stored. */
  onStored(count: number): void;
  /** The worker is not let in any more. */
  onRefused(error: AppError): void;
  log: Log;
}

export function openDeliveries({ send, onDelivered, onStored, onRefused, log }: DeliveriesOptions) {
  /** As JSON, by the ids of their jobs; the oldest first. */
  const results = new Map<string, string>();
  let delivering: Promise<void> | undefined;

  async function deliverAll(): Promise<void> {
    while (results.size > 0) {
      const together = nextTogether();
      await deliver(together);
      for (const id of together.keys()) {
        results.delete(id);
        onDelivered(id);
      }
    }
    delivering = undefined; // in the same turn, so that no result comes in between
  }

  function nextTogether(): Map<string, string> {
    const together = new Map<string, string>();
    let length = 0;
    for (const [id, result] of results) {
      length += result.length;
      if (together.size === MOST_TOGETHER || (together.size > 0 && length > RESULT_BYTES_TOGETHER)) break;
      together.set(id, result);
    }
    return together;
  }

  async function deliver(together: ReadonlyMap<string, string>): Promise<void> {
    try {
      const outcomes = (await send(together)) ?? [];
      onStored(outcomes.filter((error) => error === null).length);
      for (const error of outcomes) {
        // Else another one was faster, or the photo went.
        if (error && error.code !== 'conflict') log('error', 'worker.result', { error });
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'refused') return onRefused(error);
      log('error', 'worker.result', { error });
    }
  }

  return {
    add(id: string, result: string): void {
      results.set(id, result);
      delivering ??= deliverAll();
    },
    /** On their way, or waiting for it. */
    count: (): number => results.size,
    /** Resolves when all are there; undefined: they are. */
    underWay: (): Promise<void> | undefined => delivering,
  };
}
