// FFmpeg under strace: which files it opens beside those of the system, and whether it tries to reach any address.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ffmpeg } from '../app/platform/ffmpeg.ts';

const STRACE = '/usr/bin/strace';
const OF_THE_SYSTEM = /^\/(?:etc|lib|lib64|usr|dev|sys|proc)\b/;

export const canTrace = process.platform === 'linux' && existsSync(STRACE);

/** @param folder where the program and its traces are written. @returns a program that is called as FFmpeg is */
export function traceFfmpeg({ program, version }: Ffmpeg, folder: string) {
  const [traces, wrapped] = [join(folder, 'traces'), join(folder, 'traced-ffmpeg')];
  mkdirSync(traces);
  const trace = `${STRACE} -f --seccomp-bpf -y -e trace=openat,open,connect,sendto -o ${traces}/$$`;
  writeFileSync(wrapped, `#!/bin/sh\nexec ${trace} ${program} "$@"\n`, { mode: 0o755 });
  return {
    ffmpeg: { program: wrapped, version },
    /** Since it was asked last: files that were opened, or tried, and attempts at a connection. */
    opened(): { files: string[]; connections: string[] } {
      const lines = readdirSync(traces).flatMap((name) => {
        const text = readFileSync(join(traces, name), 'utf8');
        rmSync(join(traces, name));
        return text.split('\n');
      });
      // What was opened, by its real path; what could not be, as it was called.
      const paths = lines.flatMap((line) => {
        const [, called, real] = /open(?:at)?\(.*?"([^"]+)".*\) = (?:\d+<([^>]+)>|-1)/.exec(line) ?? [];
        return real ?? called ?? [];
      });
      return {
        files: [...new Set(paths.filter((path) => !OF_THE_SYSTEM.test(path)))],
        connections: lines.filter((line) => /connect\(|sendto\(/.test(line)),
      };
    },
  };
}
