import { beforeEach, expect, test, vi } from 'vitest'

const kept = new Map<string, string>()
beforeEach(() => {
  vi.resetModules()
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

function connected(type?: string) {
  const connection = Object.assign(new EventTarget(), { type })
  vi.stubGlobal('navigator', { connection })
  return connection
}

test('pictures wait on mobile data where the person chose so, and no longer', async () => {
  const connection = connected('cellular')
  const { tellsWifi, wifiOnly, waitsForWifi } = await import('./wifi')
  expect([tellsWifi, waitsForWifi.value]).toEqual([true, false])
  wifiOnly.value = true
  expect(waitsForWifi.value).toBe(true)
  connection.type = 'wifi'
  connection.dispatchEvent(new Event('change'))
  expect(waitsForWifi.value).toBe(false)
})

test('the choice stays', async () => {
  connected('cellular')
  const first = await import('./wifi')
  first.wifiOnly.value = true
  vi.resetModules()
  const second = await import('./wifi')
  expect(second.waitsForWifi.value).toBe(true)
})

test('a phone that does not tell, or has no such thing, never waits', async () => {
  kept.set('lianqi.wifi-only', 'on')
  connected()
  expect(await import('./wifi')).toMatchObject({ tellsWifi: false, waitsForWifi: { value: false } })
  vi.resetModules()
  vi.stubGlobal('navigator', {})
  expect(await import('./wifi')).toMatchObject({ tellsWifi: false, waitsForWifi: { value: false } })
})
