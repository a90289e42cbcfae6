import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const text = /\.(js|mjs|css|html|svg|json|webmanifest)$/
const worthwhile = 512

/** Writes a .br and a .gz twin beside every text file of the build, for the server to send as it stands. */
export function compress(): Plugin {
  let folder = ''
  return {
    name: 'lianqi-compress',
    apply: 'build',
    configResolved: config => {
      folder = config.build.outDir
    },
    closeBundle: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      for (const entry of entries.filter(e => e.isFile() && text.test(e.name))) {
        const path = join(entry.parentPath, entry.name)
        const body = await readFile(path)
        if (body.length < worthwhile) continue
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
        await writeFile(`${path}.br`, await promisify(brotliCompress)(body, { params }))
        await writeFile(`${path}.gz`, await promisify(gzip)(body, { level: 9 }))
      }
    },
  }
}
