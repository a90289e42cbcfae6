// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { nameOf } from './useKeys'

function press(key: string, on = 'p', init: KeyboardEventInit = {}) {
  const target = document.body.appendChild(document.createElement(on))
  let named: string | null = null
  target.addEventListener('keydown', event => {
    named = nameOf(event, true)
  })
  target.dispatchEvent(new KeyboardEvent('keydown', { key, ...init }))
  return named
}

describe('single keys', () => {
  it('act on the page, whatever the shift lock', () => {
    expect(press('j')).toBe('j')
    expect(press('J')).toBe('j')
  })
  it('are off inside fields and where they are switched off', () => {
    for (const field of ['input', 'textarea', 'select']) expect(press('j', field)).toBeNull()
    expect(nameOf(new KeyboardEvent('keydown', { key: 'j' }), false)).toBeNull()
  })
  it('leave combinations to the browser, but for Ctrl+Enter, which also works in fields', () => {
    expect(press('j', 'p', { ctrlKey: true })).toBeNull()
    expect(press('j', 'p', { metaKey: true })).toBeNull()
    expect(press('Enter', 'textarea', { ctrlKey: true })).toBe('Ctrl+Enter')
  })
  it('leave an unfinished Chinese word alone', () => {
    expect(press('j', 'p', { isComposing: true })).toBeNull()
  })
})
