// The user at the machine comes first: work behind the screen gives way.

import { constants, getPriority, setPriority } from 'node:os';

/**
 * Never raises it: what was started with less priority still keeps that, which only an administrator could change.
 * @param priority one of `os.constants.priority`
 * @param pid of a process; 0: the one that asks (on Linux: its thread)
 */
export function lowerPriority(priority: number, pid = 0): void {
  if (getPriority(pid) < priority) setPriority(pid, priority);
}

/** Of the thread that asks. Only Linux gives each one of its own: elsewhere it would be the engine's, and stays. */
export function lowerThreadPriority(): void {
  if (process.platform === 'linux') lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
