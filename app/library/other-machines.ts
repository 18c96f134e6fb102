// Shares the work on photos with other machines, where a queue was given.

import type { Sharing, SharingOptions } from '../workers/sharing.ts';

/**
 * The driver of the queue is read only here: the desktop's package leaves it out.
 * @param address postgres://…; undefined: photos are analysed on this machine alone
 */
export async function shareWithOtherMachines(
  address: string | undefined,
  options: Omit<SharingOptions, 'address'>,
): Promise<Sharing | undefined> {
  if (address === undefined) return undefined;
  const { startSharing } = await import('../workers/sharing.ts');
  return startSharing({ address, ...options });
}
