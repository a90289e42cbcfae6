// Writes src/gql/: graphql.ts with the types of the schema, and documents/ with one typed document for each operation
// in src/features/*/*.graphql, a file for each feature so that a screen loads only its own. All of it is imported from
// graphql.ts. And ../graph/documents.txt, by which the server knows the application's documents: each that is sent now or, since phones
// may have an older application for a year, ever was in a commit. Usage: node codegen.mjs [SCHEMA], by default the project's own contract.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { preset } from '@graphql-codegen/client-preset'
import { codegen } from '@graphql-codegen/core'
import { parse } from 'graphql'

const schema = parse(readFileSync(process.argv[2] ?? '../schema.graphqls', 'utf8'))
const documents = readdirSync('src', { recursive: true })
  .filter(path => path.endsWith('.graphql'))
  .sort()
  .map(path => join('src', path))
  .map(location => {
    const rawSDL = readFileSync(location, 'utf8')
    return { location, rawSDL, document: parse(rawSDL) }
  })

const outputs = await preset.buildGeneratesSection({
  baseOutputDir: 'src/gql/',
  schema,
  documents,
  pluginMap: {},
  plugins: [],
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: 'string',
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    scalars: scalarTypes(),
  },
  profiler: { run: run => run(), collect: () => [] },
})
const graphql = outputs.find(output => output.filename.endsWith('graphql.ts'))
const code = await codegen({ ...graphql, cache: (_namespace, _key, make) => make() })

const [head, ...operations] = code.split(/(?=^export const \w+ = new TypedDocumentString)/m)
const classAt = head.indexOf('export class TypedDocumentString')
const decoration = "import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';\n"

rmSync('src/gql/documents', { recursive: true, force: true })
mkdirSync('src/gql/documents')
writeFileSync('src/gql/documents/document.ts', decoration + head.slice(classAt))
const featureOf = ({ location }) => basename(dirname(location))
const features = [...new Set(documents.map(featureOf))]
for (const feature of features) {
  const definitions = documents
    .filter(file => featureOf(file) === feature)
    .flatMap(({ document }) => document.definitions)
  const names = definitions.filter(d => d.kind === 'OperationDefinition').map(d => d.name.value)
  const own = operations.filter(text => names.some(name => text.startsWith(`export const ${name}Document `)))
  const types = names.flatMap(name => own.join().match(new RegExp(`\\b${name}(Query|Mutation)(Variables)?\\b`, 'g')))
  const imports = `import type { ${[...new Set(types)].sort().join(', ')} } from '../graphql';\n`
  writeFileSync(
    `src/gql/documents/${feature}.ts`,
    `${imports}import { TypedDocumentString } from './document';\n\n${own.join('').replaceAll('= new', '= /*#__PURE__*/ new')}`,
  )
}
const barrel = ['document', ...features].map(name => `export * from './documents/${name}';\n`)
writeFileSync('src/gql/graphql.ts', head.slice(0, classAt).replace(decoration, '') + barrel.join(''))

const registry = '../graph/documents.txt'
const sent = operations
  .filter(text => /^export const \w+Document /.test(text))
  .map(text => {
    const [, name, document] = text.match(/^export const (\w+)Document = new TypedDocumentString\(`([^`\\]*)`\)/)
    return `${name} ${createHash('sha256').update(document).digest('hex')}`
  })
writeFileSync(registry, `${[...new Set([...committed(), ...sent])].sort().join('\n')}\n`)

/** The registry's lines as they were committed last: what was only tried is not kept. */
function committed() {
  try {
    const text = execFileSync('git', ['show', 'HEAD:./graph/documents.txt'], {
      cwd: '..',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text.toString().split('\n').filter(Boolean)
  } catch {
    return existsSync(registry) ? readFileSync(registry, 'utf8').split('\n').filter(Boolean) : []
  }
}

/** Every custom scalar travels as a string, but for those of JSON numbers and structures named here. */
function scalarTypes() {
  const others = { Longitude: 'number', Latitude: 'number', GeoJSON: 'GeoJSON.Geometry' }
  const names = schema.definitions.filter(d => d.kind === 'ScalarTypeDefinition').map(d => d.name.value)
  return Object.fromEntries(names.map(name => [name, others[name] ?? 'string']))
}
