/*
 * Stands in the package for what react-dropzone reads events with (vite.lib.config.ts, vite.element.config.ts): 1.7 kB that
 * never run, since the widget looks into drops and folders itself.
 */
export function fromEvent(): never {
  throw new Error('react-dropzone was not given getFilesFromEvent')
}
