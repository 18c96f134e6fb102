// Stands in for Electron, whose binary cannot be had everywhere: records what our main process asks of it, and carries
// messages as Electron does, so that the real main process, preload and engine can be tested together.

import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { resource } from '../../app/platform/resources.ts';

type Decision = (...values: unknown[]) => unknown;

/** What the tests look at. */
export interface Record {
  windows: BrowserWindow[];
  engines: UtilityProcess[];
  errorBoxes: string[];
  schemes: unknown[];
  menus: MenuEntry[][];
  trays: Tray[];
  notifications: Notification[];
  /** Paths that the system's file manager was asked to show. */
  shown: string[];
  loginItems: unknown[];
  links: string[];
  crashReporting: unknown[];
  handlers: Map<string, (event: unknown, ...values: unknown[]) => unknown>;
  protocols: Map<string, (request: Request) => Promise<Response>>;
  /** How permissions are decided, by the kind of question. */
  decisions: Map<string, Decision>;
  /** What the native dialog would return. */
  picked: string[];
  quits: number;
}

export interface StandInOptions {
  /** Electron's application data folder, and --library. */
  appData: string;
  library: string;
  isFirstInstance?: boolean;
  /** Command line switches without a value. */
  switches?: string[];
  /** As the system prefers them. */
  languages?: string[];
}

export interface MenuEntry {
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  checked?: boolean;
  enabled?: boolean;
  submenu?: MenuEntry[];
  click?: (entry: { checked: boolean }) => void;
}

export function standIn({
  appData,
  library,
  isFirstInstance = true,
  switches = [],
  languages = ['en-GB'],
}: StandInOptions) {
  const record: Record = {
    windows: [],
    engines: [],
    errorBoxes: [],
    schemes: [],
    menus: [],
    trays: [],
    notifications: [],
    shown: [],
    loginItems: [],
    links: [],
    crashReporting: [],
    handlers: new Map(),
    protocols: new Map(),
    decisions: new Map(),
    picked: [],
    quits: 0,
  };
  const paths = new Map([['appData', appData]]);
  const ipcMain = Object.assign(new EventEmitter(), {
    handle: (name: string, handler: (event: unknown) => unknown) => record.handlers.set(name, handler),
  });
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: {
      getSwitchValue: (name: string) => (name === 'library' ? library : ''),
      hasSwitch: (name: string) => switches.includes(name),
    },
    isSandboxed: false,
    enableSandbox: () => (app.isSandboxed = true),
    setAsDefaultProtocolClient: (scheme: string) => record.links.push(scheme),
    setLoginItemSettings: (settings: unknown) => record.loginItems.push(settings),
    getPreferredSystemLanguages: () => languages,
    getPath: (name: string) => paths.get(name) ?? join(appData, name),
    setPath: (name: string, path: string) => paths.set(name, path),
    requestSingleInstanceLock: () => isFirstInstance,
    whenReady: () => Promise.resolve(),
    /** As Electron does: everybody may say no first. */
    quit() {
      let refused = false;
      app.emit('before-quit', { preventDefault: () => (refused = true) });
      if (!refused) record.quits += 1;
    },
  });
  const electron = {
    app,
    ipcMain,
    BrowserWindow: class extends BrowserWindow {
      constructor(options: WindowOptions) {
        super(options, app);
        record.windows.push(this);
      }
      static getAllWindows = () => record.windows;
      static fromWebContents = (contents: unknown) => record.windows.find((w) => w.webContents === contents) ?? null;
    },
    dialog: {
      showErrorBox: (title: string, text: string) => record.errorBoxes.push(`${title}: ${text}`),
      showOpenDialog: () => Promise.resolve({ filePaths: record.picked }),
    },
    crashReporter: { start: (options: unknown) => record.crashReporting.push(options) },
    Menu: {
      buildFromTemplate: (template: MenuEntry[]) => template,
      setApplicationMenu: (menu: MenuEntry[]) => record.menus.push(menu),
    },
    MessageChannelMain: MessageChannel,
    nativeImage: { createFromPath: (path: string) => path },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    Notification: class extends Notification {
      constructor(options: NotificationOptions) {
        super(options);
        record.notifications.push(this);
      }
    },
    shell: {
      showItemInFolder: (path: string) => void record.shown.push(path),
      openPath: (path: string) => Promise.resolve(void record.shown.push(path)),
    },
    Tray: class extends Tray {
      constructor(icon: string) {
        super(icon);
        record.trays.push(this);
      }
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => record.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        record.protocols.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (decide: Decision) => record.decisions.set('request', decide),
        setPermissionCheckHandler: (decide: Decision) => record.decisions.set('check', decide),
        setDevicePermissionHandler: (decide: Decision) => record.decisions.set('device', decide),
        webRequest: {
          onBeforeRequest: (_filter: { urls: string[] }, decide: Decision) => record.decisions.set('network', decide),
        },
      },
    },
    utilityProcess: {
      fork(script: string, words: string[], options: ForkOptions) {
        const engine = new UtilityProcess(script, words, options);
        record.engines.push(engine);
        return engine;
      },
    },
  };
  return { electron, record };
}

