// Shows outside the window what Kindred is doing: an icon in the tray, progress on the task bar, a word when it is done.

import { app, type BrowserWindow, Menu, nativeImage, Notification, Tray } from 'electron';
import type { Status } from '../contract.ts';
import { resource } from '../resources.ts';

export interface PresenceOptions {
  window(): BrowserWindow | undefined;
  show(): void;
  pause(paused: boolean): void;
  /** Whether the person wants to be told of new people. */
  mayNotify(): boolean;
}

/** @returns what to call with every status of the engine */
export function startPresence({ window, show, pause, mayNotify }: PresenceOptions): (status: Status) => void {
  // Where a name ends in Template, macOS colours it as its menu bar needs it.
  const icon = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  const tray = new Tray(nativeImage.createFromPath(resource('packaging', 'icons', icon)));
  tray.on('click', show);
  let shown = '';
  let mostWaiting = 0; // since there was last nothing to do
  let peopleBefore: number | undefined;

  return ({ activity, photos, people }) => {
    mostWaiting = photos.waiting === 0 ? 0 : Math.max(mostWaiting, photos.waiting);
    const isPaused = activity === 'paused';
    const progress = mostWaiting === 0 ? undefined : 1 - photos.waiting / mostWaiting;
    window()?.setProgressBar(progress ?? -1, { mode: isPaused ? 'paused' : 'normal' });
    if (activity === 'idle') celebrate(people);
    peopleBefore ??= people;
    const words = progress === undefined ? 'Up to date' : `${Math.floor(progress * 100)} % of new photos read`;
    showInTray(isPaused ? `Paused: ${words}` : words, isPaused);
  };

  /** Only when something changed: some desktops close an open menu whenever it is set. */
  function showInTray(words: string, isPaused: boolean): void {
    if (words === shown) return;
    shown = words;
    tray.setToolTip(`Kindred: ${words}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: false },
        { label: isPaused ? 'Go On' : 'Pause', click: () => pause(!isPaused) },
        { type: 'separator' },
        { label: 'Open Kindred', click: show },
        { label: 'Quit', click: () => app.quit() },
      ]),
    );
  }

  /** Whoever looks at the window sees the new people there. */
  function celebrate(people: number): void {
    const found = people - (peopleBefore ?? people);
    peopleBefore = people;
    if (found <= 0 || !mayNotify() || window()?.isFocused()) return;
    const body = `Kindred found ${found} new ${found === 1 ? 'person' : 'people'}.`;
    const notification = new Notification({ title: 'Kindred', body });
    notification.on('click', show);
    notification.show();
  }
}
