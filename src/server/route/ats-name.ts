/**
 * Names of connected systems as their makers write them, by the slug Kombo's integration ids begin with. The others are
 * their slug with a capital: `workday` is Workday.
 */
const NAMES: Readonly<Record<string, string>> = {
  bamboohr: 'BambooHR',
  breezy: 'Breezy HR',
  dvinci: 'd.vinci',
  icims: 'iCIMS',
  jazzhr: 'JazzHR',
  join: 'JOIN',
  oracle: 'Oracle Recruiting Cloud',
  oraclerecruiting: 'Oracle Recruiting Cloud',
  rexx: 'rexx systems',
  sandbox: 'Kombo Sandbox',
  smartrecruiters: 'SmartRecruiters',
  softgarden: 'softgarden',
  successfactors: 'SAP SuccessFactors',
  taleo: 'Oracle Taleo',
  ukg: 'UKG',
  zohorecruit: 'Zoho Recruit',
}

/** Name of the system behind an integration id; a slug that is not here is tidied up: `acme_hire:…` → `Acme Hire`. */
export function atsName(integrationId: string): string {
  const slug = integrationId.split(':', 1)[0] ?? ''
  if (Object.hasOwn(NAMES, slug)) return NAMES[slug] ?? slug
  return slug
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(' ')
}
