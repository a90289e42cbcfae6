// How long the first screen takes when the browser has just been started on a phone with a quarter of this machine's speed:
// without a network, and with one. The figures are printed; COLD_STARTS is how often each is taken, the median counts.
import { type Device, test } from './device'
import { readyOffline } from './fieldwork'
import { expect, signIn } from './person'

const starts = Number(process.env.COLD_STARTS || 1)

test('the first screen from a cold start at a quarter of the speed, offline beside online', async ({
  device,
  baseURL: origin = '',
}) => {
  test.setTimeout(120_000 + starts * 60_000)
  const page = await device.start()
  await signIn(page, 'cadre01', origin)
  await readyOffline(page, origin)
  const [offline, online]: [number[], number[]] = [[], []]
  for (let n = 0; n < starts; n++) {
    offline.push(await firstScreen(device, origin, true))
    online.push(await firstScreen(device, origin, false))
  }
  const [without, with_] = [median(offline), median(online)]
  console.log(
    `first screen, cold, CPU/4: offline ${without} ms, online ${with_} ms, ratio ${(without / with_).toFixed(2)}, starts=${starts}`,
  )
})

/** Milliseconds from the start of the navigation until the cadre's enterprises are drawn. */
async function firstScreen(device: Device, origin: string, offline: boolean): Promise<number> {
  await device.kill()
  const page = await device.start()
  await device.context.setOffline(offline)
  const devtools = await device.context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(`${origin}/today`, { waitUntil: 'commit' })
  const drawn = await page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const look = () => {
          const there = document.querySelector('.rows a[href^="/enterprises/"]')
          requestAnimationFrame(there ? () => resolve(performance.now()) : look)
        }
        look()
      }),
  )
  await expect(page.getByText('企业资料已存手机')).toBeVisible()
  return Math.round(drawn)
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN
