// Electron's main process: one window onto the engine, and what only a desktop program can do for it.

import { app, BrowserWindow, crashReporter, dialog, ipcMain, Menu, MessageChannelMain } from 'electron';
import { type IpcMainInvokeEvent, protocol, shell, utilityProcess, type WebContents } from 'electron';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { writeCrashReport } from '../platform/crash-report.ts';
import { UTILITY_PROCESS_OPTIONS } from '../platform/engine-options.mjs';
import { PhotosToTake } from '../contract.ts';
import { sentenceOf } from '../errors.ts';
import { defaultLibraryFolder } from '../platform/library-folder.ts';
import { inWords } from '../sentences/sentence.ts';
import { openChoices } from './choices.ts';
import { type EngineHandle, startEngine } from './engine-handle.ts';
import { HIDDEN, setOpenAtLogin } from './login.ts';
import { menuOf } from './menu.ts';
import { registerScheme, servePages } from './pages.ts';
import { outcomeOf } from './outcome.ts';
import { copyPhotos, fileOf } from './photos-on-disk.ts';
import { closeBeforeQuitting } from './quitting.ts';
import { startTray } from './tray.ts';
import { followProgress } from './progress.ts';
import { isOurs, refuseAll, hardenSession } from './session-hardening.ts';
import { nodeOfVision } from './node-of-vision.ts';
import { canUpdate, update } from './updates.ts';
import { currentWindow, showWindow } from './window.ts';
import { launchTargetOf } from './launch-target.ts';
import { type Words, wordsFor } from './words.ts';

/** What a second start hands to the first: its own command line, which Chromium would reorder. */
const Start = z.object({ words: z.array(z.string()) });
const RELOAD_MS = 1_000;

// Chromium's own files stay out of the library.
app.setPath('userData', join(app.getPath('appData'), 'kindred-window'));
const library = app.commandLine.getSwitchValue('library') || defaultLibraryFolder();
const commandLine = process.argv.slice(app.isPackaged ? 1 : 2); // from source the first word is the project's folder

registerScheme(protocol);
hardenSession();
keepCrashesHere();
if (app.requestSingleInstanceLock({ words: commandLine } satisfies z.output<typeof Start>)) void start();
else app.quit();

async function start(): Promise<void> {
  const ready = Promise.withResolvers<(asked: readonly string[]) => void>();
  const fulfil = (asked: readonly string[]) => void ready.promise.then((now) => now(asked));
  // macOS tells of links and dropped folders even before the application is ready.
  app.on('open-url', (_event, url) => fulfil([url]));
  app.on('open-file', (_event, path) => fulfil([path]));
  app.on('second-instance', (_event, _argv, _folder, data) => fulfil(Start.safeParse(data).data?.words ?? []));
  app.setAsDefaultProtocolClient('kindred');
  await app.whenReady();

  refuseAll();
  const words = wordsFor(app.getPreferredSystemLanguages());
  const complain = complainIn(words);
  const choices = openChoices(join(app.getPath('userData'), 'choices.json'), {
    openAtLogin: (wanted) => setOpenAtLogin(app, wanted),
  });
  const progress = followProgress(words);
  const show = startTray({
    words,
    window: currentWindow,
    show: () => showWindow(),
    pause: (paused) => void engine.call(paused ? 'work.pause' : 'work.resume', {}).catch(complain),
    mayNotify: () => choices.get('notify'),
  });
  const script = join(import.meta.dirname, `engine-process${extname(import.meta.filename)}`);
  const stdio: ['ignore', 'inherit', 'pipe'] = ['ignore', 'inherit', 'pipe'];
  const forked = { serviceName: 'Kindred engine', stdio, execArgv: UTILITY_PROCESS_OPTIONS };
  const engine = startEngine({
    folder: library,
    start: () => utilityProcess.fork(script, [library, nodeOfVision(app)], forked),
    status: (status) => show(progress.follow(status)),
    changed() {
      for (const { webContents } of BrowserWindow.getAllWindows()) connect(webContents, engine);
    },
    failed(reason) {
      dialog.showErrorBox(words.cannotOpen, inWords(words.sentences, reason));
      app.quit();
    },
  });
  servePages(protocol, engine);
  answerWindows(engine, words);
  handle('tellWhenDone', z.undefined(), async () => progress.tellWhenDone());

  const addFolder = (path: string) => void engine.call('folders.add', { path }).catch(complain);
  const menu = menuOf({
    words,
    choices,
    canUpdate: canUpdate(app),
    isPackaged: app.isPackaged,
    show: showWindow,
    addFolder: () =>
      void pickFolder(words.chooseFolder, currentWindow()).then((picked) => picked !== null && addFolder(picked)),
    showLog: () => void shell.openPath(join(library, 'log')),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  ready.resolve((asked) => {
    const target = launchTargetOf(asked);
    showWindow(target !== undefined && 'page' in target ? target.page : undefined);
    if (target !== undefined && 'folder' in target) addFolder(target.folder);
  });
  if (!app.commandLine.hasSwitch(HIDDEN)) fulfil(commandLine);
  app.on('activate', () => showWindow());
  app.on('window-all-closed', () => {
    // Opened at login, it stays in the tray.
    if (process.platform !== 'darwin' && !choices.get('openAtLogin')) app.quit();
  });
  closeBeforeQuitting(app, () => engine.close());
  if (canUpdate(app) && choices.get('update')) void update().catch(complain);
}

/** The few things that a window may ask of this process; all else goes to the engine over the window's own port. */
function answerWindows(engine: EngineHandle, words: Words): void {
  ipcMain.on('engine', (event) => isOurs(event) && connect(event.sender, engine));
  const picked = (sender: WebContents, title: 'chooseFolder' | 'chooseTarget') =>
    pickFolder(words[title], BrowserWindow.fromWebContents(sender));
  handle('pickFolder', z.undefined(), (_none, { sender }) => picked(sender, 'chooseFolder'));
  handle('copyPhotos', PhotosToTake, (photos, { sender }) =>
    copyPhotos(engine, photos, () => picked(sender, 'chooseTarget')),
  );
  handle('showInFolder', z.int().positive(), async (photo) => shell.showItemInFolder(await fileOf(engine, photo)));
}

/** A message without a port says that the line is down: the window shows it until there is another. */
function connect(window: WebContents, engine: EngineHandle): void {
  const { port1, port2 } = new MessageChannelMain();
  window.postMessage('engine', null, engine.connect(port1) ? [port2] : []);
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

async function pickFolder(title: string, window: BrowserWindow | null | undefined): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}

function complainIn({ sentences }: Words): (error: unknown) => void {
  return (error) => dialog.showErrorBox('Kindred', inWords(sentences, sentenceOf(error)));
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
