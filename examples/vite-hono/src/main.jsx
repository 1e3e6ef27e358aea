import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AttachmentUpload } from 'kombo-attachment-upload'
import 'kombo-attachment-upload/styles.css'

const queryClient = new QueryClient()

function Portal() {
  const [application, setApplication] = useState('')
  const [attached, setAttached] = useState([])

  async function signIn() {
    const response = await fetch('/session', { method: 'POST' })
    setApplication((await response.json()).application)
  }

  if (application === '') return <button onClick={signIn}>Sign in as Grace</button>
  return (
    <>
      <h1>Application</h1>
      <AttachmentUpload
        endpoint="/api"
        target={`application:${application}`}
        onOutcome={(outcome) => {
          if (outcome.state === 'done') setAttached((names) => [...names, outcome.name])
        }}
      />
      <output>{attached.length > 0 && `${attached.join(', ')} is attached.`}</output>
    </>
  )
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Portal />
    </QueryClientProvider>
  </StrictMode>,
)
