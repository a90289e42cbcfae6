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

/** A number of bytes for people: 547 KB, 1.5 MB */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
