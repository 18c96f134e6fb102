// How the tests run: unit tests beside their sources, sentences about the product in tests/, native modules in forks.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['app/**/*.test.ts', 'models/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    globalSetup: 'tests/built-screen.ts',
    pool: 'forks', // better-sqlite3, sharp and onnxruntime do not live well in several threads of one process
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000, // some index real photos before the first test
  },
});
