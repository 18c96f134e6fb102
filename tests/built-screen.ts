// Builds the screen once before the tests, when it is missing or older than its sources: both shells serve it.

import { builtScreen } from '../app/platform/screen.ts';

export default async function setup(): Promise<void> {
  await builtScreen((sentence) => process.stderr.write(`${sentence}\n`));
}
