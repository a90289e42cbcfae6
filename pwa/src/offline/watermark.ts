// What is written into the shrunk copy of a photo: when, where, who, and the visit that it belongs to. People read it; the
// evidence is what the server keeps.
import { stamp } from '@/words/time'

export interface Taken {
  at: Date
  /** The enterprise's name, or what else says where. */
  place: string
  fix?: { lon: number; lat: number; accuracy: number } | null
  person?: { name: string; organization?: { name: string } | null } | null
  /** Id of the visit; its last eight digits are its number, as on its receipt. */
  visit?: string | null
}

/** The lines of the watermark, without those about which nothing is known. */
export function watermark({ at, place, fix, person, visit }: Taken): string[] {
  const where = fix && `${fix.lon.toFixed(5)}, ${fix.lat.toFixed(5)} ±${Math.round(fix.accuracy)} 米`
  return [
    stamp(at),
    [place, where].filter(Boolean).join(' '),
    [person?.name, person?.organization?.name].filter(Boolean).join(' '),
    visit ? `走访 ${visit.slice(-8).toUpperCase()}` : '',
  ].filter(Boolean)
}
