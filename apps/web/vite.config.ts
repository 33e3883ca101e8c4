/** How the web app is built. */
import react from '@vitejs/plugin-react';
import { constants } from 'node:zlib';
import { defineConfig } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { appWorker } from './worker/build.ts';
import { ledgerInBrowser } from './worker/platform.ts';

const server = process.env.TALLYSTICK_SERVER ?? 'http://127.0.0.1:3000';
const OUT_DIR = `${import.meta.dirname}/dist`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    ledgerInBrowser(),
    react(),
    // Compressed once here and not at every request; a file that stays large is sent as it is.
    compression({
      include: /\.(?:js|css|html|svg|webmanifest)$/,
      threshold: 1024,
      algorithms: [
        defineAlgorithm('gzip', { level: 9 }),
        defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      ],
    }),
    // All of the app's own files, so that it opens without a network.
    appWorker({ entry: `${import.meta.dirname}/src/offline/worker.ts`, outDir: OUT_DIR }),
  ],
  // A data: URL would need its own word in the content security policy for each kind of file.
  build: {
    outDir: OUT_DIR,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    // The workbook page holds the grid and the KPI set, and is loaded after sign-in.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What several pages draw with comes in one file: dozens of small ones cost a bad line more than their bytes.
            {
              name: 'kit',
              test: /node_modules\/(?:@mantine|@tabler|@floating-ui|react)/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/collab': { target: server, ws: true } } },
});
