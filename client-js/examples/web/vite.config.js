import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// `npm run dev` shows the pages as they are edited; the server beside it needs ORIGIN=http://localhost:5173.
export default defineConfig({
  plugins: [react(), vue()],
  build: { target: 'es2022', rollupOptions: { input: ['react/index.html', 'vue/index.html'] } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
