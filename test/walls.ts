import ts from 'typescript'

/** The layers of design.md §3, by where a file lies. `null` for what stands outside the walls: tests, scripts, bench. */
export type Layer =
  | 'core'
  | 'formats'
  | 'contracts'
  | 'database'
  | 'repositories'
  | 'accounts'
  | 'llm'
  | 'integrations'
  | 'usecases'
  | 'jobs'
  | 'http'
  | 'application'
  | 'api'
  | 'plugins'
  | 'cli'
  | 'season'
  | 'app'

interface Wall {
  /** Layers this one may import. */
  readonly may: readonly Layer[]
  /** Layers of which only types may be imported. */
  readonly mayTypes?: readonly Layer[]
  /** Packages it may import; a trailing `/` or exact name; `null` means any that no other wall keeps for itself. */
  readonly packages: readonly string[] | null
  readonly node: boolean
  /** What to do instead, for the stranger who reads the failure. */
  readonly instead: string
}

/** design.md §3's table. Every layer may import itself; inside core the folder order holds as well. */
export const WALLS: Readonly<Record<Layer, Wall>> = {
  core: {
    may: [],
    packages: ['zod', 'temporal-polyfill'],
    node: false,
    instead: 'Take what you need as an argument: core is pure (design.md law 1).',
  },
  formats: {
    may: ['core'],
    packages: ['zod', 'saxes'],
    node: false,
    instead: 'Bytes in, core types out; reading files belongs to server/integrations/files.',
  },
  contracts: {
    may: ['core'],
    packages: ['zod'],
    node: false,
    instead: 'A contract is Zod over core types; conversions belong to a use case.',
  },
  database: {
    may: [],
    packages: null,
    node: true,
    instead: 'database/ opens and migrates; it knows nothing of training.',
  },
  repositories: {
    may: ['core', 'database'],
    packages: null,
    node: true,
    instead: 'A repository turns rows into core types; decide in a use case.',
  },
  accounts: {
    may: ['database'],
    packages: null,
    node: true,
    instead: 'accounts/ knows sign-in and sessions, nothing of training.',
  },
  llm: { may: ['core'], packages: null, node: true, instead: 'Return a proposal; a use case loads and saves.' },
  integrations: {
    may: ['core', 'formats'],
    packages: null,
    node: true,
    instead: 'Return core types; a use case loads and saves.',
  },
  usecases: {
    may: ['core', 'formats', 'contracts', 'repositories', 'llm', 'integrations'],
    mayTypes: ['database', 'application', 'accounts'],
    packages: null,
    node: true,
    instead: 'Take it as a dependency: server/application.ts hands databases, accounts and the enqueue port in.',
  },
  jobs: {
    may: ['contracts', 'usecases', 'database'],
    mayTypes: ['core', 'formats', 'application'],
    packages: null,
    node: true,
    instead: 'A job calls a use case.',
  },
  http: {
    may: ['contracts', 'accounts', 'usecases', 'application'],
    mayTypes: ['core'],
    packages: null,
    node: true,
    instead: 'http/ knows sessions and problems; work belongs to a use case.',
  },
  application: {
    may: ['core', 'contracts', 'database', 'repositories', 'accounts', 'llm', 'integrations', 'usecases', 'jobs'],
    packages: null,
    node: true,
    instead: 'application.ts only puts the parts together.',
  },
  api: {
    may: ['contracts', 'usecases', 'http', 'application'],
    mayTypes: ['core', 'formats'],
    packages: null,
    node: true,
    instead: 'A route parses, calls a use case and replies; move the work into server/usecases.',
  },
  plugins: {
    may: ['database', 'jobs', 'accounts', 'application'],
    packages: null,
    node: true,
    instead: 'A plugin starts things up; move the work into server/usecases.',
  },
  season: {
    may: ['core'],
    packages: [],
    node: true,
    instead: 'The season simulator calls core, its testing folder included (docs/adr/0022).',
  },
  cli: {
    may: ['core', 'formats', 'contracts', 'usecases', 'application', 'season'],
    packages: null,
    node: true,
    instead: 'A command calls core, formats or a use case.',
  },
  app: {
    may: ['core', 'formats', 'contracts'],
    packages: null,
    node: false,
    instead: 'The browser asks over HTTP, by a contract of shared/contracts.',
  },
}

