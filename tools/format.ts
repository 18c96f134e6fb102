// `npm run format`: prettier rewrites every file in the project's layout; with `-- --check` it only says which differ.

import { parseArgs } from 'node:util';
import { runTool } from './tool.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
process.exitCode = await runTool('prettier', [values.check ? '--check' : '--write', '--log-level=warn', '.']);
