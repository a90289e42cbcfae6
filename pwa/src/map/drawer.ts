import type { OpenMap } from './area'

/**
 * What draws a map: MapLibre where WebGL2 is there and works, else a plain canvas (`flat`). Asked for early it comes while the numbers are
 * on their way, and is there when it is asked for again.
 */
export async function drawer(plain = false): Promise<{ open: OpenMap; flat: boolean }> {
  const gl = plain ? null : document.createElement('canvas').getContext('webgl2')
  if (!gl) return { open: (await import('./flatMap')).openFlatMap, flat: true }
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  const { openGlMap } = await import('./glMap')
  return { open: openGlMap, flat: false }
}