interface WindowOptions {
  name: string;
  windowStatePersistence: boolean;
  width: number;
  height: number;
  webPreferences: { preload: string; sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean };
}

/** A window's inside: one frame with our page, and the side of IPC that the preload sees. */
export class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' };
  /** What reaches the preload. */
  readonly inbox = new EventEmitter();
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  reloads = 0;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  postMessage(name: string, _message: unknown, ports: MessagePort[]): void {
    this.inbox.emit(name, { ports });
  }
  isDestroyed = () => false;
  reload = () => void (this.reloads += 1);
}

export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents = new WebContents();
  readonly calls: string[] = [];
  readonly progress: number[] = [];
  isInFront = false;
  color = '';

  constructor(options: WindowOptions, app: EventEmitter) {
    super();
    this.options = options;
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  isMinimized = () => true;
  restore = () => void this.calls.push('restore');
  focus = () => void this.calls.push('focus');
  show = () => void this.calls.push('show');
  isFocused = () => this.isInFront;
  setProgressBar = (progress: number) => void this.progress.push(progress);
  setBackgroundColor = (color: string) => void (this.color = color);
}

export class Tray extends EventEmitter {
  readonly icon: string;
  toolTip = '';
  menu: MenuEntry[] = [];

  constructor(icon: string) {
    super();
    this.icon = icon;
  }
  setToolTip = (words: string) => void (this.toolTip = words);
  setContextMenu = (menu: MenuEntry[]) => void (this.menu = menu);
}

interface NotificationOptions {
  title: string;
  body: string;
}

export class Notification extends EventEmitter {
  readonly options: NotificationOptions;
  isShown = false;

  constructor(options: NotificationOptions) {
    super();
    this.options = options;
  }
  show = () => void (this.isShown = true);
}

interface ForkOptions {
  execArgv?: string[];
}

/** The engine's process as a worker thread: ports can be passed to it, and it can die. */
export class UtilityProcess extends EventEmitter {
  pid: number | undefined = process.pid;
  readonly stderr = new PassThrough();
  readonly worker: Worker;
  readonly words: string[];
  readonly options: ForkOptions;

  constructor(script: string, words: string[], options: ForkOptions) {
    super();
    this.words = words;
    this.options = options;
    this.worker = new Worker(resource('tests', 'electron', 'engine-worker.ts'), {
      argv: words,
      workerData: { script },
    });
    this.worker.on('message', (message) => this.emit('message', message));
    this.worker.on('error', (error) => this.stderr.write(String(error))); // as Node does; an exit follows
    this.worker.on('exit', (status) => {
      this.pid = undefined;
      this.emit('exit', status);
    });
  }
  postMessage(data: unknown, ports: MessagePort[] = []): void {
    this.worker.postMessage({ data, ports }, ports);
  }
  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

/** What the page finds in `window.kindred`. */
export interface Bridge {
  call(name: string, request: unknown): Promise<unknown>;
  listen(listener: (name: string, payload: unknown) => void, connection?: (isOpen: boolean) => void): () => void;
  pickFolder(): Promise<unknown>;
  showInFolder(photo: unknown): Promise<unknown>;
  copyPhotos(request: unknown): Promise<unknown>;
  tellWhenDone(): Promise<unknown>;
  pathOf(file: unknown): string;
}

/** Runs the real preload for a window, as Electron's sandbox does: a function whose `require` knows `electron` alone. */
export function runPreload(
  contents: WebContents,
  main: { ipcMain: EventEmitter; handlers: Record['handlers'] },
  frame: { url: string } = contents.mainFrame,
): Bridge {
  const event = { sender: contents, senderFrame: frame };
  const exposed: Bridge[] = [];
  const electron = {
    ipcRenderer: {
      on: (name: string, listener: (event: unknown) => void) => contents.inbox.on(name, listener),
      send: (name: string) => main.ipcMain.emit(name, event),
      invoke: async (name: string, value?: unknown) => main.handlers.get(name)?.(event, value),
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
    contextBridge: { exposeInMainWorld: (_name: 'kindred', value: Bridge) => exposed.push(value) },
  };
  const source = readFileSync(resource('app', 'electron', 'preload.cts'), 'utf8');
  const sandboxed = new Function('require', 'exports', stripTypeScriptTypes(source));
  sandboxed((name: string) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`);
    return electron;
  }, {});
  const [bridge] = exposed;
  if (bridge === undefined) throw new Error('The preload exposed nothing.');
  return bridge;
}
