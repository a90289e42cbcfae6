import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Screens, and the drawer of maps, that need the network anyway; their code is fetched when shown and is not stored with the shell, unless a stored screen is built on it. */
const online = /\/src\/(map\/(gl|style)|features\/(desk|leader)\/)|\/maplibre-gl\//

/**
 * Tells the service worker (src/sw.ts) what the app shell is: puts the list of its files and a version made from
 * their contents in the place of `__SHELL__`.
 */
export function shell(): Plugin {
  let publicDir = ''
  return {
    name: 'lianqi-shell',
    apply: 'build',
    enforce: 'post',
    configResolved: config => {
      publicDir = config.publicDir
    },
    generateBundle(_options, bundle) {
      const hash = createHash('sha256')
      const files: string[] = []
      const add = (name: string, body: string | Uint8Array) => {
        files.push(`/${name}`)
        hash.update(name).update(body)
      }
      for (const name of readdirSync(publicDir).filter(n => !n.startsWith('.') && n !== 'recall.js')) {
        add(name, readFileSync(join(publicDir, name)))
      }
      const kept = new Set<string>()
      /** What a kept file cannot do without is kept with it, wherever it comes from. */
      const keep = (name: string) => {
        const output = bundle[name]
        if (!output || kept.has(name)) return
        kept.add(name)
        add(name, output.type === 'asset' ? output.source : output.code)
        if (output.type === 'chunk')
          for (const needed of [...output.imports, ...(output.viteMetadata?.importedCss ?? [])]) keep(needed)
      }
      for (const [name, output] of Object.entries(bundle)) {
        const from = output.type === 'asset' ? output.originalFileNames.map(path => `/${path}`) : output.moduleIds
        if (name !== 'sw.js' && !name.endsWith('.map') && !from.some(id => online.test(id))) keep(name)
      }
      const worker = bundle['sw.js']
      if (worker?.type !== 'chunk') throw new Error('the build has no sw.js')
      const list = { version: hash.digest('hex').slice(0, 12), files: files.sort() }
      worker.code = worker.code.replace('__SHELL__', JSON.stringify(list))
    },
  }
}
