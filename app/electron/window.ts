// Kindred's one window: shut off from all but our pages, where it stood last time, in the colours of the system, on the page that was asked for.

import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { HOME } from './session-hardening.ts';

export function currentWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}

/** Brings the window to the front, or opens one. @param page as the screen's router writes it: /people/12 */
export function showWindow(page?: string): void {
  const window = currentWindow();
  if (window === undefined) return openWindow(page);
  if (page !== undefined) void window.loadURL(`${HOME}#${page}`); // only what follows the # differs: nothing is loaded anew
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function openWindow(page?: string): void {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true, // Electron brings it back to where it stood, or onto a screen that is there
    width: 1280,
    height: 860,
    minWidth: 480,
    minHeight: 360,
    show: false,
    backgroundColor: background(),
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false, // would fetch dictionaries from the internet
    },
  });
  const follow = () => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(page === undefined ? HOME : `${HOME}#${page}`);
}

/** What shows before the page does. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#121214' : '#ffffff';
}
