// Shuts windows off from everything but our own pages: no permission, no other place, no request that leaves the machine.

import { app, type IpcMainEvent, type IpcMainInvokeEvent, session } from 'electron';

export const HOME = 'app://kindred/';
const ELSEWHERE = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((scheme) => `${scheme}://*/*`);

/** Before the application is ready, so that no window ever lives without it. */
export function hardenSession(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    for (const move of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const) {
      // Electron types each of these events by itself; preventing is all that they share.
      contents.on(move as 'will-navigate', (event) => event.preventDefault());
    }
  });
}

export function refuseAll(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest({ urls: ELSEWHERE }, (_details, decide) => decide({ cancel: true }));
}

/** Only the topmost frame of a page of ours: a frame inside it, or a foreign page, gets nothing. */
export function isOurs({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(HOME);
}
