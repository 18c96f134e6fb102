// The line to the engine that this shell offers: the desktop's own, else the loopback server's.

import { openDesktopLine } from './desktop.ts';
import { openHttpLine } from './http.ts';
import type { Transport } from './transport.ts';

export const transport: Transport = openDesktopLine() ?? openHttpLine();
