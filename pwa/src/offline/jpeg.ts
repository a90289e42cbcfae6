export interface Size {
  width: number
  height: number
}

/**
 * The size of a JPEG as it is meant to be seen, width and height exchanged where EXIF says that it lies on its side;
 * null when the bytes are no JPEG or the head is cut. `head` is the beginning of the file, 256 KiB are plenty.
 */
export function uprightSize(head: ArrayBuffer): Size | null {
  const view = new DataView(head)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let onItsSide = false
  let at = 2
  while (at + 9 < view.byteLength) {
    const marker = view.getUint16(at)
    const length = view.getUint16(at + 2)
    if (marker >> 8 !== 0xff || length < 2) return null
    if (marker === 0xffe1) onItsSide = orientation(view, at + 4, length - 2) >= 5
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5)
      const width = view.getUint16(at + 7)
      return onItsSide ? { width: height, height: width } : { width, height }
    }
    at += 2 + length
  }
  return null
}

/** The size that fits a square of `side` pixels with the same proportions; never bigger than it was. */
export function fitInto({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** SOF0 to SOF15 but DHT, JPG and DAC, which share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
}

/** EXIF tag 0x0112 of the APP1 segment at `start`: 1 to 8, and 1 when it says nothing. */
function orientation(view: DataView, start: number, length: number): number {
  const end = Math.min(start + length, view.byteLength)
  if (start + 14 > end || view.getUint32(start) !== 0x45786966) return 1
  const tiff = start + 6
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  if (directory + 2 > end) return 1
  const count = view.getUint16(directory, little)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > end) return 1
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little)
  }
  return 1
}
