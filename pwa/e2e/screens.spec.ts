// Every screen for everyone who may open it, on a phone and at a desk, light and dark, 标准 and 特大: axe finds nothing,
// nothing scrolls sideways, the browser complains of nothing. SHOTS is a folder for pictures of all of them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { desk, expect, phone, test } from './person'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** A theme and a size of type; a device is looked at in two of the four, the other in the others, and a phone of who works at a desk in the harder one. */
interface Look {
  theme: 'light' | 'dark'
  large?: 'xl'
}
const nothing = '01a20000-0000-7000-8000-000000000000'

/** The screens of each person; a word in braces stands for the id of such a thing that they may see. */
const walks: Record<string, string[]> = {
  cadre01: [
    '/today',
    '/today/map',
    '/reports',
    '/inbox',
    '/me',
    '/enterprises/{enterprise}',
    '/enterprises/{enterprise}/check-in',
    '/visits/{visit}',
    '/problems/new',
    '/problems/new?enterprise={enterprise}',
    '/problems/{problem}',
    '/problems/{SUPPLEMENT}/supplement',
    '/supports',
    '/supports/{support}',
    '/outbox',
    '/policies',
    '/policies/{policy}',
    `/policies/${nothing}`,
    '/diagnostics',
    `/problems/${nothing}`,
    `/enterprises/${nothing}`,
  ],
  resident01: ['/residence', '/enterprises/{enterprise}', '/enterprises/{enterprise}/log', '/me'],
  enterprise01: [
    '/reports',
    '/inbox',
    '/me',
    '/enterprises/{enterprise}',
    '/problems/new',
    '/problems/{problem}',
    '/problems/{EVALUATE}/evaluate',
    '/receptions',
    '/outbox',
  ],
  'office-county': [
    '/triage',
    '/triage?id={ACCEPT}',
    '/triage?tab=info',
    '/review',
    '/review?id={ACCEPT_REPLY}',
    '/review?tab=score',
    '/review?tab=closed',
    '/requests',
    '/requests?tab=long',
    '/held',
    '/held?tab=phones',
    '/enterprises',
    '/enterprises?tab=all&id={enterprise}',
    '/locations',
    '/cadres',
    '/resident-logs',
    '/policies',
    '/policies/new',
    '/policies/{policy}',
    '/policies/{policy}/edit',
    '/policies/print',
    '/problems',
    '/statistics',
    '/receptions',
    '/receptions/{reception}',
    '/chains',
    '/chains/{chain}',
    '/supports',
    '/supports/{support}',
    '/deadlines',
    '/deadlines?tab=calendar',
    '/trips',
    '/batches',
    '/callbacks',
    '/orders',
    '/reconcile',
    '/documents',
    '/samples',
    '/samples/{sample}',
    '/print/{problem}',
    '/map',
    '/meetings',
    '/meetings/{planned}',
    '/meetings/{held}',
    '/inbox',
    '/me',
    '/enterprises/{enterprise}',
    '/problems/{problem}',
  ],
  'handler-territory': [
    '/work',
    '/work?tab=handling',
    '/work?tab=handling&id={REPLY}',
    '/work?tab=pressing',
    '/work?tab=replied',
    '/supports',
    '/supports/{support}',
    '/inbox',
    '/me',
    '/problems/{problem}',
  ],
  supervisor01: [
    '/supervision',
    '/orders',
    '/trips',
    '/problems',
    '/statistics',
    '/inbox',
    '/me',
    '/problems/{problem}',
  ],
  leader01: [
    '/overview',
    '/problems',
    '/map',
    '/meetings',
    '/meetings/{held}',
    '/chains',
    '/chains/{chain}',
    '/supports/{support}',
    '/enterprises/{enterprise}',
    '/inbox',
    '/me',
    '/problems/{problem}',
    '/problems/{INSTRUCT}',
  ],
  admin: [
    '/enterprises',
    '/enterprises?tab=all',
    '/deadlines',
    '/deadlines?tab=calendar',
    '/outbound',
    '/inbox',
    '/me',
  ],
}
const atDesk = ['office-county', 'handler-territory', 'supervisor01', 'leader01', 'admin']
const walked = Object.entries(walks)
const devices = [
  {
    name: 'phone',
    device: phone,
    walked,
    looks: [{ theme: 'light' }, { theme: 'dark', large: 'xl' }],
  },
  {
    name: 'desk',
    device: desk,
    walked: walked.filter(([account]) => atDesk.includes(account)),
    looks: [{ theme: 'dark' }, { theme: 'light', large: 'xl' }],
  },
] as const

test.describe.configure({ mode: 'parallel' })

for (const { name, device, walked, looks } of devices) {
  test(`the sign-in on a ${name}`, async ({ stranger }) => {
    const page = await stranger(device)
    const found: string[] = []
    await page.goto('/sign-in')
    for (const look of looks) {
      await wear(page, look)
      found.push(...(await faults(page, `${name} sign-in ${Object.values(look).join(' ')}`)))
    }
    expect(found).toEqual([])
  })

  for (const [account, paths] of walked) {
    test(`the screens of ${account} on a ${name}`, async ({ open, ask }) => {
      test.setTimeout(paths.length * 12_000 + 60_000) // whoever has more screens takes longer
      const page = await open(account, device)
      await page.route('**/live*', () => {}) // no news: what others do meanwhile would lie over a screen for some seconds
      const things = await seen(query => ask(account, query))
      const found: string[] = []
      const worn = device === phone && atDesk.includes(account) && account !== 'leader01' ? looks.slice(-1) : looks
      for (const path of paths) {
        await page.goto(path.replace(/{(\w+)}/, (_, thing) => things[thing] ?? things.problem ?? nothing))
        for (const look of worn) {
          await wear(page, look)
          await settled(page)
          found.push(...(await faults(page, `${name} ${account} ${path} ${Object.values(look).join(' ')}`)))
        }
      }
      expect(found).toEqual([])
    })
  }
}

