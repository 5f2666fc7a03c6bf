export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly databaseUrl: string | null
  readonly jobs: 'server' | 'workers' | 'trigger'
}
export function readSettings(env?: Readonly<Record<string, string | undefined>>): Settings
export function portSentence(
  error: { code?: string; message?: string },
  settings: Pick<Settings, 'port' | 'host'>,
): string
export function checkPort(settings: Pick<Settings, 'port' | 'host'>): Promise<void>
export function checkDataFolder(settings: Pick<Settings, 'dataFolder'>): void
