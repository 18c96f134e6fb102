// The application's menu: what every desktop program has, the way to each page, and the choices of this computer.

import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { OpenChoices } from './choices.ts';

export interface MenuOptions {
  choices: OpenChoices;
  canUpdate: boolean;
  show(page: string): void;
  addFolder(): void;
  showLog(): void;
}

const PAGES = [
  ['People', '/people', 'CmdOrCtrl+1'],
  ['Photos', '/photos', 'CmdOrCtrl+2'],
  ['Same or Different?', '/review', 'CmdOrCtrl+3'],
  ['Activity', '/activity', 'CmdOrCtrl+4'],
  ['Settings', '/settings', 'CmdOrCtrl+,'],
] as const;

export function setMenu({ choices, canUpdate, show, addFolder, showLog }: MenuOptions): void {
  const isMac = process.platform === 'darwin';
  const line = { type: 'separator' } as const;
  const choice = (label: string, name: Parameters<OpenChoices['get']>[0]): MenuItemConstructorOptions => ({
    label,
    type: 'checkbox',
    checked: choices.get(name),
    click: ({ checked }) => choices.set(name, checked),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Add Folder …', accelerator: 'CmdOrCtrl+O', click: addFolder },
        line,
        choice('Tell Me When New People Are Found', 'notify'),
        choice('Open When I Log In', 'openAtLogin'),
        ...(canUpdate ? [choice('Look for Updates', 'update')] : []),
        line,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...PAGES.map(([label, page, accelerator]) => ({ label, accelerator, click: () => show(page) })),
        line,
        ...(['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const).map((role) => ({ role })),
        ...(app.isPackaged ? [] : [line, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Show Logs and Crash Reports', click: showLog }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
