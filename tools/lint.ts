// `npm run lint`: oxlint over the whole project, by the rules of .oxlintrc.json; a warning fails as an error does.

import { runTool } from './tool.ts';

process.exitCode = await runTool('oxlint', ['--deny-warnings', ...process.argv.slice(2)]);
