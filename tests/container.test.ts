// Kindred on a NAS: what the Dockerfile says is sound, and the server that it starts works, from the same files alone.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { NODE_OPTIONS } from '../app/platform/engine-options.mjs';
import { resource } from '../app/platform/resources.ts';
import { findChromium } from './chromium.ts';
import { writeFacePhotos } from './face-photos.ts';
import { expectPeople } from './first-journeys.ts';
import { freePort } from './free-port.ts';
import { sendTo } from './http.ts';

const PASSWORD = 'correct horse battery staple';
const dockerfile = readFileSync(resource('Dockerfile'), 'utf8');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-container-')));
const place = { root: join(folder, 'kindred'), data: join(folder, 'data'), photos: join(folder, 'photos') };
const endings: (() => void)[] = [];
afterAll(() => {
  for (const end of endings) end();
  rmSync(folder, { recursive: true, force: true });
});

describe('The Dockerfile', () => {
  test('It is sound', () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(validate('FROM scratch\nCOPPY a b\n')).not.toEqual([]);
  });

  test('It runs as nobody in particular, and holds no secret', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).not.toMatch(/password|secret|key=/i);
  });

  test('It starts with the engine’s options', () => {
    expect(list('ENTRYPOINT')).toEqual(['node', ...NODE_OPTIONS, 'app/cli.ts']);
  });

  test('The rules for what stays out leave everything that is copied', () => {
    const out = readFileSync(resource('.dockerignore'), 'utf8').split('\n');
    for (const { path } of copied().filter(({ path }) => path !== 'dist/renderer' && path !== 'node_modules')) {
      expect(existsSync(resource(path)), path).toBe(true);
      expect(out).not.toContain(path);
    }
  });
});

test('The unit for systemd starts it as the start script does, with the engine’s options', () => {
  const unit = readFileSync(resource('packaging', 'server', 'kindred.service'), 'utf8');
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/env node tools\/run\.mjs app\/cli\.ts serve /m);
});

test('Whatever runs a worker starts it again, and the secrets of both stand in no file that is packed', () => {
  const packed = (name: string) => readFileSync(resource('packaging', 'workers', name), 'utf8');
  const unit = packed('kindred-worker.service');
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/env node tools\/run\.mjs app\/cli\.ts worker --photos /m);
  expect([unit, unit]).toEqual([
    expect.stringMatching(/^Restart=always$/m),
    expect.stringMatching(/^StartLimitIntervalSec=0$/m),
  ]);
  const compose = packed('compose.yaml');
  expect(compose.match(/restart: unless-stopped/g)).toHaveLength(4); // the workers share one
  expect(compose.match(/^ {2}worker-\d: \*worker$/gm)).toHaveLength(2);
  expect(compose).not.toMatch(/PASSWORD: (?!\$)|INVITATION: (?!\$)/);
});

test('Whatever runs the server starts it again when it crashes, however often', () => {
  const packed = (name: string) => readFileSync(resource('packaging', 'server', name), 'utf8');
  const unit = packed('kindred.service');
  expect(unit).toMatch(/^Restart=on-failure$/m);
  expect(unit).toMatch(/^RestartSec=[1-9]/m);
  expect(unit).toMatch(/^StartLimitIntervalSec=0$/m); // else systemd gives up after the fifth time
  const services = packed('compose.yaml').split(/^ {2}(?=\w+:$)/m);
  const servers = services.filter((service) => /^(?:kindred|caddy):\n {4}/.test(service));
  expect(servers).toHaveLength(2);
  for (const service of servers) expect(service).toMatch(/^ {4}restart: unless-stopped$/m);
});

