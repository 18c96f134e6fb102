// Shows outside the window what Kindred is doing: an icon in the tray, progress on the task bar, a word when it is done.

import { app, type BrowserWindow, Menu, nativeImage, Notification, Tray } from 'electron';
import { resource } from '../platform/resources.ts';
import type { Progress } from './progress.ts';
import type { Words } from './words.ts';

export interface TrayOptions {
  words: Words;
  window(): BrowserWindow | undefined;
  show(): void;
  pause(paused: boolean): void;
  /** Whether the person wants to be told of new people. */
  mayNotify(): boolean;
}

export function startTray({ words, window, show, pause, mayNotify }: TrayOptions): (now: Progress) => void {
  // Where a name ends in Template, macOS colours it as its menu bar needs it.
  const icon = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  const tray = new Tray(nativeImage.createFromPath(resource('packaging', 'icons', icon)));
  tray.on('click', show);
  let shown = '';

  return (now) => {
    window()?.setProgressBar(now.fraction ?? -1, { mode: now.isPaused ? 'paused' : 'normal' });
    if (now.done !== undefined) notify(now.done);
    // In a focused window the new people are seen anyway.
    else if (now.newPeople > 0 && mayNotify() && !window()?.isFocused()) notify(words.found(now.newPeople));
    if (now.words === shown) return; // some desktops close an open menu whenever it is set
    shown = now.words;
    tray.setToolTip(`Kindred: ${now.words}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: now.words, enabled: false },
        { label: now.isPaused ? words.resume : words.pause, click: () => pause(!now.isPaused) },
        { type: 'separator' },
        { label: words.open, click: show },
        { label: words.quit, click: () => app.quit() },
      ]),
    );
  };

  function notify(body: string): void {
    const notification = new Notification({ title: 'Kindred', body });
    notification.on('click', show);
    notification.show();
  }
}
