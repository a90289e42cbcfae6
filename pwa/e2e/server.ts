// Starts 联企通 with its demo data for the tests, in a folder of its own, when nobody has started one.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const patience = 300_000

/** Sets BASE_URL; returns how to stop what was started. */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BASE_URL) return
  execFileSync('make', ['--no-print-directory', 'build'], { cwd: root, stdio: 'inherit' })
  const { url, stop } = await serve()
  process.env.BASE_URL = url
  return stop
}

/** A running 联企通 with demo data of its own. */
export interface Server {
  url: string
  /** Moves its clock ahead by whole hours, for everybody on it. */
  ahead(hours: number): void
  stop(): Promise<void>
}

export async function serve(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'lianqi-e2e-'))
  chmodSync(data, 0o755) // PostgreSQL, when root starts it, works there as another user
  const env = { ...process.env, PORT: '0', DATA_DIR: data, DATABASE_URL: '' }
  const server = spawn(join(root, 'lianqi'), ['serve', '--demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const url = await address(server)
    const health = await fetch(`${url}/healthz`)
    if (!health.ok) throw new Error(`/healthz: ${health.status}`)
    const ahead = (hours: number) => void execFileSync(join(root, 'lianqi'), ['clock', `+${hours}h`], { env })
    return { url, ahead, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The address that the server prints once it is ready. */
async function address(server: ChildProcess): Promise<string> {
  const timer = setTimeout(() => server.kill('SIGTERM'), patience)
  try {
    for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
      const [found] = /http:\/\/[\d.:]+/.exec(line) ?? []
      if (found) return found
    }
  } finally {
    clearTimeout(timer)
    server.stdout?.resume()
  }
  throw new Error('the server ended before it was ready')
}
