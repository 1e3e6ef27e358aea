import { Documents } from './documents'
import { uploadToken } from './kombo'

// A token belongs to one visit: nothing of this page is made ahead.
export const dynamic = 'force-dynamic'

export default async function Page() {
  return (
    <main>
      <h1>Frank Doe</h1>
      <Documents token={await uploadToken()} />
    </main>
  )
}
