// `npm run schemas`: writes cli/schemas/*.schema.json anew from the Zod shapes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { jsonSchemaFiles } from './json-schemas.ts'

const folder = new URL('./schemas/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of jsonSchemaFiles()) writeFileSync(fileURLToPath(new URL(name, folder)), text)
