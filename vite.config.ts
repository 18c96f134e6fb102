// How the screen is built: renderer/ into dist/renderer, addresses relative, so that both shells can serve it.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contract, events } from './app/contract.ts';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  // What the screen has to know of the contract: its schemas stay with the engine.
  define: {
    EFFECTS_OF_CALLS: JSON.stringify(mapValues(contract, ({ effect }) => effect)),
    EFFECTS_OF_EVENTS: JSON.stringify(mapValues(events, ({ changes }) => ({ changes }))),
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // What public/too-old.js asks for, and README promises.
    target: ['chrome113', 'edge113', 'firefox121', 'safari16.4'],
    modulePreload: { polyfill: false },
    // One sheet: of a later page's own sheet that did not come, Vite would take the second try for done.
    cssCodeSplit: false,
    // One file: it comes from this machine, and a second round trip would cost more than it saves.
    chunkSizeWarningLimit: 1000,
  },
});

function mapValues<Value, Mapped>(record: Record<string, Value>, map: (value: Value) => Mapped) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