/** Packages that one side keeps for itself; a trailing slash stands for a scope. */
const KEPT: readonly {
  readonly packages: readonly string[]
  readonly by: readonly Layer[]
  readonly instead: string
}[] = [
  {
    packages: ['@prisma/', 'prisma', 'pglite-prisma-adapter', '@electric-sql/', 'pg'],
    by: ['database', 'repositories', 'accounts'],
    instead: 'Only server/database and server/repositories speak to the database; call a use case.',
  },
  {
    packages: ['better-auth'],
    by: ['accounts', 'database'],
    instead: 'Only server/accounts knows the sign-in library.',
  },
  {
    packages: ['pg-boss', '@trigger.dev/'],
    by: ['jobs', 'database'],
    instead: 'Only server/jobs knows the queue.',
  },
  { packages: ['nodemailer'], by: ['integrations'], instead: 'Only server/integrations/mail speaks to a mail server.' },
  { packages: ['h3', 'nitropack'], by: ['api', 'http', 'plugins'], instead: 'Only api, http and plugins know HTTP.' },
  {
    packages: ['vue', 'vue-router', 'reka-ui', '@lucide/', '@vueuse/', 'nuxt'],
    by: ['app'],
    instead: 'Only app/ knows Vue.',
  },
]

/** Inside core a folder imports only folders before it (design.md §3). */
export const CORE_ORDER = [
  'units',
  'result',
  'time',
  'athlete',
  'load',
  'evidence',
  'workout',
  'library',
  'plan',
  'guardrails',
  'course',
  'matching',
  'adaptation',
  'testing',
] as const

/** What only tests run: suites, shared conformance suites, fixtures, and the testing folders of the packages. */
const isTest = (file: string): boolean =>
  /\.(test|corpus|e2e|conformance|fixture)\.ts$|^packages\/(core|formats)\/src\/testing\//.test(file)

/** The layer of a file, its path relative to the project root with `/`. */
export function layerOf(file: string): Layer | null {
  if (file.startsWith('packages/core/src/')) return 'core'
  if (file.startsWith('packages/formats/src/')) return 'formats'
  if (file.startsWith('shared/')) return 'contracts'
  // The second holds the running application for routes; start-up puts it there.
  if (file === 'server/application.ts' || file === 'server/http/application.ts') return 'application'
  const server = /^server\/(database|repositories|accounts|llm|integrations|usecases|jobs|http|api|plugins)\//.exec(
    file,
  )
  if (server) return server[1] as Layer
  if (file.startsWith('cli/')) return 'cli'
  if (file.startsWith('evals/season/')) return 'season'
  if (file.startsWith('app/')) return 'app'
  return null
}

export interface ImportEdge {
  readonly specifier: string
  readonly typeOnly: boolean
  /** `export * from` or `export { a } from`. */
  readonly reExport: boolean
  readonly line: number
}

