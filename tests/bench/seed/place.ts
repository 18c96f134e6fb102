// Where the large library lies, unless another folder is named: its photos beside the library itself.

import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SEEDED = join(tmpdir(), 'kindred-bench-library');
