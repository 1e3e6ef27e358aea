/*
 * Stands in all that is published for what react-dropzone reads events with (vite.lib.config.ts, scripts/in-place-of-react.mjs):
 * 1.7 kB that never run, since the widget looks into drops and folders itself.
 */
export function fromEvent(): never {
  throw new Error('react-dropzone was not given getFilesFromEvent')
}
