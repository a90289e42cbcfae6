import { computed, ref } from 'vue'
import { type LocationQueryRaw, useRoute, useRouter } from 'vue-router'
import type { Result } from '@/gql/client'
import { MapAreaDocument, MapEnterprisesDocument, ParkMapDocument } from '@/gql/graphql'
import { useQuery } from '@/gql/useQuery'
import type { Area, Picked, Scene } from '@/map/area'
import { boxOf } from '@/map/geometry'
import { viewer } from '@/session'

type Answer = Result<typeof MapAreaDocument>
type Division = NonNullable<Answer['division']>
const kinds: Scene['points'][] = ['enterprise', 'problem', 'overdue']

/** A division for the map, shaded and labelled by its numbers; without numbers it is only drawn. */
export function areaOf(
  { code, name, boundary, labelPoint }: Pick<Division, 'code' | 'name' | 'boundary' | 'labelPoint'>,
  rows: readonly { key: string; measures: { open: number; overdue: number } }[] | undefined,
): Area {
  const numbers = rows?.find(({ key }) => key === code)?.measures
  const drawn = { code, name, boundary, labelPoint }
  if (!numbers) return { ...drawn, shade: rows ? 'CLEAR' : 'NONE' }
  if (numbers.overdue > 0) return { ...drawn, shade: 'LATE', more: `超期 ${numbers.overdue}` }
  return numbers.open > 0 ? { ...drawn, shade: 'OPEN', more: `在办 ${numbers.open}` } : { ...drawn, shade: 'CLEAR' }
}

/** The map's division, what is open in it, and what is drawn; division, points, park and enterprise stand in the address. */
export function useAreaMap() {
  const route = useRoute()
  const router = useRouter()
  const from = (name: string) => (route.query[name] ? String(route.query[name]) : undefined)
  const look = (query: LocationQueryRaw) => router.replace({ query: { points: from('points'), ...query } })
  const code = computed<string | undefined>({
    get: () => from('division') ?? viewer.value?.divisions[0]?.code,
    set: division => void look({ division }),
  })
  const parkId = computed(() => from('park'))
  const enterpriseId = computed(() => from('enterprise'))
  const points = computed<Scene['points']>({
    get: () => kinds.find(kind => kind === from('points')) ?? 'enterprise',
    set: points => void router.replace({ query: { ...route.query, points } }),
  })
  const flat = ref(false)
  const text = ref('')

  const area = useQuery(MapAreaDocument, () => (code.value ? { code: code.value, divisionCode: code.value } : null), {
    offline: false,
  })
  const park = useQuery(ParkMapDocument, () => (parkId.value ? { id: parkId.value } : null), { offline: false })
  const found = useQuery(
    MapEnterprisesDocument,
    () => {
      const divisionCode = code.value
      if (!divisionCode || !(text.value || flat.value)) return null
      if (text.value) return { divisionCode, text: text.value, first: 8 }
      const late = points.value === 'overdue'
      return { divisionCode, counted: late ? { divisionCode, measure: 'OVERDUE' as const } : undefined, first: 100 }
    },
    { offline: false },
  )

  const division = computed(() => area.data.value?.division ?? undefined)
  const scene = computed<Scene | undefined>(() => {
    const rows = area.data.value?.statistics?.rows
    const self = division.value
    return (
      self && {
        self: { ...areaOf(self, undefined), shade: 'NONE' },
        areas: self.children.map(child => areaOf(child, rows)),
        parkId: parkId.value,
        points: points.value,
        enterprises: found.data.value?.enterprises.nodes ?? [],
      }
    )
  })
  const box = computed(() => {
    const self = division.value
    const open = parkId.value ? park.data.value?.park?.boundary : undefined
    if (open) return boxOf([open])
    return self ? boxOf(self.boundary ? [self.boundary] : self.children.map(child => child.boundary)) : null
  })

  /** Opens what was tapped on the map. */
  function open({ kind, id }: Picked) {
    if (kind === 'problem') return router.push(`/problems/${id}`)
    if (kind !== 'division') return look({ division: code.value, [kind]: id })
    if (division.value?.children.some(child => child.code === id)) code.value = id
  }

  const close = () => look({ division: code.value })
  return { code, parkId, enterpriseId, points, flat, text, area, park, found, division, scene, box, open, close }
}
