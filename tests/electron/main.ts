// Starts Electron's real main process under the stand-in, for the tests to look at and to talk to.

import { expect, vi } from 'vitest';
import { type BrowserWindow, standIn, type StandInOptions } from './stand-in.ts';

export interface MainOptions extends StandInOptions {
  /** The command line, without the program and the project's folder. */
  words?: string[];
}

export type Main = Awaited<ReturnType<typeof startMain>>;

/** Afresh each time: nothing of an earlier start is left in its modules. */
export async function startMain({ words = [], ...options }: MainOptions) {
  const stage = standIn(options);
  const { argv } = process;
  process.argv = ['electron', '.', ...words];
  vi.resetModules();
  vi.doMock('electron', () => stage.electron);
  await import('../../app/electron/main.ts');
  process.argv = argv;
  // Main watches over its whole process, which here is the tests' own.
  process.removeAllListeners('uncaughtExceptionMonitor');
  const main = { ipcMain: stage.electron.ipcMain, handlers: stage.record.handlers };
  const get = (url: string, init?: RequestInit) => {
    const serve = stage.record.protocols.get('app');
    if (serve === undefined) throw new Error('Main serves no app: pages.');
    return serve(new Request(url, init));
  };
  return { ...stage, main, get };
}

export function firstWindow({ record }: Main): Promise<BrowserWindow> {
  return vi.waitFor(() => {
    const [window] = record.windows;
    if (window === undefined) throw new Error('No window was opened.');
    return window;
  });
}

export async function quit({ electron, record }: Main): Promise<void> {
  electron.app.quit();
  await vi.waitFor(() => expect(record.quits).toBe(1), { timeout: 15_000 });
}
