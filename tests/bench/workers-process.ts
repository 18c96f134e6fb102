// Workers for `npm run bench:workers`, in a process of their own: real ones, or some that pretend to look at a photo.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { silentLog } from '../../app/platform/log.ts';
import { startVision } from '../../app/vision/handle.ts';
import type { OpenPhoto } from '../../app/vision/protocol.ts';
import { readAdmission } from '../../app/workers/invitations.ts';
import { readQueueAddress } from '../../app/workers/queue-address.ts';
import { work, type WorkerOptions } from '../../app/workers/work.ts';

const { values } = parseArgs({
  options: {
    queue: { type: 'string', default: '' },
    invitation: { type: 'string', default: '' },
    photos: { type: 'string', default: '' },
    /** How many workers this process is. */
    workers: { type: 'string', default: '1' },
    /** Milliseconds that each photo takes; without it they really analyse, each in one process. */
    pretend: { type: 'string' },
    /** Photos at once, of one that pretends. */
    width: { type: 'string', default: '1' },
  },
});

const ended = new AbortController();
process.on('SIGTERM', () => ended.abort());
await Promise.all(
  Array.from({ length: Number(values.workers) }, (_, index) =>
    work({
      queue: readQueueAddress(values.queue),
      admission: readAdmission(values.invitation),
      photos: values.photos,
      name: `${process.pid}-${index}`,
      version: 'bench',
      vision:
        values.pretend === undefined
          ? startVision({ log: silentLog, workers: 1 })
          : pretending(Number(values.pretend), Number(values.width)),
      log: silentLog,
      say: () => undefined,
      signal: ended.signal,
    }),
  ),
);
process.exit();

/** Reads the file for its hash, and then only lets time pass. */
function pretending(milliseconds: number, width: number): WorkerOptions['vision'] {
  return {
    width,
    setSmallestFace: () => undefined,
    provider: () => Promise.resolve({ name: 'none', reasons: [] }),
    async open(path, look) {
      const bytes = await readFile(path);
      const photo: Pick<OpenPhoto, 'hash' | 'bytes' | 'modified' | 'video' | 'analyse'> = {
        hash: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        video: null,
        modified: (await stat(path)).mtimeMs,
        async analyse() {
          if (milliseconds > 0) await pause(milliseconds);
          const times = { decode: 0, detect: 0, embed: 0 };
          return { width: 160, height: 160, thumbnail: bytes, faces: [], milliseconds: times };
        },
      };
      const unasked = () => Promise.reject(new Error('A worker asks for nothing else.'));
      return look({ ...photo, embedKnownFaces: unasked, locate: unasked, poster: unasked });
    },
  };
}
