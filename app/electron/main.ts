// Electron's main process: one window onto the engine, shut off from everything but our own pages.

import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  nativeTheme,
  session,
} from 'electron';
import { join } from 'node:path';
import { defaultLibraryFolder } from '../library-folder.ts';
import { type EngineHandle, startEngine } from './engine-handle.ts';
import { setMenu } from './menu.ts';
import { HOME, registerScheme, servePages } from './pages.ts';
import { rememberedState, rememberState } from './window-state.ts';

// Chromium's own files stay out of the library.
app.setPath('userData', join(app.getPath('appData'), 'kindred-window'));
const stateFile = join(app.getPath('userData'), 'window.json');

registerScheme();
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  app.on('second-instance', showWindow);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();

  refusePermissions();
  setMenu();
  const engine = startEngine(app.commandLine.getSwitchValue('library') || defaultLibraryFolder(), (message) => {
    dialog.showErrorBox('Kindred cannot open its library', message);
    app.quit();
  });
  servePages(engine);
  answerWindows(engine);
  closeEngineBeforeQuitting(engine);
  openWindow();
  app.on('activate', showWindow);
}

function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** The two things that a window may ask of this process; all else goes to the engine over the window's own port. */
function answerWindows(engine: EngineHandle): void {
  ipcMain.on('engine', (event) => {
    if (isOurs(event)) engine.connect(event.sender);
  });
  ipcMain.handle('pickFolder', async (event) => {
    if (!isOurs(event)) throw new Error('Only Kindred’s own window may ask for a folder.');
    const window = BrowserWindow.fromWebContents(event.sender);
    const options = { title: 'Choose a folder with photos', properties: ['openDirectory'] } as const;
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, { ...options, properties: [...options.properties] })
      : dialog.showOpenDialog({ ...options, properties: [...options.properties] }));
    return filePaths[0] ?? null;
  });
}

/** Only the topmost frame of a page of ours: a frame inside it, or a foreign page, gets nothing. */
function isOurs({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(HOME);
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

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return openWindow();
  if (window.isMinimized()) window.restore();
  window.focus();
}

function openWindow(): void {
  const state = rememberedState(stateFile);
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    ...state?.bounds,
    minWidth: 480,
    minHeight: 360,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121214' : '#ffffff',
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false, // would fetch dictionaries from the internet
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberState(stateFile, window));
  void window.loadURL(HOME);
}
