// What the main process answers a window: of an error that is thrown over there, Electron keeps only a text of its own.

import { AppError, toReport } from '../errors.ts';

/** @throws what is no AppError: a bug, or a window that asked for what it must not */
export async function outcomeOf(work: Promise<unknown>) {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: toReport(error) };
  }
}
