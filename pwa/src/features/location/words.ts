import type { Crs } from '@/gql/graphql'
import type { Point } from '@/place/distance'

const winds = ['北', '东北', '东', '东南', '南', '西南', '西', '西北']

/** In which direction one point lies from another, of eight. */
export function direction(from: Point, to: Point): string {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180)
  const turn = Math.atan2(east, to.lat - from.lat) / (Math.PI / 4)
  return winds[(Math.round(turn) + 8) % 8] ?? ''
}

/** How the recorded point came to be wrong, as far as a shift explains it; '' when none does. */
export function mistake(crs: Crs | null): string {
  if (crs === 'GCJ02') return '登记的坐标像是高德、腾讯地图的（GCJ-02），当成了 GPS 的'
  return crs === 'BD09' ? '登记的坐标像是百度地图的（BD-09），当成了 GPS 的' : ''
}
