import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { devBackend } from './dev-backend.mjs'

/* The upload page with hot reload, and the route and a simulated Kombo behind it: npm run dev */

const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [devBackend()],
  server: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 5173) },
})
await server.listen()
