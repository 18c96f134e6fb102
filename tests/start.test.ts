// One command starts Kindred, on a machine with a screen or without, and it ends as quietly as it began.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { NODE_OPTIONS } from '../app/platform/engine-options.mjs';
import { defaultLibraryFolder } from '../app/platform/library-folder.ts';
import { resource } from '../app/platform/resources.ts';
import { hasScreen } from '../app/server/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-start-'));
const children: ChildProcessWithoutNullStreams[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** As npm runs it, on a machine without a screen. */
function launch(...words: string[]) {
  return run(resource('tools', 'run.mjs'), ...words);
}

function run(...words: string[]) {
  const environment = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', INIT_CWD: '' };
  const child = spawn(process.execPath, words, { cwd: folder, env: environment });
  children.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close').then(([status]) => ({ status: z.int().nullable().parse(status), ...said }));
  return { child, said, ended };
}

async function untilAddress({ said }: ReturnType<typeof launch>): Promise<string> {
  await vi.waitFor(() => expect(said.stdout).toContain('\n'), { timeout: 30_000 });
  return said.stdout.trim();
}

describe('npm start', () => {
  test('It says how it is used', async () => {
    const { status, stdout, stderr } = await launch('app/start.ts', '--help').ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm start/);
  });

  test.each([
    [['--colour', 'red'], /--colour/],
    [['--port', 'many'], /--port needs a number/],
    [['--port', '70000'], /--port is at most 65535/],
    [['--library', ''], /--library needs a folder/],
    [['photos'], /photos/],
  ])('%j is wrong usage', async (words, sentence) => {
    const { status, stdout, stderr } = await launch('app/start.ts', ...words).ended;
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('Usage: npm start');
  });

  test('Without a screen it prints the address and nothing else, serves there, and closes the library when told', async () => {
    const library = join(folder, 'library');
    const started = launch('app/start.ts', '--library', library);
    const address = await untilAddress(started);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/);
    expect(started.said.stderr).toMatch(/no screen/);

    const visit = await fetch(address, { redirect: 'manual' });
    expect(visit.status).toBe(303);
    const page = await fetch(new URL('/', address), { headers: { cookie: visit.headers.getSetCookie()[0] ?? '' } });
    expect(await page.text()).toContain('<!doctype html>');

    started.child.kill('SIGTERM');
    expect((await started.ended).status).toBe(0);
    expect(existsSync(join(library, 'library.db'))).toBe(true);
    // A database that was closed properly has taken its log in.
    expect(existsSync(join(library, 'library.db-wal'))).toBe(false);
  });

  test('A second start with the same library leads to the running one, and a crash leaves nothing in the way', async () => {
    const library = join(folder, 'twice');
    const first = run(resource('app', 'server', 'main.ts'), '--library', library);
    const address = await untilAddress(first);
    expect(statSync(join(library, 'running.json')).mode & 0o777).toBe(0o600);
    const second = await launch('app/start.ts', '--library', library, '--port', '0').ended;
    expect(second).toMatchObject({
      status: 0,
      stdout: `${address}\n`,
      stderr: expect.stringContaining('running already'),
    });
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(existsSync(join(library, 'running.json'))).toBe(true);
    const third = launch('app/start.ts', '--library', library);
    expect(await untilAddress(third)).not.toBe(address);
    third.child.kill('SIGTERM');
    expect((await third.ended).status).toBe(0);
    expect(existsSync(join(library, 'running.json'))).toBe(false);
  });

  test('A port that is taken is said, and no library is made', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = z.object({ port: z.int() }).parse(taken.address());
    const library = join(folder, 'never');
    const { status, stderr } = await launch('app/start.ts', '--port', String(port), '--library', library).ended;
    taken.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${port} cannot be used here`);
    expect(existsSync(library)).toBe(false);
  });
});

describe('tools/run.mjs', () => {
  test('It is told which file to run', async () => {
    expect(await launch().ended).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage/) });
  });

  test('Words, output and exit status pass through', async () => {
    const script =
      'process.stdout.write(JSON.stringify([process.argv.slice(2), process.cwd()])); process.exitCode = 7;';
    const file = join(folder, 'echo.ts');
    writeFileSync(file, script);
    const { status, stdout, stderr } = await launch(file, 'one two', '--three').ended;
    expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([['one two', '--three'], folder]);
  });

  test('The engine’s options are given, and reach V8', async () => {
    const file = join(folder, 'options.ts');
    writeFileSync(file, 'process.stdout.write(JSON.stringify([process.execArgv, typeof globalThis.gc]));');
    expect(JSON.parse((await launch(file).ended).stdout)).toEqual([NODE_OPTIONS, 'function']);
  });
});

describe('Places', () => {
  test.each([
    ['linux', {}, join(homedir(), '.local', 'share', 'Kindred')],
    ['linux', { XDG_DATA_HOME: '' }, join(homedir(), '.local', 'share', 'Kindred')],
    ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'Kindred')],
    ['darwin', {}, join(homedir(), 'Library', 'Application Support', 'Kindred')],
    ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Kindred')],
  ] as const)('On %s with %j the library lies in %s', (platform, environment, expected) => {
    expect(defaultLibraryFolder(environment, platform)).toBe(expected);
  });

  test('Only Linux can lack a screen', () => {
    expect(hasScreen({}, 'linux')).toBe(false);
    expect(hasScreen({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasScreen({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasScreen({}, 'darwin')).toBe(true);
  });
});
