import { createHash } from 'node:crypto'

/**
 * The content policy of every page: only our own scripts, styles, pictures and requests; nothing from the net, and no
 * frame around us. Nuxt writes two small scripts into each page, which are allowed by their digests.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:response', (response) => {
    if (import.meta.dev || typeof response.body !== 'string') return
    response.headers ??= {}
    response.headers['content-security-policy'] = policyFor(response.body)
    delete response.headers['x-powered-by']
  })
})

function policyFor(html: string): string {
  return [
    `default-src 'self'`,
    `script-src ${["'self'", ...inlineScriptDigests(html)].join(' ')}`,
    // Vue writes style attributes: the height of a bar, the column of a day.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** Data blocks (`type="application/json"`) are no scripts to a browser; the import map is one. */
function inlineScriptDigests(html: string): string[] {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>([\s\S]*?)<\/script>/g)]
  return [...new Set(inline.map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`))]
}
