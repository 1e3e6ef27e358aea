/*
 * Stands in the element's file for what react-dropzone reads events with (vite.element.config.ts): 1.2 kB that never run,
 * since the widget looks into drops and folders itself.
 */
export function fromEvent(): never {
  throw new Error('react-dropzone was not given getFilesFromEvent')
}
