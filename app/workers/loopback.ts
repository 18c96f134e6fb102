// Whether a host is this very machine, so that nothing on the way can read along.

/** @param host as it stands in an address: `localhost`, `127.0.0.1`, `[::1]` */
export function isLoopbackHost(host: string): boolean {
  return ['127.0.0.1', '[::1]', '::1', 'localhost'].includes(host);
}
