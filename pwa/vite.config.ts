import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { compress } from './build/compress.ts'
import { shell } from './build/shell.ts'

const server = process.env.BACKEND ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue({ features: { optionsAPI: false } }), shell(), compress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/graphql', '/live', '/e-api', '/session', '/uploads', '/photos', '/tiles', '/exports'].map(path => [
        path,
        server,
      ]),
    ),
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: {
        entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // A phone pays for each file that a start needs: what every screen stands on is two.
        codeSplitting: {
          groups: [
            { name: 'app', tags: ['$initial'], test: /\/(src\/(?!sw\.ts)|node_modules\/)/, priority: 2 },
            { name: 'parts', test: /\/src\/(ui|words|place|offline|gql\/(?!documents))/, priority: 1 },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
})
