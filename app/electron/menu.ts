// The application's menu: what every desktop program has, the way to each page, and the choices of this computer.

import type { MenuItemConstructorOptions } from 'electron';
import type { OpenChoices } from './choices.ts';
import type { Words } from './words.ts';

export interface MenuOptions {
  words: Words;
  choices: OpenChoices;
  canUpdate: boolean;
  isPackaged: boolean;
  show(page: string): void;
  addFolder(): void;
  showLog(): void;
}

const MENU_PAGES = [
  ['people', 'CmdOrCtrl+1'],
  ['photos', 'CmdOrCtrl+2'],
  ['review', 'CmdOrCtrl+3'],
  ['activity', 'CmdOrCtrl+4'],
  ['settings', 'CmdOrCtrl+,'],
] as const;

export function menuOf({ words, choices, canUpdate, isPackaged, show, addFolder, showLog }: MenuOptions) {
  const isMac = process.platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const choice = (name: Parameters<OpenChoices['get']>[0]): MenuItemConstructorOptions => ({
    label: words[name],
    type: 'checkbox',
    checked: choices.get(name),
    click: ({ checked }) => choices.set(name, checked),
  });
  const menu: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.addFolder, accelerator: 'CmdOrCtrl+O', click: addFolder },
        separator,
        choice('notify'),
        choice('openAtLogin'),
        ...(canUpdate ? [choice('update')] : []),
        separator,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        ...MENU_PAGES.map(([page, accelerator]) => ({
          label: words[page],
          accelerator,
          click: () => show(`/${page}`),
        })),
        separator,
        ...(['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const).map((role) => ({ role })),
        ...(isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: words.showLog, click: showLog }] },
  ];
  return menu;
}
