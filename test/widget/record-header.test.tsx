import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { en } from '../../src/widget/locales/en.ts'
import { RecordHeader } from '../../src/widget/RecordHeader.tsx'
import { sampleError, sampleUpload } from '../../src/widget/stories/sample-upload.ts'

describe('the line that says whose record it is', () => {
  it('is a heading with the name', () => {
    render(<RecordHeader {...sampleUpload([])} messages={en} level={3} />)
    expect(screen.getByRole('heading', { level: 3, name: 'Frank Doe' })).toBeVisible()
  })

  it('is not there where no record is named, rather than empty', () => {
    const rules = { status: 'failed', error: sampleError('UPLOAD.TOKEN_MISSING') } as const
    const { container } = render(<RecordHeader target={null} label={null} rules={rules} messages={en} level={2} />)
    expect(container).toBeEmptyDOMElement()
  })
})
