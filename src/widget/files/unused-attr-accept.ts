/*
 * Stands in all that is published for what react-dropzone compares files with `accept` by (vite.lib.config.ts,
 * scripts/in-place-of-react.mjs): a little that never runs, since it is given no file. Every file reaches the list.
 */
export default function accepts(): never {
  throw new Error('react-dropzone was given a file')
}
