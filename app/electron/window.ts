// Kindred's one window: sealed, where it stood last time, in the colours of the system, on the page that was asked for.

import { app, BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { keep, readKept } from './kept.ts';
import { HOME } from './pages.ts';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(480), height: z.int().min(360) });
const State = z.object({ bounds: Bounds, maximized: z.boolean() });

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

function openWindow(page = ''): void {
  const file = join(app.getPath('userData'), 'window.json');
  const state = readKept(file, State);
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    ...(state !== undefined && isVisible(state.bounds) && state.bounds),
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
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keep(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  window.on('closed', () => nativeTheme.off('updated', follow));
  void window.loadURL(page === '' ? HOME : `${HOME}#${page}`);
}

/** What shows before the page does. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#121214' : '#ffffff';
}

/** Enough of the title bar has to be on a screen to drag the window by it. */
function isVisible(window: Rectangle): boolean {
  const REACH = 100;
  const area = screen.getDisplayMatching(window).workArea;
  return (
    window.x + window.width > area.x + REACH &&
    window.x < area.x + area.width - REACH &&
    window.y >= area.y - REACH &&
    window.y < area.y + area.height - REACH
  );
}
