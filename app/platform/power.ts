// Whether the machine runs on its battery, as far as its system tells a program that asks.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const POWER_SUPPLIES = '/sys/class/power_supply';

/** @returns null where it cannot be known */
export async function isOnBattery(platform = process.platform, supplies = POWER_SUPPLIES): Promise<boolean | null> {
  if (platform === 'linux') return discharges(supplies);
  if (platform === 'darwin') return drawsFromBattery();
  return null;
}

/** A battery of the machine itself, not of a mouse, that is being emptied while no charger gives anything. */
async function discharges(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []); // a machine without power management has no such folder
  const supplies = await Promise.all(
    names.map(async (name) => {
      const read = async (field: string) => (await readFile(join(folder, name, field), 'utf8').catch(() => '')).trim();
      const [type, scope, status, online] = await Promise.all(['type', 'scope', 'status', 'online'].map(read));
      return { type, scope, status, online };
    }),
  );
  const isCharged = supplies.some(({ type, online }) => type !== 'Battery' && online === '1');
  return (
    !isCharged &&
    supplies.some(({ type, scope, status }) => type === 'Battery' && scope !== 'Device' && status === 'Discharging')
  );
}

async function drawsFromBattery(): Promise<boolean | null> {
  try {
    const { stdout } = await promisify(execFile)('pmset', ['-g', 'batt'], { timeout: 5000 });
    return stdout.includes("'Battery Power'");
  } catch {
    return null; // the system does not say
  }
}
