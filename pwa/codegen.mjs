// Writes src/gql/graphql.ts: the types of the schema and one typed document for each operation in src/**/*.graphql.
// Usage: node codegen.mjs [SCHEMA], by default the project's own contract.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
const types = outputs.find(output => output.filename.endsWith('graphql.ts'))
writeFileSync(types.filename, await codegen({ ...types, cache: (_namespace, _key, make) => make() }))

/** Every custom scalar travels as a string, but for those of JSON numbers and structures named here. */
function scalarTypes() {
  const others = { Longitude: 'number', Latitude: 'number', GeoJSON: 'GeoJSON.Geometry' }
  const names = schema.definitions.filter(d => d.kind === 'ScalarTypeDefinition').map(d => d.name.value)
  return Object.fromEntries(names.map(name => [name, others[name] ?? 'string']))
}
