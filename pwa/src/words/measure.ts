/** 180 and 米 under one kilometre, 3.4 and 公里 above. */
export function inUnits(distance: number): { figure: string; unit: string } {
  if (distance < 995)
    return { figure: String(distance < 10 ? Math.round(distance) : Math.round(distance / 5) * 5), unit: '米' }
  const km = distance / 1000
  return { figure: km < 99.95 ? km.toFixed(1) : String(Math.round(km)), unit: '公里' }
}

/** 180 米, 3.4 公里 */
export function distanceWords(distance: number): string {
  const { figure, unit } = inUnits(distance)
  return `${figure} ${unit}`
}

const units: [number, string][] = [
  [1e9, 'GB'],
  [1e6, 'MB'],
]

/** A number of bytes for people: 547 KB, 1.5 MB, 10.7 GB */
export function sizeWords(bytes: number): string {
  for (const [size, unit] of units) if (bytes >= size) return `${(bytes / size).toFixed(1)} ${unit}`
  return `${Math.ceil(bytes / 1000)} KB`
}
