import { afterEach, expect, test } from 'vitest'
import { deviceHeaders, deviceId, holds } from './heartbeat'

afterEach(() => holds([]))

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
