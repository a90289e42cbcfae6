import { beforeEach, expect, test } from 'vitest'
import { phone, Server } from './testing'

phone(() => new Server())
const { alone } = await import('./lease')
beforeEach(() => localStorage.removeItem('lianqi.lease'))

test('one at a time, then the next', async () => {
  let inside = 0
  const act = async () => {
    expect(++inside).toBe(1)
    await Promise.resolve()
    inside--
  }
  expect(await Promise.all([alone(act), alone(act)])).toEqual([true, false])
  expect(await alone(act)).toBe(true)
})

test('H17 a tab that hangs loses its lease, and may send nothing more when it wakes', async () => {
  let wakeUp = () => {}
  const asleep = new Promise<void>(resolve => {
    wakeUp = resolve
  })
  let after: boolean | undefined
  const hung = alone(async lease => {
    expect(lease.renew()).toBe(true)
    await asleep
    after = lease.renew()
  })
  expect(await alone(async () => {})).toBe(false)
  const later = () => Date.now() + 91_000
  hung.catch(() => {})
  expect(await alone(async lease => void expect(lease.renew()).toBe(true), later)).toBe(true)
  wakeUp()
  await expect(hung).rejects.toThrow('stolen')
  await expect.poll(() => after).toBe(false)
})
