// What only a desktop program does: the menu, the tray, links, opening at login, a second start, and how it outlives a death.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Status } from '../app/contract.ts';
import { followProgress } from '../app/electron/progress.ts';
import { launchTargetOf } from '../app/electron/launch-target.ts';
import { wordsFor } from '../app/electron/words.ts';
import { resource } from '../app/platform/resources.ts';
import { firstWindow, type Main, type MainOptions, quit, startMain } from './electron/main.ts';
import { type Bridge, type MenuEntry, runPreload } from './electron/stand-in.ts';
import { writeFacePhotos } from './face-photos.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-desktop-'));
const running: Main[] = [];
let place = '';
const DESKTOP_WAIT = { timeout: 15_000, interval: 50 };

afterEach(async () => {
  for (const started of running.splice(0)) if (started.record.quits === 0) await quit(started);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each with data of its own. */
async function start(options: Partial<MainOptions> = {}): Promise<Main> {
  place = mkdtempSync(join(folder, 'start-'));
  const started = await startMain({ appData: join(place, 'data'), library: join(place, 'library'), ...options });
  running.push(started);
  return started;
}

describe('The menu', () => {
  test('It leads to every page, with a key for each', async () => {
    const started = await start();
    const window = await firstWindow(started);
    const view = entry(started, 'View');
    const pages = view.submenu?.filter(({ accelerator }) => accelerator !== undefined) ?? [];
    expect(pages.map(({ accelerator }) => accelerator)).toEqual([1, 2, 3, 4, ','].map((key) => `CmdOrCtrl+${key}`));
    for (const { label, click } of pages) {
      click?.({ checked: false });
      expect(window.webContents.mainFrame.url, label).toMatch(
        /^app:\/\/kindred\/#\/(people|photos|review|activity|settings)$/,
      );
    }
    expect(started.record.windows).toHaveLength(1);
  });

  test('It speaks the language of the system, where it is one of ours', async () => {
    const { record } = await start({ languages: ['fr-FR', 'de-CH', 'en-GB'] });
    await vi.waitFor(() => expect(record.menus).toHaveLength(1));
    expect(record.menus[0]?.map(({ label }) => label).filter(Boolean)).toEqual(['Datei', 'Ansicht']);
    expect(wordsFor(['fr', 'ja'])).toBe(wordsFor(['en-US']));
  });

  test('It adds a folder that is picked, and says in a sentence what is wrong with one', async () => {
    const started = await start();
    const kindred = runPreload((await firstWindow(started)).webContents, started.main);
    const photos = join(place, 'photos');
    mkdirSync(photos);
    const add = () => entry(started, 'File', 'Add Folder …').click?.({ checked: false });
    started.record.picked = [photos];
    add();
    await expectFolder(kindred, photos);
    started.record.picked = [join(place, 'library')];
    add();
    await vi.waitFor(
      () => expect(started.record.errorBoxes).toEqual([expect.stringMatching(/keeps its own data/)]),
      DESKTOP_WAIT,
    );
  });

  test('It shows where the diary and the crash reports lie', async () => {
    const started = await start();
    await firstWindow(started);
    const help = started.record.menus[0]?.find(({ role }) => role === 'help');
    help?.submenu?.[0]?.click?.({ checked: false });
    expect(started.record.shown).toEqual([join(place, 'library', 'log')]);
  });
});

test('A photo with copies is copied to a folder that the user chooses, and shown in the file manager where it can be reached', async () => {
  const started = await start();
  const kindred = runPreload((await firstWindow(started)).webContents, started.main);
  const [drive, disk] = [join(place, 'drive'), join(place, 'disk')];
  for (const [index, path] of [drive, disk].entries()) {
    await writeFacePhotos(path, 1);
    await kindred.call('folders.add', { path });
    const copies = async () => {
      const found = (await kindred.call('photos.get', { photo: 1 })) as { value?: { places: unknown[] } }; // of the contract
      return found.value?.places.length;
    };
    await vi.waitFor(async () => expect(await copies()).toBe(index + 1), DESKTOP_WAIT);
  }
  const target = join(place, 'taken along');
  started.record.picked = [target];
  expect(await kindred.copyPhotos({ set: { photos: [1] } })).toEqual({
    ok: true,
    value: { copied: 1, absent: 0, withoutNames: 0, isStopped: false, target },
  });
  expect(readdirSync(target)).toEqual(['1.jpg']);
  started.record.picked = [join(drive, 'inside')];
  expect(await kindred.copyPhotos({ set: { photos: [1] } })).toMatchObject({
    ok: false,
    error: { sentence: { id: 'copyTargetOurs' } },
  });
  // A page names photos by their ids, and no folder; the engine takes no such order from a window.
  started.record.picked = [];
  const forged = { set: { photos: [1] }, target: join(place, 'chosen by a page') };
  expect(await kindred.copyPhotos(forged)).toEqual({ ok: true, value: null });
  expect(await kindred.call('copy', forged)).toMatchObject({ ok: false });
  for (const set of [{ photos: ['/etc/passwd'] }, { photos: [] }, { path: '/etc' }])
    await expect(kindred.copyPhotos({ set })).rejects.toThrow(/./);
  expect(existsSync(forged.target)).toBe(false);
  rmSync(drive, { recursive: true });
  await kindred.showInFolder(1);
  expect(started.record.shown).toEqual([join(disk, '1.jpg')]);
  rmSync(disk, { recursive: true });
  expect(await kindred.showInFolder(1)).toMatchObject({ ok: false, error: { sentence: { id: 'photoAway' } } });
  expect(started.record.shown).toHaveLength(1);
});

describe('Choices', () => {
  test('Notifications, opening at login and updates are off until they are chosen, and a choice is kept', async () => {
    const started = await start();
    await firstWindow(started);
    const choice = (label: string, of = started) => entry(of, 'File', label);
    const labels = ['Tell Me When New People Are Found', 'Open When I Log In'];
    expect(labels.map((label) => choice(label).checked)).toEqual([false, false]);
    expect(labels.map((label) => choice(label).type)).toEqual(['checkbox', 'checkbox']);
    // Without a release channel there is nothing to look for.
    expect(started.record.menus[0]?.[0]?.submenu?.map(({ label }) => label)).not.toContain('Look for Updates');
    choice(labels[0] ?? '').click?.({ checked: true });
    const { appData } = { appData: join(place, 'data') };
    await quit(started);
    const again = await startMain({ appData, library: join(place, 'library') });
    running.push(again);
    await firstWindow(again);
    expect(choice(labels[0] ?? '', again).checked).toBe(true);
  });

  test.runIf(process.platform === 'linux')(
    'Opening at login is a file that starts Kindred in the tray alone',
    async () => {
      const started = await start();
      await firstWindow(started);
      const file = join(place, 'data', 'autostart', 'kindred.desktop');
      const { click } = entry(started, 'File', 'Open When I Log In');
      expect(existsSync(file)).toBe(false);
      click?.({ checked: true });
      expect(readFileSync(file, 'utf8')).toMatch(/^\[Desktop Entry\]\n[^]*\nExec=".+" "--hidden"\n/);
      started.electron.app.emit('window-all-closed');
      expect(started.record.quits, 'it stays in the tray').toBe(0);
      click?.({ checked: false });
      expect(existsSync(file)).toBe(false);
    },
  );

  test('Started at login it opens no window until it is asked to', async () => {
    const { record } = await start({ switches: ['hidden'] });
    await vi.waitFor(() => expect(record.trays[0]?.menu).not.toEqual([]), DESKTOP_WAIT);
    expect(record.windows).toEqual([]);
    record.trays[0]?.emit('click');
    expect(record.windows).toHaveLength(1);
  });
});

describe('What it is asked to open', () => {
  test.each([
    [['kindred://people/12'], { page: '/people/12' }],
    [['--flag', 'kindred://people/7/'], { page: '/people/7' }],
    [[tmpdir()], { folder: tmpdir() }],
    [[pathToFileURL(tmpdir()).href], { folder: tmpdir() }],
    [['file://server/share'], undefined],
    [['kindred://people/0'], undefined],
    [['kindred://people/1/../../settings'], undefined],
    [['kindred://evil/12'], undefined],
    [['https://evil.example/people/1'], undefined],
    [['javascript:alert(1)'], undefined],
    [['relative/folder'], undefined],
    [[resource('package.json')], undefined],
    [[], undefined],
  ])('%j is %j', (words, target) => {
    expect(launchTargetOf(words)).toEqual(target);
  });

  test('A link opens a person’s page, at the start and later', async () => {
    const started = await start({ words: ['kindred://people/12'] });
    const window = await firstWindow(started);
    expect(window.webContents.mainFrame.url).toBe('app://kindred/#/people/12');
    expect(started.record.links).toEqual(['kindred']);
    started.electron.app.emit('open-url', {}, 'kindred://people/3');
    await vi.waitFor(() => expect(window.webContents.mainFrame.url).toBe('app://kindred/#/people/3'));
    started.electron.app.emit('open-url', {}, 'kindred://people/3/../../evil');
    started.electron.app.emit('second-instance', {}, [], '', { words: ['kindred://people/4'] });
    await vi.waitFor(() => expect(window.webContents.mainFrame.url).toBe('app://kindred/#/people/4'));
    started.electron.app.emit('second-instance', {}, [], '', 'forged');
    await vi.waitFor(() => expect(window.calls).toContain('focus'));
    expect(window.webContents.mainFrame.url).toBe('app://kindred/#/people/4');
  });

  test('A folder that is dropped on the icon is added', async () => {
    const started = await start();
    const kindred = runPreload((await firstWindow(started)).webContents, started.main);
    const photos = join(place, 'photos');
    mkdirSync(photos);
    started.electron.app.emit('open-file', {}, photos);
    await expectFolder(kindred, photos);
  });

  test('What is dropped onto the window is known by its place', async () => {
    const started = await start();
    const kindred = runPreload((await firstWindow(started)).webContents, started.main);
    expect(kindred.pathOf({ path: '/photos/2019' })).toBe('/photos/2019');
  });
});

describe('The tray, the task bar and notifications', () => {
  /** Of the people four are among those who are seen once or twice, and one is hidden. */
  const status = (activity: Status['activity'], waiting: number, people: number) =>
    ({
      activity,
      photos: { total: 100, done: 100 - waiting, waiting, failed: 0 },
      people,
      peopleBySection: { main: people - 5, seldom: 4, hidden: 1 },
    }) as Status;

  test('Progress counts from the most that waited, and new people are told of once, when all is done', () => {
    const { follow } = followProgress(wordsFor(['en']));
    expect(follow(status('idle', 0, 10))).toMatchObject({ words: 'Up to date', fraction: undefined, newPeople: 0 });
    expect(follow(status('reading', 40, 10))).toMatchObject({ fraction: 0, newPeople: 0 });
    expect(follow(status('reading', 10, 20))).toMatchObject({ words: '75 % of new photos read', fraction: 0.75 });
    expect(follow(status('paused', 10, 20))).toMatchObject({
      words: 'Paused: 75 % of new photos read',
      isPaused: true,
    });
    expect(follow(status('idle', 0, 24)).newPeople).toBe(14);
    expect(follow(status('idle', 0, 24)).newPeople).toBe(0);
    expect(follow(status('idle', 0, 20)).newPeople, 'merged people are not found').toBe(0);
  });

  test('The tray says what is going on, pauses it, opens the window and quits', async () => {
    const started = await start();
    const window = await firstWindow(started);
    const [tray] = started.record.trays;
    expect(existsSync(tray?.icon ?? '')).toBe(true);
    await vi.waitFor(() => expect(tray?.toolTip).toBe('Kindred: Up to date'), DESKTOP_WAIT);
    const item = (label: string) => tray?.menu.find((entry) => entry.label === label);
    item('Pause')?.click?.({ checked: false });
    await vi.waitFor(() => expect(tray?.toolTip).toBe('Kindred: Paused: Up to date'), DESKTOP_WAIT);
    item('Go On')?.click?.({ checked: false });
    await vi.waitFor(() => expect(tray?.toolTip).toBe('Kindred: Up to date'), DESKTOP_WAIT);
    expect(window.progress).toContain(-1);
    item('Open Kindred')?.click?.({ checked: false });
    expect(window.calls).toContain('focus');
    item('Quit')?.click?.({ checked: false });
    await vi.waitFor(() => expect(started.record.quits).toBe(1), DESKTOP_WAIT);
  });

  test('It tells of new people if that was chosen, and not to somebody who looks at the window', async () => {
    const started = await start();
    const window = await firstWindow(started);
    const { notifications, engines } = started.record;
    await vi.waitFor(() => expect(started.record.trays[0]?.toolTip).not.toBe(''), DESKTOP_WAIT);
    const kindred = runPreload(window.webContents, started.main);
    const { value: now } = (await kindred.call('library.status', {})) as { value: Status };
    const find = (people: number) =>
      engines[0]?.emit('message', { kind: 'status', status: { ...now, activity: 'idle', people } });
    find(14);
    expect(notifications).toEqual([]);
    entry(started, 'File', 'Tell Me When New People Are Found').click?.({ checked: true });
    window.isInFront = true;
    find(20);
    expect(notifications).toEqual([]);
    window.isInFront = false;
    find(34);
    expect(notifications.map(({ options, isShown }) => [options.body, isShown])).toEqual([
      ['Kindred found 14 new people.', true],
    ]);
    notifications[0]?.emit('click');
    expect(window.calls).toContain('focus');
  });

  test('What is under way is told of once, when it is done, to a window that asked for it', async () => {
    const { follow, tellWhenDone } = followProgress(wordsFor(['de']));
    follow(status('reading', 40, 10));
    tellWhenDone();
    expect(follow(status('paused', 10, 20)).done).toBeUndefined();
    expect(follow(status('idle', 0, 24)).done).toBe(
      'Fertig: 100 Fotos, 19 Personen und 4, die nur ein- oder zweimal zu sehen sind.',
    );
    follow(status('reading', 40, 10));
    expect(follow(status('idle', 0, 24)).done).toBeUndefined();

    const started = await start();
    const window = await firstWindow(started);
    const { notifications, engines } = started.record;
    await vi.waitFor(() => expect(started.record.trays[0]?.toolTip).not.toBe(''), DESKTOP_WAIT);
    const kindred = runPreload(window.webContents, started.main);
    const { value: now } = (await kindred.call('library.status', {})) as { value: Status };
    const tell = (change: Partial<Status>) =>
      engines[0]?.emit('message', { kind: 'status', status: { ...now, ...change } });
    const only = { main: 1, seldom: 0, hidden: 0 };
    const work = () => {
      tell({ activity: 'reading' });
      tell({ activity: 'idle', photos: { ...now.photos, done: 120 }, peopleBySection: only });
    };
    work();
    expect(notifications).toEqual([]);
    expect(await kindred.tellWhenDone()).toEqual({ ok: true, value: undefined });
    work();
    work();
    expect(notifications.map(({ options }) => options.body)).toEqual(['Done: 120 photos, 1 person.']);
  });
});

describe('Death', () => {
  test('An engine that keeps dying is started after growing pauses, each death is reported on this disk, the window knows', async () => {
    const started = await start();
    const kindred = runPreload((await firstWindow(started)).webContents, started.main);
    const line: boolean[] = [];
    kindred.listen(
      () => undefined,
      (isOpen) => line.push(isOpen),
    );
    const { engines } = started.record;
    const pauses: number[] = [];
    for (let death = 1; death <= 3; death++) {
      const lost = kindred.call('photos.list', {});
      const died = Date.now();
      engines.at(-1)?.kill();
      await vi.waitFor(() => expect(engines).toHaveLength(death + 1), { timeout: 10_000, interval: 10 });
      pauses.push(Date.now() - died);
      // Whether the answer made it before the death or not: the window is not left waiting.
      expect(await lost).toHaveProperty('ok');
    }
    expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) * 1.3);
    expect(pauses[2]).toBeGreaterThan((pauses[1] ?? 0) * 1.3);
    await vi.waitFor(() => expect(line).toEqual([false, true, false, true, false, true]), DESKTOP_WAIT);
    expect(await kindred.call('photos.list', {})).toMatchObject({ ok: true });

    const log = join(place, 'library', 'log');
    const reports = readdirSync(log).filter((name) => name.startsWith('crash-'));
    expect(reports).toHaveLength(3);
    expect(JSON.parse(readFileSync(join(log, reports[0] ?? ''), 'utf8'))).toMatchObject({
      part: 'engine',
      reason: expect.stringMatching(/^exit status/),
      kindred: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(started.record.crashReporting).toEqual([{ uploadToServer: false }]);
  }, 60_000);

  test('A window that dies is reported and comes back', async () => {
    const started = await start();
    const window = await firstWindow(started);
    started.electron.app.emit('render-process-gone', {}, window.webContents, { reason: 'clean-exit' });
    started.electron.app.emit('render-process-gone', {}, window.webContents, { reason: 'oom' });
    await vi.waitFor(() => expect(window.webContents.reloads).toBe(1), DESKTOP_WAIT);
    const log = join(place, 'library', 'log');
    const reports = readdirSync(log).filter((name) => name.startsWith('crash-'));
    expect(reports.map((name) => JSON.parse(readFileSync(join(log, name), 'utf8')))).toEqual([
      expect.objectContaining({ part: 'window', reason: 'oom' }),
    ]);
  });
});

test('What only Electron can run is small: under 250 lines of code, in five files', () => {
  const touching = readdirSync(resource('app', 'electron')).filter((name) => {
    const text = readFileSync(resource('app', 'electron', name), 'utf8');
    return name.endsWith('.ts') && /^import (?!type\b)[^;]* from 'electron';/m.test(text);
  });
  expect(touching.sort()).toEqual(['main.ts', 'session-hardening.ts', 'tray.ts', 'window-requests.ts', 'window.ts']);
  const lines = touching
    .flatMap((name) => readFileSync(resource('app', 'electron', name), 'utf8').split('\n'))
    .filter((line) => !/^\s*(?:\/\/|\/?\*|$)/.test(line));
  expect(lines.length).toBeLessThan(250);
});

function expectFolder(kindred: Bridge, path: string): Promise<void> {
  return vi.waitFor(
    async () => expect(await kindred.call('library.status', {})).toMatchObject({ value: { folders: [{ path }] } }),
    DESKTOP_WAIT,
  );
}

function entry({ record }: Main, ...labels: string[]): MenuEntry {
  let entries = record.menus[0] ?? [];
  let found: MenuEntry | undefined;
  for (const label of labels) {
    found = entries.find((entry) => entry.label === label);
    entries = found?.submenu ?? [];
  }
  if (found === undefined) throw new Error(`The menu has no ${labels.join(' > ')}.`);
  return found;
}
