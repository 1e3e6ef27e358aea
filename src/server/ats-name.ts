/** Names of connected systems as their makers write them, by the slug Kombo's integration ids begin with. */
const NAMES: Readonly<Record<string, string>> = {
  ashby: 'Ashby',
  bamboohr: 'BambooHR',
  breezy: 'Breezy HR',
  bullhorn: 'Bullhorn',
  concludis: 'Concludis',
  cornerstone: 'Cornerstone',
  dvinci: 'd.vinci',
  factorial: 'Factorial',
  greenhouse: 'Greenhouse',
  icims: 'iCIMS',
  jazzhr: 'JazzHR',
  jobvite: 'Jobvite',
  join: 'JOIN',
  lever: 'Lever',
  oracle: 'Oracle Recruiting Cloud',
  oraclerecruiting: 'Oracle Recruiting Cloud',
  pinpoint: 'Pinpoint',
  personio: 'Personio',
  recruitee: 'Recruitee',
  recruiterflow: 'Recruiterflow',
  rexx: 'rexx systems',
  sandbox: 'Kombo Sandbox',
  smartrecruiters: 'SmartRecruiters',
  softgarden: 'softgarden',
  successfactors: 'SAP SuccessFactors',
  taleo: 'Oracle Taleo',
  teamtailor: 'Teamtailor',
  ukg: 'UKG',
  workable: 'Workable',
  workday: 'Workday',
  zohorecruit: 'Zoho Recruit',
}

/** Name of the system behind an integration id; a slug nobody knows is tidied up: `acme_hire:…` → `Acme Hire`. */
export function atsName(integrationId: string): string {
  const slug = integrationId.split(':', 1)[0] ?? ''
  if (Object.hasOwn(NAMES, slug)) return NAMES[slug] ?? slug
  return slug
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(' ')
}