test.runIf(existsSync('/usr/bin/systemd-analyze'))('systemd takes the unit as it is', () => {
  const { status, stderr } = spawnSync('systemd-analyze', [
    'verify',
    resource('packaging', 'server', 'kindred.service'),
  ]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});

describe('Started as the container starts it', () => {
  let port: number;

  beforeAll(async () => {
    await writeFacePhotos(join(place.photos, '2019'), 36);
    spawnSync('chmod', ['-R', 'a-w', place.photos]);
    endings.push(() => spawnSync('chmod', ['-R', 'u+w', place.photos]));
    layOut();
    port = await freePort();
    const password = run(['password']);
    password.stdin?.end(`${PASSWORD}\n`);
    expect(await once(password, 'exit')).toEqual([0, null]);
    // Port and address are this test's own; all else is the Dockerfile's.
    const words = list('CMD').map((word) => (word === '8080' ? String(port) : word));
    const server = run([...words, '--address', `http://127.0.0.1:${port}`]);
    endings.push(() => server.kill('SIGKILL'));
    await vi.waitFor(() => expect(statusOf(port)).resolves.toBe(303), { timeout: 30_000 });
  }, 240_000);

  test('One signs in, adds the mounted photos, and meets people; nothing was written to a photo', async () => {
    const before = statSync(join(place.photos, '2019', '1.jpg')).mtimeMs;
    const browser = await chromium.launch({
      executablePath: findChromium() ?? '',
      chromiumSandbox: process.getuid?.() !== 0,
    });
    try {
      const page = await browser.newPage({ locale: 'en-GB' });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expectPeople(page, async () => {
        const field = page.getByLabel('Folder with your photos');
        await field.fill('/etc');
        await field.press('Enter');
        await page.getByText(`Only folders inside ${place.photos} can be added here`).waitFor();
        await field.fill(place.photos);
        await field.press('Enter');
      });
    } finally {
      await browser.close();
    }
    expect(statSync(join(place.photos, '2019', '1.jpg')).mtimeMs).toBe(before);
    expect(existsSync(join(place.data, 'Kindred', 'library.db'))).toBe(true);
  }, 240_000);

  test('Its check for life is content', async () => {
    const [, code = ''] = /HEALTHCHECK .*CMD \["node", "-e", "(.*)"\]$/m.exec(dockerfile) ?? [];
    const alive = (at: number) => spawnSync(process.execPath, ['-e', code.replace('8080', String(at))]).status;
    expect([alive(port), alive(await freePort())]).toEqual([0, 1]);
  });
});

/** What the last stage copies: the files that are there when the server starts, and no others. */
function copied(): { path: string }[] {
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  return [...stage.matchAll(/^COPY --from=build \/kindred\/(\S+) \S+$/gm)].map(([, path = '']) => ({ path }));
}

function layOut(): void {
  mkdirSync(place.root);
  for (const { path } of copied()) {
    if (path === 'node_modules') continue;
    cpSync(resource(path), join(place.root, path), { recursive: true });
  }
  for (const path of productionPackages()) {
    mkdirSync(dirname(join(place.root, path)), { recursive: true });
    symlinkSync(resource(path), join(place.root, path));
  }
}

/** As `npm prune --omit=dev` leaves them. */
function productionPackages(): string[] {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })) })
    .parse(JSON.parse(readFileSync(resource('package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([path, { dev }]) => dev !== true && path !== '' && !path.slice(1).includes('node_modules/'))
    .map(([path]) => path)
    .filter((path) => existsSync(resource(path)));
}

/** The words of an instruction that is written as a list. */
function list(instruction: string): string[] {
  const [, words = '[]'] = new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(dockerfile) ?? [];
  return z.array(z.string()).parse(JSON.parse(words));
}

function run(words: string[]) {
  const [program = '', ...rest] = list('ENTRYPOINT');
  expect(program).toBe('node');
  const [, variables = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  const named = Object.fromEntries(variables.split(' ').map((pair) => pair.split('=')));
  const environment = { ...named, XDG_DATA_HOME: place.data, PHOTOS_ROOT: place.photos };
  expect(Object.keys(environment).sort(), 'the test sets what the Dockerfile sets').toEqual(Object.keys(named).sort());
  return spawn(process.execPath, [...rest, ...words], {
    cwd: place.root,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

async function statusOf(port: number): Promise<number> {
  return (await sendTo(port, { headers: { host: `127.0.0.1:${port}` } })).status;
}
