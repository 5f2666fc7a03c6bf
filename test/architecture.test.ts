import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CORE_ORDER, importsOf, judge, layerOf, targetOf } from './walls.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = [
  'packages/core/src',
  'packages/formats/src',
  'shared',
  'server',
  'cli',
  'app',
  'bench',
  'evals/season',
  'test',
]

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|vue)$/.test(file) && !file.startsWith('server/database/generated/')),
)

describe('the walls of design.md §3', () => {
  it('are kept by every file', () => {
    expect(files.length).toBeGreaterThan(50)
    const problems = files.flatMap((file) => judge(file, readFileSync(join(root, file), 'utf8')))
    expect(problems, `\n${problems.join('\n')}\n`).toEqual([])
  })

  it('know every folder of core', () => {
    const folders = readdirSync(join(root, 'packages/core/src'), { withFileTypes: true })
    const unknown = folders.filter((entry) => entry.isDirectory() && !CORE_ORDER.some((name) => name === entry.name))
    expect(
      unknown.map((entry) => entry.name),
      'Add the folder to design.md §3 and to CORE_ORDER in test/walls.ts',
    ).toEqual([])
  })
})

/** A wall nobody can fail to climb is no wall: each row is a file that has to be refused, and a word of its message. */
const REFUSED: readonly (readonly [file: string, source: string, word: string])[] = [
  ['packages/core/src/plan/a.ts', `import { x } from '@coach-wattz/formats/zwo'`, 'core may import nothing but itself'],
  [
    'packages/core/src/load/a.ts',
    `import { x } from '../plan/plan.ts'`,
    'core/load may import units, result, time, athlete',
  ],
  ['packages/core/src/load/a.ts', `import type { X } from '../plan/plan.ts'`, 'core/load may import'],
  ['packages/core/src/plan/a.ts', `import { readFileSync } from 'node:fs'`, 'core sees no Node'],
  ['packages/core/src/plan/a.ts', `import _ from 'lodash'`, 'no other package'],
  ['packages/core/src/plan/a.ts', `const day = new Date()`, 'asks the clock'],
  ['packages/core/src/plan/a.ts', `import { x } from './b'`, 'ends in .ts'],
  ['packages/core/src/plan/a.ts', `export * from './b.ts'`, 'no barrel files'],
  ['packages/core/src/plan/index.ts', ``, 'barrel by name'],
  ['packages/core/src/plan/utils.ts', ``, 'says nothing'],
  ['packages/formats/src/zwo.ts', `import { x } from '../../../server/usecases/a.ts'`, 'formats may import core'],
  ['shared/contracts/a.ts', `import { x } from '@coach-wattz/formats/zwo'`, 'contracts may import core'],
  ['server/repositories/a.ts', `import { x } from '../usecases/b.ts'`, 'repositories may import core, database'],
  ['server/usecases/a.ts', `import { PrismaClient } from '@prisma/client'`, 'call a use case'],
  ['server/usecases/a.ts', `import { enqueue } from '../jobs/registry.ts'`, 'hands databases'],
  ['server/usecases/a.ts', `import { x } from '~~/server/repositories/a.ts'`, 'plain Node'],
  ['server/usecases/a.ts', `import { createError } from 'h3'`, 'know HTTP'],
  ['server/api/plans.get.ts', `import { x } from '../repositories/a.ts'`, 'calls a use case'],
  [
    'server/api/plans.get.ts',
    `import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'`,
    'only types of core',
  ],
  ['server/api/plans.get.ts', 'const a = 1\n'.repeat(45), 'longer than 40 lines'],
  ['server/llm/a.ts', `await import('../repositories/b.ts')`, 'llm may import core'],
  ['server/database/a.ts', `import { x } from '@coach-wattz/core/plan/plan'`, 'database may import nothing but itself'],
  ['cli/commands/a.ts', `import { x } from '../../server/repositories/b.ts'`, 'A command calls'],
  ['cli/commands/a.ts', `import { ref } from 'vue'`, 'Only app/ knows Vue'],
  ['cli/commands/a.ts', `import { x } from '../../evals/plans/typical-athlete.ts'`, 'outside the walls'],
  ['evals/season/a.ts', `import { x } from '../../server/usecases/a.ts'`, 'season may import core'],
  [
    'app/pages/a.vue',
    `<script setup lang="ts">\nimport { x } from '~~/server/usecases/b.ts'\n</script>`,
    'asks over HTTP',
  ],
  ['app/pages/a.vue', `<script setup lang="ts">\nimport fs from 'node:fs'\n</script>`, 'app sees no Node'],
  ['server/usecases/a.ts', `import { x } from '@coach-wattz/formats/testing/forge-fit'`, 'for tests only'],
  ['server/usecases/a.ts', `const x = y as ${'any'}`, 'switches a check off'],
]

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ['packages/core/src/plan/a.ts', `import { x } from '../load/b.ts'\nimport { z } from 'zod'`],
  ['packages/core/src/plan/a.ts', `// not new Date() at all\nconst day = new Date(0)`],
  ['packages/core/src/load/a.test.ts', `import { readFileSync } from 'node:fs'\nimport { x } from '../plan/plan.ts'`],
  [
    'evals/season/a.ts',
    `import { Dice } from '@coach-wattz/core/testing/seeded-athlete'\nimport { spawn } from 'node:child_process'`,
  ],
  ['cli/commands/a.ts', `import { x } from '../../evals/season/simulate.ts'`],
  ['packages/formats/src/zwo.ts', `import type { Awp } from '@coach-wattz/core/workout/awp'`],
  [
    'server/api/plans.get.ts',
    `import type { Plan } from '@coach-wattz/core/plan/plan'\nimport { x } from '~~/server/usecases/b.ts'`,
  ],
  [
    'server/usecases/a.ts',
    `import { x } from '../repositories/b.ts'\nimport type { Database } from '../database/open.ts'`,
  ],
  [
    'app/pages/a.vue',
    `<script setup lang="ts">\nimport { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'\n</script>`,
  ],
]

describe('the judge of the walls', () => {
  for (const [file, source, word] of REFUSED) {
    it(`refuses ${file}: ${source.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const problems = judge(file, source)
      expect(problems.join('\n')).toContain(word)
      expect(problems[0]).toContain(file)
    })
  }

  for (const [file, source] of ALLOWED) {
    it(`allows ${file}: ${source.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      expect(judge(file, source)).toEqual([])
    })
  }

  it('reads every way of importing', () => {
    const source = `import 'a'\nimport type { B } from 'b'\nimport { type C } from 'c'\nexport * from 'd'\nawait import('e')\ntype F = import('f').F`
    expect(importsOf('server/x.ts', source).map((edge) => [edge.specifier, edge.typeOnly])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', false],
      ['e', false],
      ['f', true],
    ])
  })

  it('resolves paths by rules', () => {
    expect(targetOf('app/pages/a.vue', '~/words/date')).toEqual({ kind: 'file', path: 'app/words/date' })
    expect(targetOf('server/api/a.ts', '#shared/contracts/plans')).toEqual({
      kind: 'file',
      path: 'shared/contracts/plans',
    })
    expect(targetOf('server/api/a/b.ts', '../../usecases/c.ts')).toEqual({ kind: 'file', path: 'server/usecases/c.ts' })
    expect(layerOf('scripts/start.mjs')).toBeNull()
  })
})
