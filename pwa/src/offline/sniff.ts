// What a picked file really is, by its first bytes: names and types lie.
import { uprightSize } from './jpeg'

const head = 256 * 1024
/** More pixels than this need more memory to open than a cheap phone has. */
const mostPixels = 64_000_000

const starts: [string, (bytes: Uint8Array) => boolean][] = [
  ['JPEG', bytes => has(bytes, 0, [0xff, 0xd8, 0xff])],
  ['PNG', bytes => has(bytes, 0, [0x89, 0x50, 0x4e, 0x47])],
  ['WEBP', bytes => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['HEIC', bytes => ascii(bytes, 4, 8) === 'ftyp' && /^(hei|hev|mif|msf)/.test(ascii(bytes, 8, 12))],
  ['PDF', bytes => ascii(bytes, 0, 5) === '%PDF-'],
  ['VIDEO', bytes => ascii(bytes, 4, 8) === 'ftyp'],
]

const refusals: Record<string, string> = {
  HEIC: '这张是苹果的 HEIC 格式，打不开。在相机设置里选“兼容性最佳”重拍，或发送前转成 JPG',
  PDF: '这是 PDF 文件，不是照片。请拍照或选 JPG、PNG、WebP',
  VIDEO: '这是视频，不是照片。请拍照或选 JPG、PNG、WebP',
}

/** Why a file cannot be taken as a photo, in words; undefined when it can. */
export async function sniff(file: Blob): Promise<string | undefined> {
  if (file.size === 0) return '这张是空的（0 字节），没有拍成，请重拍'
  const bytes = new Uint8Array(await file.slice(0, head).arrayBuffer())
  const kind = starts.find(([, matches]) => matches(bytes))?.[0]
  if (!kind) return '这种图片打不开，请用 JPG、PNG 或 WebP'
  if (refusals[kind]) return refusals[kind]
  const size = sizeOf(kind, bytes)
  if (size && size.width * size.height > mostPixels) {
    const millions = Math.round((size.width * size.height) / 1_000_000)
    return `这张有 ${millions} 百万像素，手机打不开。在相机设置里改成 5000 万像素以下重拍`
  }
  return undefined
}

function sizeOf(kind: string, bytes: Uint8Array<ArrayBuffer>) {
  if (kind === 'JPEG') return uprightSize(bytes.buffer)
  if (kind !== 'PNG' || bytes.length < 24) return null
  const view = new DataView(bytes.buffer)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function has(bytes: Uint8Array, at: number, wanted: number[]): boolean {
  return wanted.every((byte, i) => bytes[at + i] === byte)
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
