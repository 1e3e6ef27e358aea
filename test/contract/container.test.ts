import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containerOf } from '../../src/contract/container.ts'

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )
}

describe('containerOf', () => {
  it.each([
    ['pdf', bytes('%PDF-1.7\n')],
    ['pdf', bytes(' '.repeat(1024), '%PDF-1.4')],
    ['pdf', bytes([0xef, 0xbb, 0xbf], '\n%PDF-1.4')],
    ['pdf', bytes([0x1b], '%-12345X@PJL\r\n%PDF-1.4\n1 0 obj\n<< >>')],
    ['pdf', bytes('Scanned by the front desk\n%PDF-1.4\n', [0, 1, 2])],
    ['cfb', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])],
    ['zip', bytes('PK', [3, 4, 20, 0])],
    ['zip', bytes('PK', [5, 6, 0, 0])],
    ['rtf', bytes('{\\rtf1\\ansi')],
    ['rtf', bytes([0xef, 0xbb, 0xbf], '{\\rtf1\\ansi')],
    ['rtf', bytes('\r\n\r\n{\\rtf1\\ansi')],
    ['png', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a])],
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe1])],
    ['gif', bytes('GIF89a', [1, 0, 1, 0])],
    ['tiff', bytes('II*', [0])],
    ['tiff', bytes('MM', [0], '*')],
    ['bmp', bytes('BM', [0x36, 0, 0, 0])],
    ['webp', bytes('RIFF', [0x24, 0, 0, 0], 'WEBPVP8 ')],
    ['heif', bytes([0, 0, 0, 24], 'ftypheic')],
    ['heif', bytes([0, 0, 0, 24], 'ftypmif1')],
    ['media', bytes([0, 0, 0, 24], 'ftypisom')],
    ['media', bytes('ID3', [3, 0, 0])],
    ['gzip', bytes([0x1f, 0x8b, 8])],
    ['archive', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c])],
    ['archive', bytes('Rar!', [0x1a, 7, 1, 0])],
    ['executable', bytes('MZ', [0x90, 0, 3])],
    ['executable', bytes([0x7f], 'ELF')],
    ['executable', bytes('#!/bin/sh\n')],
    ['executable', bytes('#! /usr/bin/env node\n')],
    ['executable', bytes('#!\t /bin/sh\n')],
    ['executable', Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes('#!/bin/sh\n')])],
    ['executable', Uint8Array.from([0xff, 0xfe, ...[...bytes('#!/bin/sh\n')].flatMap((byte) => [byte, 0])])],
    ['executable', Uint8Array.from([0xfe, 0xff, ...[...bytes('#!/bin/sh\n')].flatMap((byte) => [0, byte])])],
    ['shortcut', bytes('L', [0, 0, 0, 1, 0x14, 2, 0])],
    ['shortcut', bytes('[InternetShortcut]\r\nURL=')],
    ['markup', bytes('\n <!DOCTYPE html>')],
    ['markup', bytes([0xef, 0xbb, 0xbf], '<?xml version="1.0"?>')],
    ['markup', bytes([0xff, 0xfe], '<\0s\0v\0g\0>\0')],
    ['text', bytes('Frank Doe\nSenior nurse')],
    ['text', bytes([0xff, 0xfe], 'F\0r\0a\0n\0k\0')],
    ['text', bytes('a < b')],
    ['text', bytes()],
    ['binary', bytes([1, 0, 2])],
  ] as const)('tells %s', (container, head) => {
    expect(containerOf(head)).toBe(container)
  })

  it('sees no PDF whose header comes later than readers look for it', () => {
    expect(containerOf(bytes(' '.repeat(1025), '%PDF-1.4'))).toBe('text')
  })

  it.each([
    'MZ Müller, Zürich',
    'BMW reference letter',
    'GIF89a is an image format',
    'ID3 tags',
    'Rar! Hello',
    'The ftypical CV',
    '#! Frank Doe, shell scripts since 1998',
  ])('takes a text for a text although it begins with the letters of another format: %s', (text) => {
    expect(containerOf(Buffer.from(text))).toBe('text')
  })

  it('takes a text that speaks of a PDF header for a text', () => {
    expect(containerOf(Buffer.from('My objective: tools that read what begins with\n%PDF-1.7 or later.'))).toBe('text')
  })

  it('has an answer for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (head) => {
        expect(containerOf(head)).toMatch(/^[a-z]+$/)
      }),
    )
  })
})
