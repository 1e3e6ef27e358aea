/** Kombo with your key, or a simulated one on this machine. */
export async function kombo() {
  if (process.env.KOMBO_API_KEY) {
    return { komboApiKey: process.env.KOMBO_API_KEY, komboApiUrl: process.env.KOMBO_API_URL }
  }
  const { createSandbox } = await import('kombo-attachment-upload/sandbox')
  const sandbox = await createSandbox()
  console.log(`What the ATS got: ${sandbox.url}`)
  return { komboApiKey: sandbox.apiKey, komboApiUrl: sandbox.apiUrl }
}