/** Every static and dynamic import, and every re-export, of one source. A `.vue` file gives its script blocks. */
export function importsOf(file: string, source: string): ImportEdge[] {
  const text = file.endsWith('.vue') ? scriptsOf(source) : source
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const edges: ImportEdge[] = []
  const add = (node: ts.Node, specifier: string, typeOnly: boolean, reExport: boolean): void => {
    edges.push({ specifier, typeOnly, reExport, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, isTypeOnly(node), false)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly, true)
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      add(node, node.argument.literal.text, true, false)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteral(argument)) add(node, argument.text, false, false)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return edges
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

const scriptsOf = (source: string): string =>
  [...source.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '').join('\n')

/** Where a specifier leads: a file of ours relative to the root, a package, Node, or the framework's own names. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node' }
  | { readonly kind: 'framework' }

/** Resolves by rules, not by disk, so that the test can be tested with strings. */
export function targetOf(file: string, specifier: string): ImportTarget {
  if (specifier.startsWith('.')) return { kind: 'file', path: join(file.split('/').slice(0, -1), specifier) }
  for (const [alias, folder] of [
    ['~~/', ''],
    ['@@/', ''],
    ['~/', 'app/'],
    ['@/', 'app/'],
    ['#shared/', 'shared/'],
  ] as const) {
    if (specifier.startsWith(alias)) return { kind: 'file', path: `${folder}${specifier.slice(alias.length)}` }
  }
  const workspace = /^@coach-wattz\/(core|formats)\/(.+)$/.exec(specifier)
  if (workspace) return { kind: 'file', path: `packages/${workspace[1]}/src/${workspace[2]}.ts` }
  if (specifier.startsWith('node:')) return { kind: 'node' }
  if (specifier.startsWith('#')) return { kind: 'framework' }
  const [scope = '', name = ''] = specifier.split('/')
  return { kind: 'package', name: scope.startsWith('@') ? `${scope}/${name}` : scope }
}

function join(folder: readonly string[], relative: string): string {
  const parts = [...folder]
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Everything one file does against the walls: each a sentence with the file, the edge and the allowed way. */
export function judge(file: string, source: string): string[] {
  const layer = layerOf(file)
  const problems: string[] = []
  for (const edge of importsOf(file, source)) {
    const at = `${file}:${edge.line}`
    const extension = extensionProblem(file, edge)
    if (extension) problems.push(`${at} ${extension}`)
    if (edge.reExport && layer && !edge.typeOnly) {
      problems.push(`${at} re-exports "${edge.specifier}": no barrel files. Import from the file that defines it.`)
    }
    if (!layer || isTest(file)) continue
    const wall = wallProblem(file, layer, edge)
    if (wall) problems.push(`${at} ${wall}`)
  }
  return [...problems, ...habitProblems(file, layer, source)]
}

/** Node runs these sources unbuilt, so a relative import names its file in full. */
function extensionProblem(file: string, edge: ImportEdge): string | null {
  if (file.startsWith('app/') || !edge.specifier.startsWith('.')) return null
  if (/\.(ts|mts|mjs|js|json|vue)$/.test(edge.specifier)) return null
  return `imports "${edge.specifier}": a relative import ends in .ts, because Node runs the source unbuilt.`
}

function wallProblem(file: string, layer: Layer, edge: ImportEdge): string | null {
  const wall = WALLS[layer]
  const target = targetOf(file, edge.specifier)
  if (target.kind === 'framework') {
    if (['app', 'api', 'plugins'].includes(layer) || edge.specifier.startsWith('#build')) return null
    return `imports "${edge.specifier}": only app, api and plugins see Nuxt's own names. ${wall.instead}`
  }
  if (target.kind === 'node')
    return wall.node ? null : `imports "${edge.specifier}": ${layer} sees no Node. ${wall.instead}`
  if (target.kind === 'package') return packageProblem(layer, target.name, edge)

  if (/^(~|@@?\/)/.test(edge.specifier) && !['app', 'api', 'plugins'].includes(layer)) {
    return `imports "${edge.specifier}": the CLI and workers run this file as plain Node, so import it by a relative path.`
  }
  // synthetic athletes are what the testing folder is for
  if (isTest(target.path) && layer !== 'season') return `imports ${target.path}, which is there for tests only.`
  const to = layerOf(target.path)
  if (to === null) {
    return wall.node && target.path === 'package.json'
      ? null
      : `imports ${target.path}, which stands outside the walls. ${wall.instead}`
  }
  if (to === layer) return layer === 'core' ? coreOrderProblem(file, target.path) : null
  if (wall.may.includes(to)) return null
  if (wall.mayTypes?.includes(to)) {
    return edge.typeOnly
      ? null
      : `imports values of ${target.path}: ${layer} may import only types of ${to}. ${wall.instead}`
  }
  return `imports ${target.path}: ${layer} may import ${listOf(layer)}. ${wall.instead}`
}

function listOf(layer: Layer): string {
  const { may, mayTypes = [] } = WALLS[layer]
  const parts = [...may, ...mayTypes.map((name) => `types of ${name}`)]
  return parts.length > 0 ? parts.join(', ') : 'nothing but itself'
}

function packageProblem(layer: Layer, name: string, edge: ImportEdge): string | null {
  const { packages, instead } = WALLS[layer]
  if (packages && !packages.includes(name)) {
    return `imports "${edge.specifier}": ${layer} may use ${packages.join(', ')} and no other package. ${instead}`
  }
  for (const kept of KEPT) {
    const hit = kept.packages.some((entry) => (entry.endsWith('/') ? name.startsWith(entry) : name === entry))
    if (hit && !kept.by.includes(layer)) return `imports "${edge.specifier}". ${kept.instead}`
  }
  return null
}

function coreOrderProblem(file: string, target: string): string | null {
  const from = coreFolderOf(file)
  const to = coreFolderOf(target)
  const order: readonly string[] = CORE_ORDER
  if (!order.includes(from)) return `lies in core/${from}, which is not in the list of core's folders (design.md §3).`
  if (from === to || order.indexOf(to) < order.indexOf(from)) return null
  const before = order.slice(0, order.indexOf(from)).join(', ') || 'no other folder'
  return `imports ${target}: core/${from} may import ${before}. Move the shared part to the earlier folder.`
}

const coreFolderOf = (file: string): string => file.split('/')[3] ?? ''

/** Habits that types and lint cannot hold. */
function habitProblems(file: string, layer: Layer | null, source: string): string[] {
  const problems: string[] = []
  const name = file.split('/').at(-1) ?? ''
  if (layer && /^(utils?|helpers?|misc|common|extras)\.(ts|vue)$|(Manager|Service)\.(ts|vue)$/.test(name)) {
    problems.push(`${file} has a name that says nothing: name the noun it holds.`)
  }
  if (layer && layer !== 'app' && name === 'index.ts')
    problems.push(`${file} is a barrel by name: name the noun it holds.`)
  if (layer === 'api' && !isTest(file) && source.split('\n').length > 41) {
    problems.push(`${file} is longer than 40 lines: a route parses, calls a use case and replies.`)
  }
  if ((layer === 'core' || layer === 'formats') && /\bnew Date\(\s*\)/.test(withoutComments(source))) {
    problems.push(`${file} asks the clock by "new Date()": take the day or the instant as an argument.`)
  }
  if (/(eslint|oxlint)-disable|@ts-(ignore|expect-error|nocheck)|\bas any\b/.test(source) && layer) {
    problems.push(`${file} switches a check off: mend the code, or change the rule for all in an ADR.`)
  }
  return problems
}

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, '$1')
