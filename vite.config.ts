// How the screen is built: renderer/ into dist/renderer, addresses relative, so that both shells can serve it.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // One file: it comes from this machine, and a second round trip would cost more than it saves.
    chunkSizeWarningLimit: 1000,
  },
});
