// The few things that a window may ask of the main process; all else goes to the engine over the window's own port.

import {
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainInvokeEvent,
  MessageChannelMain,
  shell,
  type WebContents,
} from 'electron';
import { z } from 'zod';
import { PhotosToTake } from '../contract.ts';
import type { EngineHandle } from './engine-handle.ts';
import { outcomeOf } from './outcome.ts';
import { copyPhotos, fileOf } from './photos-on-disk.ts';
import { isOurs } from './session-hardening.ts';
import type { Words } from './words.ts';

export interface WindowRequestsOptions {
  engine: EngineHandle;
  words: Words;
  tellWhenDone(): void;
}

export function answerWindows({ engine, words, tellWhenDone }: WindowRequestsOptions): void {
  ipcMain.on('engine', (event) => isOurs(event) && connect(event.sender, engine));
  const picked = (sender: WebContents, title: 'chooseFolder' | 'chooseTarget') =>
    pickFolder(words[title], BrowserWindow.fromWebContents(sender));
  handle('pickFolder', z.undefined(), (_none, { sender }) => picked(sender, 'chooseFolder'));
  handle('copyPhotos', PhotosToTake, (photos, { sender }) =>
    copyPhotos(engine, photos, () => picked(sender, 'chooseTarget')),
  );
  handle('showInFolder', z.int().positive(), async (photo) => shell.showItemInFolder(await fileOf(engine, photo)));
  handle('tellWhenDone', z.undefined(), async () => tellWhenDone());
}

/** A message without a port says that the line is down: the window shows it until there is another. */
export function connect(window: WebContents, engine: EngineHandle): void {
  const { port1, port2 } = new MessageChannelMain();
  window.postMessage('engine', null, engine.connect(port1) ? [port2] : []);
}

export async function pickFolder(title: string, window: BrowserWindow | null | undefined): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}

function handle<Value>(
  name: string,
  schema: z.ZodType<Value>,
  answer: (value: Value, event: IpcMainInvokeEvent) => Promise<unknown>,
): void {
  ipcMain.handle(name, async (event, value: unknown) => {
    if (!isOurs(event)) throw new Error('Only Kindred’s own window may ask for that.');
    return outcomeOf(answer(schema.parse(value), event));
  });
}
