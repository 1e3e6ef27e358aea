import type { ReactNode } from 'react'
import 'kombo-attachment-upload/styles.css'

export const metadata = { title: 'Documents', icons: { icon: 'data:,' } }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
