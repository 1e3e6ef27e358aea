import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exists, proofsOf } from './proofs.ts'
import { ROOT } from './snippets.ts'

const text = readFileSync(join(ROOT, 'docs/complaints.md'), 'utf8')
const proofs = proofsOf('docs/complaints.md')

/** The public issues the complaints were raised in, as they were found when the field was read. */
const RAISED: Readonly<Record<string, readonly number[]>> = {
  'alphagov/govuk-frontend': [3685, 5305, 5626, 5683],
  'Altinn/app-frontend-react': [3154],
  'ant-design/ant-design': [2423, 32305, 37474],
  'bigin/Scriptor': [69],
  'carbon-design-system/carbon': [15870, 16844],
  'chakra-ui/zag': [1819, 2700, 3048],
  'Cisco-Talos/clamav': [770],
  'civitai/civitai': [4097],
  'data-students/apunts-dades-old': [29],
  'department-of-veterans-affairs/va.gov-team': [77776],
  'dropzone/dropzone': [1181],
  'expressjs/multer': [962, 1082, 1104],
  'filestack/filestack-js': [436],
  'fortana-co/react-dropzone-uploader': [157],
  'jfversluis/FilePicker-Plugin-for-Xamarin-and-Windows': [130],
  'jitsi/jitsi-meet': [16304],
  'mantinedev/mantine': [2168, 6608],
  'mscdex/busboy': [319],
  'Nic13Gamer/better-upload': [80],
  'onyx-dot-app/onyx': [9754],
  'pingdotgg/uploadthing': [109, 270, 308, 327, 427, 608, 782, 913, 920, 1020, 1122, 1131],
  'pqina/filepond': [
    43, 68, 112, 118, 124, 127, 140, 175, 193, 229, 281, 286, 490, 635, 748, 770, 831, 833, 918, 980, 988, 1020,
  ],
  'pqina/filepond-plugin-file-encode': [5],
  'pqina/filepond-plugin-file-validate-type': [2, 6, 34, 39, 50],
  'pqina/react-filepond': [89, 126, 136, 153, 171, 207],
  'pqina/vue-filepond': [20, 41],
  'react-dropzone/file-selector': [130],
  'react-dropzone/react-dropzone': [
    276, 391, 408, 448, 627, 638, 653, 728, 805, 842, 922, 937, 985, 991, 1039, 1085, 1110, 1152, 1195, 1215, 1221,
    1241, 1292, 1435, 1455,
  ],
  'Shopify/polaris-react-archive': [2085, 3125],
  'testing-library/react-testing-library': [339],
  'transloadit/uppy': [
    188, 329, 431, 551, 669, 843, 964, 1179, 1265, 1351, 1445, 1546, 1908, 2249, 2590, 2860, 3263, 4291, 4518, 4768,
    4773, 5048, 5062, 5612, 5645, 5669, 5694, 6101, 6280, 6362,
  ],
  'tus/tus-js-client': [255],
  'uploadcare/file-uploader': [410, 422],
  'uploadcare/file-uploader-examples': [14],
  'uploadcare/react-file-uploader': [29, 34, 44, 47, 48],
  'uploadcare/react-widget': [45, 320],
  'uploadcare/uploadcare-widget': [163, 377, 554, 604, 839, 840],
  'vicajilau/flutter_file_picker': [1919],
}

/** What a line may say instead of naming a test, or beside it. */
const ADMISSIONS = ['*Partly*', '*out of reach*']

const rows = text.split('\n').flatMap((line) => {
  const [, complaint = '', raised = '', here = ''] = line.split('|').map((cell) => cell.trim())
  return complaint === '' || complaint === 'complaint' || complaint.startsWith('--')
    ? []
    : [{ complaint, raised, here }]
})

describe('the complaints', () => {
  it('are all there, each issue once', () => {
    const wanted = Object.entries(RAISED).flatMap(([repository, numbers]) =>
      numbers.map((number) => `${repository}#${number}`),
    )
    const named = rows.flatMap(({ raised }) => raised.match(/[\w.-]+\/[\w.-]+#\d+/g) ?? [])
    expect(named.toSorted()).toEqual(wanted.toSorted())
  })

  it('have a test each, or a reason why there is none', () => {
    const bare = rows.filter(
      ({ raised, here }) =>
        raised === '' || !(here.includes('* (`test/') || ADMISSIONS.some((each) => here.includes(each))),
    )
    expect(bare).toEqual([])
  })

  it.each(proofs)('name a test that exists: $name', (proof) => {
    expect(exists(proof)).toBe(true)
  })
})
