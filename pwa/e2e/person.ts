// The people of the demo data, each in a browser of their own; whatever their browsers complain of fails the test.
import {
  type APIRequestContext,
  type BrowserContextOptions,
  test as base,
  type ConsoleMessage,
  expect,
  type Page,
} from '@playwright/test'

export const password = 'lianqi-demo'
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
export const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false }

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
/** Who is signed in already in this worker. */
const states = new Map<string, State>()

interface People {
  /** A browser in which nobody is signed in. */
  stranger: (device: BrowserContextOptions) => Promise<Page>
  /** A browser in which `account` is signed in. */
  open: (account: string, device: BrowserContextOptions) => Promise<Page>
  /** Asks the server as `account`; the answer's data. */
  ask: <R>(account: string, query: string, variables?: Record<string, unknown>) => Promise<R>
  /** What the browsers of this test complained of: errors, refusals of the policy, requests to other hosts. */
  complaints: string[]
}

export { expect }

export const test = base.extend<People>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures it needs by name
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints).toEqual([])
  },
  stranger: async ({ browser, baseURL, complaints }, use) => {
    const contexts: { close(): Promise<void> }[] = []
    await use(async device => {
      const context = await browser.newContext(device)
      contexts.push(context)
      const page = await context.newPage()
      listen(page, String(baseURL), complaints)
      return page
    })
    for (const context of contexts) await context.close()
  },
  open: async ({ stranger }, use) => {
    await use(async (account, device) => {
      const storageState = states.get(account)
      const page = await stranger({ ...device, storageState })
      if (storageState) return page
      await signIn(page, account)
      states.set(account, await page.context().storageState())
      return page
    })
  },
  ask: async ({ playwright, baseURL }, use) => {
    const callers = new Map<string, APIRequestContext>()
    await use(async (account, query, variables = {}) => {
      let caller = callers.get(account)
      if (!caller) {
        // A server with ALLOW_LIST knows the application's documents and not the tests' own: these go to another one on its database.
        const { BASE_URL, ASK_URL } = process.env
        const asked = ASK_URL && baseURL === BASE_URL ? ASK_URL : baseURL
        caller = await playwright.request.newContext({ baseURL: asked, storageState: states.get(account) })
        callers.set(account, caller)
        if (!states.has(account)) {
          const answer = await caller.post('/session', { data: { account, password } })
          expect(answer.status(), `sign-in as ${account}`).toBe(204)
        }
      }
      const answer = await caller.post('/graphql', { data: { query, variables } })
      const { data, errors } = await answer.json()
      expect(errors, query).toBeUndefined()
      return data
    })
    for (const caller of callers.values()) await caller.dispose()
  },
})

/** Signs in on the screen that asks for it. */
export async function signIn(page: Page, account: string, origin = '') {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** Takes back the complaints that a test has provoked on purpose. */
export function forgive(complaints: string[], about: RegExp) {
  complaints.splice(0, complaints.length, ...complaints.filter(complaint => !about.test(complaint)))
}

/** The browser calls it an error when there is no network, and when the server does not hold a picture yet, still has its last part in hand, or has it already. */
function expected(message: ConsoleMessage): boolean {
  const offline = message.text().includes('net::ERR_INTERNET_DISCONNECTED')
  return offline || (/404|409|423/.test(message.text()) && message.location().url.includes('/uploads/'))
}

function listen(page: Page, origin: string, complaints: string[]) {
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    if (message.type() !== 'error' || expected(message)) return
    complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
  page.on('request', request => {
    const { protocol, origin: of } = new URL(request.url())
    if (protocol.startsWith('http') && of !== origin) complaints.push(`${page.url()} asked ${request.url()}`)
  })
}