test('every screen of the app is walked', () => {
  const routes = readFileSync(new URL('../src/routes.ts', import.meta.url), 'utf8')
  const shape = (path: string) => path.replace(/\?.*/, '').replace(/{\w+}|:\w+/, '*')
  const known = new Set(
    [...Object.values(walks).flat(), '/sign-in', '/e/{token}' /* walked in closing.spec.ts */].map(shape),
  )
  const paths = [...routes.matchAll(/^ *{? *path: '(\/[^']+)', *(?:component|$)/gm)].map(([, path]) => String(path))
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter(path => !known.has(shape(path)))).toEqual([])
})

test('a look that was chosen stays', async ({ open }) => {
  const page = await open('cadre01', phone)
  await page.goto('/me')
  await page.getByText('特大', { exact: true }).click()
  await page.getByText('深色', { exact: true }).last().click()
  await page.goto('/today')
  await expect(page.locator('html[data-large=xl][data-theme=dark]')).toHaveCount(1)
})

/** Ids of things that somebody may see: an enterprise, a visit, a meeting to be held and one that was, a problem, and by action a problem that allows it. */
async function seen(ask: (query: string) => Promise<unknown>): Promise<Record<string, string | undefined>> {
  const { viewer, problems, meetings, samples, receptionEvents, industryChains, supportPlans, policies } = (await ask(`{
    viewer { enterprise { id } enterprises(first: 5) { nodes { id visits(first: 1) { nodes { id } } } } }
    problems(first: 100) { nodes { id allowedActions enterprise { id } } }
    meetings(first: 20) { nodes { id status } }
    samples(first: 1) { nodes { id } }
    receptionEvents(first: 1) { nodes { id } }
    industryChains(first: 1) { nodes { id } }
    supportPlans(first: 1) { nodes { id } }
    policies(filter: { text: "演示" }, first: 1) { nodes { id } }
  }`)) as {
    viewer: {
      enterprise: { id: string } | null
      enterprises: { nodes: { id: string; visits: { nodes: { id: string }[] } }[] }
    }
    problems: { nodes: { id: string; allowedActions: string[]; enterprise: { id: string } | null }[] }
    meetings: { nodes: { id: string; status: string }[] }
    samples: { nodes: { id: string }[] }
    receptionEvents: { nodes: { id: string }[] }
    industryChains: { nodes: { id: string }[] }
    supportPlans: { nodes: { id: string }[] }
    policies: { nodes: { id: string }[] }
  }
  const firms = viewer.enterprises.nodes
  const [problem] = problems.nodes
  const things: Record<string, string | undefined> = {
    problem: problem?.id,
    enterprise: viewer.enterprise?.id ?? firms[0]?.id ?? problem?.enterprise?.id,
    sample: samples.nodes[0]?.id,
    policy: policies.nodes[0]?.id,
    reception: receptionEvents.nodes[0]?.id,
    chain: industryChains.nodes[0]?.id,
    support: supportPlans.nodes[0]?.id,
    planned: meetings.nodes.find(({ status }) => status === 'PLANNED')?.id,
    held: meetings.nodes.find(({ status }) => status === 'HELD')?.id,
    visit: firms.flatMap(firm => firm.visits.nodes)[0]?.id,
  }
  for (const { id, allowedActions } of problems.nodes) for (const action of allowedActions) things[action] ??= id
  return things
}

/** Waits until nothing on the screen is still being fetched. */
async function settled(page: Page) {
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expect(page.getByLabel('正在算两条线')).toHaveCount(0)
}

/** Sets how this phone shows things from now on, as another tab would. */
function wear(page: Page, look: Look) {
  return page.evaluate(look => {
    const newValue = JSON.stringify({ ...look, motion: 'off' })
    localStorage.setItem('lianqi.look', newValue)
    dispatchEvent(new StorageEvent('storage', { key: 'lianqi.look', newValue }))
  }, look)
}

/** How large the screen is once it was drawn. */
function drawn(page: Page) {
  return page.evaluate(async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const { scrollWidth, scrollHeight } = document.documentElement
    return { width: scrollWidth, height: scrollHeight }
  })
}

/** What is wrong with the screen in its whole height, where tabs and actions stand over nothing. */
async function faults(page: Page, name: string): Promise<string[]> {
  const { width, height } = page.viewportSize() ?? phone.viewport
  let size = await drawn(page)
  for (let seen = height; size.height > seen; size = await drawn(page)) {
    // what comes late makes it taller
    seen = size.height
    await page.setViewportSize({ width, height: seen })
  }
  const found = await violations(page)
  if (size.width > width) found.push(`${size.width} px wide`)
  const { SHOTS } = process.env
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name.replace(/[^\w-]+/g, '_')}.png` })
  if (size.height > height) await page.setViewportSize({ width, height })
  return found.map(fault => `${name}: ${fault}`)
}

/** What axe finds. A pin may lie close to the next one: the list beside the map does the same (WCAG 2.5.8, Equivalent). */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const report = await page.evaluate<AxeResults, string[]>(tags => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  }, rules)
  return report.violations.flatMap(({ id, nodes }) =>
    nodes
      .map(({ html }) => html)
      .filter(html => id !== 'target-size' || !html.includes('class="pin'))
      .map(html => `${id} ${html}`),
  )
}
