// Stands before the server and can put another file in the place of one of its own, such as a service worker that went
// wrong; all else goes through.
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export class Front {
  private readonly server: Server
  /** What is answered instead, by path. */
  readonly instead = new Map<string, string>()

  constructor(origin: string) {
    const { hostname, port } = new URL(origin)
    this.server = createServer((from, to) => {
      const text = this.instead.get(from.url ?? '')
      if (text !== undefined) {
        to.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
        to.end(text)
        return
      }
      const { method, url: path, headers } = from
      const onward = request({ hostname, port, method, path, headers }, answer => {
        to.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(to)
      })
      onward.on('error', () => to.destroy())
      to.on('close', () => onward.destroy())
      from.pipe(onward)
    })
  }

  /** Returns the address at which it stands. */
  async open(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }
}
