import { connection } from 'next/server'
import { Suspense } from 'react'
import { Documents } from './documents'
import { uploadToken } from './kombo'

export default function Page() {
  return (
    <main>
      <h1>Application</h1>
      <Suspense fallback={<p>Loading the documents…</p>}>
        <DocumentsWithToken />
      </Suspense>
    </main>
  )
}

async function DocumentsWithToken() {
  // A token belongs to one visit. Without this line Next.js would sign one while the site is built, and give it to everybody.
  await connection()
  return <Documents token={await uploadToken()} />
}
