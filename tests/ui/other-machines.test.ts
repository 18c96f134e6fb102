// Other machines on the screen: Activity lists them while they are there, and Settings shut them out.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../app/platform/log.ts';
import { type RunningServer, startServer } from '../../app/server/server.ts';
import { invite, readAdmission } from '../../app/workers/invitations.ts';
import { ATTIC } from '../attic.ts';
import { findChromium } from '../chromium.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { sendTo } from '../http.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../postgres.ts';
import { expectGone, expectSeen, SCREEN_WAIT } from './journey.ts';

const HELLO = { ...ATTIC, provider: 'cuda', width: 1 };

describe.skipIf(findPostgres() === undefined)('With PostgreSQL', () => {
  let folder: string;
  let postgres: TestPostgres;
  let server: RunningServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-machines-')));
    await writeFacePhotos(join(folder, 'photos'), 1);
    postgres = await startPostgres(['fsync=off']);
    server = await startServer({ folder: join(folder, 'library'), log: silentLog, queue: postgres.address });
    await server.library.engine['folders.add']({ path: join(folder, 'photos') });
    await server.library.whenIdle();
    const executablePath = findChromium();
    browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
    page = await browser.newPage();
    await page.goto(server.addressOnce());
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('A machine that says hello is listed with its provider, its speed and its last sign', async () => {
    const { secret } = readAdmission(invite(join(folder, 'library'), 'friends', `http://127.0.0.1:${server.port}`));
    const headers = { authorization: `Bearer ${secret}` };
    expect((await sendTo(server.port, { path: '/worker/hello', method: 'POST', json: HELLO, headers })).status).toBe(
      200,
    );
    await page.getByRole('link', { name: 'Activity' }).click();
    const attic = page.getByRole('listitem').filter({ hasText: 'attic' });
    await expectSeen(
      page.getByRole('heading', { name: 'Other machines' }),
      attic.getByText('CUDA · 0 photos a second'),
      attic.getByText(/^Last sign: .+\d/),
    );
  });

  test('An invitation is revoked in the settings, and the machine that came with it is gone at once', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Revoke friends' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expectSeen(page.getByText('No other machine is invited.'));
    await page.getByRole('link', { name: 'Activity' }).click();
    await expectGone(page.getByRole('heading', { name: 'Other machines' }));
    const workers = async () => (await server.library.engine['library.status']({})).workers;
    await expect.poll(workers, SCREEN_WAIT).toEqual([]);
  });
});
