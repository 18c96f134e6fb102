// A machine on which ExifTool does not answer in time: its processes are stopped where they are. On Linux alone.

import { readdirSync, readFileSync } from 'node:fs';

/** Those by which this process reads metadata, if any runs yet: what each of them is asked next it does not answer. */
export function stopExifTool(): void {
  const ours = readdirSync('/proc').filter((id) => {
    try {
      const [, parent] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(parent) === process.pid && /tags\.config/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8'));
    } catch {
      return false; // no process, or one that has ended
    }
  });
  if (ours.length === 0) throw new Error('No ExifTool runs yet.');
  for (const id of ours) process.kill(Number(id), 'SIGSTOP');
}
