const upload = document.querySelector('kombo-attachment-upload')

upload.getToken = async (signal) => {
  const response = await fetch('/upload-token', { signal })
  if (!response.ok) throw new Error(`No upload token: ${response.status}`)
  return response.text()
}

upload.addEventListener('attachment-uploaded', ({ detail }) => {
  document.querySelector('output').textContent = `${detail.name} is attached.`
})
