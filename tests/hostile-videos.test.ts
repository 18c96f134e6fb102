// FFmpeg is given one video and opens nothing else, whatever the video names: traced, call by call.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { decodeFrames } from '../app/vision/video/ffmpeg.ts';
import { posterOf } from '../app/vision/video/poster.ts';
import { videoFixture } from './motion-photos.ts';

const ffmpeg = await findFfmpeg();
const hasTrace = process.platform === 'linux' && existsSync('/usr/bin/strace');
const folder = mkdtempSync(join(tmpdir(), 'kindred-ffmpeg-'));
const secret = join(folder, 'secret.ts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What names other files and addresses, in the words of the formats that can. */
const HOSTILE: Record<string, string> = {
  playlist: `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://${secret}\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n`,
  list: `ffconcat version 1.0\nfile '${secret}'\n`,
  page: `<?xml version="1.0"?><MPD><Period><BaseURL>http://127.0.0.1:9/</BaseURL></Period></MPD>`,
};

describe.runIf(ffmpeg)('A video that names other files', () => {
  test.runIf(hasTrace)(
    'makes FFmpeg open nothing but itself, and no connection',
    async () => {
      copyFileSync(videoFixture('clip.m2ts'), secret);
      for (const [name, content] of Object.entries(HOSTILE)) {
        const video = join(folder, `${name}.mp4`);
        writeFileSync(video, content);
        for (const container of ['mov', 'mpegts'] as const) {
          const { opened, connected } = await traced((program) =>
            decodeFrames({ ...ensure(ffmpeg), program }, container, video, { choose: 'null', most: 1, side: 64 }),
          );
          expect(opened, `${name} as ${container}`).toEqual([video]);
          expect(connected, `${name} as ${container}`).toEqual([]);
        }
      }
      const clip = videoFixture('clip.mp4');
      const { opened } = await traced((program) => posterOf({ ...ensure(ffmpeg), program }, 'mov', clip, 2));
      expect(opened).toEqual([clip]);
    },
    120_000,
  );

  test('is damaged, as it holds no pictures', async () => {
    const video = join(folder, 'list.mp4');
    writeFileSync(video, ensure(HOSTILE['list']));
    await expect(posterOf(ensure(ffmpeg), 'mov', video, null)).rejects.toMatchObject({ code: 'photo' });
  });
});

/** What a run of FFmpeg opened below the folders of tests, and to what it connected. */
async function traced(run: (program: string) => Promise<unknown>): Promise<{ opened: string[]; connected: string[] }> {
  const [log, program] = [join(folder, 'trace'), join(folder, 'traced')];
  const { program: real } = ensure(ffmpeg ?? undefined);
  writeFileSync(program, `#!/bin/sh\nexec /usr/bin/strace -f -e trace=openat,open,connect -o ${log} ${real} "$@"\n`, {
    mode: 0o755,
  });
  expect(spawnSync(program, ['-version']).status).toBe(0);
  await run(program);
  const lines = readFileSync(log, 'utf8').split('\n');
  const paths = lines.flatMap((line) => /open(?:at)?\(.*?"([^"]+)"/.exec(line)?.[1] ?? []);
  const ours = paths.filter((path) => path.startsWith(folder) || path.includes('/fixtures/'));
  return { opened: [...new Set(ours)], connected: lines.filter((line) => line.includes('connect(')) };
}
