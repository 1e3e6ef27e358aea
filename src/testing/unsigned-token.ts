/** An upload token as far as the browser reads it: unsigned, so that no route takes it. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>): string {
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ aud: 'kombo-attachment-upload', ...claims })}.unsigned`
}

function part(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
