// The first journeys in Electron itself, where its binary could be had; elsewhere the stand-in's tests have to do.

import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findElectron } from '../app/electron/launch.ts';
import { UTILITY_PROCESS_OPTIONS } from '../app/platform/engine-options.mjs';
import { resource } from '../app/platform/resources.ts';
import { runTool } from '../tools/tool.ts';
import { writeFacePhotos } from './face-photos.ts';
import { expectNaming, expectPeople, expectUndo } from './first-journeys.ts';

/** Not where the application is packed from, which another test may be doing. */
const BUILT = resource('.cache', 'electron-test');
const binary = await findElectron({ mayDownload: false });
const why = typeof binary === 'string' ? '' : ` [not run: ${binary.reason}]`;

describe.skipIf(typeof binary !== 'string')(`In Electron itself${why}`, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-electron-')));
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await writeFacePhotos(join(folder, 'photos'), 36);
    const words = ['-p', resource('tools', 'tsconfig.build.json'), '--outDir', BUILT];
    expect(await runTool('tsc', words)).toBe(0);
    await open();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('A folder is picked in the system’s dialog, and people appear', async () => {
    await app.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      },
      join(folder, 'photos'),
    );
    await expectPeople(page, () => page.getByRole('button', { name: 'Choose folder …' }).click());
  }, 240_000);

  test('Somebody is named, that is taken back, and said again', async () => {
    await expectNaming(page, 'Anna');
    await expectUndo(page, 'Anna');
    await expectNaming(page, 'Berta');
  });

  test('The page has no Node, no way out, and nothing of Electron but six functions', async () => {
    const seen = await page.evaluate(`({
      node: [typeof require, typeof process, typeof module],
      bridge: Object.keys(window.kindred).sort(),
      opened: window.open('https://example.org') === null,
    })`);
    expect(seen).toEqual({
      node: ['undefined', 'undefined', 'undefined'],
      bridge: ['call', 'copyPhotos', 'listen', 'pathOf', 'pickFolder', 'showInFolder', 'tellWhenDone'],
      opened: true,
    });
    await expect(page.evaluate(`fetch('https://example.org').then(() => 'reached')`)).rejects.toThrow(/fetch/);
    expect(page.url()).toMatch(/^app:\/\/kindred\//);
  });

  test('The engine’s options reach V8', async () => {
    const script = join(folder, 'options.mjs');
    writeFileSync(script, 'process.parentPort.postMessage(typeof globalThis.gc);');
    const gc = await app.evaluate(
      ({ utilityProcess }, [script, execArgv]) =>
        new Promise((resolve) => utilityProcess.fork(script, [], { execArgv }).once('message', resolve)),
      [script, UTILITY_PROCESS_OPTIONS] as const,
    );
    expect(gc).toBe('function');
  });

  test('The next morning everything is as it was left', async () => {
    await app.close();
    expect(existsSync(join(folder, 'library', 'library.db-wal')), 'the library was closed properly').toBe(false);
    await open();
    await page.getByRole('link', { name: /^Berta, / }).waitFor();
    const reports = z.string().parse(readFileSync(join(folder, 'library', 'log', 'kindred.log'), 'utf8'));
    expect(reports).not.toContain('"level":"error"');
  }, 120_000);

  async function open(): Promise<void> {
    app = await electron.launch({
      executablePath: String(binary),
      args: [join(BUILT, 'app', 'electron', 'main.js'), `--library=${join(folder, 'library')}`],
      env: { ...process.env, KINDRED_NODE: process.execPath, XDG_CONFIG_HOME: join(folder, 'data') } as Record<
        string,
        string
      >, // Node leaves out what is undefined
    });
    page = await app.firstWindow();
    page.setDefaultTimeout(60_000);
  }
});
