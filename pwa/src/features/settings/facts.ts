// What this phone can do and holds, in words, for whoever helps from afar.
import { copies, lastRestored } from '@/offline/copy'
import { deviceId } from '@/offline/heartbeat'
import { waitingOfOthers } from '@/offline/outbox'
import { shellVersion } from '@/shell'
import { sizeWords } from '@/words/measure'
import { stamp } from '@/words/time'

export type Fact = [name: string, words: string, fine: boolean]

/** Looks at the phone now. Nothing is sent anywhere. */
export async function phoneFacts(): Promise<Fact[]> {
  const [worker, version, kept, space, place, copied, waits] = await Promise.all([
    'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration() : undefined,
    shellVersion(),
    navigator.storage?.persisted?.(),
    navigator.storage?.estimate?.(),
    navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined),
    copies().catch(() => new Set<string>()),
    waitingOfOthers(undefined),
  ])
  const bare = waits.filter(({ id }) => !copied.has(id)).length
  const restored = lastRestored()
  const photos = 'locks' in navigator && 'OffscreenCanvas' in globalThis
  const maps = webgl2()
  return [
    ['时间', stamp(new Date()), true],
    ['离线能力', worker?.active ? '可用' : '没有，只能联网用', Boolean(worker?.active)],
    ['应用版本', version ?? '未装到手机', version !== undefined],
    ['新版本', worker?.waiting ? '已下载，点上方“更新”' : '没有', true],
    ['长期保存', kept ? '已获准' : '未获准，添加到桌面更稳妥', Boolean(kept)],
    ['本机空间', space ? `已用 ${sizeWords(space.usage ?? 0)}、可用 ${sizeWords(space.quota ?? 0)}` : '不知道', true],
    ['第二份', bare > 0 ? `${bare} 条没送达的只存了一份` : '没送达的都存了两份', bare === 0],
    ...(restored
      ? [
          [
            '找回',
            `${stamp(new Date(restored.at))} 找回 ${restored.records} 条，数据库坏过 ${restored.why}`,
            false,
          ] as Fact,
        ]
      : []),
    [
      '定位权限',
      { granted: '已允许', denied: '已拒绝', prompt: '用时再问' }[place?.state ?? 'prompt'],
      place?.state !== 'denied',
    ],
    ['拍照和发送', photos ? '可用' : '浏览器太旧，请换一个', photos],
    ['地图（WebGL2）', maps ? '可用' : '没有，地图用简图', true],
    ['后台唤醒', worker && 'sync' in worker ? '可用' : '没有，打开应用时发送', true],
    ['网络', navigator.onLine ? '有' : '没有', navigator.onLine],
    ['设备编号', deviceId().slice(-12), true],
    ['浏览器', navigator.userAgent, true],
  ]
}

function webgl2(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}
