/**
 * What a new Chromium draws for its address bar in advance: two documents of their own in each new window, in processes of
 * their own, although nobody types there. They take a processor for a second or more while a test or a benchmark begins.
 */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/**
 * What Playwright switches off by itself, but for Edge and Windows. Repeated, since Chromium obeys the last
 * `--disable-features` only, and ours comes after Playwright's.
 */
export const BY_PLAYWRIGHT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** For every Chromium of the tests, the pictures and the benchmarks: only the page that is opened runs in it. */
export const CHROMIUM_ARGS = [`--disable-features=${[...BY_PLAYWRIGHT, ...ADDRESS_BAR].join(',')}`]
