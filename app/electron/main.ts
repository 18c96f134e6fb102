// Electron's main process: one window onto the engine, and what only a desktop program can do for it.

import { app, BrowserWindow, crashReporter, dialog, ipcMain, type IpcMainInvokeEvent, shell } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { writeCrashReport } from '../crash-report.ts';
import { messageOf } from '../errors.ts';
import { defaultLibraryFolder } from '../library-folder.ts';
import { HIDDEN, openChoices } from './choices.ts';
import { type EngineHandle, startEngine } from './engine-handle.ts';
import { setMenu } from './menu.ts';
import { registerScheme, servePages } from './pages.ts';
import { startPresence } from './presence.ts';
import { isOurs, refuseAll, sealWindows } from './seal.ts';
import { canUpdate, update } from './updates.ts';
import { currentWindow, showWindow } from './window.ts';
import { type Wish, wishOf } from './wish.ts';

/** What a second start hands to the first: its own command line, which Chromium would reorder. */
const Start = z.object({ words: z.array(z.string()) });
const RELOAD_MS = 1_000;

// Chromium's own files stay out of the library.
app.setPath('userData', join(app.getPath('appData'), 'kindred-window'));
const library = app.commandLine.getSwitchValue('library') || defaultLibraryFolder();
const words = process.argv.slice(app.isPackaged ? 1 : 2); // from source the first word is the project's folder

registerScheme();
sealWindows();
keepCrashesHere();
if (app.requestSingleInstanceLock({ words } satisfies z.output<typeof Start>)) void start();
else app.quit();

async function start(): Promise<void> {
  const wishes = Promise.withResolvers<(wish: Wish | undefined) => void>();
  const wish = (asked: readonly string[]) => void wishes.promise.then((fulfil) => fulfil(wishOf(asked)));
  // macOS tells of links and dropped folders even before the application is ready.
  app.on('open-url', (_event, url) => wish([url]));
  app.on('open-file', (_event, path) => wish([path]));
  app.on('second-instance', (_event, _argv, _folder, data) => wish(Start.safeParse(data).data?.words ?? []));
  app.setAsDefaultProtocolClient('kindred');
  await app.whenReady();

  refuseAll();
  const choices = openChoices();
  app.on('window-all-closed', () => {
    // Whoever wants Kindred from login on keeps it in the tray.
    if (process.platform !== 'darwin' && !choices.get('openAtLogin')) app.quit();
  });
  const tell = startPresence({
    window: currentWindow,
    show: () => showWindow(),
    pause: (paused) => void engine.call(paused ? 'work.pause' : 'work.resume', {}).catch(complain),
    mayNotify: () => choices.get('notify'),
  });
  const engine = startEngine(library, {
    status: tell,
    failed(message) {
      dialog.showErrorBox('Kindred cannot open its library', message);
      app.quit();
    },
  });
  const addFolder = (path: string) => void engine.call('folders.add', { path }).catch(complain);
  setMenu({
    choices,
    canUpdate: canUpdate(),
    show: showWindow,
    addFolder: () => void pickFolder(currentWindow()).then((picked) => picked !== null && addFolder(picked)),
    showLog: () => void shell.openPath(join(library, 'log')),
  });
  servePages(engine);
  answerWindows(engine);
  closeEngineBeforeQuitting(engine);
  wishes.resolve((wish) => {
    showWindow(wish !== undefined && 'page' in wish ? wish.page : undefined);
    if (wish !== undefined && 'folder' in wish) addFolder(wish.folder);
  });
  if (!app.commandLine.hasSwitch(HIDDEN)) wish(words);
  app.on('activate', () => showWindow());
  if (canUpdate() && choices.get('update')) void update().catch(complain);
}

/** The few things that a window may ask of this process; all else goes to the engine over the window's own port. */
function answerWindows(engine: EngineHandle): void {
  ipcMain.on('engine', (event) => {
    if (isOurs(event)) engine.connect(event.sender);
  });
  handle('pickFolder', z.undefined(), (_none, event) => pickFolder(BrowserWindow.fromWebContents(event.sender)));
  handle('showInFolder', z.int().positive(), async (photo) => {
    const [place] = (await engine.call('photos.get', { photo })).places;
    if (place !== undefined) shell.showItemInFolder(place.path);
  });
}

function handle<Value>(
  name: string,
  schema: z.ZodType<Value>,
  answer: (value: Value, event: IpcMainInvokeEvent) => Promise<unknown>,
): void {
  ipcMain.handle(name, async (event, value: unknown) => {
    if (!isOurs(event)) throw new Error('Only Kindred’s own window may ask for that.');
    return answer(schema.parse(value), event);
  });
}

async function pickFolder(window: BrowserWindow | null | undefined): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: 'Choose a folder with photos',
    properties: ['openDirectory'],
  };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}

function complain(error: unknown): void {
  dialog.showErrorBox('Kindred', messageOf(error));
}

/** Chromium's own reports as well as ours: written to this disk, and sent nowhere. */
function keepCrashesHere(): void {
  crashReporter.start({ uploadToServer: false });
  process.on('uncaughtExceptionMonitor', ({ message, stack = '' }) =>
    writeCrashReport(library, { part: 'main', reason: message, lastWords: stack }),
  );
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return;
    writeCrashReport(library, { part: 'window', reason, lastWords: '' });
    setTimeout(() => contents.isDestroyed() || contents.reload(), RELOAD_MS);
  });
}

/** The library is closed properly first; then quitting goes on. */
function closeEngineBeforeQuitting(engine: EngineHandle): void {
  let closing: 'no' | 'yes' | 'done' = 'no';
  app.on('before-quit', (event) => {
    if (closing === 'done') return;
    event.preventDefault();
    if (closing === 'yes') return;
    closing = 'yes';
    void engine.close().then(() => {
      closing = 'done';
      app.quit();
    });
  });
}
