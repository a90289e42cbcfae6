import { describe, expect, it } from 'vitest'
import { stateOf } from './words'

describe('how a channel does', () => {
  it.each([
    [{ enabled: true, waiting: 0 }, '正常', '没有在等的'],
    [{ enabled: true, waiting: 3, failure: null }, '正常', '3 条在等着送出'],
    [
      { enabled: true, waiting: 3, failure: '对方没有这个地址（404）' },
      '没送到',
      '对方没有这个地址（404）。还有 3 条在等，会再试',
    ],
    [{ enabled: true, waiting: 0, failure: '对方不收（422）' }, '有没送到的', '最近一次没送到：对方不收（422）'],
    [{ enabled: false, waiting: 2, failure: '对方不收（422）' }, '已停用', '还有 2 条没送出'],
  ])('%o', (channel, word, text) => {
    expect(stateOf(channel)).toMatchObject({ word, text })
  })
})
