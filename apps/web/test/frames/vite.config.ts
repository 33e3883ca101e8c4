/** How the programme's page is built. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4_000 },
});
