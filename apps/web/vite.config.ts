/** How the web app is built. Own file because Vite asks for it; the server serves what comes out in `dist`. */
import react from '@vitejs/plugin-react';
import { constants } from 'node:zlib';
import { defineConfig } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { VitePWA } from 'vite-plugin-pwa';

const server = process.env.TALLYSTICK_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    // All of the app's own files, so that it opens without a network. Never an answer of the server: those hold rights.
    VitePWA({
      strategies: 'generateSW',
      registerType: 'prompt',
      injectRegister: null,
      includeAssets: ['mark.svg'],
      manifest: {
        name: 'Tallystick',
        short_name: 'Tallystick',
        start_url: '/',
        display: 'standalone',
        icons: [{ src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        navigateFallback: '/index.html',
        // Answers, sockets, and files that the server makes; a page of the app has no dot in its last part.
        navigateFallbackDenylist: [/^\/(?:api|collab|healthz)(?:\/|$)/, /\.[a-z0-9]+$/i],
        cleanupOutdatedCaches: true,
        maximumFileSizeToCacheInBytes: 8_000_000,
      },
    }),
    // Compressed once here and not at every request; a file that stays large is sent as it is.
    compression({
      include: /\.(?:js|css|html|svg|webmanifest)$/,
      threshold: 1024,
      algorithms: [
        defineAlgorithm('gzip', { level: 9 }),
        defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      ],
    }),
  ],
  // A data: URL would need its own word in the content security policy for each kind of file.
  build: {
    outDir: `${import.meta.dirname}/dist`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    // The workbook page holds the grid and the KPI set, and is loaded after sign-in.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': server, '/collab': { target: server, ws: true } } },
});
