// A phone whose browser can be killed: Chromium as a process of its own, whose profile outlives it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { test as people } from './person'
import { launch } from './playwright.config'

/** The wrapper in /usr/bin would die alone and leave the browser. */
const debian = '/usr/lib/chromium/chromium'

export class Device {
  private readonly profile = mkdtempSync(join(tmpdir(), 'lianqi-phone-'))
  private readonly databases = join(this.profile, 'Default', 'IndexedDB')
  private readonly aside = join(this.profile, 'databases-as-killed')
  private kept = false
  private process?: ChildProcess
  private browser?: Browser
  /** Chromium writes cookies to the disk every 30 seconds; a cadre has signed in long before. */
  private cookies: Awaited<ReturnType<BrowserContext['cookies']>> = []

  /**
   * Starts the browser with what it had stored, and opens a page. `nowhere` is a place without any network until the next
   * start: setOffline alone takes hold a moment after the start, in which a record can get away.
   */
  async start({ nowhere = false } = {}): Promise<Page> {
    const port = join(this.profile, 'DevToolsActivePort')
    rmSync(port, { force: true })
    const args = [
      ...launch.args,
      ...['--headless=new', '--lang=zh-CN', '--window-size=390,844', '--force-device-scale-factor=1'],
      ...(nowhere ? ['--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>'] : []),
      ...['--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'],
    ]
    const path = existsSync(debian) ? debian : launch.executablePath
    this.process = spawn(path, args, { stdio: 'ignore', detached: true, env: { ...process.env, TZ: 'Asia/Shanghai' } })
    for (let tries = 0; !existsSync(port) || readFileSync(port, 'utf8') === ''; tries++) {
      if (tries > 600) throw new Error('Chromium does not start')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    const [number] = readFileSync(port, 'utf8').split('\n')
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${number}`)
    await this.context.addCookies(this.cookies)
    return this.context.pages()[0] ?? (await this.context.newPage())
  }

  get context(): BrowserContext {
    const [context] = this.browser?.contexts() ?? []
    if (!context) throw new Error('the phone is off')
    return context
  }

  /** SIGKILL to the browser and all its processes, as when the battery is pulled out. */
  async kill(): Promise<void> {
    if (this.browser) this.cookies = await this.context.cookies()
    const process = this.process
    this.process = undefined
    if (process?.pid && process.exitCode === null) {
      const gone = once(process, 'exit')
      globalThis.process.kill(-process.pid, 'SIGKILL')
      await gone
    }
    await this.browser?.close().catch(() => {})
    this.browser = undefined
  }

  /** Switches the phone off as its owner does: the browser has time to write down what it holds. */
  async off(): Promise<void> {
    const process = this.process
    this.cookies = await this.context.cookies()
    const session = await this.browser?.newBrowserCDPSession()
    const gone = process && once(process, 'exit')
    await session?.send('Browser.close').catch(() => {})
    await gone
    this.process = undefined
    this.browser = undefined
  }

  /** While it is off, takes all its databases away, as a browser does with those that it finds broken. */
  loseDatabases() {
    rmSync(this.databases, { recursive: true })
  }

  /** While it is off, copies its databases aside, in the place of the last copy that is no evidence: the browser may clear them away when it starts. */
  setAside() {
    if (this.kept) return
    rmSync(this.aside, { recursive: true, force: true })
    if (existsSync(this.databases)) cpSync(this.databases, this.aside, { recursive: true })
  }

  /** Leaves the profile on the disk after the test; says where, and what LevelDB wrote down of its databases before and after the start. */
  evidence(): string {
    this.kept = true
    const logs = [this.aside, this.databases].flatMap(folder =>
      existsSync(folder)
        ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
            .filter(file => /\bLOG(\.old)?$/.test(file))
            .map(file => join(folder, file))
        : [],
    )
    return [this.profile, ...logs.map(log => `${log}:\n${readFileSync(log, 'utf8')}`)].join('\n')
  }

  async dispose(): Promise<void> {
    await this.kill()
    if (this.kept) return
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** Tests with a phone whose battery can be pulled out. */
export const test = people.extend<{ device: Device }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures it needs by name
  device: async ({}, use) => {
    const device = new Device()
    await use(device)
    await device.dispose()
  },
})
