// Electron's main process: one window onto the engine, and what only a desktop program can do for it.

import { app, BrowserWindow, crashReporter, dialog, Menu, protocol, shell, utilityProcess } from 'electron';
import { extname, join } from 'node:path';
import { sentenceOf } from '../errors.ts';
import { UTILITY_PROCESS_OPTIONS } from '../platform/engine-options.mjs';
import { defaultLibraryFolder } from '../platform/library-folder.ts';
import { inWords } from '../sentences/sentence.ts';
import { openChoices } from './choices.ts';
import { keepCrashesHere } from './crashes.ts';
import { startEngine } from './engine-handle.ts';
import { collectLaunches, isFirstStart } from './launches.ts';
import { HIDDEN, setOpenAtLogin } from './login.ts';
import { menuOf } from './menu.ts';
import { nodeOfVision } from './node-of-vision.ts';
import { registerScheme, servePages } from './pages.ts';
import { followProgress } from './progress.ts';
import { closeBeforeQuitting } from './quitting.ts';
import { hardenSession, refuseAll } from './session-hardening.ts';
import { startTray } from './tray.ts';
import { canUpdate, update } from './updates.ts';
import { answerWindows, connect, pickFolder } from './window-requests.ts';
import { currentWindow, showWindow } from './window.ts';
import { wordsFor } from './words.ts';

// Chromium's own files stay out of the library.
app.setPath('userData', join(app.getPath('appData'), 'kindred-window'));
const library = app.commandLine.getSwitchValue('library') || defaultLibraryFolder();
const commandLine = process.argv.slice(app.isPackaged ? 1 : 2); // from source the first word is the project's folder

registerScheme(protocol);
hardenSession();
keepCrashesHere(app, crashReporter, library);
if (isFirstStart(app, commandLine)) void start();
else app.quit();

async function start(): Promise<void> {
  const launches = collectLaunches(app);
  await app.whenReady();

  refuseAll();
  const words = wordsFor(app.getPreferredSystemLanguages());
  const complain = (error: unknown) => dialog.showErrorBox('Kindred', inWords(words.sentences, sentenceOf(error)));
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
  const engine = startEngine({
    folder: library,
    start: forkEngine,
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
  answerWindows({ engine, words, tellWhenDone: progress.tellWhenDone });

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
  launches.openWith((target) => {
    showWindow(target !== undefined && 'page' in target ? target.page : undefined);
    if (target !== undefined && 'folder' in target) addFolder(target.folder);
  });
  if (!app.commandLine.hasSwitch(HIDDEN)) launches.launch(commandLine);
  app.on('activate', () => showWindow());
  app.on('window-all-closed', () => {
    // Opened at login, it stays in the tray.
    if (process.platform !== 'darwin' && !choices.get('openAtLogin')) app.quit();
  });
  closeBeforeQuitting(app, () => engine.close());
  if (canUpdate(app) && choices.get('update')) void update().catch(complain);
}

function forkEngine() {
  const script = join(import.meta.dirname, `engine-process${extname(import.meta.filename)}`);
  const stdio: ['ignore', 'inherit', 'pipe'] = ['ignore', 'inherit', 'pipe'];
  const options = { serviceName: 'Kindred engine', stdio, execArgv: UTILITY_PROCESS_OPTIONS };
  return utilityProcess.fork(script, [library, nodeOfVision(app)], options);
}
