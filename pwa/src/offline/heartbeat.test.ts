// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { clockLead, deviceHeaders, deviceId, hearClock, holds } from './heartbeat'

afterEach(() => {
  holds([])
  localStorage.removeItem('lianqi.clock')
})

test('every request says which phone it is and what its clock says', () => {
  expect(deviceHeaders(1_760_000_000_000)).toEqual({
    'device-id': deviceId(),
    'device-time': '2025-10-09T08:53:20.000Z',
    'device-app': '1',
  })
})

test('H09 and how much waits on it, of that how much is stopped, and since when', () => {
  holds([{ savedAt: 1_760_000_001_000, stopped: {} }, { savedAt: 1_760_000_000_000 }])
  expect(deviceHeaders()).toMatchObject({
    'device-unsent': '2',
    'device-stopped': '1',
    'device-oldest': '2025-10-09T08:53:20.000Z',
  })
})

test('H04 how wrong the clock is, as the server said last, until somebody sets the clock back', () => {
  const heard = 1_760_000_000_000
  expect(clockLead(heard)).toBeUndefined()
  hearClock(new Headers({ 'device-lead': '-12' }), heard - 1)
  hearClock(new Headers({ 'device-lead': '172800' }), heard)
  hearClock(new Headers(), heard + 1)
  hearClock(new Headers({ 'device-lead': 'soon' }), heard + 2)
  expect(clockLead(heard)).toBe(172_800)
  expect(clockLead(heard + 86_400_000)).toBe(172_800)
  expect(clockLead(heard - 172_800_000)).toBeUndefined()
})
