// Does a folder lie on another machine? Changes made there are not announced here, so the folder has to be polled.

import { statfs } from 'node:fs/promises';

/** Linux's numbers of file systems that other machines, or programs, may change behind the kernel's back. */
const NETWORK_FILE_SYSTEMS = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and 3
  0x65735546, // FUSE: sshfs, rclone, cloud drives
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x73757245, // Coda
]);

export async function isOnNetwork(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return folder.startsWith('\\\\');
  if (process.platform !== 'linux') return false;
  const about = await statfs(folder).catch(() => undefined); // away: asked again when it is back
  return about !== undefined && NETWORK_FILE_SYSTEMS.has(about.type >>> 0);
}
