// Runs the peers' audit of GraphQL over HTTP (npm graphql-http) against a running server, as a signed-in caller.
// node e2e/graphql-http-audit.mjs [origin] [account] [password]; fails unless every audit is ok.
import { auditServer } from 'graphql-http'

const [origin = 'http://127.0.0.1:8080', account = 'office-city', password = 'lianqi-demo'] = process.argv.slice(2)

const signIn = await fetch(`${origin}/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ account, password }),
})
if (signIn.status !== 204) throw new Error(`sign-in as ${account}: ${signIn.status} ${await signIn.text()}`)
const cookie = signIn.headers.get('set-cookie').split(';')[0]

const results = await auditServer({
  url: `${origin}/graphql`,
  fetchFn: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, cookie } }),
})
const failed = results.filter(result => result.status !== 'ok')
for (const { id, name, status, reason } of failed) console.error(`${status} ${id} ${name}: ${reason}`)
console.log(`${results.length - failed.length} of ${results.length} audits ok`)
process.exit(results.length === 61 && failed.length === 0 ? 0 : 1)
