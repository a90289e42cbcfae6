import { beforeEach, expect, test, vi } from 'vitest'
import { phone, Server } from './testing'

phone(() => new Server())
vi.stubGlobal('location', { pathname: '/problems/new', search: '?enterprise=e1' })
const { cameraCloses, cameraLost, cameraOpens } = await import('./camera')
beforeEach(cameraCloses)

test('H12 an app that was thrown out while the camera was open knows where it was', () => {
  expect(cameraLost()).toBeNull()
  cameraOpens(1_000)
  expect(cameraLost(2_000)).toBe('/problems/new?enterprise=e1')
  expect(cameraLost(1_000 + 16 * 60_000)).toBeNull()
  cameraCloses()
  expect(cameraLost(2_000)).toBeNull()
})
