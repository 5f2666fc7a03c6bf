import { fileURLToPath } from 'node:url'

/** Code that runs from its source beside the build (the decode worker) finds the project here. */
process.env.COACH_ROOT ??= fileURLToPath(new URL('.', import.meta.url))

/** What a page may do besides its own scripts, whose digests `server/plugins/page-policy.ts` adds. */
const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
}

export default defineNuxtConfig({
  compatibilityDate: '2026-11-20',
  ssr: true,
  telemetry: false,
  devtools: { enabled: false },
  // The whole variable family, weight and width, from the npm package: no font is ever asked from the net.
  css: ['@fontsource-variable/archivo/wdth.css'],
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
      title: 'Coach Wattz',
      meta: [
        { charset: 'utf-8' },
        { name: 'viewport', content: 'width=device-width, initial-scale=1' },
        { name: 'color-scheme', content: 'light dark' },
      ],
    },
  },
  // A linked style sheet is cached and keeps the page's policy strict.
  features: { inlineStyles: false },
  experimental: { appManifest: false },
  // Domain imports are explicit; only Nuxt, Vue and `app/` import by themselves (style.md §4).
  imports: { scan: true },
  typescript: {
    strict: true,
    tsConfig: {
      compilerOptions: {
        noUncheckedIndexedAccess: true,
        allowImportingTsExtensions: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
      },
    },
  },
  nitro: {
    // `scripts/serve.mjs` owns the HTTP server: it takes the port first and answers only once the database is open.
    preset: 'node-listener',
    serveStatic: true,
    compressPublicAssets: { gzip: true, brotli: true },
    routeRules: { '/**': { headers } },
    typescript: {
      tsConfig: {
        compilerOptions: { noUncheckedIndexedAccess: true, allowImportingTsExtensions: true, erasableSyntaxOnly: true },
      },
    },
  },
})
